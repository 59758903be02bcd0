"""Stored texts with the class of their column: of one case, and of the office as a whole."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Column, Select, Table, or_, select

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.court import GROUNDS, AppealStep
from landwaiter.domain.entities.entity import FACT_KINDS
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import CASE
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema import trade
from landwaiter.storage.schema.columns import content_in_confidence, content_of, has_words
from landwaiter.storage.schema.tables import metadata

_COPIES: Final = frozenset(
    {
        "access_entry",
        "approval",
        "audit_entry",
        "audit_payload",
        "batch_part",
        "batch_run",
        "bundle_root",
        "bundle_taken",
        "case_search",
        "countersignature",
        "dossier",
        "draft",
        "edition_listing",
        "edition_task",
        "entity_worded",
        "entity_words",
        "evaluation",
        "gist",
        "letter_template",
        "joint_index",
        "list_index",
        "listing_body",
        "meta",
        "monitor_run",
        "motion",
        "motion_second",
        "office_texts",
        "pack_edition",
        "preference",
        "raw_file",
        "register_entry",
        "register_load",
        "register_worded",
        "register_words",
        "saved_search",
        "saved_view",
        "seal",
        "statement",
        "subject_dossier",
        "text_place",
        "text_search",
        "time_stamp",
    }
)
"""Tables that hold copies of what stands in others, texts that two persons released to be read, or
reference data that is nobody's text."""
_COPIED: Final = frozenset(
    {
        ("case_file", "source"),
        ("decision", "statement"),
        ("decision", "text"),
        ("find_judgement", "statement"),
        ("owner_consent", "statement"),
        ("hit", "listing"),
        ("hit", "match"),
    }
)
"""Columns of the same kind in tables that have texts of their own; where a case came from, which
is one of few words and has a cell of its own; and what lists say, which is published or, of a list
in confidence, blacked out by `services/hits/confidential_lists.py`."""
_TRADE: Final = frozenset(table for table in vars(trade).values() if isinstance(table, Table))
"""The trade store: what thousands declared and what was found of it. A declaration that became a
case has its texts there; millions of others are no reason to black out a date or a code."""
_PAGE: Final = 500
"""Identities in one statement."""


class ClassedText(NamedTuple):
    """One text, and where it stands."""

    table: str
    column: str
    text: str
    content: Content
    row: str
    """Identity of the piece of evidence that the row is about; else empty."""
    confided: Content
    """Its class where that piece's source spoke in confidence."""


def texts_of_case(conn: Reader, case_id: str) -> Iterator[ClassedText]:
    """Every text of the rows of a case."""
    for table, rows in _of_case().items():
        if table.name not in _COPIES:
            yield from _texts(conn, table, rows.params(case=case_id))


def texts_of_office(conn: Reader) -> Iterator[ClassedText]:
    """Every text that belongs to no case, but for those of entities."""
    known = {*_of_case(), *_of_entities(), *_TRADE}
    for table in metadata.sorted_tables:
        if table not in known and table.name not in _COPIES:
            yield from _texts(conn, table, select(table))


def entity_names(conn: Reader) -> Iterator[tuple[str, str]]:
    """Identity and name of each entity."""
    query = select(t.entity.c.id, t.entity.c.name).execution_options(yield_per=1000)
    for found in conn.execute(query):
        yield str(found[0]), str(found[1])


def texts_of_entities(conn: Reader, ids: Iterable[str]) -> Iterator[ClassedText]:
    """Every text of these entities."""
    wanted = sorted(ids)
    for table, keys in _of_entities().items():
        for at in range(0, len(wanted), _PAGE):
            some = wanted[at : at + _PAGE]
            query = select(table).where(or_(*(key.in_(some) for key in keys)))
            yield from _texts(conn, table, query)


@cache
def _of_case() -> Mapping[Table, Select[Any]]:
    """Each table of which rows belong to a case, with the statement that finds those of `case`."""
    found = {t.case_file: select(t.case_file).where(t.case_file.c.id == CASE)}
    for table in metadata.sorted_tables:
        if "case_id" in table.c and table is not t.case_file:
            found[table] = select(table).where(table.c.case_id == CASE)
            continue
        for column in table.c:
            target = next(
                (key.column.table for key in column.foreign_keys if key.column.table in found), None
            )
            if target is not None and target is not table and table not in found:
                ids = found[target].with_only_columns(target.c.id) if "id" in target.c else None
                if ids is not None:
                    found[table] = select(table).where(column.in_(ids))
    return found


@cache
def _of_entities() -> Mapping[Table, tuple[Column[Any], ...]]:
    """Each table of what is stated of entities, with the columns that name one."""
    found: dict[Table, tuple[Column[Any], ...]] = {t.entity: (t.entity.c.id,)}
    for table in metadata.sorted_tables:
        keys = tuple(
            column
            for column in table.c
            if any(key.column.table is t.entity for key in column.foreign_keys)
        )
        if keys and table not in _of_case():
            found[table] = keys
    return found


def _texts(conn: Reader, table: Table, query: Select[Any]) -> Iterator[ClassedText]:
    """The texts of the rows of a query, structures taken apart."""
    columns = [
        (column, content, content_in_confidence(column) or content)
        for column in table.c
        if has_words(column)
        and (content := content_of(column)) is not None
        and (table.name, column.name) not in _COPIED
    ]
    for row in conn.execute(query.execution_options(yield_per=500)).mappings():
        piece = str(row["id"] if table.name == "evidence" else row.get("evidence_id") or "")
        for column, content, confided in columns:
            own = _class_of_part(table.name, column.name, row) or content
            hidden = own if confided is content else confided
            for text in _leaves(row[column]):
                yield ClassedText(table.name, column.name, text, own, piece, hidden)


def _class_of_part(table: str, column: str, row: Mapping[Any, Any]) -> Content | None:
    """The class of what a column holds that has the gravest of several contents; None: its own."""
    if (table, column) == ("entity_fact", "value"):
        kind = FACT_KINDS.get(str(row["kind"]))
        return kind.content if kind else None
    if (table, column) == ("appeal_step", "reason") and row["step"] == AppealStep.LODGED:
        return GROUNDS
    # What a kind of case asks for is printed as a secret of business, whatever else is one.
    return Content.BUSINESS if (table, column) == ("case_file", "project") else None


def _leaves(value: Any) -> Iterator[str]:
    """The texts in a value: of a structure each of its own."""
    if isinstance(value, str):
        if value[:1] in {"{", "["}:
            try:
                held = json.loads(value)
            except (ValueError, RecursionError):
                held = None
            if held is not None:
                yield from _leaves(held)
                return
        yield str(value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
