"""What was withheld from a reader: kept with the salt of the commitment that the report holds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.base.facts import Content
from landwaiter.errors import Invalid
from landwaiter.i18n import Words, _, form_of, joined, message
from landwaiter.reports.dossier.dossier import Cell, CellMark


@dataclass(frozen=True, slots=True)
class WithheldPassage:
    """What stood there; the casebook keeps it with the salt of its commitment."""

    place: str
    """`parties/2/name`: table, row and column; or a part of the dossier."""
    content: Content
    salt: str
    passage: str
    """What stood there as the canonical bytes of the whole dossier have it: JSON, as a text."""
    context: str = ""
    """The same salt over its whole row: words that say as little as “source in confidence” stand
    in several rows, and a gist is for one of them. It stays in the casebook."""
    own: Content | None = None
    """What it is where it stands, whatever it quotes; known while the report is made."""

    @property
    def commitment(self) -> str:
        """SHA-256 over place, class, salt and passage; nobody finds the passage by trying."""
        return commitment_of(self.place, self.content, self.salt, self.passage)

    @property
    def said(self) -> Words:
        """It in words."""
        return message(json.loads(self.passage))

    def to_plain(self) -> dict[str, Any]:
        """As a JSON object: what proves it."""
        return {
            "place": self.place,
            "class": self.content.value,
            "salt": self.salt,
            "passage": self.passage,
        }


def commitment_of(place: str, content: str, salt: str, passage: str) -> str:
    """What a report holds of a passage that it withholds."""
    said = {"class": str(content), "passage": passage, "place": place, "salt": salt}
    return sha256_hex(canonical_bytes(said))


def context_of(salt: str, row: Sequence[Cell]) -> str:
    """What tells the row of a passage from others, to whoever has the salt."""
    said = [None if cell is None else form_of(bare(cell)) for cell in row]
    return sha256_hex(canonical_bytes({"row": said, "salt": salt}))


def bare(cell: Words | CellMark) -> Words:
    """What is kept of a passage: its text, with the unit of a figure."""
    if not isinstance(cell, CellMark):
        return cell
    return joined(" ", (cell.text, cell.unit)) if cell.unit else cell.text


def withheld_of(passages: Sequence[WithheldPassage]) -> bytes:
    """What the casebook keeps of what was withheld, as canonical bytes."""
    return canonical_bytes([one.to_plain() | {"context": one.context} for one in passages])


def passages_of(data: bytes) -> tuple[WithheldPassage, ...]:
    """The same read back."""
    return passages_in(json.loads(data))


def passages_in(value: Any, *, file: str = "") -> tuple[WithheldPassage, ...]:
    """The passages of a JSON list; Invalid where it is none."""
    if not isinstance(value, list):
        raise Invalid(_("These are no passages of a report."), file=file)
    found = []
    for number, one in enumerate(value, start=1):
        try:
            texts = {name: str.__str__(one[name]) for name in ("place", "salt", "passage")}
            context = str.__str__(one.get("context", ""))
            found.append(
                WithheldPassage(
                    texts["place"],
                    Content(one["class"]),
                    texts["salt"],
                    texts["passage"],
                    context,
                )
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise Invalid(_("This is no passage of a report."), file=file, row=number) from error
    return tuple(found)
