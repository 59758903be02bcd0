"""Deeds that say who works on a case and move its stage, from taking it to its end."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.before_proposal import OpenKind, open_kinds, reason_of_kind
from landwaiter.domain.cases.case import Case, GoodsStatus, Severity, Stage
from landwaiter.domain.cases.decision import OUTCOMES, PENDING
from landwaiter.domain.cases.deed_on_case import (
    NOT_MOVER,
    CaseDeed,
    ReasonText,
    Reference,
    basis_of_item,
    exact_number,
    items,
    outcome_of_item,
)
from landwaiter.domain.cases.duty import (
    NOBODY,
    NOT_DELEGATED,
    NOT_YOURS,
    CaseHolding,
    HandingRule,
    why_not_handed,
)
from landwaiter.domain.cases.four_eyes import COUNTERSIGN as COUNTERSIGNED
from landwaiter.domain.cases.four_eyes import Office, standing_flags
from landwaiter.domain.cases.remarks import checked_place, remark_of
from landwaiter.domain.cases.stages import (
    ASSESSMENT,
    DECIDED,
    DRAFT,
    ENDED,
    EVERY,
    MERGEABLE,
    NEW,
    REVIEW,
    TRIAGE,
)
from landwaiter.domain.deeds.shape import (
    APPROVERS,
    HEADS,
    SHORTEST_REASON,
    WORKERS,
    Ask,
    Choices,
    Lookup,
    Reason,
    Second,
)
from landwaiter.domain.review.reading import SECTION_TITLES, unread
from landwaiter.domain.review.returns import ReturnKind, return_words
from landwaiter.i18n import N_, _, joined

SUBJECT, DECISIONS = "cases", "review"
GROUP = "stage"
GONE = frozenset({GoodsStatus.RELEASED, GoodsStatus.EXITED})

NoteText = Annotated[str, Ask("Note", Content.INTERNAL, long=True)]


@dataclass(frozen=True, slots=True)
class TakeCase:
    """Take a case: from now on it is yours."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class AssignCase:
    """Hand a case to somebody who works on cases, with a note for that person."""

    reference: Reference
    to: Annotated[str, Ask("To whom", lookup=Lookup.PEOPLE)]
    reason: NoteText = ""


@dataclass(frozen=True, slots=True)
class DelegateCase:
    """Let a deputy act until a day; the case stays the holder's and comes back by itself."""

    reference: Reference
    to: Annotated[str, Ask("To whom", lookup=Lookup.PEOPLE)]
    date: Annotated[dt.date, Ask("Last day")]
    reason: NoteText = ""


@dataclass(frozen=True, slots=True)
class RecallCase:
    """End a delegation before its day."""

    reference: Reference
    reason: ReasonText = ""


@dataclass(frozen=True, slots=True)
class BeginTriage:
    """Begin to sort a new case."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class BeginAssessment:
    """Begin to assess a case."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class DismissCase:
    """End a case on which nothing has to be decided."""

    reference: Reference
    reason: Reason


def _no_items(case: Case) -> Choices:
    """One item alone has the outcome of the case."""
    return items(case) if len(case.items) > 1 else ()


