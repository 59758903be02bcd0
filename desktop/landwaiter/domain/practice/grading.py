"""What was done on an exercise, held against what was expected, from the case alone.

No verdict of the rules is asked. Before a proposal nothing is held against anything: what stands
then is work in progress, and to say how it compares would give the solution away.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from landwaiter.domain.base.terms import low
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Case, Decision, FlagReview, Stage
from landwaiter.domain.cases.tracks import holding
from landwaiter.domain.law.control_codes import is_under
from landwaiter.domain.law.periods import Calendar, working_days_between
from landwaiter.domain.practice.exercise import (
    DISMISSED,
    TRUST_WORDS,
    ClassificationPoint,
    DecisionPoint,
    Exercise,
    FlagPoint,
    GoodsPoint,
    HitPoint,
    Point,
    ReasonPoint,
    ReplyPoint,
    RequestPoint,
    TimePoint,
    TrackPoint,
    WhyTrust,
)
from landwaiter.i18n import N_, _, joined, plural


class PointState(StrEnum):
    AS_EXPECTED = "as_expected"
    DIFFERS = "differs"
    NOT_DONE = "not_done"


STATE_WORDS: Mapping[PointState, str] = {
    PointState.AS_EXPECTED: N_("as expected"),
    PointState.DIFFERS: N_("differs"),
    PointState.NOT_DONE: N_("not done yet"),
}


@dataclass(frozen=True, slots=True)
class ExerciseWork:
    """What is graded: the case as it stands, and whose working days count."""

    case: Case
    calendar: Calendar

    @property
    def decision(self) -> Decision | None:
        """The newest proposal; one that its author took back says nothing any more."""
        standing = (one for one in reversed(self.case.decisions) if one.state != "withdrawn")
        return next(standing, None)

    @property
    def is_settled(self) -> bool:
        """Somebody proposed a decision, or ended the case without one."""
        return self.decision is not None or self.case.stage is Stage.DISMISSED


@dataclass(frozen=True, slots=True)
class PointGrade:
    """One expectation and what was done."""

    kind: str
    title: str
    state: PointState
    done: str
    """What was done, in words; empty where nothing was."""
    expected: str
    why: str
    source: str
    trust: WhyTrust

    @property
    def sourced(self) -> str:
        """Where the reason is read, and how far it is verified."""
        words = _(TRUST_WORDS[self.trust])
        return _("{source} ({trust})").format(source=self.source, trust=words)


def is_proposed(case: Case) -> bool:
    """Whether grading may tell: the person has said what is to become of the case."""
    return bool(case.decisions) or case.stage is Stage.DISMISSED


def graded(exercise: Exercise, work: ExerciseWork) -> tuple[PointGrade, ...]:
    """Every point of the exercise, in its order."""
    return tuple(_grade(point, work) for point in exercise.points)


def _grade(point: Point, work: ExerciseWork) -> PointGrade:
    title, expected, look = _LOOKS[type(point)]
    found = look(point, work) if work.is_settled else _NOTHING
    return PointGrade(
        kind=point.kind,
        title=title(point),
        state=found.state,
        done=found.done,
        expected=expected(point),
        why=point.why,
        source=point.source,
        trust=point.trust,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    state: PointState
    done: str


_NOTHING = _Found(PointState.NOT_DONE, "")


def _said(done: str, *, right: bool) -> _Found:
    return _Found(PointState.AS_EXPECTED if right else PointState.DIFFERS, done)


def _hit(point: HitPoint, work: ExerciseWork) -> _Found:
    parties = {one.id for one in work.case.parties if one.role.value == point.party}
    judged = [
        one.judgement.value
        for one in work.case.hits
        if one.party_id in parties and one.listing.name == point.listing and one.judgement
    ]
    return _said(_(judged[-1].value), right=judged[-1] is point.expected) if judged else _NOTHING


def _classification(point: ClassificationPoint, work: ExerciseWork) -> _Found:
    found = [
        one.state
        for one in work.case.classifications
        if one.item_no == point.item and is_under(one.code, point.code)
    ]
    return _said(low(found[-1]), right=found[-1] is point.expected) if found else _NOTHING


def _flag(point: FlagPoint, work: ExerciseWork) -> _Found:
    found = next((one for one in work.case.flags if one.rule == point.flag), None)
    if found is None or found.review is FlagReview.OPEN:
        return _NOTHING
    return _said(_(found.review.value), right=found.review is point.expected)


def _track(point: TrackPoint, work: ExerciseWork) -> _Found:
    letters = {one.letter for one in holding(work.case, point.item)}
    if not letters and point.expected:
        return _NOTHING
    said = ", ".join(sorted(letters)) or _("none")
    return _said(said, right=set(point.expected) <= letters <= {*point.expected, *point.may})


def _goods(point: GoodsPoint, work: ExerciseWork) -> _Found:
    status = next((one.status for one in work.case.items if one.no == point.item), None)
    if status is None:
        return _NOTHING
    return _said(low(status), right=status is point.expected)


def _request(point: RequestPoint, work: ExerciseWork) -> _Found:
    asked = [one.addressee for one in work.case.actions if one.kind is point.expected]
    if not asked:
        return _NOTHING
    right = any(_has_one(one, point.of) for one in asked)
    return _said(joined(", ", asked), right=right)


def _reply(point: ReplyPoint, work: ExerciseWork) -> _Found:
    replies = [one.reply for one in work.case.actions if one.reply is not None]
    return _said(low(replies[-1]), right=replies[-1] is point.expected) if replies else _NOTHING


def _decided(point: DecisionPoint, work: ExerciseWork) -> _Found:
    decision = work.decision
    if decision is None:
        return _said(_("case dismissed"), right=DISMISSED in point.expected)
    outcome = decision.items.get(point.item, decision.outcome)
    return _said(low(outcome), right=outcome in point.expected)


def _in_time(point: TimePoint, work: ExerciseWork) -> _Found:
    case = work.case
    if not case.decisions:
        return _NOTHING if work.decision is None and not work.is_settled else _dismissed(point)
    day = local_date(case.decisions[0].at, case.member_state)
    took = working_days_between(case.received, day, work.calendar)
    return _said(_working_days(took), right=took <= point.days)


def _dismissed(point: TimePoint) -> _Found:
    """A dismissal is no proposal: its day is not weighed."""
    return _said(_("case dismissed"), right=True)


def _reason(point: ReasonPoint, work: ExerciseWork) -> _Found:
    decision = work.decision
    if decision is None:
        return _NOTHING
    text = " ".join((decision.reason, decision.basis, *decision.bases.values()))
    lacking = [one for one in point.names if not _has_one(text, one.split("|"))]
    if lacking:
        names = "; ".join(one.replace("|", _(" or ")) for one in lacking)
        return _said(_("does not name: {names}").format(names=names), right=False)
    return _said(_("names it"), right=True)


def _has_one(text: str, words: Any) -> bool:
    return any(word.casefold() in text.casefold() for word in words)


def _working_days(days: int) -> str:
    return plural(days, "{n} working day after receipt", "{n} working days after receipt")


def _of_item(words: str) -> Callable[[Any], str]:
    return lambda point: _(words).format(item=point.item)


def _tracks_expected(point: TrackPoint) -> str:
    if not point.expected:
        return _("none")
    letters = ", ".join(point.expected)
    if not point.may:
        return letters
    return _("{letters}; {may} may stand beside").format(letters=letters, may=", ".join(point.may))


_Look = tuple[Callable[[Any], str], Callable[[Any], str], Callable[[Any, ExerciseWork], _Found]]
_LOOKS: Mapping[type[Any], _Look] = {
    HitPoint: (
        lambda p: _("Hit of {party} on {listing}").format(party=low(p.party), listing=p.listing),
        lambda p: _(p.expected.value),
        _hit,
    ),
    ClassificationPoint: (
        lambda p: _("Item {item}, {code}").format(item=p.item, code=p.code),
        lambda p: low(p.expected),
        _classification,
    ),
    FlagPoint: (
        lambda p: _("Flag {flag}").format(flag=p.flag),
        lambda p: _(p.expected.value),
        _flag,
    ),
    TrackPoint: (
        _of_item(N_("Item {item}, tracks")),
        _tracks_expected,
        _track,
    ),
    GoodsPoint: (_of_item(N_("Item {item}, goods")), lambda p: low(p.expected), _goods),
    RequestPoint: (
        lambda p: low(p.expected).capitalize(),
        lambda p: _("to {who}").format(who=_(" or ").join(p.of)),
        _request,
    ),
    ReplyPoint: (
        lambda p: _("Reply of the authority"),
        lambda p: low(p.expected),
        _reply,
    ),
    DecisionPoint: (
        lambda p: _("Item {item}, decision").format(item=p.item) if p.item else _("Decision"),
        lambda p: _(" or ").join(map(low, p.expected)),
        _decided,
    ),
    TimePoint: (
        lambda p: _("In time"),
        lambda p: plural(
            p.days, "within {n} working day of receipt", "within {n} working days of receipt"
        ),
        _in_time,
    ),
    ReasonPoint: (
        lambda p: _("Reason of the proposal"),
        lambda p: _("names {names}").format(
            names="; ".join(one.replace("|", _(" or ")) for one in p.names)
        ),
        _reason,
    ),
}
"""Kind of point → its title, what is expected, and how what was done is found on the case."""
