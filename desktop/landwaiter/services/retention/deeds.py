"""Carries out the deeds on how long cases are kept."""

from typing import Any

from landwaiter.domain.retention import deeds
from landwaiter.domain.retention.deeds import (
    EndProceedings,
    LiftHold,
    PlaceHold,
    RemoveCase,
    SetPeriod,
    StateRegime,
)
from landwaiter.domain.retention.retention_periods import (
    LONGEST_YEARS,
    STARTS,
    Purpose,
    Regime,
    RetentionRule,
)
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing, Handler, Mover
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.retention import removal
from landwaiter.services.retention.retention_periods import ReviewRow, case_in_review
from landwaiter.storage.base import records
from landwaiter.storage.base.settings import set_setting, setting
from landwaiter.storage.retention import removal_rows as stored

_OnCase = StateRegime | EndProceedings | PlaceHold | LiftHold | RemoveCase


def in_review(doing: Doing, said: _OnCase) -> ReviewRow:
    """The case that the deed names, as the review before removal sees it."""
    return case_in_review(doing.session, doing.conn, said.reference)


def set_period(doing: Doing, said: SetPeriod, _none: None) -> Account:
    rule = rule_of(said)
    key = f"{removal.SETTING}{rule.purpose.value}"
    before = setting(doing.conn, key)
    work = doing.work
    set_setting(work.conn, key, records.to_json(rule), by=work.actor, at=work.now)
    old = records.from_json(before, RetentionRule) if before else None
    return Account(f"setting/{key}", {"rule": [old, rule]})


def rule_of(said: SetPeriod) -> RetentionRule:
    """The period that was said; Invalid where it is none."""
    if not 0 < said.years <= LONGEST_YEARS:
        raise Invalid(
            _("A period has 1 to {most} years.").format(most=LONGEST_YEARS),
            field="years",
            value=str(said.years),
        )
    if said.start not in STARTS[said.purpose]:
        raise Invalid(
            _("The period of this purpose does not begin with this event."),
            field="start",
            value=said.start.value,
            remedy=_("Use one of {choices}.").format(
                choices=", ".join(start.value for start in STARTS[said.purpose])
            ),
        )
    return RetentionRule(
        said.purpose, said.years, said.start, said.source, said.from_year_end, said.keeps_decision
    )


def state_regime(doing: Doing, said: StateRegime, row: ReviewRow) -> Account:
    if said.regime is Regime.LAW_ENFORCEMENT and said.purpose is not Purpose.CRIMINAL:
        raise Invalid(
            _("Directive (EU) 2016/680 protects the data of criminal tracks only."),
            field="regime",
            value=said.regime.value,
            remedy=_("State the criminal purpose with it, or another regime."),
        )
    content = {"purpose": said.purpose, "regime": said.regime, "reason": said.reason}
    _state(doing, "case_regime", row, **content)
    return _on_case(row, content)


def end_proceedings(doing: Doing, said: EndProceedings, row: ReviewRow) -> Account:
    if said.date > doing.session.today():
        raise Invalid(_("The day lies in the future."), field="date", value=said.date.isoformat())
    content = {"date": said.date, "reason": said.reason}
    _state(doing, "proceedings_end", row, **content)
    return _on_case(row, content)


def place_hold(doing: Doing, said: PlaceHold, row: ReviewRow) -> Account:
    hold_id = _state(doing, "legal_hold", row, act=said.act, reason=said.reason)
    return _on_case(row, {"hold": hold_id, "act": said.act, "reason": said.reason})


def lift_hold(doing: Doing, said: LiftHold, row: ReviewRow) -> Account:
    work = doing.work
    standing = [one["id"] for one in stored.holds_on(work.conn, row.id) if not one["ended_at"]]
    hold_id = _one_hold(standing, said.hold)
    records.add(
        work.conn,
        "legal_hold_end",
        hold_id=hold_id,
        reason=said.reason,
        author=work.actor,
        at=work.now,
    )
    return _on_case(row, {"hold": hold_id, "reason": said.reason})


def _one_hold(standing: list[str], wanted: str | None) -> str:
    chosen = [hold for hold in standing if wanted is None or hold == wanted]
    if not chosen:
        raise NotFound(_("There is no such legal hold in force on the case."), value=wanted)
    if len(chosen) > 1:
        raise Invalid(
            _("Several legal holds are in force on the case."),
            field="hold",
            remedy=_("Name one of {holds}.").format(holds=", ".join(chosen)),
        )
    return chosen[0]


def _state(doing: Doing, table: str, row: ReviewRow, **said: Any) -> str:
    work, row_id = doing.work, doing.work.new_id()
    records.add(work.conn, table, id=row_id, case_id=row.id, author=work.actor, at=work.now, **said)
    return row_id


def _on_case(row: ReviewRow, content: Plain) -> Account:
    return Account(f"case/{row.id}", content, (row.id,))


def _removal(doing: Doing, said: RemoveCase, row: ReviewRow) -> Plain:
    return {"case": row.id}


_SET_PERIOD: Handler[SetPeriod, None] = Handler(deeds.SET_PERIOD, set_period)
_STATE_REGIME: Handler[StateRegime, ReviewRow] = Handler(
    deeds.STATE_REGIME, state_regime, in_review
)
_END_PROCEEDINGS: Handler[EndProceedings, ReviewRow] = Handler(
    deeds.END_PROCEEDINGS, end_proceedings, in_review
)
_PLACE_HOLD: Handler[PlaceHold, ReviewRow] = Handler(deeds.PLACE_HOLD, place_hold, in_review)
_LIFT_HOLD: Handler[LiftHold, ReviewRow] = Handler(deeds.LIFT_HOLD, lift_hold, in_review)
_REMOVE_CASE: Mover[RemoveCase, ReviewRow] = Mover(
    deeds.REMOVE_CASE,
    _removal,
    MotionForm(
        removal.removal_title,
        removal.removal_object,
        removal.removal_facts,
        removal.carry_out_removal,
    ),
    in_review,
)
HANDLERS = (_SET_PERIOD, _STATE_REGIME, _END_PROCEEDINGS, _PLACE_HOLD, _LIFT_HOLD, _REMOVE_CASE)
