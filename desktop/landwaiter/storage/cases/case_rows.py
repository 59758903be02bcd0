"""Cases in the casebook: their references, and rows written as a deed needs them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from landwaiter.domain.cases.case import Case, GoodsStatus
from landwaiter.errors import Conflict, NotFound
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import columns
from landwaiter.storage.cases.case_marks import SIGNED, signs_of
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite import full_text


def case_id_of(conn: Reader, reference: str) -> str:
    """The identity behind a reference such as PL1-2026-000412, or NotFound."""
    wanted = reference.strip().upper()
    found = conn.execute(select(t.case_file.c.id).where(t.case_file.c.reference == wanted)).scalar()
    if found is None:
        raise NotFound(
            _("There is no case with this reference."),
            field="reference",
            value=reference,
            remedy=_("List the cases to see their references."),
        )
    return str(found)


def reference_of(conn: Reader, case_id: str) -> str:
    """The reference of a case that is known to be there."""
    query = select(t.case_file.c.reference).where(t.case_file.c.id == case_id)
    return str(conn.execute(query).scalar_one())


def references_of(conn: Reader, case_ids: Collection[str]) -> dict[str, str]:
    """Identity → reference, of those that are there."""
    case = t.case_file.c
    query = select(case.id, case.reference).where(case.id.in_(list(case_ids)))
    return {str(row.id): str(row.reference) for row in conn.execute(query)}


def any_case(conn: Reader) -> bool:
    """Whether there is a case, or was one that has been removed."""
    tables = (t.case_file, t.case_removal)
    return any(conn.execute(select(table).limit(1)).first() is not None for table in tables)


def next_reference(conn: Writer, office: str, year: int) -> str:
    """The next reference of the office, e.g. PL1-2026-000412; numbers are never used twice."""
    counter = t.reference_counter
    last = conn.execute(
        select(counter.c.last).where(counter.c.office == office, counter.c.year == year)
    ).scalar()
    number = (last or 0) + 1
    if last is None:
        conn.execute(counter.insert().values(office=office, year=year, last=number))
    else:
        conn.execute(
            counter.update()
            .where(counter.c.office == office, counter.c.year == year)
            .values(last=number)
        )
    return f"{office}-{year}-{number:06d}"


def update_case(conn: Writer, case: Case, **values: Any) -> None:
    """Write columns of the case and count the revision; a change made meanwhile is a Conflict."""
    result = conn.execute(
        t.case_file.update()
        .where(t.case_file.c.id == case.id, t.case_file.c.revision == case.revision)
        .values(revision=case.revision + 1, **columns(values))
    )
    if result.rowcount != 1:
        raise Conflict(
            _("Somebody changed the case {reference} meanwhile.").format(reference=case.reference),
            remedy=_("Look at the case again and repeat what you did."),
        )
    keep_signs(conn, t.case_file.c.id == case.id)


def store_evaluation(
    conn: Writer,
    *,
    evaluation_id: str,
    case: Case,
    about: Mapping[str, Any],
    is_first: bool = False,
) -> None:
    """A new evaluation beside the older ones, and the raised flags for filters."""
    conn.execute(t.evaluation.insert(), columns({"id": evaluation_id, "case_id": case.id, **about}))
    if not is_first:
        conn.execute(t.flag_raised.delete().where(t.flag_raised.c.case_id == case.id))
    raised = [
        {"case_id": case.id, "rule": flag.rule, "severity": flag.severity.value}
        for flag in about["flags"]
        if flag.evaluation.value == "raised"
    ]
    if raised:
        conn.execute(t.flag_raised.insert(), raised)


def next_serial(conn: Reader) -> int:
    """The number of the next case in this casebook; full-text rows carry it."""
    return (
        int(conn.execute(select(func.coalesce(func.max(t.case_file.c.serial), 0))).scalar_one()) + 1
    )


def index_words(conn: Writer, case_id: str, words: str) -> None:
    """What a search finds the case by, in place of what was there."""
    found = t.case_search.c
    serial, signs, known = _signed(conn, t.case_file.c.id == case_id)
    kept = conn.execute(select(found.words).where(found.serial == serial)).scalar()
    if (kept, known) == (words, signs):
        return
    for statement in full_text.indexing(t.case_search, serial, words, signs=signs):
        conn.execute(statement)


def index_words_of_new(conn: Writer, serial: int, words: str) -> None:
    """The same of a case that comes to be, by its number."""
    _serial, signs, _known = _signed(conn, t.case_file.c.serial == serial)
    for one in full_text.indexing(t.case_search, serial, words, is_new=True, signs=signs):
        conn.execute(one)


def keep_signs(conn: Writer, which: ColumnElement[bool]) -> None:
    """The signs beside the words of a case as its line is now."""
    serial, signs, known = _signed(conn, which)
    if known != signs:
        search = t.case_search
        conn.execute(search.update().where(search.c.serial == serial).values(signs=signs))


def _signed(conn: Reader, which: ColumnElement[bool]) -> tuple[int, str, str | None]:
    """The number of a case, the signs of its line, and those that stand beside its words."""
    case, found = t.case_file, t.case_search.c
    query = select(case.c.serial, *(case.c[name] for name in SIGNED), found.signs)
    joined = query.join(t.case_search, found.serial == case.c.serial, isouter=True)
    row = conn.execute(joined.where(which)).one()
    return row.serial, signs_of(dict(row._mapping)), row.signs


def goods_numbers(conn: Reader, case_id: str) -> frozenset[int]:
    """Numbers of all items that the case has or had, those that were split off included."""
    item = t.goods_item.c
    found = conn.execute(select(item.no).where(item.case_id == case_id)).scalars()
    return frozenset(int(no) for no in found)


def leave(conn: Writer, case_id: str, numbers: Iterable[int], other_id: str) -> None:
    """Items of the case are another case's from now on."""
    item = t.goods_item
    conn.execute(
        item.update()
        .where(item.c.case_id == case_id, item.c.no.in_(list(numbers)))
        .values(left_to=other_id)
    )


def set_goods(
    conn: Writer, case_id: str, no: int, *, status: GoodsStatus, since: datetime, note: str
) -> None:
    """Where an item physically is from now on."""
    item = t.goods_item
    conn.execute(
        item.update()
        .where(item.c.case_id == case_id, item.c.no == no)
        .values(columns({"status": status, "since": since, "note": note}))
    )


def proposed_cases(conn: Reader) -> list[str]:
    """Cases with at least one version of a decision, approved or not."""
    query = select(t.decision.c.case_id).distinct().order_by(t.decision.c.case_id)
    return [str(case_id) for case_id in conn.execute(query).scalars()]


def with_hold_review(conn: Reader) -> list[str]:
    """Cases on which a hold comes back to be continued."""
    case = t.case_file.c
    query = select(case.id).where(case.hold_review.is_not(None))
    return [str(case_id) for case_id in conn.execute(query).scalars()]


def served_without_period(conn: Reader) -> list[str]:
    """Cases with a decision that was served while the office had set no period to appeal."""
    step = t.appeal_step.c
    query = select(step.case_id).where(step.step == "served", step.days.is_(None)).distinct()
    return [str(case_id) for case_id in conn.execute(query).scalars()]


def with_open_track(conn: Reader, letter: str) -> list[str]:
    """Cases on which a track of this letter is open."""
    track = t.track.c
    query = select(track.case_id).where(track.letter == letter, track.ended_at.is_(None))
    return [str(case_id) for case_id in conn.execute(query.distinct()).scalars()]
