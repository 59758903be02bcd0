"""Carries out the deeds on declarations that are judged without a case."""

from landwaiter.domain.trade import deeds
from landwaiter.domain.trade.deeds import (
    OpenTradeCase,
    SetAside,
    SetSiftReason,
    SetSiftSample,
    Sift,
    TradeStanding,
)
from landwaiter.services.deeds.handler import Account, Doing, Entries, Handler, Job, Mover
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.trade import opening, policy
from landwaiter.services.trade.opening import SiftedStanding
from landwaiter.services.trade.sifting import sift


def standing(doing: Doing, said: OpenTradeCase | SetAside) -> SiftedStanding:
    return opening.standing_of(doing.conn, said.number)


def open_case(doing: Doing, said: OpenTradeCase, found: TradeStanding) -> Entries:
    return opening.opened_by_person(doing, found.number, said.reason)


def set_aside(doing: Doing, said: SetAside, found: TradeStanding) -> Account:
    return opening.set_aside(doing, found.number, said.reason)


def reason_args(doing: Doing, said: SetSiftReason, _none: None) -> Plain:
    return {"reason": said.why.value, "cap": str(said.cap)}


def sample_args(doing: Doing, said: SetSiftSample, _none: None) -> Plain:
    return {"one_in": str(said.one_in)}


_FORM = MotionForm(policy.title, policy.about, policy.facts, policy.carry_out)
_SIFT: Job[Sift] = Job(deeds.SIFT, sift)
_OPEN: Handler[OpenTradeCase, TradeStanding] = Handler(deeds.OPEN_SIFTED, open_case, standing)
_ASIDE: Handler[SetAside, TradeStanding] = Handler(deeds.SET_ASIDE, set_aside, standing)
_REASON: Mover[SetSiftReason, None] = Mover(deeds.SET_SIFT_REASON, reason_args, _FORM)
_SAMPLE: Mover[SetSiftSample, None] = Mover(deeds.SET_SIFT_SAMPLE, sample_args, _FORM)
HANDLERS = (_SIFT, _OPEN, _ASIDE, _REASON, _SAMPLE)
