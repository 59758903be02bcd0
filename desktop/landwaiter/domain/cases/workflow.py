"""Who may do which act on a case now, and why not: the verdicts on the table of acts."""

from collections.abc import Mapping
from dataclasses import dataclass

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.acts import ACTS, Act
from landwaiter.domain.cases.case import ActionKind, Case, Stage
from landwaiter.domain.cases.case_of_kind import stages_of, why_kind_refuses
from landwaiter.domain.cases.duty import why_duty_refuses
from landwaiter.domain.cases.four_eyes import why_conflicted, why_four_eyes_refuses
from landwaiter.domain.cases.remarks import open_remarks
from landwaiter.domain.deeds.motion import waiting
from landwaiter.i18n import _

FORWARD = ("assess", "propose", "approve", "execute", "close")
"""The usual way of a case, for the primary button."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a person may do an act now; buttons, `case show` and the engine share it."""

    act: str
    title: str
    group: str
    allowed: bool
    why_not: str
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    choices: tuple[str, ...]


def allowed(case: Case, actor: Actor) -> tuple[Permission, ...]:
    """Every act of the table with its verdict for this person on this case."""
    return tuple(_verdict(act, case, actor) for act in ACTS)


def _verdict(act: Act, case: Case, actor: Actor) -> Permission:
    why_not = why_refused(act, case, actor)
    return Permission(
        act.name,
        _(act.title),
        act.group,
        not why_not,
        why_not,
        act.needs,
        act.takes,
        act.choices,
    )


def why_refused(act: Act, case: Case, actor: Actor) -> str:
    """Empty when the act is allowed to this person now, else the reason in one sentence."""
    if not actor.has(*act.roles):
        return _("{title}: needs the role {roles}.").format(
            title=_(act.title), roles=_(" or ").join(sorted(act.roles))
        )
    if case.stage not in stages_of(act, case.of_kind):
        return _("{title}: not in the stage {stage}.").format(
            title=_(act.title), stage=stage_title(case.stage)
        )
    return (
        _why_conflict_refuses(act, case, actor)
        or why_kind_refuses(act, case)
        or _why_the_case_refuses(act, case)
        or _why_duty_refuses(act, case, actor)
        or why_four_eyes_refuses(act.name, case, actor)
    )


def _why_duty_refuses(act: Act, case: Case, actor: Actor) -> str:
    why = why_duty_refuses(act.name, case.assignee, case.delegation, actor)
    return f"{_(act.title)}: {why}" if why else ""


def _why_conflict_refuses(act: Act, case: Case, actor: Actor) -> str:
    """Who has a conflict of interest may say so, and nothing else."""
    if act.name == "declare_conflict":
        return ""
    return why_conflicted(case, actor.id, actor.name)


def _why_the_case_refuses(act: Act, case: Case) -> str:
    if act.goods_from and not any(item.status in act.goods_from for item in case.items):
        return _("{title}: no item has a goods status that allows it.").format(title=_(act.title))
    emptiness = {
        "judge": (case.hits, _("there is no hit.")),
        "revoke_judgement": (
            [hit for hit in case.hits if hit.judgement],
            _("no hit has been judged."),
        ),
        "record_answer": (
            [action for action in case.actions if action.answered_at is None],
            _("no request is open."),
        ),
        "record_reply": (
            [
                action
                for action in case.actions
                if action.kind is ActionKind.CONSULTATION and action.answered_at is None
            ],
            _("no consultation is open."),
        ),
        "end_track": (
            [track for track in case.tracks if track.ended_at is None],
            _("no track is open."),
        ),
        "end_clock": (
            [clock for clock in case.own_clocks if clock.ended_at is None],
            _("no clock of another law runs."),
        ),
        "fill_record": (case.items, _("the case has no goods.")),
        "split": (case.items[1:], _("the case has fewer than two items.")),
        "unlink": ([party for party in case.parties if party.link], _("no party is linked.")),
        **dict.fromkeys(
            ("record_custody", "grade_evidence", "confide_source"),
            (case.evidence, _("there is no evidence.")),
        ),
        "approve": (_proposed(case, "proposed"), _("there is no proposal yet.")),
        "countersign": (
            _proposed(case, "countersign"),
            _("there is no approved proposal that waits for it."),
        ),
        "return": (_proposed(case, *PENDING), _("there is no proposal yet.")),
        "withdraw": (_proposed(case, *PENDING), _("there is no proposal yet.")),
        "answer_remark": (open_remarks(case), _("no remark waits for an answer.")),
        "lift_conflict": (case.conflicts, _("there is none.")),
        **dict.fromkeys(
            ("second", "decline", "withdraw_motion"), (waiting(case.motions), _("none waits."))
        ),
    }
    found, reason = emptiness.get(act.name, ((True,), ""))
    return "" if found else f"{_(act.title)}: {reason}"


PENDING = ("proposed", "countersign")
"""States of a decision that is neither approved in full nor ended."""


def _proposed(case: Case, *states: str) -> tuple[object, ...]:
    decision = case.decision
    return (decision,) if decision and decision.state in states else ()


def stage_title(stage: Stage) -> str:
    """The stage as shown to a person."""
    return _(STAGE_TITLES[stage])


STAGE_TITLES: Mapping[Stage, str] = {
    Stage.NEW: "New",
    Stage.TRIAGE: "Triage",
    Stage.ASSESSMENT: "Assessment",
    Stage.DECISION_DRAFT: "Decision draft",
    Stage.DECISION_REVIEW: "Decision review",
    Stage.DECIDED: "Decided",
    Stage.EXECUTED: "Executed",
    Stage.CLOSED: "Closed",
    Stage.DISMISSED: "Dismissed",
    Stage.REOPENED: "Reopened",
    Stage.MERGED: "Merged",
}
