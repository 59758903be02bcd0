"""One search over cases, entities, incidents, control entries and acts, for the palette."""

from dataclasses import dataclass
from operator import itemgetter

from landwaiter.domain.cases.case_query import CaseQuery
from landwaiter.domain.law.control_tree import TITLES
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.i18n import _
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.entities.party_entities import list_entities
from landwaiter.services.incidents.incident_page import incident_page
from landwaiter.services.warm.session import Session

_EACH = 8
_LOOKED_AT = 64
_LISTS = {"annex1": TITLES["eu"], "cml": TITLES["cml"]}
"""Packs of control lists that are searched, and what they are called."""


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One answer of the command palette."""

    kind: str
    """case, entity, incident, code or act."""
    key: str
    title: str
    detail: str


def find(session: Session, text: str) -> tuple[PaletteRow, ...]:
    """The best answers of each kind; nothing for an empty text."""
    if not text.strip():
        return ()
    return (
        *_cases(session, text),
        *_entities(session, text),
        *_incidents(session, text),
        *_codes(session, text),
        *_acts(text),
    )


def _cases(session: Session, text: str) -> tuple[PaletteRow, ...]:
    """Cases whose reference ends with the text come first: numbers are what people type."""
    rows = list_cases(session, CaseQuery(text=text), limit=_LOOKED_AT, early=True).rows
    wanted = text.strip().upper()
    best = sorted(rows, key=lambda row: not row.reference.endswith(wanted))[:_EACH]
    return tuple(
        PaletteRow("case", row.reference, f"{row.reference} {row.title}", row.stage) for row in best
    )


def _entities(session: Session, text: str) -> tuple[PaletteRow, ...]:
    rows = list_entities(session, text=text, limit=_EACH).rows
    return tuple(PaletteRow("entity", row.id, row.name, row.country or "") for row in rows)


def _incidents(session: Session, text: str) -> tuple[PaletteRow, ...]:
    rows = incident_page(session, text=text, limit=_EACH).rows
    return tuple(PaletteRow("incident", row.id, row.title, row.happened) for row in rows)


def _codes(session: Session, text: str) -> tuple[PaletteRow, ...]:
    """Of the lists that a case's goods are held against: those that begin so first."""
    wanted = text.casefold()
    with session.reading() as conn:
        packs = session.references.packs(conn, session.today())
    found = [
        (not row["code"].casefold().startswith(wanted), row, said)
        for pack, said in _LISTS.items()
        if pack in packs
        for row in packs[pack].rows
        if row["code"].casefold().startswith(wanted) or wanted in row["title"].casefold()
    ]
    best = sorted(found, key=itemgetter(0))[:_EACH]
    return tuple(
        PaletteRow("code", row["code"], row["title"], _(said)) for _late, row, said in best
    )


def _acts(text: str) -> tuple[PaletteRow, ...]:
    wanted = text.casefold()
    found = [deed for deed in ON_CASE.values() if wanted in _(deed.title).casefold()]
    return tuple(PaletteRow("act", deed.act, _(deed.title), "") for deed in found[:_EACH])
