"""Rows of the life cycle: read with their case, and across cases for the days ahead."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from landwaiter.domain.cases.life_cycle import CaseLinkKind
from landwaiter.domain.law.periods import CalendarEdit
from landwaiter.storage.base.holders import at_hand_of
from landwaiter.storage.base.reader import Reader, seldom
from landwaiter.storage.base.records import CASE, from_plain, of_case, plain_rows
from landwaiter.storage.schema import cases as t
from landwaiter.storage.schema import tables as lc


def parts_of(conn: Reader, case_id: str) -> dict[str, Any]:
    """The fields of a case that this slice holds, as plain values."""
    return {
        "goods_events": _rows(conn, lc.goods_event, case_id),
        "links": links_of(conn, case_id),
        "calls": _rows(conn, lc.call_note, case_id),
        "mail_answers": _rows(conn, lc.mail_answer, case_id),
        "hearing_exceptions": _rows(conn, lc.hearing_exception, case_id),
        "stays": _rows(conn, lc.stay_held, case_id),
        "continued": _rows(conn, lc.hold_continued, case_id),
        "own_clocks": _own_clocks(conn, case_id),
        "grounds": _grounds(conn, case_id),
        "leads": _leads(conn, case_id),
        "appeals": _rows(conn, lc.appeal_step, case_id),
        "letters": _letters(conn, case_id),
    }


def _rows(conn: Reader, table: Any, case_id: str) -> list[dict[str, Any]]:
    return plain_rows(conn, of_case(table), case_id=case_id)


def _letters(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """Each with what became of it."""
    letters = plain_rows(conn, _letters_of_case(), case_id=case_id)
    steps = _rows(conn, lc.letter_step, case_id) if letters else []
    return [
        {**row, "steps": [one for one in steps if one["letter_id"] == row["id"]]} for row in letters
    ]


@cache
def _letters_of_case() -> Select[Any]:
    """Letters that were issued, without all that they say."""
    letter = lc.letter_out
    shown = (one for one in letter.c if one is not letter.c.body)
    return select(*shown).where(letter.c.case_id == CASE).order_by(letter.c.no)


def _grounds(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """What the case rests on besides, each with its end."""
    rows = _rows(conn, lc.case_ground, case_id)
    if not rows:
        return rows
    ends = plain_rows(conn, _ground_ends_of_case(), case_id=case_id)
    ended = {end.pop("ground_id"): end for end in ends}
    return [{**row, "end": ended.get(row["id"])} for row in rows]


@cache
def _ground_ends_of_case() -> Select[Any]:
    ground, end = lc.case_ground.c, lc.case_ground_end
    return (
        select(end).join(lc.case_ground, ground.id == end.c.ground_id).where(ground.case_id == CASE)
    )


def links_of(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """Links in both directions, in order, each with the reference of the other case."""
    rows = plain_rows(conn, _links_of_case(), structured=("items",), case_id=case_id)
    return [_link(row, case_id) for row in rows]


@cache
def _links_of_case() -> Select[Any]:
    link, case = lc.case_link.c, t.case_file.c
    return (
        select(lc.case_link, case.reference.label("other"))
        .join(
            t.case_file,
            or_(
                and_(link.case_id == CASE, case.id == link.other_id),
                and_(link.other_id == CASE, case.id == link.case_id),
            ),
        )
        .where(or_(link.case_id == CASE, link.other_id == CASE))
        .order_by(link.id)
    )


def _link(row: dict[str, Any], case_id: str) -> dict[str, Any]:
    outgoing = row["case_id"] == case_id
    return {
        **row,
        "outgoing": outgoing,
        "other_id": row["other_id"] if outgoing else row["case_id"],
    }


def _own_clocks(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    return plain_rows(conn, _clocks_of_case(), case_id=case_id)


@cache
def _clocks_of_case() -> Select[Any]:
    clock, end = lc.case_clock, lc.case_clock_end
    return (
        select(
            clock, end.c.at.label("ended_at"), func.coalesce(end.c.reason, "").label("end_reason")
        )
        .join(end, end.c.clock_id == clock.c.id, isouter=True)
        .where(clock.c.case_id == CASE)
        .order_by(clock.c.id)
    )


def _leads(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """Leads of prosecutors with their consents and how they ended."""
    leads = plain_rows(conn, _leads_of_case(), case_id=case_id)
    if not leads:
        return []
    consents = _rows(conn, lc.prosecutor_consent, case_id)
    return [
        {**lead, "consents": [one for one in consents if one["lead_id"] == lead["id"]]}
        for lead in leads
    ]


@cache
def _leads_of_case() -> Select[Any]:
    lead, end = lc.prosecutor_lead, lc.prosecutor_lead_end
    return (
        select(
            lead,
            end.c.at.label("ended_at"),
            func.coalesce(end.c.author, "").label("ended_by"),
            func.coalesce(end.c.reason, "").label("end_reason"),
        )
        .join(end, end.c.lead_id == lead.c.id, isouter=True)
        .where(lead.c.case_id == CASE)
        .order_by(lead.c.id)
    )


def ended_items(conn: Reader, case_id: str) -> Mapping[str, tuple[int, ...]]:
    """Track → the items that it holds no longer."""
    found: dict[str, tuple[int, ...]] = {}
    for row in plain_rows(conn, _ends_of_items(), case_id=case_id):
        found[row["track_id"]] = (*found.get(row["track_id"], ()), row["no"])
    return found


@cache
def _ends_of_items() -> Select[Any]:
    end = lc.track_item_end.c
    return (
        select(end.track_id, end.no)
        .join(t.track, t.track.c.id == end.track_id)
        .where(t.track.c.case_id == CASE)
        .order_by(end.id)
    )


def calendar_edits(conn: Reader) -> Mapping[str, tuple[CalendarEdit, ...]]:
    """State → the office's changes to its calendar, in order."""
    return seldom(conn, _calendar_edits)


