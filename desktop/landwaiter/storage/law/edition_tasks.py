"""Tasks that a new edition of a pack sets on open cases, and what of a case an edition can meet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, select

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.stages import WORKING
from landwaiter.domain.law.pack_differences import Touches
from landwaiter.i18n import Words
from landwaiter.storage.base import records
from landwaiter.storage.base.holders import at_hand_of
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import from_json, from_plain, plain_rows
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.law import edition_task, edition_task_end
from landwaiter.storage.sqlite.dialect import asked_last

_OPEN = sorted(stage.value for stage in WORKING)


@dataclass(frozen=True, slots=True)
class OpenCaseRow:
    """An open case by what rows of a pack can meet on it."""

    id: str
    reference: str
    day: date
    """The day whose law applies."""
    touches: Touches
    references: frozenset[str] = frozenset()
    """Of the documents declared."""


@dataclass(frozen=True, slots=True)
class EditionTask:
    """An open case that a new edition touches, for a person to look at."""

    id: str
    case_id: str
    reference: str
    title: Words
    assignee: str | None
    pack_id: str
    edition: str
    touched: tuple[Words, ...]
    """Codes, headings, countries, documents, rules and names of the case that it changes."""
    author: str
    """Who imported the edition."""
    at: datetime
    state: str = "open"
    """open, done or dismissed."""
    reason: str = ""
    ended_by: str = ""
    ended_at: datetime | None = None


def any_open_case(conn: Reader) -> bool:
    case = t.case_file.c
    return conn.execute(select(case.id).where(case.stage.in_(_OPEN)).limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class _Item:
    cn: str | None = None
    destination: str | None = None


@dataclass(frozen=True, slots=True)
class _Document:
    code: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class _Declared:
    """The part of a declaration that packs speak of."""

    accepted: datetime | None = None
    country_destination: str | None = None
    country_routing: tuple[str, ...] = ()
    items: tuple[_Item, ...] = ()
    documents: tuple[_Document, ...] = ()


@dataclass(frozen=True, slots=True)
class _Code:
    code: str


@dataclass(slots=True)
class _Found:
    codes: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)


def open_cases(conn: Reader) -> Iterator[OpenCaseRow]:
    """Every open case, the oldest first."""
    found = _by_case(conn)
    for row in plain_rows(conn, _heads()):
        own = found.get(row["id"], _Found())
        declared = from_json(row["content"] or "{}", _Declared)
        accepted = declared.accepted
        yield OpenCaseRow(
            row["id"],
            row["reference"],
            local_date(accepted, row["member_state"])
            if accepted
            else date.fromisoformat(row["received"]),
            Touches(
                codes=frozenset(own.codes),
                headings=frozenset(item.cn for item in declared.items if item.cn),
                countries=frozenset((*own.countries, *_countries(declared))),
                documents=frozenset(document.code for document in declared.documents),
                rules=frozenset(own.rules),
            ),
            frozenset(one.reference for one in declared.documents if one.reference),
        )


def _countries(declared: _Declared) -> Iterator[str]:
    stated = (declared.country_destination, *(item.destination for item in declared.items))
    yield from (country for country in stated if country)
    yield from declared.country_routing


def _heads() -> Select[Any]:
    case, declaration = t.case_file.c, t.declaration
    newest = (
        select(func.max(declaration.c.version))
        .where(declaration.c.case_id == case.id)
        .correlate(t.case_file)
        .scalar_subquery()
    )
    of_case = and_(declaration.c.case_id == case.id, declaration.c.version == newest)
    return (
        select(case.id, case.reference, case.received, case.member_state, declaration.c.content)
        .join(declaration, of_case, isouter=True)
        .where(case.stage.in_(_OPEN))
        .order_by(case.id)
    )


def _by_case(conn: Reader) -> dict[str, _Found]:
    """Codes found and classified, countries of parties and raised rules, per open case."""
    found: dict[str, _Found] = {}
    for case_id, code in _rows(conn, t.classification, "code"):
        found.setdefault(case_id, _Found()).codes.add(code)
    for case_id, country in _rows(conn, t.party, "country"):
        found.setdefault(case_id, _Found()).countries.add(country)
    for case_id, rule in _rows(conn, t.flag_raised, "rule"):
        found.setdefault(case_id, _Found()).rules.add(rule)
    for case_id, candidates in conn.execute(_evaluations()):
        own = found.setdefault(case_id, _Found())
        own.codes |= {one.code for one in from_json(candidates, tuple[_Code, ...])}
    return found


def _rows(conn: Reader, table: Any, column: str) -> Iterator[tuple[str, str]]:
    case = t.case_file.c
    query = (
        select(table.c.case_id, table.c[column])
        .join(t.case_file, case.id == table.c.case_id)
        .where(case.stage.in_(_OPEN), table.c[column].is_not(None))
    )
    for case_id, value in conn.execute(query):
        yield str(case_id), str(value)


def _evaluations() -> Select[Any]:
    case, evaluation = t.case_file.c, t.evaluation.c
    newest = select(func.max(evaluation.id)).group_by(evaluation.case_id)
    return (
        select(evaluation.case_id, evaluation.candidates)
        .join(t.case_file, case.id == evaluation.case_id)
        .where(case.stage.in_(_OPEN), evaluation.id.in_(newest))
    )


def open_names(conn: Reader) -> dict[tuple[str, str | None, str | None], list[str]]:
    """(name, country, identifier) of each party of an open case → the cases it stands on."""
    case, party = t.case_file.c, t.party.c
    query = (
        select(party.name, party.country, party.identifier, party.case_id)
        .join(t.case_file, case.id == party.case_id)
        .where(case.stage.in_(_OPEN), party.gone_at.is_(None), party.name != "")
    )
    found: dict[tuple[str, str | None, str | None], list[str]] = {}
    for name, country, identifier, case_id in conn.execute(query):
        found.setdefault((name, country, identifier), []).append(case_id)
    return found


def open_learned(conn: Reader) -> Iterator[tuple[str, str]]:
    """Open case and each value learned on it beside the declaration, or of its project."""
    yield from _rows(conn, t.enrichment, "value")
    case = t.case_file.c
    projects = select(case.id, case.project).where(case.stage.in_(_OPEN), case.project.is_not(None))
    for case_id, project in conn.execute(projects):
        yield str(case_id), str(project)


def add_tasks(conn: Writer, rows: Iterable[dict[str, Any]]) -> None:
    records.add_many(conn, "edition_task", list(rows))


def end_task(conn: Writer, **values: Any) -> None:
    records.add(conn, "edition_task_end", **values)


def tasks(
    conn: Reader,
    *,
    only_open: bool = True,
    assignee: str | None = None,
    case_id: str | None = None,
    task_id: str | None = None,
    limit: int | None = None,
) -> tuple[EditionTask, ...]:
    """Tasks, the newest first; of an assignee: those on cases of that person or of nobody."""
    task, ended, case = edition_task, edition_task_end, t.case_file.c
    query = (
        select(
            task.c.id,
            task.c.case_id,
            task.c.pack_id,
            task.c.edition,
            task.c.touched,
            task.c.author,
            task.c.at,
            case.reference,
            case.title,
            case.assignee,
            func.coalesce(ended.c.state, "open").label("state"),
            func.coalesce(ended.c.reason, "").label("reason"),
            func.coalesce(ended.c.author, "").label("ended_by"),
            ended.c.at.label("ended_at"),
        )
        .join(t.case_file, case.id == task.c.case_id)
        .join(ended, ended.c.task_id == task.c.id, isouter=True)
        .order_by(task.c.id.desc())
        .limit(limit)
    )
    if only_open:
        query = query.where(ended.c.id.is_(None), asked_last(case.stage.in_(_OPEN)))
    if assignee is not None:
        query = query.where(at_hand_of(assignee))
    if case_id is not None:
        query = query.where(task.c.case_id == case_id)
    if task_id is not None:
        query = query.where(task.c.id == task_id)
    return from_plain(plain_rows(conn, query, structured=("touched",)), tuple[EditionTask, ...])
