"""What a second person sees: exactly what is approved, what changed, what was not checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.before_proposal import KIND_TITLES, OpenKind
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.decision import PENDING, candidates_left_open, left_open_in
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.law.pack import Trust
from landwaiter.i18n import N_, _, joined, plural
from landwaiter.services.base.decision_words import PartOfText, left_open_said, parts_of
from landwaiter.services.base.wording import shown_edition
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.kinds import unjudged
from landwaiter.services.flags.rules_in_use import RuleOff
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.law.packs import editions_used
from landwaiter.services.registers.document_words import unchecked_sentences
from landwaiter.services.review.decision_claims import DecisionClaim, claims_of
from landwaiter.services.review.differences import DecisionDifference, differences, version_before
from landwaiter.services.warm.session import Session


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What a second person sees before approving."""

    view: CaseView
    may_approve: bool
    why_not: str
    differences: tuple[DecisionDifference, ...]
    not_checked: tuple[str, ...]
    claims: tuple[DecisionClaim, ...]
    text_sha256: str
    signs_as: str
    key: str
    may_countersign: bool = False
    why_not_countersign: str = ""
    compared_with: int | None = None
    """The version that `differences` are told against; None: there is none before."""
    parts: tuple[PartOfText, ...] = ()
    """The text that is approved, as people read it."""
    editions: tuple[EditionRow, ...] = ()
    """Lists, packs and registers that the case was judged with, with their age today."""


def review_view(session: Session, reference: str) -> ReviewView:
    """The case with its proposal as a second person judges it."""
    view = case_view(session, reference)
    verdicts = {act.act: act for act in view.acts}
    decision, before = view.case.decision, version_before(view.case)
    editions = editions_used(session, view.case.id)
    return ReviewView(
        view=view,
        may_approve=verdicts["approve"].allowed,
        why_not=verdicts["approve"].why_not,
        differences=differences(view.case),
        not_checked=not_checked(view, editions),
        claims=claims_of(view.case),
        text_sha256=decision.text_sha256 if decision else "",
        signs_as=session.casebook.user.name,
        key=session.casebook.public_key,
        may_countersign=verdicts["countersign"].allowed,
        why_not_countersign=verdicts["countersign"].why_not,
        compared_with=before.version if before else None,
        parts=parts_of(decision.text) if decision else (),
        editions=editions,
    )


_UNLOADED = (
    ("RF-P01", "list:", N_("EU and UN asset-freeze lists are not loaded (RF-P01, RF-P18).")),
    ("RF-P03", "list:", N_("No list of foreign export controls is loaded (RF-P03).")),
    ("RF-P16", "register:", N_("The denial register is not loaded (RF-P16, RF-C01).")),
    ("RF-G13", "register:", N_("The licence register is not loaded (RF-G13, RF-D05).")),
)
"""A rule that was not evaluated, the kind of input it lacked, and what that means."""


def _lacks(view: CaseView, rule: str, kind: str) -> bool:
    """Told by the rule itself: that a list of the kind is loaded does not make it the right one."""
    return any(
        flag.rule == rule and any(part.startswith(kind) for part in flag.missing)
        for flag in view.not_evaluated
    )


def _too_old(row: EditionRow) -> str:
    """The limit is set by the office, or by the pack of limits with its trust."""
    if row.limit_trust not in {trust.value for trust in Trust}:
        return plural(
            row.age_days or 0,
            "{title} is {n} day old, past the office's limit of {limit}.",
            "{title} is {n} days old, past the office's limit of {limit}.",
            title=row.told,
            limit=row.limit_days,
        )
    return plural(
        row.age_days or 0,
        "{title} is {n} day old, past the limit of {limit} for its kind ({trust}).",
        "{title} is {n} days old, past the limit of {limit} for its kind ({trust}).",
        title=row.told,
        limit=row.limit_days,
        trust=row.limit_trust,
    )


