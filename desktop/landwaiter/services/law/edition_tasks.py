"""A new edition touches open cases: a task each, for a person to end. Verdicts stay as they are."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from landwaiter.domain.flags.verdict_basis import REGISTER
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_differences import rows_that_differ, shares_a_day, touches
from landwaiter.domain.lists.list_kinds import INSTITUTIONS
from landwaiter.domain.registers.register_columns import TITLES, RegisterKind
from landwaiter.i18n import _, plural
from landwaiter.screening import Index, Query
from landwaiter.services.law.counting_thresholds import points_of
from landwaiter.services.warm.screened_list import institution_listings
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import reference
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.reference import EditionHead
from landwaiter.storage.law import edition_tasks as stored
from landwaiter.storage.law.edition_tasks import EditionTask, OpenCaseRow

__all__ = [
    "EditionTask",
    "TouchedCase",
    "keep_tasks",
    "list_tasks",
    "open_tasks",
    "task_title",
    "touched_cases",
]

TEXTS = frozenset({"nomenclature", "control_text"})
"""Kinds of pack that speak of all goods: the first edition of one sets no task on every case."""


@dataclass(frozen=True, slots=True)
class TouchedCase:
    """An open case and what on it the difference of two editions meets."""

    case_id: str
    reference: str
    met: tuple[str, ...]


def open_tasks(work: UnitOfWork, new: Pack, before: Sequence[EditionHead]) -> Iterator[str]:
    """A task on each open case whose law the edition changes; sentences about what that came to.

    `before` are the editions of the pack until now, in the order of import.
    """
    also = [one.edition for one in before if shares_a_day(one, new)]
    if also:
        yield _(
            "On some days the pack {pack} is valid in several editions: {edition} and {others}. "
            "The one imported last counts: {edition}."
        ).format(pack=new.id, edition=new.edition, others=", ".join(also))
    found = _touched_by_import(work.conn, new, before) if stored.any_open_case(work.conn) else ()
    if new.kind in TEXTS and not before:
        count = sum(1 for _one in found)
        if count:
            yield _first_text(count)
        return
    yield from keep_tasks(
        work, found, of=new.id, edition=new.edition, sha256=new.sha256, counted=_counted
    )


def keep_tasks(
    work: UnitOfWork,
    found: Iterable[TouchedCase],
    *,
    of: str,
    edition: str,
    sha256: str,
    counted: Callable[[int], str],
) -> Iterator[str]:
    """A task on each case, its audit entry, and one sentence on how many there are."""
    tasks = [(work.new_id(), one) for one in found]
    shared = {"pack_id": of, "edition": edition, "edition_sha256": sha256}
    stored.add_tasks(work.conn, [_row(work, task_id, one, shared) for task_id, one in tasks])
    for task_id, one in tasks:
        about = {"pack": of, "edition": edition, "touched": list(one.met)}
        work.audit(
            "task.opened",
            f"case/{one.case_id}/task/{task_id}",
            {"reference": one.reference, **about},
        )
        work.changed("cases", one.case_id)
    if tasks:
        yield counted(len(tasks))


def _first_text(count: int) -> str:
    return _(
        "It is the first edition of this text, so that it changes no earlier one. Open cases with "
        "goods that it speaks of: {count}. Rules that waited for it are evaluated when such a case "
        "is judged anew."
    ).format(count=count)


def _counted(count: int) -> str:
    """How many open cases a new edition touches."""
    return plural(
        count,
        "It touches {n} open case, which has a task now.",
        "It touches {n} open cases; each has a task now.",
    )


def _row(
    work: UnitOfWork, task_id: str, one: TouchedCase, shared: Mapping[str, str]
) -> dict[str, Any]:
    return {
        **shared,
        "id": task_id,
        "case_id": one.case_id,
        "touched": one.met,
        "author": work.actor,
        "at": work.now,
    }


def _touched_by_import(
    conn: Reader, new: Pack, before: Sequence[EditionHead]
) -> Iterator[TouchedCase]:
    """Each case by the edition that counted on its own day until now."""
    by_edition: dict[str | None, list[OpenCaseRow]] = {}
    for case in stored.open_cases(conn):
        if new.in_force(case.day):
            counted = [one.row for one in before if one.in_force(case.day)]
            by_edition.setdefault(counted[-1] if counted else None, []).append(case)
    for row, cases in by_edition.items():
        old = reference.load_pack(conn, row) if row else replace(new, rows=())
        yield from _touched(conn, cases, old, new)


def touched_cases(conn: Reader, old: Pack, new: Pack) -> tuple[TouchedCase, ...]:
    """Open cases that what differs between two editions meets, whatever their day."""
    return tuple(_touched(conn, stored.open_cases(conn), old, new))


def _touched(
    conn: Reader, cases: Iterable[OpenCaseRow], old: Pack, new: Pack
) -> Iterator[TouchedCase]:
    changed = touches(old, new)
    names = _names_met(conn, old, new) if new.kind == INSTITUTIONS else {}
    for case in cases:
        met = (*changed.met_by(case.touches), *names.get(case.id, ()))
        if met:
            yield TouchedCase(case.id, case.reference, tuple(dict.fromkeys(met)))


def _names_met(conn: Reader, old: Pack, new: Pack) -> Mapping[str, tuple[str, ...]]:
    """Case → names of its parties that resemble an institution that came, went or changed."""
    listings = institution_listings(replace(new, rows=rows_that_differ(old, new)))
    if not listings:
        return {}
    index = Index.build(listings)
    threshold = points_of(conn, new.id).of(listings[0].schema)
    found: dict[str, tuple[str, ...]] = {}
    for (name, country, identifier), cases in stored.open_names(conn).items():
        query = Query(name=name, country=country, identifiers=(identifier,) if identifier else ())
        if index.search(query, threshold=threshold, limit=1):
            for case_id in cases:
                found[case_id] = (*found.get(case_id, ()), name)
    return found


def task_title(task: EditionTask) -> str:
    """What came in: an edition of a pack, or a change of a register at a moment."""
    if not task.pack_id.startswith(REGISTER):
        return _("{pack}, edition {edition}").format(pack=task.pack_id, edition=task.edition)
    register, _slash, issuer = task.pack_id.removeprefix(REGISTER).partition("/")
    said = _("Register: {register}, {issuer}, changed {at}")
    return said.format(register=_(TITLES[RegisterKind(register)]), issuer=issuer, at=task.at.date())


def list_tasks(
    session: Session, *, ended: bool = False, mine: bool = False, limit: int | None = None
) -> tuple[EditionTask, ...]:
    """Tasks that wait, or all there ever were; of mine: on my cases and those of nobody."""
    me = session.casebook.user.name if mine else None
    with session.reading() as conn:
        return stored.tasks(conn, only_open=not ended, assignee=me, limit=limit)
