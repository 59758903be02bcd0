"""Carries out the deeds on how long the trade store keeps what has no case."""

from landwaiter.domain.trade import erasure_deeds as deeds
from landwaiter.domain.trade.erasure_deeds import (
    CarryOutErasure,
    EraseTrade,
    LiftRestriction,
    RectifyTrade,
    RestrictionStanding,
    RestrictTrade,
    SetTradePeriod,
)
from landwaiter.services.deeds.handler import Account, Doing, Handler, Job, Mover
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.trade import erasure, keeping
from landwaiter.services.trade.keeping import RestrictionRow


def period_args(doing: Doing, said: SetTradePeriod, _none: None) -> Plain:
    return {"years": str(said.years), "source": said.source.strip()}


def restrict(doing: Doing, said: RestrictTrade, _none: None) -> Account:
    return keeping.restrict(doing, said)


def standing(doing: Doing, said: LiftRestriction) -> RestrictionRow:
    return keeping.restriction_named(doing.conn, said.restriction)


def lift(doing: Doing, said: LiftRestriction, found: RestrictionStanding) -> Account:
    return keeping.lift(doing, keeping.restriction_named(doing.conn, said.restriction), said.reason)


def rectify(doing: Doing, said: RectifyTrade, _none: None) -> Account:
    return keeping.rectify(doing, said)


_PERIOD: Mover[SetTradePeriod, None] = Mover(
    deeds.SET_TRADE_PERIOD,
    period_args,
    MotionForm(
        keeping.period_title, keeping.period_about, keeping.period_facts, keeping.carry_out_period
    ),
)
_ERASE: Mover[EraseTrade, None] = Mover(
    deeds.ERASE_TRADE,
    erasure.moved_args,
    MotionForm(erasure.title, erasure.about, erasure.facts, erasure.carry_out),
)
_CARRY_OUT: Job[CarryOutErasure] = Job(deeds.CARRY_OUT_ERASURE, erasure.run_erasures)
_RESTRICT: Handler[RestrictTrade, None] = Handler(deeds.RESTRICT_TRADE, restrict)
_LIFT: Handler[LiftRestriction, RestrictionStanding] = Handler(
    deeds.LIFT_RESTRICTION, lift, standing
)
_RECTIFY: Handler[RectifyTrade, None] = Handler(deeds.RECTIFY_TRADE, rectify)
HANDLERS = (_PERIOD, _ERASE, _CARRY_OUT, _RESTRICT, _LIFT, _RECTIFY)
