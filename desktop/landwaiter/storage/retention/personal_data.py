"""Every text of the casebook, row by row, with the place where it stands: for a person's data.

The tables themselves say what is searched: a new table is searched without anybody thinking of it.
Left out are published lists and packs, keys and hashes, and who did what: an officer's own deeds
are found by the officer's name in the audit chain.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    String,
    Table,
    Text,
    func,
    literal,
    null,
    select,
    true,
)

from landwaiter.i18n import in_words
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.entities.entity_rows import identifiers_of, rows_of
from landwaiter.storage.entities.entity_statements import facts_of, merges_of
from landwaiter.storage.retention import removal_rows
from landwaiter.storage.schema import evidence as e
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.schema.message_columns import WordedText
from landwaiter.storage.schema.tables import metadata

NOT_SEARCHED = frozenset(
    {
        "access_entry",
        "access_mark",
        "access_request",
        "anchor",
        "audit_entry",
        "case_removal",
        "case_search",
        "edition_listing",
        "entity_worded",
        "entity_words",
        "evidence_reading",
        "flag_raised",
        "list_edition",
        "list_rescreen",
        "list_rescreen_step",
        "list_return",
        "listing_body",
        "meta",
        "reference_counter",
        "register_worded",
        "register_words",
        "seal",
        "statement",
        "text_place",
        "text_search",
        "time_stamp",
        "trade_batch",
        "trade_declaration",
        "trade_erased_cell",
        "trade_erased_file",
        "trade_erasure",
        "trade_erasure_end",
        "trade_erasure_step",
        "trade_finding",
        "trade_item",
        "trade_leaf",
        "trade_party",
        "trade_reason",
        "trade_search",
        "trade_role",
        "trade_rollup",
        "trade_run",
        "trade_run_end",
        "trade_scope",
        "trade_screening",
        "trade_secret",
        "trade_standing",
        "trade_tally",
        "user_role",
    }
)
"""Tables without data of others than officers, or that hold copies made for this very search.

