"""From the service of a decision to the return of goods: which step may follow which, and when.

UCC Art. 44 and 45 hold for decisions under the customs legislation (Art. 5(39)); seizures and what
rests on tracks A, B, N and T follow national law. How many days an appellant has is law of the
state in both cases, so the office says it, and nothing is assumed where it has not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from landwaiter.domain.cases.case import Case, Decision, GoodsStatus, TrackLetter
from landwaiter.domain.cases.clocks import Clock, end
from landwaiter.domain.cases.court import AppealEntry, AppealLaw, AppealStep
from landwaiter.domain.cases.tracks import GOODS_IN_HAND
from landwaiter.domain.law.periods import Calendar, PeriodUnit, add_calendar_days
from landwaiter.i18n import N_, _, day_said, joined

PERIOD: Final = "appeal"
"""Kind of the clock of an appellant."""
_OPEN: Final = frozenset(
    {
        AppealStep.LODGED,
        AppealStep.SUSPENSION_ASKED,
        AppealStep.SUSPENSION_GRANTED,
        AppealStep.SUSPENSION_REFUSED,
    }
)
"""Steps after which a judgment is waited for."""
FOLLOWS: Final[Mapping[AppealStep, frozenset[AppealStep | None]]] = {
    AppealStep.SERVED: frozenset({None}),
    AppealStep.LODGED: frozenset({None, AppealStep.SERVED, AppealStep.JUDGMENT}),
    AppealStep.SUSPENSION_ASKED: frozenset({AppealStep.LODGED, AppealStep.SUSPENSION_REFUSED}),
    AppealStep.SUSPENSION_GRANTED: frozenset({AppealStep.LODGED, AppealStep.SUSPENSION_ASKED}),
    AppealStep.SUSPENSION_REFUSED: frozenset({AppealStep.SUSPENSION_ASKED}),
    AppealStep.JUDGMENT: _OPEN,
    AppealStep.ANNULMENT: _OPEN | {AppealStep.JUDGMENT},
    AppealStep.GOODS_BACK: frozenset({AppealStep.ANNULMENT}),
    AppealStep.WITHDRAWN: _OPEN,
}
"""Each step with those it may follow; None: nothing happened yet.