@dataclass(frozen=True, slots=True)
class Propose:
    """Write down a decision; a second person approves and signs exactly this text."""

    reference: Reference
    outcome: Annotated[str, Ask("Outcome", among=OUTCOMES, law=True)]
    reason: ReasonText
    basis: Annotated[
        str,
        Ask(
            "Basis",
            Content.OPEN,
            hint="Of every item that names none of its own.",
            lookup=Lookup.LEGAL_BASES,
            free=True,
        ),
    ] = ""
    items: Annotated[
        Mapping[int, str] | None,
        Ask(
            "Item",
            hint="Where an item's outcome is another than the case's.",
            option="item-outcome",
            among=OUTCOMES,
            each=_no_items,
            law=True,
            reads=outcome_of_item,
        ),
    ] = None
    bases: Annotated[
        Mapping[int, str] | None,
        Ask(
            "Basis of item",
            Content.OPEN,
            hint="The legal basis of one item's outcome, where it is another than the case's.",
            option="item-basis",
            each=_no_items,
            lookup=Lookup.LEGAL_BASES,
            free=True,
            reads=basis_of_item,
        ),
    ] = None
    appeal: Annotated[
        str,
        Ask(
            "Appeal notice, of an adverse decision alone; empty: the office's own",
            Content.OPEN,
            long=True,
        ),
    ] = ""
    open: Annotated[
        Mapping[OpenKind, str] | None,
        Ask(
            "Left open",
            Content.DELIBERATION,
            hint="Why something is left open, such as request=the goods leave tomorrow.",
            least=SHORTEST_REASON,
            long=True,
            each=open_kinds,
            reads=reason_of_kind,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Approve:
    """Sign the text that is proposed, as it is now, with your own key."""

    reference: Reference
    reason: ReasonText = ""


@dataclass(frozen=True, slots=True)
class Countersign:
    """Sign the same text after the approval, where the office wants a third person."""

    reference: Reference
    reason: ReasonText = ""


def _return_kinds(case: Case) -> Choices:
    return tuple((kind.value, return_words(kind)) for kind in ReturnKind)


def _other(case: Case) -> str:
    return ReturnKind.OTHER.value


def _at_place(case: Case, remark: Any) -> None:
    checked_place(case, remark[0])


@dataclass(frozen=True, slots=True)
class ReturnProposal:
    """Give a proposal back to its author, with what is missing and where."""

    reference: Reference
    reason: ReasonText
    remarks: Annotated[
        tuple[tuple[str, str], ...],
        Ask(
            "Remarks, one a line: place = what is missing, such as items/2/code = why no code?",
            Content.DELIBERATION,
            option="remark",
            long=True,
            reads=remark_of,
            fits=_at_place,
        ),
    ] = ()
    kind: Annotated[
        ReturnKind,
        Ask("What is wrong", offered=_return_kinds, now=_other, certain=True),
    ] = ReturnKind.OTHER


@dataclass(frozen=True, slots=True)
class WithdrawProposal:
    """Take your own proposal back."""

    reference: Reference
    reason: ReasonText


@dataclass(frozen=True, slots=True)
class RecordExecution:
    """Say that what was decided is done."""

    reference: Reference
    reason: ReasonText = ""


@dataclass(frozen=True, slots=True)
class CloseCase:
    """Close a case whose decision is carried out."""

    reference: Reference
    reason: ReasonText = ""


@dataclass(frozen=True, slots=True)
class ReopenCase:
    """Have a case that ended worked on again; its decision stays on record."""

    reference: Reference
    reason: ReasonText


def _taken_over(case: Case) -> Choices:
    return (("yes", _("goods, tracks, clocks and requests go to the other case")),)


@dataclass(frozen=True, slots=True)
class MergeCase:
    """Make a case part of another one; it stays readable."""

    reference: Reference
    to: Annotated[str, Ask("Reference of the other case", Content.OPEN)]
    reason: Reason
    take_over: Annotated[
        bool,
        Ask(
            "What is still open",
            hint="The other case takes over what is open.",
            offered=_taken_over,
            unsaid="nothing: it is refused while something is open",
        ),
    ] = False


def _own_numbers(case: Case) -> str:
    known = ", ".join(str(item.no) for item in case.items)
    return _("such as 2 or 2, 3; the case has {items}").format(items=known)


@dataclass(frozen=True, slots=True)
class SplitCase:
    """Put some items into a case of their own; the decision on the rest goes on."""

    reference: Reference
    numbers: Annotated[
        tuple[int, ...],
        Ask("Items", option="items", parted=",", reads=exact_number, known=_own_numbers),
    ]
    reason: ReasonText


def _released(case: Case) -> bool:
    return any(item.status in GONE for item in case.items)


def _dismissed_with_its_flags(case: Case, said: DismissCase, office: Office) -> bool:
    """A case that is dismissed takes its flags along: what they need, it needs."""
    return any(
        _released(case) or flag.severity is Severity.CRITICAL for flag in standing_flags(case)
    )


def _flags_stand(case: Case, said: MergeCase, office: Office) -> bool:
    return bool(standing_flags(case))


def _no_proposal(*states: str, why: str) -> Callable[[Case, Actor], str]:
    def lacks(case: Case, actor: Actor) -> str:
        decision = case.decision
        return "" if decision and decision.state in states else _(why)

    return lacks


def _not_handed(*rules: HandingRule) -> Callable[[Case, Actor], str]:
    def lacks(case: Case, actor: Actor) -> str:
        return why_not_handed(rules, CaseHolding(case.assignee, case.delegation, actor))

    return lacks


def _few_items(case: Case, actor: Actor) -> str:
    return "" if case.items[1:] else _("the case has fewer than two items.")


def _is_author(case: Case, actor: Actor) -> bool:
    """The person wrote the decision that stands last."""
    return case.decision is not None and case.decision.author == actor.name


def _own_proposal(case: Case, actor: Actor) -> str:
    """Alone in an office one decides, and it is called decided by one."""
    refused = _is_author(case, actor) and not actor.alone
    return _("An author never approves their own proposal.") if refused else ""


def _to_be_withdrawn(case: Case, actor: Actor) -> str:
    refused = _is_author(case, actor)
    return _("An author withdraws their own proposal and does not return it.") if refused else ""


def _of_another(case: Case, actor: Actor) -> str:
    refused = not _is_author(case, actor)
    return _("Only its author withdraws a proposal.") if refused else ""


def _first_of(*rules: Callable[[Case, Actor], str]) -> Callable[[Case, Actor], str]:
    def refuses(case: Case, actor: Actor) -> str:
        return next((why for rule in rules if (why := rule(case, actor))), "")

    return refuses


def why_unread(case: Case, actor: Actor) -> str:
    """Who signs has read it: this version, and the person itself."""
    left = unread(case.readings, case.decision.id, actor.id) if case.decision else ()
    if not left:
        return ""
    return _("To be read first: {sections}.").format(
        sections=joined("; ", [_(SECTION_TITLES[section]) for section in left])
    )


def _unsent_remarks(case: Case, actor: Actor) -> str:
    if actor.id not in case.unsent_remarks:
        return ""
    return _("Your remarks on it are not sent: return it with them, or clear them.")


def _wrote_or_approved(case: Case, actor: Actor) -> str:
    decision = case.decision
    approver = decision.approval.approver if decision and decision.approval else None
    if not _is_author(case, actor) and actor.name != approver:
        return ""
    return _("A countersignature is given by a third person, who neither wrote nor approved.")


TAKE: CaseDeed[TakeCase] = CaseDeed(
    TakeCase,
    name="case.take",
    subject=SUBJECT,
    title="Take the case",
    done="The case is yours.",
    command="case act REF take",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    undo=True,
)
ASSIGN: CaseDeed[AssignCase] = CaseDeed(
    AssignCase,
    name="case.assign",
    subject=SUBJECT,
    title="Assign the case",
    done="The case is assigned.",
    command="case act REF assign",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    lacks=_not_handed(NOT_YOURS),
    undo=True,
)
DELEGATE: CaseDeed[DelegateCase] = CaseDeed(
    DelegateCase,
    name="case.delegate",
    subject=SUBJECT,
    title="Delegate the case",
    done="The case is delegated.",
    command="case act REF delegate",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    lacks=_not_handed(NOBODY, NOT_YOURS),
)
RECALL: CaseDeed[RecallCase] = CaseDeed(
    RecallCase,
    name="case.recall",
    subject=SUBJECT,
    title="Recall the case",
    done="The case is recalled.",
    command="case act REF recall",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    lacks=_not_handed(NOT_DELEGATED, NOT_YOURS),
)
TRIAGE_CASE: CaseDeed[BeginTriage] = CaseDeed(
    BeginTriage,
    name="case.triage",
    subject=SUBJECT,
    title="Begin triage",
    done="Triage has begun.",
    command="case act REF triage",
    roles=WORKERS,
    group=GROUP,
    stages=frozenset({NEW}),
    to=TRIAGE,
    takes_on=True,
    undo=True,
)
ASSESS: CaseDeed[BeginAssessment] = CaseDeed(
    BeginAssessment,
    name="case.assess",
    subject=SUBJECT,
    title="Begin assessment",
    done="The assessment has begun.",
    command="case act REF assess",
    roles=WORKERS,
    group=GROUP,
    stages=frozenset({NEW, TRIAGE, Stage.REOPENED}),
    to=ASSESSMENT,
    takes_on=True,
    undo=True,
)
DISMISS: CaseDeed[DismissCase] = CaseDeed(
    DismissCase,
    name="case.dismiss",
    subject=SUBJECT,
    title="Dismiss the case",
    done="The case is dismissed.",
    command="case act REF dismiss",
    roles=WORKERS,
    group=GROUP,
    stages=frozenset({NEW, TRIAGE, ASSESSMENT}),
    to=Stage.DISMISSED,
    second=(
        Second(
            "Dismissal of a case",
            "a critical flag stands, or a high one and goods are released",
            APPROVERS,
            NOT_MOVER,
            _dismissed_with_its_flags,
            motion="dismiss",
        ),
    ),
)
PROPOSE: CaseDeed[Propose] = CaseDeed(
    Propose,
    name="case.propose",
    subject=DECISIONS,
    title="Propose a decision",
    done="The decision is proposed.",
    command="case act REF propose",
    roles=WORKERS,
    group=GROUP,
    stages=frozenset({ASSESSMENT, DRAFT, Stage.REOPENED}),
    to=REVIEW,
    takes_on=True,
    second=(
        Second(
            "Decision",
            "always",
            APPROVERS,
            "its author, and who has a conflict of interest",
            motion="propose",
            own_signature=True,
        ),
    ),
)
APPROVE: CaseDeed[Approve] = CaseDeed(
    Approve,
    name="case.approve",
    subject=DECISIONS,
    title="Approve and sign",
    done="The decision is approved and signed.",
    command="case act REF approve",
    roles=APPROVERS,
    group=GROUP,
    stages=frozenset({REVIEW}),
    to=DECIDED,
    lacks=_no_proposal("proposed", why=N_("there is no proposal yet.")),
    refuses=_first_of(_own_proposal, why_unread, _unsent_remarks),
    signs=True,
)
COUNTERSIGN: CaseDeed[Countersign] = CaseDeed(
    Countersign,
    name="case.countersign",
    subject=DECISIONS,
    title="Countersign",
    done="The decision is countersigned.",
    command="case act REF countersign",
    roles=HEADS,
    group=GROUP,
    stages=frozenset({REVIEW}),
    to=DECIDED,
    lacks=_no_proposal("countersign", why=N_("there is no approved proposal that waits for it.")),
    refuses=_first_of(_wrote_or_approved, why_unread, _unsent_remarks),
    signs=True,
    second=(
        Second(
            "Countersignature of a decision",
            "outcomes: {value}",
            HEADS,
            "its author, its approver, and who has a conflict of interest",
            setting=COUNTERSIGNED,
            motion="countersign",
            own_signature=True,
        ),
    ),
)
RETURN: CaseDeed[ReturnProposal] = CaseDeed(
    ReturnProposal,
    name="case.return",
    subject=DECISIONS,
    title="Return with a reason",
    done="The proposal is returned.",
    command="case act REF return",
    roles=APPROVERS,
    group=GROUP,
    stages=frozenset({REVIEW}),
    to=DRAFT,
    lacks=_no_proposal(*PENDING, why=N_("there is no proposal yet.")),
    refuses=_to_be_withdrawn,
)
WITHDRAW: CaseDeed[WithdrawProposal] = CaseDeed(
    WithdrawProposal,
    name="case.withdraw",
    subject=DECISIONS,
    title="Withdraw the proposal",
    done="The proposal is withdrawn.",
    command="case act REF withdraw",
    roles=WORKERS,
    group=GROUP,
    stages=frozenset({REVIEW}),
    to=DRAFT,
    lacks=_no_proposal(*PENDING, why=N_("there is no proposal yet.")),
    refuses=_of_another,
)
EXECUTE: CaseDeed[RecordExecution] = CaseDeed(
    RecordExecution,
    name="case.execute",
    subject=SUBJECT,
    title="Record the execution",
    done="The execution is recorded.",
    command="case act REF execute",
    roles=WORKERS,
    group=GROUP,
    stages=frozenset({DECIDED}),
    to=Stage.EXECUTED,
    carries_out=True,
)
CLOSE: CaseDeed[CloseCase] = CaseDeed(
    CloseCase,
    name="case.close",
    subject=SUBJECT,
    title="Close the case",
    done="The case is closed.",
    command="case act REF close",
    roles=WORKERS,
    group=GROUP,
    stages=frozenset({Stage.EXECUTED}),
    to=Stage.CLOSED,
    carries_out=True,
)
REOPEN: CaseDeed[ReopenCase] = CaseDeed(
    ReopenCase,
    name="case.reopen",
    subject=SUBJECT,
    title="Reopen the case",
    done="The case is reopened.",
    command="case act REF reopen",
    roles=WORKERS,
    group=GROUP,
    stages=ENDED,
    to=Stage.REOPENED,
    second=(Second("Reopening of a case", "always", APPROVERS, NOT_MOVER, motion="reopen"),),
)
MERGE: CaseDeed[MergeCase] = CaseDeed(
    MergeCase,
    name="case.merge",
    subject=SUBJECT,
    title="Merge the case into another",
    done="The case is merged.",
    command="case act REF merge",
    roles=WORKERS,
    group=GROUP,
    stages=MERGEABLE,
    to=Stage.MERGED,
    second=(
        Second(
            "Merging of a case into another",
            "a critical or high flag stands, or was dismissed by one person",
            APPROVERS,
            NOT_MOVER,
            _flags_stand,
            motion="merge",
        ),
    ),
)
SPLIT: CaseDeed[SplitCase] = CaseDeed(
    SplitCase,
    name="case.split",
    subject=SUBJECT,
    title="Split items off into a case of their own",
    done="The items have a case of their own.",
    command="case act REF split",
    roles=WORKERS,
    group=GROUP,
    stages=MERGEABLE,
    lacks=_few_items,
)
DEEDS = (
    TAKE,
    ASSIGN,
    DELEGATE,
    RECALL,
    TRIAGE_CASE,
    ASSESS,
    DISMISS,
    PROPOSE,
    APPROVE,
    COUNTERSIGN,
    RETURN,
    WITHDRAW,
    EXECUTE,
    CLOSE,
    REOPEN,
    MERGE,
    SPLIT,
)
EVENTS: dict[str, str] = {
    "case.unsettled": N_("Reopened by what arrived"),
    "case.take_over_judgement": N_("Judgement taken over"),
    "case.merged_with": N_("Another case was merged into it"),
    "case.merged_case_changed": N_("A case that was merged into it changed"),
}
