"""Orders to screen open cases again after a list changed, and how far each of them is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, select

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.stages import WORKING
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import add, add_many, plain_rows
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.hits import list_rescreen, list_rescreen_step
from landwaiter.storage.schema.law import edition_task
from landwaiter.storage.sqlite.dialect import json_text

_OPEN = sorted(stage.value for stage in WORKING)


@dataclass(frozen=True, slots=True)
class RescreenOrder:
    """A list changed: open cases are to be screened against what is otherwise than before."""

    id: str
    list_id: str
    known: tuple[str, ...]
    """Rows of the editions that stood until then."""
    author: str
    at: datetime
    through: str
    """The last case that is done; empty before the first."""


def add_order(conn: Writer, **values: Any) -> None:
    add(conn, "list_rescreen", **values)


def add_steps(conn: Writer, rows: Iterable[Mapping[str, Any]]) -> None:
    add_many(conn, "list_rescreen_step", rows)


def steps_of(conn: Reader, orders: Iterable[str]) -> Mapping[str, str]:
    """Every step of these orders, by its identity, with who took it."""
    step = list_rescreen_step.c
    query = select(step.id, step.author).where(step.rescreen_id.in_(list(orders)))
    return {str(step_id): str(author) for step_id, author in conn.execute(query)}


def pending(conn: Reader) -> tuple[RescreenOrder, ...]:
    """Orders that are not done, the oldest first."""
    step, order = list_rescreen_step.c, list_rescreen.c
    ended = select(step.rescreen_id).where(step.ended == 1)
    through = (
        select(func.max(step.through))
        .where(step.rescreen_id == order.id)
        .correlate(list_rescreen)
        .scalar_subquery()
    )
    query = (
        select(list_rescreen, func.coalesce(through, "").label("through"))
        .where(order.id.not_in(ended))
        .order_by(order.id)
    )
    rows = plain_rows(conn, query, structured=("known",))
    return tuple(
        RescreenOrder(
            row["id"],
            row["list_id"],
            tuple(row["known"]),
            row["author"],
            datetime.fromisoformat(row["at"]),
            row["through"],
        )
        for row in rows
    )


def open_days(conn: Reader, *, after: str = "") -> Iterator[tuple[str, date]]:
    """Each open case behind `after`, by its identity, with the day whose lists count."""
    case, declaration = t.case_file.c, t.declaration
    newest = (
        select(func.max(declaration.c.version))
        .where(declaration.c.case_id == case.id)
        .correlate(t.case_file)
        .scalar_subquery()
    )
    accepted = json_text(declaration.c.content, "accepted")
    query = (
        select(case.id, case.received, case.member_state, accepted)
        .join(
            declaration,
            and_(declaration.c.case_id == case.id, declaration.c.version == newest),
            isouter=True,
        )
        .where(case.stage.in_(_OPEN), case.id > after)
        .order_by(case.id)
    )
    for case_id, received, state, at in conn.execute(query):
        day = local_date(datetime.fromisoformat(at), state) if at else date.fromisoformat(received)
        yield str(case_id), day


def listed_hits(conn: Reader, list_id: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Open case → party and listing of each standing hit on the list."""
    hit, case = t.hit.c, t.case_file.c
    query = (
        select(hit.case_id, hit.party_id, hit.listing_id)
        .join(t.case_file, case.id == hit.case_id)
        .where(case.stage.in_(_OPEN), hit.list_id == list_id, hit.lapsed_at.is_(None))
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for case_id, party_id, listing_id in conn.execute(query):
        found.setdefault(case_id, []).append((party_id, listing_id))
    return found


def has_task(conn: Reader, case_id: str, list_id: str, sha256: str) -> bool:
    """Whether this edition has set a task on the case, ended or not."""
    task = edition_task.c
    query = select(task.id).where(
        task.case_id == case_id, task.pack_id == list_id, task.edition_sha256 == sha256
    )
    return conn.execute(query).first() is not None