The trade store is searched by its parties, each once (`services/trade/person_in_store.py`); what
its declarations say besides stands in the files that they came in.
"""
REGISTER_PACKS = (
    "licence_register",
    "denial_register",
    "informed_exporters",
    "findings_register",
)
"""Kinds of pack that name persons and are published nowhere; of all others no row is searched."""
_DEEDS = frozenset(
    {
        "approver",
        "assignee",
        "author",
        "confirmed_by",
        "created_by",
        "erased_by",
        "lifted_by",
        "name_key",
        "opened_by",
        "proposed_by",
        "revoked_by",
        "seconder",
        "set_by",
    }
)
_TECHNICAL = ("id", "key", "sha256", "signature", "vault_name", "at", "reply", "salt")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class PersonalRow:
    """One row with its texts: path inside the row → text."""

    table: str
    key: str
    case_id: str | None
    reference: str
    texts: tuple[tuple[str, str], ...]

    @property
    def object(self) -> str:
        """Where it stands, as the audit chain names it."""
        own = f"{self.table}/{self.key}"
        return f"case/{self.case_id}/{own}" if self.case_id else own


@dataclass(frozen=True, slots=True)
class File:
    """A file of the vault: a piece of evidence, or a raw file with declarations."""

    kind: str
    key: str
    case_id: str | None
    reference: str
    name: str
    size: int
    vault_name: str


def searched_tables() -> tuple[Table, ...]:
    """Every table with text that may be about a person, by name."""
    return tuple(
        table
        for name, table in sorted(metadata.tables.items())
        if name not in NOT_SEARCHED and any(_is_text(column) for column in table.c)
    )


def rows_in(conn: Reader, table: Table) -> Iterator[PersonalRow]:
    """Every row of a table that has text, with the case it hangs on."""
    keys = [column.name for column in table.primary_key]
    names = [column.name for column in table.c if _is_text(column)]
    for found in conn.execute(_with_case(table)).mappings():
        texts = tuple(leaf for name in names for leaf in _leaves(name, found[name]))
        if texts:
            key = "/".join(str(found[name]) for name in keys)
            yield PersonalRow(table.name, key, found["_case"], found["_reference"] or "", texts)


@cache
def _with_case(table: Table) -> Select[Any]:
    """The rows of a table with the case they hang on: the same question for every person."""
    case_id = _case_of(table)
    head = t.case_file.alias()
    found_at = select(head.c.reference).where(head.c.id == case_id)
    reference = found_at.correlate(table).scalar_subquery()
    return (
        select(table, case_id.label("_case"), reference.label("_reference"))
        .where(_searched(table))
        .execution_options(yield_per=_BATCH)
    )


def _searched(table: Table) -> ColumnElement[bool]:
    """Which rows of a table are searched."""
    return table.c.kind.in_(REGISTER_PACKS) if table.name == "pack_edition" else true()


def files_in(conn: Reader) -> tuple[File, ...]:
    """Every file of the vault that a row needs, evidence first."""
    evidence, case = t.evidence.c, t.case_file.c
    wiped = select(e.evidence_wipe.c.evidence_id)
    pieces = (
        select(
            literal("evidence").label("kind"),
            evidence.no.label("key"),
            evidence.case_id,
            case.reference,
            evidence.name,
            evidence.size,
            evidence.vault_name,
        )
        .join(t.case_file, case.id == evidence.case_id)
        .where(evidence.id.not_in(wiped))
        .order_by(case.reference, evidence.no)
    )
    raw = t.raw_file.c
    whole = select(
        literal("raw_file").label("kind"),
        raw.id.label("key"),
        null().label("case_id"),
        literal("").label("reference"),
        raw.name,
        raw.size,
        raw.vault_name,
    ).order_by(raw.id)
    rows = (*plain_rows(conn, pieces), *plain_rows(conn, whole))
    return tuple(File(**{**row, "key": str(row["key"])}) for row in rows)


def count_rows(conn: Reader) -> int:
    """How many rows a search looks at."""
    counted = (
        conn.execute(select(func.count()).select_from(table).where(_searched(table))).scalar_one()
        for table in searched_tables()
    )
    return sum(map(int, counted))


def parties_of_case(conn: Reader, case_id: str) -> tuple[tuple[str, ...], ...]:
    """Each party to a case by every name and identifier, its own and those of its entity.

    An entity goes by what is stated of it, and by all of that of those merged into it.
    """
    party, link = t.party, t.party_link
    query = (
        select(party.c.id, party.c.name, party.c.identifier, link.c.entity_id)
        .join(link, link.c.party_id == party.c.id, isouter=True)
        .where(party.c.case_id == case_id)
        .order_by(party.c.id)
    )
    rows = conn.execute(query).all()
    merges = merges_of(conn)
    behind = {row.entity_id: merges.group(row.entity_id) for row in rows if row.entity_id}
    words = _words_of(conn, {one for group in behind.values() for one in group})
    found: dict[str, set[str]] = {}
    for party_id, name, identifier, entity_id in rows:
        known = (word for one in behind.get(entity_id, ()) for word in words.get(one, ()))
        found.setdefault(party_id, set()).update(filter(None, (name, identifier, *known)))
    return tuple(tuple(sorted(words)) for words in found.values())


def _words_of(conn: Reader, entity_ids: set[str]) -> dict[str, list[str]]:
    """Entity → the names and numbers it goes by."""
    found = {one: [str(row["name"])] for one, row in rows_of(conn, entity_ids).items()}
    for one, pairs in identifiers_of(conn, list(entity_ids)).items():
        found.setdefault(one, []).extend(value for _kind, value in pairs)
    for fact in facts_of(conn, entity_ids, kinds=("name", "identifier", "phone", "domain")):
        found.setdefault(fact.entity_id, []).append(
            fact.value.get("text") or fact.value.get("number", "")
        )
    return found


def _is_text(column: ColumnElement[Any]) -> bool:
    name = str(getattr(column, "name", ""))
    is_technical = name in _DEEDS or any(
        name == one or name.endswith(f"_{one}") for one in _TECHNICAL
    )
    return isinstance(column.type, String | Text | LargeBinary | WordedText) and not is_technical


def _case_of(table: Table) -> ColumnElement[Any]:
    if table.name == "case_file":
        return table.c.id
    if table.name == "audit_payload":
        about = select(audit_entry.c.object).where(audit_entry.c.seq == audit_payload.c.seq)
        return func.substr(about.correlate(audit_payload).scalar_subquery(), 6, 36)
    return removal_rows.case_of(table)


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """The texts inside a value: of structures each by its own path."""
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    if not isinstance(value, str) or not value.strip():
        return
    if value[0] in "{[":
        try:
            yield from _inside(path, in_words(json.loads(value)))
            return
        except ValueError:
            pass
    yield path, str(value)


def _inside(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _inside(f"{path}.{name}", item)
    elif isinstance(value, list):
        for place, item in enumerate(value, start=1):
            yield from _inside(f"{path}.{place}", item)
    elif isinstance(value, str) and value.strip():
        yield path, str(value)