A judgment may be appealed in its turn. Customs suspends by itself too (UCC Art. 45(2)), and may
annul before a court does.
"""
TITLES: Final[Mapping[AppealStep, str]] = {
    AppealStep.SERVED: N_("decision served"),
    AppealStep.LODGED: N_("appeal lodged"),
    AppealStep.SUSPENSION_ASKED: N_("suspension asked for"),
    AppealStep.SUSPENSION_GRANTED: N_("suspension granted"),
    AppealStep.SUSPENSION_REFUSED: N_("suspension refused"),
    AppealStep.JUDGMENT: N_("judgment"),
    AppealStep.ANNULMENT: N_("decision annulled"),
    AppealStep.GOODS_BACK: N_("goods given back"),
    AppealStep.WITHDRAWN: N_("appeal withdrawn"),
}
LAWS: Final[Mapping[AppealLaw, str]] = {
    AppealLaw.CUSTOMS: N_("customs legislation, UCC Art. 44"),
    AppealLaw.NATIONAL: N_("national law"),
}
_NATIONAL_TRACKS: Final = frozenset({TrackLetter.A, TrackLetter.B, TrackLetter.N, TrackLetter.T})
_NATIONAL_OUTCOMES: Final = frozenset({"seize", "authorisation_refused"})
_TO_GIVE_BACK: Final = GOODS_IN_HAND | {GoodsStatus.SEIZED}


def law_of(case: Case, outcomes: Iterable[str]) -> AppealLaw:
    """Under which law a decision with these outcomes is made; without any, by the tracks alone."""
    letters = {track.letter for track in case.tracks}
    if not letters.isdisjoint(_NATIONAL_TRACKS) or not _NATIONAL_OUTCOMES.isdisjoint(outcomes):
        return AppealLaw.NATIONAL
    return AppealLaw.CUSTOMS


def appealable(case: Case) -> Decision | None:
    """The approved decision that is served and appealed, None where there is none."""
    decision = case.decision
    return decision if decision is not None and decision.approval is not None else None


def steps_on(case: Case, decision_id: str) -> tuple[AppealEntry, ...]:
    """What happened to a decision, in the order in which it was recorded."""
    return tuple(one for one in case.appeals if one.decision_id == decision_id)


def lodgings_on(case: Case, decision_id: str) -> tuple[AppealEntry, ...]:
    """The appeals against a decision and against judgments on it, in their order."""
    return tuple(one for one in steps_on(case, decision_id) if one.step is AppealStep.LODGED)


def appealed(case: Case) -> tuple[Decision, ...]:
    """The decisions that were appealed, whatever became of that."""
    return tuple(one for one in case.decisions if lodgings_on(case, one.id))


def service_of(case: Case, decision_id: str) -> AppealEntry | None:
    """The service of a decision, as it was recorded last; None while it is not served."""
    found = [one for one in steps_on(case, decision_id) if one.step is AppealStep.SERVED]
    return found[-1] if found else None


def services_of(case: Case) -> tuple[AppealEntry, ...]:
    """That of each decision of the case."""
    ids = dict.fromkeys(one.decision_id for one in case.appeals)
    return tuple(found for one in ids if (found := service_of(case, one)) is not None)


def newest_step(case: Case) -> AppealEntry | None:
    """The newest step on any decision of the case."""
    return case.appeals[-1] if case.appeals else None


def may_follow(step: AppealStep, last: AppealEntry | None) -> bool:
    return (last.step if last else None) in FOLLOWS[step]


def annulled(entries: Iterable[AppealEntry], decision_id: str) -> str:
    """How a decision was annulled, in words; empty where it was not."""
    found = [
        one
        for one in entries
        if one.decision_id == decision_id and one.step is AppealStep.ANNULMENT
    ]
    if not found:
        return ""
    said = (day_said(found[-1].day), found[-1].number)
    return _("annulled on {day}").format(day=joined(", ", (one for one in said if one)))


def why_suspended(case: Case) -> str:
    """Why the decision is not carried out now; empty where it may be."""
    last = newest_step(case)
    decision = case.decision
    if last is not None and last.step is AppealStep.SUSPENSION_GRANTED:
        return _("its implementation is suspended since {day} (UCC 45 or national law).").format(
            day=last.day
        )
    if decision is not None and decision.annulled:
        return _("the decision was {annulled}.").format(annulled=decision.annulled)
    return ""


def not_given_back(case: Case) -> tuple[int, ...]:
    """Items that are still in hand or seized."""
    return tuple(item.no for item in case.items if item.status in _TO_GIVE_BACK)


def appeal_words(case: Case) -> str:
    """Where the newest appeal stands; empty where nothing was served or lodged."""
    last = newest_step(case)
    if last is None:
        return ""
    said = [_(TITLES[last.step]), day_said(last.day), last.who, last.number]
    return _("Appeal: {said}.").format(said=joined(", ", (one for one in said if one)))


def waits_for_judgment(entry: AppealEntry) -> bool:
    """Whether a judgment is waited for after this step."""
    return entry.step in _OPEN


def pending_appeal(case: Case) -> str:
    """The same while something is still to come of it: no judgment yet, goods not given back."""
    last = newest_step(case)
    waits = last is not None and last.step in _OPEN | {AppealStep.ANNULMENT}
    return appeal_words(case) if waits else ""


def appeal_clock(case: Case, served: AppealEntry, calendar: Calendar) -> Clock | None:
    """Until when the decision may be appealed; None where the office has set no period."""
    if served.step is not AppealStep.SERVED or served.days is None:
        return None
    clock = Clock(
        kind=PERIOD,
        track=None,
        start=served.day,
        due=add_calendar_days(served.day, served.days, calendar),
        cap=None,
        unit=PeriodUnit.CALENDAR_DAYS.value,
        calendar=calendar.state,
        calendar_edition=calendar.edition,
        basis=_(LAWS[served.law]),
        about=served.id,
    )
    lodged = lodgings_on(case, served.decision_id)
    if not lodged:
        return clock
    ended = end(clock, lodged[0].day, reason=_("appeal lodged"))
    if lodged[0].day <= clock.due:
        return ended
    late = _("The appeal of {day} came after the last day, {due}.").format(
        day=lodged[0].day, due=clock.due
    )
    return replace(ended, warnings=(late,))
