"""Declarations of cases that the trade store does not hold, beside its history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, collate, func, or_, select

from landwaiter.domain.intake.declaration import Declaration, Role
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.trade import trade_mark
from landwaiter.storage.sqlite.dialect import json_text
from landwaiter.storage.sqlite.full_text import words_match
from landwaiter.storage.trade.sifted_rows import newest_version


@dataclass(frozen=True, slots=True)
class CaseDeclaration:
    """The newest declaration of a case."""

    case_id: str
    reference: str
    received: str
    declaration: Declaration


def of_parties(names: Sequence[str], numbers: Sequence[str], roles: Sequence[Role]) -> Select[str]:
    """Cases with a party of one of these names or identifiers."""
    party = t.party.c
    said = or_(
        collate(party.name, "NOCASE").in_(names or [""]), party.identifier.in_(numbers or [""])
    )
    return select(party.case_id).where(said, party.role.in_([one.value for one in roles]))


def at_street(street: str) -> Select[str]:
    """Cases with a party in a street."""
    party = t.party.c
    there = collate(json_text(party.address, "street"), "NOCASE") == street
    return select(party.case_id).where(there, party.gone_at.is_(None))


def of_heading(heading: str) -> Select[str]:
    """Cases whose words name a code that begins so."""
    found = words_match(t.case_search, heading).subquery("of_code")
    return select(t.case_file.c.id).join(found, t.case_file.c.serial == found.c.serial)


def declarations(conn: Reader, cases: Select[str]) -> Iterator[CaseDeclaration]:
    """The newest declaration of each of these cases that was never sifted, each once."""
    row, file = t.declaration.c, t.case_file.c
    newest = (
        select(row.case_id, func.max(row.version).label("version"))
        .where(row.case_id.in_(cases))
        .group_by(row.case_id)
        .subquery()
    )
    sifted = select(trade_mark.c.id).where(trade_mark.c.opened_case == row.case_id)
    query = (
        select(row.case_id, row.content, file.reference, file.received)
        .join(newest, (newest.c.case_id == row.case_id) & (newest.c.version == row.version))
        .join(t.case_file, file.id == row.case_id)
        .where(~sifted.exists())
        .order_by(file.id)
    )
    seen = set[tuple[str | None, ...]]()
    for case_id, content, reference, received in conn.execute(query):
        one = from_json(content, Declaration)
        told = {("mrn", one.mrn), ("lrn", one.local_reference, one.declarant_eori)}
        numbers = {each for each in told if each[1]}
        known = newest_version(
            conn, mrn=one.mrn, local_reference=one.local_reference, eori=one.declarant_eori
        )
        # A case that was split off has the declaration of the one that it came from.
        if known is None and not numbers & seen:
            seen |= numbers
            yield CaseDeclaration(str(case_id), str(reference), str(received), one)