def _calendar_edits(conn: Reader) -> Mapping[str, tuple[CalendarEdit, ...]]:
    edit = lc.calendar_edit
    found: dict[str, tuple[CalendarEdit, ...]] = {}
    for row in plain_rows(conn, select(edit).order_by(edit.c.state, edit.c.number)):
        state = row["state"]
        found[state] = (*found.get(state, ()), from_plain(row, CalendarEdit))
    return found


def split_off(conn: Reader, case_id: str) -> list[str]:
    """Cases that took items of this case's declaration, which its later versions concern too."""
    link = lc.case_link.c
    query = (
        select(link.other_id)
        .where(link.case_id == case_id, link.kind == CaseLinkKind.SPLIT.value)
        .order_by(link.id)
    )
    return [str(other) for other in conn.execute(query).scalars()]


def open_actions(conn: Reader, first: date, last: date, person: str) -> list[dict[str, Any]]:
    """Open requests on cases of a person whose answer or reminder falls into the days.

    `{reference, kind, addressee, due, due_at, calendar, remind}`, by day.
    """
    action, case = t.action.c, t.case_file.c
    days = (first.isoformat(), last.isoformat())
    query = (
        select(
            case.reference,
            action.kind,
            action.addressee,
            action.due,
            action.due_at,
            action.calendar,
            action.remind,
        )
        .join(t.case_file, case.id == action.case_id)
        .where(
            action.answered_at.is_(None),
            or_(action.due.between(*days), action.remind.between(*days)),
            at_hand_of(person),
            case.stage != "merged",
        )
        .order_by(action.due)
    )
    return plain_rows(conn, query)


