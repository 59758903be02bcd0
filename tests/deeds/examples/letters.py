"""Examples of deeds on letters."""

from datetime import date
from typing import Any

from tests.deeds.scene import Example
from tests.services.letters.template_files import template_file
from tests.services.sample_office import REASON, REF

from landwaiter.domain.letters.deeds import IssueLetter, KeepLetterText
from landwaiter.domain.letters.deeds_on_letters import (
    RemindOfLetter,
    ReplaceLetter,
    ServeLetter,
    WithdrawLetter,
)
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.template_deeds import ProposeTemplate, WithdrawTemplate

EXAMPLES: dict[type[Any], Example] = {
    ServeLetter: lambda _: ServeLetter(REF, 1, date(2026, 4, 1), "registered post"),
    RemindOfLetter: lambda _: RemindOfLetter(REF, 1, date(2026, 4, 8)),
    WithdrawLetter: lambda _: WithdrawLetter(REF, 1, REASON),
    ReplaceLetter: lambda _: ReplaceLetter(REF, 1, 2, REASON),
    IssueLetter: lambda scene: IssueLetter(
        LetterKind.HOLD, REF, "exporter", "UCC Art. 188", scene.folder / "hold.pdf"
    ),
    KeepLetterText: lambda _: KeepLetterText(
        "office.remedy", "pl", "Where an appeal is lodged.", "Customs Act"
    ),
    ProposeTemplate: lambda scene: ProposeTemplate(
        template_file(scene.folder), LetterKind.HOLD, "en", REASON
    ),
    WithdrawTemplate: lambda _: WithdrawTemplate(LetterKind.RELEASE, "en", REASON),
}
