"""Texts with no more combining marks in a row than a letter can bear.

To bring marks into their order takes the square of how many stand in a row: a text of eighty
thousand would hold up everything for ten seconds. No script puts more than a handful on a letter.
"""

import unicodedata
from typing import Final

MOST_MARKS: Final = 30
"""In a row, as in Unicode's stream-safe texts (UAX #15)."""
_SHORT: Final = 500
"""Characters up to which even a text of nothing but marks takes no time."""


def with_few_marks(text: str) -> str:
    """`text`, of each row of combining marks the first thirty."""
    if len(text) <= _SHORT or text.isascii():
        return text
    kept: list[str] = []
    row = 0
    for char in text:
        row = row + 1 if unicodedata.combining(char) else 0
        if row <= MOST_MARKS:
            kept.append(char)
    return text if len(kept) == len(text) else "".join(kept)