def letters_to_look_at(conn: Reader, last: date, person: str) -> list[dict[str, Any]]:
    """Letters of which somebody is reminded by that day, of cases of a person or of nobody.

    `{reference, no, recipient, day}`, by day. What a request or a hearing asks reminds by itself:
    see `open_actions`.
    """
    step, letter, case, action = lc.letter_step.c, lc.letter_out.c, t.case_file.c, t.action
    later = lc.letter_step.alias()
    moved = (
        select(later.c.id)
        .where(later.c.letter_id == step.letter_id, later.c.step != "served", later.c.id > step.id)
        .exists()
    )
    query = (
        select(case.reference, letter.no, letter.recipient, step.day)
        .join(lc.letter_out, letter.id == step.letter_id)
        .join(t.case_file, case.id == letter.case_id)
        .join(action, action.c.id == letter.action_id, isouter=True)
        .where(
            step.step == "reminder",
            step.day <= last.isoformat(),
            letter.kind.not_in(("information", "hearing")),
            action.c.answered_at.is_(None),
            at_hand_of(person),
            case.stage != "merged",
            ~moved,
        )
        .order_by(step.day, step.id)
    )
    return plain_rows(conn, query)


def reminders_due(conn: Reader, first: date, last: date, person: str) -> list[dict[str, Any]]:
    """Letters that remind of a request and ask for the answer on one of the days."""
    letter, case, action, step = lc.letter_out.c, t.case_file.c, t.action.c, lc.letter_step.c
    ended = (
        select(step.id)
        .where(step.letter_id == letter.id, step.step.in_(("withdrawn", "replaced")))
        .exists()
    )
    query = (
        select(case.reference, letter.recipient, letter.due)
        .join(t.case_file, case.id == letter.case_id)
        .join(t.action, action.id == letter.action_id)
        .where(
            letter.kind == "reminder",
            letter.due.between(first.isoformat(), last.isoformat()),
            action.answered_at.is_(None),
            at_hand_of(person),
            case.stage != "merged",
            ~ended,
        )
        .order_by(letter.due, letter.id)
    )
    return plain_rows(conn, query)


def open_promises(conn: Reader, last: date, person: str) -> list[dict[str, Any]]:
    """Promises of calls about open requests that are due by that day: `{reference, party, due}`.

    Of several calls about one request the newest that states a day counts.
    """
    call, case, action = lc.call_note.c, t.case_file.c, t.action.c
    later = lc.call_note.alias()
    moved = (
        select(later.c.id)
        .where(later.c.action_id == call.action_id, later.c.due.is_not(None), later.c.id > call.id)
        .exists()
    )
    query = (
        select(case.reference, call.party, call.due)
        .join(t.action, action.id == call.action_id)
        .join(t.case_file, case.id == call.case_id)
        .where(
            action.answered_at.is_(None),
            call.due <= last.isoformat(),
            at_hand_of(person),
            case.stage != "merged",
            ~moved,
        )
        .order_by(call.due, call.id)
    )
    return plain_rows(conn, query)


def holds_to_review(conn: Reader, last: date, person: str | None) -> list[dict[str, Any]]:
    """Cases on which a hold comes back by that day: of a person and of nobody, or of everybody."""
    case = t.case_file.c
    mine = [] if person is None else [at_hand_of(person)]
    query = (
        select(case.reference, case.hold_review)
        .where(
            case.hold_review.is_not(None),
            case.hold_review <= last.isoformat(),
            case.stage != "merged",
            *mine,
        )
        .order_by(case.hold_review, case.id)
    )
    return plain_rows(conn, query)


def releases_due(conn: Reader, today: date, person: str) -> list[dict[str, Any]]:
    """Cases of a person, or of nobody, on which a release stands proposed today."""
    case = t.case_file.c
    query = (
        select(case.reference, case.title, case.release_from)
        .where(
            case.release_from.is_not(None),
            case.release_from <= today.isoformat(),
            at_hand_of(person),
            case.stage != "merged",
        )
        .order_by(case.release_from, case.id)
    )
    return plain_rows(conn, query)
