"""Examples of deeds on letters."""

from typing import Any

from tests.deeds.scene import Example

from landwaiter.domain.letters.deeds import KeepLetterText

EXAMPLES: dict[type[Any], Example] = {
    KeepLetterText: lambda _: KeepLetterText(
        "office.remedy", "pl", "Where an appeal is lodged.", "Customs Act"
    ),
}
