"""Monitoring programmes, their versions and runs, and the lines of trade as of a state.

Identities sort by birth whatever process gave them: a row with an identity up to that of a run was
there when the run was made, so a run can be made again on exactly what it saw.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from landwaiter.domain.cases.case_of_kind import PROJECT
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.monitoring import monitor, monitor_end, monitor_run, monitor_version


def programmes(conn: Reader) -> list[dict[str, Any]]:
    """Every programme in its newest version, by name; `ended_at` where it ended."""
    newest = (
        select(monitor_version.c.monitor_id, func.max(monitor_version.c.version).label("version"))
        .group_by(monitor_version.c.monitor_id)
        .subquery()
    )
    query = (
        select(
            monitor.c.id,
            monitor.c.name,
            monitor_version.c.version,
            monitor_version.c.rules,
            monitor_version.c.reason,
            monitor_version.c.author,
            monitor_version.c.at,
            monitor_end.c.at.label("ended_at"),
            func.coalesce(monitor_end.c.reason, "").label("end_reason"),
        )
        .join(newest, newest.c.monitor_id == monitor.c.id)
        .join(
            monitor_version,
            and_(
                monitor_version.c.monitor_id == monitor.c.id,
                monitor_version.c.version == newest.c.version,
            ),
        )
        .join(monitor_end, monitor_end.c.monitor_id == monitor.c.id, isouter=True)
        .order_by(monitor.c.name)
    )
    return plain_rows(conn, query, structured=("rules",))


def programme(conn: Reader, name: str) -> dict[str, Any]:
    """One programme by its name, whatever its case; or NotFound."""
    wanted = name.strip().casefold()
    found = next((row for row in programmes(conn) if row["name"].casefold() == wanted), None)
    if found is None:
        raise NotFound(
            _("There is no monitoring programme of this name."),
            field="name",
            value=name,
            remedy=_("List the programmes to see their names."),
        )
    return found


def versions(conn: Reader, monitor_id: str) -> list[dict[str, Any]]:
    """Every version of a programme, the oldest first."""
    query = (
        select(monitor_version)
        .where(monitor_version.c.monitor_id == monitor_id)
        .order_by(monitor_version.c.version)
    )
    return plain_rows(conn, query, structured=("rules",))


_RUN = (
    "id",
    "version",
    "head_seq",
    "head_sha256",
    "upto",
    "editions",
    "sha256",
    "author",
    "at",
)


def runs(conn: Reader, monitor_id: str) -> list[dict[str, Any]]:
    """Runs of a programme without their content, the newest first."""
    query = (
        select(*(monitor_run.c[name] for name in _RUN))
        .where(monitor_run.c.monitor_id == monitor_id)
        .order_by(monitor_run.c.id.desc())
    )
    return plain_rows(conn, query, structured=("editions",))


def run_content(conn: Reader, run_id: str) -> tuple[bytes, bytes]:
    """The result and the frozen dossier of a run."""
    query = select(monitor_run.c.result, monitor_run.c.dossier).where(monitor_run.c.id == run_id)
    result, dossier = conn.execute(query).one()
    return bytes(result), bytes(dossier)


def editions_in_force(
    conn: Reader, on: date, names: tuple[str, ...], *, upto: str
) -> dict[str, str]:
    """Pack id → row of the edition in force on the day, of those that were there by then."""
    pack, day = t.pack_edition.c, on.isoformat()
    query = (
        select(pack.pack_id, func.max(pack.id))
        .where(pack.pack_id.in_(names), pack.id <= upto)
        .where(or_(pack.valid_from.is_(None), pack.valid_from <= day))
        .where(or_(pack.valid_to.is_(None), pack.valid_to >= day))
        .group_by(pack.pack_id)
    )
    return {str(pack_id): str(row_id) for pack_id, row_id in conn.execute(query)}


_CASE = ("id", "reference", "kind", "member_state", "received", "project")


def cases_by(conn: Reader, upto: str) -> Iterator[dict[str, Any]]:
    """Cases that were there by then, each with the version of its declaration of then.

    `items` are the numbers of the declared items that were the case's own: those split off by then
    are another's. `confirmed` are control entries by item, `names` of the parties of a project.
    """
    case = t.case_file
    version = _newest_version(upto)
    query = (
        select(*(case.c[name] for name in _CASE), t.declaration.c.content.label("declaration"))
        .join(version, version.c.case_id == case.c.id, isouter=True)
        .join(
            t.declaration,
            and_(
                t.declaration.c.case_id == case.c.id,
                t.declaration.c.version == version.c.version,
            ),
            isouter=True,
        )
        .where(case.c.id <= upto)
        .order_by(case.c.id)
    )
    own, confirmed = _own_items(conn, upto), _confirmed(conn, upto)
    learned = _learned(conn, upto)
    for row in plain_rows(conn, query, structured=("project", "declaration")):
        row["items"] = own.get(row["id"], frozenset())
        row["confirmed"] = confirmed.get(row["id"], {})
        row["project"] = {**(row["project"] or {}), **learned.get(row["id"], {})}
        yield row


def _newest_version(upto: str) -> Any:
    declaration = t.declaration.c
    return (
        select(declaration.case_id, func.max(declaration.version).label("version"))
        .where(declaration.id <= upto)
        .group_by(declaration.case_id)
        .subquery()
    )


def _own_items(conn: Reader, upto: str) -> Mapping[str, frozenset[int]]:
    item = t.goods_item.c
    here: ColumnElement[bool] = or_(item.left_to.is_(None), item.left_to > upto)
    query = select(item.case_id, item.no).where(here, item.came_from.is_(None))
    found: dict[str, set[int]] = {}
    for case_id, number in conn.execute(query):
        found.setdefault(str(case_id), set()).add(int(number))
    return {case_id: frozenset(numbers) for case_id, numbers in found.items()}


def _confirmed(conn: Reader, upto: str) -> Mapping[str, Mapping[int, tuple[str, ...]]]:
    """Case → item → entries whose newest finding by then was that it is confirmed."""
    finding = t.classification.c
    query = (
        select(finding.case_id, finding.item_no, finding.list, finding.code, finding.state)
        .where(finding.id <= upto)
        .order_by(finding.id)
    )
    newest: dict[tuple[str, int, str, str], str] = {}
    for case_id, number, listed, code, state in conn.execute(query):
        newest[str(case_id), int(number), str(listed), str(code)] = str(state)
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for (case_id, number, _listed, code), state in sorted(newest.items()):
        if state == "confirmed":
            of_case = found.setdefault(case_id, {})
            of_case[number] = (*of_case.get(number, ()), code)
    return found


def _learned(conn: Reader, upto: str) -> Mapping[str, dict[str, Any]]:
    """Case → fields of its kind that were stated since it was opened, by then."""
    fact = t.enrichment.c
    query = (
        select(fact.case_id, fact.field, fact.value)
        .where(fact.id <= upto, fact.field.startswith(PROJECT))
        .order_by(fact.id)
    )
    found: dict[str, dict[str, Any]] = {}
    for row in plain_rows(conn, query, structured=("value",)):
        name = row["field"].removeprefix(PROJECT)
        found.setdefault(row["case_id"], {})[name] = row["value"]
    return found
