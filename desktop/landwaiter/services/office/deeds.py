"""Carries out the deeds on what the office has set: settings, calendars, views, texts."""

from landwaiter.domain.base.zones import MEMBER_STATE
from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.law.periods import Calendar, DayChange, edited
from landwaiter.domain.office import deeds
from landwaiter.domain.office.deeds import (
    ChangeCalendar,
    ChangeSetting,
    DropOfficeView,
    KeepOfficeView,
    KeepReasonTemplate,
    RemoveReasonTemplate,
    SupplyTexts,
    WithdrawTexts,
)
from landwaiter.domain.table.four_eyes import wanted
from landwaiter.errors import Collision, Conflict, Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.services.audit import anchoring
from landwaiter.services.cases.calendars import view_of
from landwaiter.services.cases.calendars_in_force import HOLD_DAYS
from landwaiter.services.cases.clocks import APPEAL_DAYS
from landwaiter.services.cases.refresh import rewrite_line
from landwaiter.services.deeds.handler import Account, Doing, Handler, Job, Mover
from landwaiter.services.deeds.motion_form import MotionForm
from landwaiter.services.office import case_views, office_texts, reason_templates, texts_by_two
from landwaiter.services.office.setting_table import named_today, refuse_impossible
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
from landwaiter.storage.base import settings as stored
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_rows
from landwaiter.storage.cases.life_cycle import calendar_edits
from landwaiter.storage.cases.saved_views import OFFICE, forget_view


def change_setting(doing: Doing, said: ChangeSetting, _none: None) -> Account:
    session, work, key = doing.session, doing.work, said.key
    refuse_impossible(key, said.value, named_today(session, work.conn))
    anchoring.check_setting(session, key, said.value)
    _refuse_alone(doing, key)
    _refuse_stale(work.conn, said)
    if key == MEMBER_STATE:
        _refuse_state(doing, said.value)
    before = stored.setting(work.conn, key)
    stored.set_setting(work.conn, key, said.value, by=work.actor, at=work.now)
    if key == MEMBER_STATE:
        work.after_commit(lambda: _know_office(session))
    if key.startswith("policy."):
        for case_id in case_rows.with_open_track(work.conn, TrackLetter.B):
            rewrite_line(session, work, case_id)
    if key == HOLD_DAYS:
        for case_id in case_rows.with_hold_review(work.conn):
            rewrite_line(session, work, case_id)
    if key in APPEAL_DAYS.values():
        for case_id in case_rows.served_without_period(work.conn):
            rewrite_line(session, work, case_id)
    return Account(f"setting/{key}", {"value": [before, said.value]}, (key,))


def _refuse_state(doing: Doing, state: str) -> None:
    """Until the first case; and only to a state by whose calendar periods can be counted."""
    if case_rows.any_case(doing.conn):
        raise NotAllowed(
            _(
                "The Member State is fixed since the first case: its periods, its reference and "
                "what was signed on it are counted and written by this state."
            ),
            field=MEMBER_STATE,
            value=state,
            remedy=_("Make a new casebook for another state."),
        )
    if state:
        doing.session.references.calendar(doing.conn, state, doing.session.today())


def _know_office(session: Session) -> None:
    with session.reading() as conn:
        session.casebook.know_office(conn)


def _refuse_stale(conn: Reader, said: ChangeSetting) -> None:
    """Conflict where a setting that is to be changed is not what the person looked at."""
    now = stored.setting(conn, said.key) or ""
    if said.seen is None or now in {said.seen, said.value}:
        return
    by = stored.set_by(conn, said.key)
    raise Conflict(
        _("{who} changed the same settings since you looked at them.").format(who=by),
        collisions=(Collision(said.key, said.seen, now, said.value, by),),
        remedy=_("Look at what changed, then repeat what you did; what you typed is kept."),
    )


def _refuse_alone(doing: Doing, key: str) -> None:
    """The practice on an embargo is set with a reason where the office wants two persons for it."""
    office = stored.settings_with(doing.conn, "")
    if key.startswith("policy.") and wanted("set_practice", office):
        raise NotAllowed(
            _("This office wants two persons for its practice on embargoes."),
            remedy=_("Set it with its reason: “embargo practice”."),
        )


