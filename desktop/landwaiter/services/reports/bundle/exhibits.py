"""Which pieces of evidence are exhibits: each has a number, and its file unless it is withheld."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import Case
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.domain.reports.profiles import GROUNDS, Profile, right_of
from landwaiter.i18n import _
from landwaiter.reports.dossier.bundled import EXHIBITS
from landwaiter.reports.dossier.dossier import CellType, Dossier, DossierColumn, Table, WithheldMark
from landwaiter.services.evidence.evidence_words import told_wipe

_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
_HASH: Final = "sha256"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence as a bundle numbers it."""

    number: int
    piece: Evidence
    is_withheld: bool
    """Its source, or that of the mail that it came with, spoke in confidence."""

    @property
    def file(self) -> str:
        """Its name in the bundle, which tells nothing of it; empty where its file is not there."""
        if self.is_withheld or self.piece.wipe is not None:
            return ""
        found = _ENDING.search(self.piece.name)
        return f"exhibit-{self.number:03d}{found[0].lower() if found else ''}"


def exhibits_of(case: Case) -> tuple[Exhibit, ...]:
    """Every piece of evidence of the case, numbered from 1 in their order."""
    confided = {one.no for one in case.evidence if one.is_in_confidence}
    return tuple(
        Exhibit(number, one, one.is_in_confidence or one.attached_to in confided)
        for number, one in enumerate(case.evidence, start=1)
    )


def exhibits_table(exhibits: Sequence[Exhibit], state: str) -> Table:
    """Exhibits with the hashes of their files; of a source in confidence nothing is told."""
    wiped = (told_wipe(one.piece, state=state) for one in exhibits)
    return Table(
        id=EXHIBITS,
        title=_("Exhibits"),
        subtitle=_("each file as it is kept, unchanged; its hash was sealed when it was taken in"),
        columns=(
            DossierColumn("number", _("Exhibit"), Content.OPEN, CellType.CODE, width=10),
            DossierColumn("label", _("No."), Content.OPEN, CellType.CODE, width=11),
            DossierColumn("name", _("Title"), Content.OPEN, width=40),
            DossierColumn("file", _("File"), Content.OPEN, CellType.CODE, width=26),
            DossierColumn("size", _("Bytes"), Content.OPEN, CellType.NUMBER, width=16),
            DossierColumn(_HASH, "SHA-256", Content.OPEN, CellType.CODE, width=46),
        ),
        rows=tuple(
            (
                str(one.number),
                one.piece.label,
                _told_name(one),
                one.file or "–",
                str(one.piece.size),
                one.piece.sha256,
            )
            for one in exhibits
        ),
        notes=tuple(filter(None, wiped)),
        contents=tuple(_CONFIDED if one.is_withheld else _PLAIN for one in exhibits),
        empty=_("No file was added as evidence."),
        new_page=True,
    )


_CONFIDED: Final = (None, None, Content.SOURCE, None, Content.SOURCE, Content.SOURCE)
_PLAIN: Final = (None,) * len(_CONFIDED)


def _told_name(exhibit: Exhibit) -> str:
    piece = exhibit.piece
    if piece.wipe is not None:
        return _("{name}, wiped").format(name=piece.name)
    return piece.name


def commitments_table(dossier: Dossier) -> Table | None:
    """Each exhibit that is withheld, the ground, and what its file is held to; None: none is."""
    part = dossier.redaction
    table = next((one for one in dossier.tables if one.id == EXHIBITS), None)
    if part is None or table is None:
        return None
    rows = tuple(_commitments(table, part.withheld, part.profile))
    if not rows:
        return None
    return Table(
        id="withheld_exhibits",
        title=_("Exhibits that are withheld"),
        subtitle=_("what is handed over later is shown by its commitment to be what was withheld"),
        columns=(
            DossierColumn("exhibit", _("What"), Content.OPEN, width=30),
            DossierColumn("ground", _("Ground"), Content.OPEN, width=50),
            DossierColumn("commitment", _("Commitment"), Content.OPEN, CellType.CODE, width=64),
        ),
        rows=rows,
    )


def _commitments(
    table: Table, marks: Sequence[WithheldMark], profile: Profile
) -> Iterator[tuple[str, str, str]]:
    for number, row in enumerate(table.rows, start=1):
        for mark in marks:
            if mark.place == f"{EXHIBITS}/{number}/{_HASH}":
                said = _("Exhibit {number}, withheld").format(number=row[0])
                yield said, _(GROUNDS[right_of(profile, mark.content)]), mark.commitment
