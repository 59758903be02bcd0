"""Four eyes: which deed needs whom, as one table that is shown, printed and obeyed.

It is the first of three nets (DESIGN 6): triggers and the signature stand behind it. A row says
under which condition a deed waits for a second person, who that may be, and who may not. Rows with
a `setting` are the office's to change, itself under four eyes; the others are fixed.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.cases.acts import ActArgs
from landwaiter.domain.cases.case import (
    Case,
    Evaluation,
    FlagResult,
    FlagReview,
    GoodsStatus,
    Severity,
    Stage,
)
from landwaiter.domain.deeds.shape import Second
from landwaiter.domain.flags.deeds import PRACTICE_BY_TWO, RULES_BY_TWO
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.domain.table.deeds import DEEDS
from landwaiter.i18n import _

PREFIX = "four_eyes."
"""Of the settings an office changes here."""
DIFFERENT_SCORE, COUNTERSIGN = f"{PREFIX}different_score", f"{PREFIX}countersign"
PRACTICE, RULES = PRACTICE_BY_TWO, RULES_BY_TWO
DEFAULTS: Mapping[str, str] = {
    DIFFERENT_SCORE: "900",
    COUNTERSIGN: "",
    PRACTICE: "false",
    RULES: "false",
}
"""Thousandths of a score; outcomes parted by commas; true or false."""
Office = Mapping[str, str]
"""Settings of the office by key; what is not set has its value in DEFAULTS."""

_REVIEW = frozenset({UserRole.REVIEWER, UserRole.HEAD})
_HEAD = frozenset({UserRole.HEAD})
_OFFICE = frozenset({UserRole.HEAD, UserRole.ADMINISTRATOR})
_ANY_SECOND = _REVIEW | _OFFICE
RELEASES = frozenset(
    {"release", "release_with_note", "release_after_authorisation", "partial_release"}
)
"""Outcomes that let an item go."""


def is_author(case: Case, actor: Actor) -> bool:
    """The person wrote the decision that stands last."""
    return case.decision is not None and case.decision.author == actor.name


def is_author_with_others(case: Case, actor: Actor) -> bool:
    """Alone in an office one decides, and it is called decided by one."""
    return is_author(case, actor) and not actor.alone


def is_not_author(case: Case, actor: Actor) -> bool:
    return not is_author(case, actor)


def is_author_or_approver(case: Case, actor: Actor) -> bool:
    decision = case.decision
    approver = decision.approval.approver if decision and decision.approval else None
    return is_author(case, actor) or actor.name == approver


@dataclass(frozen=True, slots=True)
class Rule:
    """For `deed`, the person `refuses` says yes to may not act, for the reason `why`."""

    deed: str
    refuses: Callable[[Case, Actor], bool]
    why: str


POLICY: tuple[Rule, ...] = (
    Rule("approve", is_author_with_others, "An author never approves the own proposal."),
    Rule("return", is_author, "An author withdraws the own proposal and does not return it."),
    Rule("withdraw", is_not_author, "Only its author withdraws a proposal."),
    Rule(
        "countersign",
        is_author_or_approver,
        "A countersignature is given by a third person, who neither wrote nor approved.",
    ),
)
"""Who may not do what on a decision."""


def _flag(case: Case, args: ActArgs) -> FlagResult | None:
    wanted = (args.flag or "").upper()
    raised = (f for f in case.flags if f.evaluation is Evaluation.RAISED)
    return next((flag for flag in raised if flag.rule == wanted), None)


def _critical_flag(case: Case, args: ActArgs, office: Office) -> bool:
    flag = _flag(case, args)
    return flag is not None and flag.severity is Severity.CRITICAL


_GONE = frozenset({GoodsStatus.RELEASED, GoodsStatus.EXITED})


def _high_flag_and_released(case: Case, args: ActArgs, office: Office) -> bool:
    flag = _flag(case, args)
    released = any(item.status in _GONE for item in case.items)
    return flag is not None and flag.severity is Severity.HIGH and released


def _dismissed_with_its_flags(case: Case, args: ActArgs, office: Office) -> bool:
    """A case that is dismissed takes its flags along: what they need, it needs."""
    released = any(item.status in _GONE for item in case.items)
    return any(released or flag.severity is Severity.CRITICAL for flag in standing_flags(case))


def standing_flags(case: Case) -> tuple[FlagResult, ...]:
    """Critical and high flags that no two persons have settled: a release goes against them."""
    return tuple(
        flag
        for flag in case.flags
        if flag.evaluation is Evaluation.RAISED
        and flag.severity in (Severity.CRITICAL, Severity.HIGH)
        and not (flag.review is FlagReview.DISMISSED and flag.seconder)
    )


def _flags_stand(case: Case, args: ActArgs, office: Office) -> bool:
    return bool(standing_flags(case))


def _against_a_flag(case: Case, args: ActArgs, office: Office) -> bool:
    """A release is covered where an approved decision lets this very item go."""
    return bool(standing_flags(case)) and not _decided_to_release(case, args.item)


def _decided_to_release(case: Case, item: int | None) -> bool:
    decision = case.decision
    if case.stage not in (Stage.DECIDED, Stage.EXECUTED, Stage.CLOSED) or decision is None:
        return False
    approved = decision.approval is not None and decision.approval.stands
    outcome = decision.items.get(item or 0, decision.outcome)
    return decision.state == "approved" and approved and outcome in RELEASES


def _different_above(case: Case, args: ActArgs, office: Office) -> bool:
    hit = next((hit for hit in case.hits if hit.id == args.hit), None)
    above = int(setting(office, DIFFERENT_SCORE))
    return args.outcome == JudgementValue.DIFFERENT and hit is not None and hit.match.score >= above


_MOVER = "its mover"
_NOT_MOVER = "its mover, and who has a conflict of interest"
_NOT_SUBJECT = "its mover, and the person it is about"
_OLD: tuple[tuple[str, Second], ...] = (
    (
        "propose",
        Second(
            "Decision",
            "always",
            _REVIEW,
            "its author, and who has a conflict of interest",
            own_signature=True,
        ),
    ),
    (
        "countersign",
        Second(
            "Countersignature of a decision",
            "outcomes: {value}",
            _HEAD,
            "its author, its approver, and who has a conflict of interest",
            setting=COUNTERSIGN,
            own_signature=True,
        ),
    ),
    (
        "dismiss_flag",
        Second(
            "Dismissal of a flag",
            "the flag is critical",
            _REVIEW,
            _NOT_MOVER,
            _critical_flag,
        ),
    ),
    (
        "dismiss_flag",
        Second(
            "Dismissal of a flag",
            "the flag is high and goods are released",
            _REVIEW,
            _NOT_MOVER,
            _high_flag_and_released,
        ),
    ),
    (
        "dismiss",
        Second(
            "Dismissal of a case",
            "a critical flag stands, or a high one and goods are released",
            _REVIEW,
            _NOT_MOVER,
            _dismissed_with_its_flags,
        ),
    ),
    (
        "merge",
        Second(
            "Merging of a case into another",
            "a critical or high flag stands, or was dismissed by one person",
            _REVIEW,
            _NOT_MOVER,
            _flags_stand,
        ),
    ),
    (
        "release",
        Second(
            "Release of goods",
            "a critical or high flag stands, or was dismissed by one person, and neither an "
            "approved decision nor Art. 21(4) releases the item",
            _REVIEW,
            _NOT_MOVER,
            _against_a_flag,
        ),
    ),
    (
        "judge",
        Second(
            "Hit judged different",
            "the score is {value} thousandths or more",
            _REVIEW,
            _NOT_MOVER,
            _different_above,
            DIFFERENT_SCORE,
        ),
    ),
    ("reopen", Second("Reopening of a case", "always", _REVIEW, _NOT_MOVER)),
    ("change_user", Second("New user, more roles", "always", _ANY_SECOND, _NOT_SUBJECT)),
)
TABLE: tuple[tuple[str, Second], ...] = tuple(
    dict.fromkeys(
        (*_OLD, *((one.motion or deed.name, one) for deed in DEEDS for one in deed.second))
    )
)
"""Motion, or act on a case, and the line that says when it waits for whom."""


def setting(office: Office, key: str) -> str:
    """The office's value of one of the table's settings."""
    return office.get(key, DEFAULTS[key])


def seconders_of(deed: str) -> frozenset[UserRole]:
    """The roles of which one is needed to second the deed; none for a deed that is not here."""
    return frozenset().union(*(line.roles for name, line in TABLE if name == deed))


def line_for(deed: str, case: Case, args: ActArgs, office: Office) -> Second | None:
    """The line by which this act on this case waits for a second person, None when it does not."""
    lines = (line for name, line in TABLE if name == deed)
    return next((line for line in lines if line.holds(case, args, office)), None)


def wanted(deed: str, office: Office) -> bool:
    """Whether a deed of the office waits for a second person."""
    lines = [line for name, line in TABLE if name == deed]
    return any(not line.setting or setting(office, line.setting) == "true" for line in lines)


def wants_countersignature(outcomes: Collection[str], office: Office) -> bool:
    """Whether a decision with one of these outcomes is countersigned by a head."""
    chosen = {part.strip() for part in setting(office, COUNTERSIGN).split(",")}
    return not chosen.isdisjoint(outcomes)


def why_four_eyes_refuses(deed: str, case: Case, actor: Actor) -> str:
    """Empty when four eyes allow the deed to this person, else the reason."""
    for rule in POLICY:
        if rule.deed == deed and rule.refuses(case, actor):
            return _(rule.why)
    return ""


def why_conflicted(case: Case, user_id: str, name: str) -> str:
    """Why a person may do nothing on this case: named in it, or declared; empty otherwise."""
    declared = next((one for one in case.conflicts if one.user_id == user_id), None)
    if declared is not None:
        return _("{user} has a conflict of interest on this case: {reason}.").format(
            user=name, reason=declared.reason.rstrip(".")
        )
    own = _words(name)
    if len(own) > 1 and any(_words(party.name) == own for party in case.parties):
        return _("{user} has the name of a party to this case.").format(user=name)
    return ""


def _words(name: str) -> list[str]:
    return sorted(name.casefold().split())
