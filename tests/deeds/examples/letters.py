"""Examples of deeds on letters."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import REF

from landwaiter.domain.letters.deeds import IssueLetter, KeepLetterText
from landwaiter.domain.letters.letter_fields import LetterKind

EXAMPLES: dict[type[Any], Example] = {
    IssueLetter: lambda scene: IssueLetter(
        LetterKind.HOLD, REF, "exporter", "UCC Art. 188", scene.folder / "hold.pdf"
    ),
    KeepLetterText: lambda _: KeepLetterText(
        "office.remedy", "pl", "Where an appeal is lodged.", "Customs Act"
    ),
}