def not_checked(view: CaseView, known: tuple[EditionRow, ...]) -> tuple[str, ...]:
    """Whole sentences on what nobody checked; nothing here may be read as clear."""
    case = view.case
    sentences = [
        plural(
            len(case.flags),
            "{count} of {n} rule could not be evaluated: data is missing.",
            "{count} of {n} rules could not be evaluated: data is missing.",
            count=len(view.not_evaluated),
        )
        if view.not_evaluated
        else "",
        _("Rules that are off in this office: {count}.").format(count=view.off) if view.off else "",
        *(_rule_off(one, case.member_state) for one in view.rules_off),
        *(_(sentence) for rule, needs, sentence in _UNLOADED if _lacks(view, rule, needs)),
        *unchecked_sentences(view),
        _("Hits that nobody has judged: {count}.").format(count=view.row.hits_open)
        if view.row.hits_open
        else "",
        _open_candidates(view),
        *_left_open(case),
        _unanswered(case),
        *(_too_old(row) for row in known if row.stale),
        *_not_official(case, known),
        "" if case.declaration else _("There is no customs declaration."),
        _diligence(case),
        *unjudged(case),
    ]
    return tuple(sentence for sentence in sentences if sentence)


def _not_official(case: Case, known: Iterable[EditionRow]) -> Iterator[str]:
    """Every edition that counted and is not official; of calendars that of the case alone."""
    own = f"calendar_{case.member_state}"
    for trust in (Trust.TRANSCRIBED, Trust.OWN_KNOWLEDGE):
        titles = [
            row.told
            if row.confidential
            else _("{title} ({edition})").format(
                title=row.title, edition=shown_edition(row.edition)
            )
            for row in known
            if row.trust == trust and (row.kind != "calendar" or row.id == own)
        ]
        if titles:
            yield _("Not official, but {trust}: {titles}.").format(
                trust=_(trust.value), titles=joined("; ", titles)
            )


def _rule_off(one: RuleOff, state: str) -> str:
    """A rule that the office switched off, in every report until it is on again."""
    said = _("The office switched off {rule}, {name}").format(rule=one.id, name=one.name)
    if one.at is None:
        return joined("", (said, "."))
    return _("{said} (by {by}, {day}: {reason}).").format(
        said=said,
        by=one.by,
        day=local_date(one.at, state),
        reason=one.reason.rstrip("."),
    )


def _left_open(case: Case) -> Iterator[str]:
    """What the author of the decision that stands left open, kind by kind with the reason."""
    decision = case.decision
    if decision is None or decision.state not in _STANDS:
        return
    for one in left_open_in(decision.text):
        yield _("Left open: {title}: {said}.").format(
            title=_(KIND_TITLES[OpenKind(one.kind)]),
            said=left_open_said(one.what, one.reason.rstrip(".")),
        )


_STANDS = frozenset({*PENDING, "approved"})


def _unanswered(case: Case) -> str:
    """Remarks of the version returned last that its author passed over."""
    returned = [decision for decision in case.decisions if decision.state == "returned"]
    of_last = [r for r in case.remarks if returned and r.decision_id == returned[-1].id]
    open_still = sum(not remark.answered for remark in of_last)
    if not open_still:
        return ""
    return _("Remarks of the last return without an answer: {count}.").format(count=open_still)


_SHARING = frozenset({CaseKind.INTANGIBLE, CaseKind.RESEARCH})
"""Kinds in which an institution shares what it knows."""


def _diligence(case: Case) -> str:
    """Rec. (EU) 2021/1700 asks research organisations to look at their partners themselves."""
    if case.kind not in _SHARING or any(fact.field == "due_diligence" for fact in case.enrichment):
        return ""
    return _("No due diligence of the institution on its partner is on file.")


def _open_candidates(view: CaseView) -> str:
    waiting = candidates_left_open(view.case.candidates, view.classifications)
    if not waiting:
        return ""
    return _("Candidate control entries neither confirmed nor rejected: {count}.").format(
        count=len(waiting)
    )