def change_calendar(doing: Doing, said: ChangeCalendar, _none: None) -> Account:
    session, work = doing.session, doing.work
    base = session.references.calendar(work.conn, said.state, session.today())
    edits = calendar_edits(work.conn).get(said.state, ())
    _refuse_needless(edited(base, edits), said)
    stated = {"day": said.day, "change": said.change, "name": said.name, "reason": said.reason}
    records.add(
        work.conn,
        "calendar_edit",
        id=work.new_id(),
        state=said.state,
        number=max((edit.number for edit in edits), default=0) + 1,
        author=work.actor,
        at=work.now,
        **stated,
    )
    edition = view_of(session, work.conn, said.state, said.day.year).edition
    about = f"calendar/{said.state}"
    return Account(about, {**stated, "edition": edition}, (about,), made=edition)


def _refuse_needless(calendar: Calendar, said: ChangeCalendar) -> None:
    """Only what makes a difference is a change, and a day that is added has a name."""
    adds, day = said.change is DayChange.ADD, said.day
    if adds and not said.name.strip():
        raise Invalid(
            _("A change of the calendar needs the name of the day and a reason."),
            field="name",
            remedy=_("Say what day it is, and where that is laid down."),
        )
    if adds and not calendar.is_working_day(said.day):
        raise Invalid(
            _("{day} is no working day already.").format(day=day),
            field="day",
            value=day.isoformat(),
            remedy=_("Nothing needs to be done."),
        )
    if not adds and said.day not in calendar.holidays:
        raise Invalid(
            _("{day} is no holiday of this calendar.").format(day=day),
            field="day",
            value=day.isoformat(),
            remedy=_("Show the calendar to see its days."),
        )


def keep_view(doing: Doing, said: KeepOfficeView, _none: None) -> Account:
    view = case_views.read_view(said.name, said.asked, said.columns)
    case_views.keep_office_view(doing.conn, view, author=doing.work.actor, at=doing.work.now)
    stated = {"name": view.name, "query": view.line, "columns": list(view.columns)}
    return Account(f"view/{view.name}", stated, (view.name,), made=view.name)


def drop_view(doing: Doing, said: DropOfficeView, _none: None) -> Account:
    known = case_views.known_view(doing.conn, OFFICE, said.name)
    forget_view(doing.conn, OFFICE, known.name)
    return Account(f"view/{known.name}", {"name": known.name, "query": known.asked}, (known.name,))


_KEEP_VIEW: Handler[KeepOfficeView, None] = Handler(deeds.KEEP_OFFICE_VIEW, keep_view)
_DROP_VIEW: Handler[DropOfficeView, None] = Handler(deeds.DROP_OFFICE_VIEW, drop_view)
_CHANGE_SETTING: Handler[ChangeSetting, None] = Handler(deeds.CHANGE_SETTING, change_setting)
_CHANGE_CALENDAR: Handler[ChangeCalendar, None] = Handler(deeds.CHANGE_CALENDAR, change_calendar)
_SUPPLY_TEXTS: Job[SupplyTexts] = Job(
    deeds.SUPPLY_TEXTS,
    office_texts.supply_texts,
    MotionForm(
        texts_by_two.supply_title,
        texts_by_two.texts_object,
        texts_by_two.supply_facts,
        texts_by_two.supply,
        at_once=True,
    ),
)
_WITHDRAW_TEXTS: Mover[WithdrawTexts, None] = Mover(
    deeds.WITHDRAW_TEXTS,
    office_texts.withdrawn,
    MotionForm(
        texts_by_two.withdraw_title,
        texts_by_two.texts_object,
        texts_by_two.withdraw_facts,
        texts_by_two.withdraw,
        at_once=True,
    ),
)
_KEEP_TEMPLATE: Handler[KeepReasonTemplate, None] = Handler(
    deeds.KEEP_REASON_TEMPLATE, reason_templates.keep_template
)
_REMOVE_TEMPLATE: Handler[RemoveReasonTemplate, None] = Handler(
    deeds.REMOVE_REASON_TEMPLATE, reason_templates.remove_template
)
HANDLERS = (
    _CHANGE_SETTING,
    _CHANGE_CALENDAR,
    _KEEP_VIEW,
    _DROP_VIEW,
    _SUPPLY_TEXTS,
    _WITHDRAW_TEXTS,
    _KEEP_TEMPLATE,
    _REMOVE_TEMPLATE,
)
