"""The answer that stands first, and the decision with its approval."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from landwaiter.domain.base.terms import low
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Action, ActionKind, Approval, Case, Decision, Reply
from landwaiter.domain.cases.countdown import ClockState, Countdown
from landwaiter.domain.cases.decision import REFUSED
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.denial_review import review_due
from landwaiter.i18n import N_, _, in_english, joined
from landwaiter.reports.dossier.dossier import (
    ApprovalPart,
    DecisionPart,
    ItemOutcome,
    MinistryAnswer,
    Voucher,
)
from landwaiter.reports.proof.origin import vouched_for
from landwaiter.services.base.decision_words import outcome_words, worded
from landwaiter.services.base.wording import (
    goods_sentence,
    or_not_stated,
    sentence,
    shown_country,
    shown_date,
    shown_day,
    shown_whereabouts,
)
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clock_words import end_hour
from landwaiter.services.cases.clocks import asked_until
from landwaiter.services.reports.kinds.ministry_body import MOST_ASKED, in_brief, more, total_of
from landwaiter.services.reports.kinds.questions import ran_out
from landwaiter.trust.registry import Registry


@dataclass(frozen=True, slots=True)
class SigningContext:
    """What surrounds the signatures of a decision in the casebook."""

    registry: Registry = field(default_factory=Registry)
    """Whose keys are confirmed by whom."""
    entries: Mapping[str, str] = field(default_factory=dict)
    """Each signed text → the audit entry that names it, as its hash was computed."""

    def vouched(self, public_key: str) -> Voucher:
        key = self.registry.keys.get(public_key)
        return vouched_for(self.registry, key) if key else Voucher()


def answer_of(view: CaseView, asked: str = "", *, is_brief: bool = False) -> MinistryAnswer:
    """Goods, who, where to, goods now, and what is wanted from whom by when.

    `asked` is what the type of report itself asks of its reader. In brief it tells of all goods
    the total, and the beginning of a long question.
    """
    goods = sentence(goods_sentence(view.case))
    if is_brief and (total := total_of(view.case)):
        goods = joined(" ", (total, goods))
    return MinistryAnswer(
        goods=goods,
        who=sentence(_who(view)),
        where_to=_where_to(view),
        goods_now=_goods_now(view),
        asked_of_you=asked or _asked(view, is_brief=is_brief),
        overdue=_overdue(view, is_brief=is_brief),
    )


_FROM = (Role.EXPORTER, Role.INTERMEDIARY, Role.TARGET)
_TO = (Role.CONSIGNEE, Role.PROJECT_PARTNER, Role.BUYER)
"""Who is named first at either end; a case without goods has other roles there."""


def _named(view: CaseView, *roles: Role) -> str | None:
    found = (party for role in roles for party in view.case.parties if party.role is role)
    party = next(found, None)
    if party is None:
        return None
    name = party.name or party.identifier or _("not stated")
    return joined(", ", (name, shown_country(party.country))) if party.country else name


def _who(view: CaseView) -> str:
    exporter, consignee = _named(view, *_FROM), _named(view, *_TO)
    if exporter and not consignee and not view.case.declaration:
        return joined("", (_before_stop(exporter), "."))
    return _("{exporter}, to {consignee}.").format(
        exporter=or_not_stated(exporter), consignee=_before_stop(or_not_stated(consignee))
    )


def _before_stop(name: str) -> str:
    """“Sample Ltd.” ends a sentence with its own stop."""
    return name.removesuffix(".") if name.endswith(".") else name


def _where_to(view: CaseView) -> str:
    return _("{destination}. End user: {end_user}.").format(
        destination=shown_country(view.row.destination),
        end_user=_before_stop(or_not_stated(_named(view, Role.END_USER))),
    )


def _goods_now(view: CaseView) -> str:
    items = view.case.items
    if not items:
        return _("There are no goods to hold.")
    if len(items) <= 3:
        said = (
            _("item {no} {status}").format(
                no=item.no, status=shown_whereabouts(item, view.case.member_state)
            )
            for item in items
        )
        return sentence(joined("; ", said)) + "."
    counted = Counter(low(item.status.value) for item in items)
    told = (joined(" ", (str(number), status)) for status, number in counted.items())
    return joined("; ", told) + "."


def _asked(view: CaseView, *, is_brief: bool) -> str:
    """What is wanted from whom by when; of what is past nothing is asked."""
    waiting = [action for action in _unanswered(view) if not ran_out(view, action)]
    if not waiting:
        return _("Nothing, for information.")
    told = waiting[:MOST_ASKED] if is_brief else waiting
    said = (sentence(_asked_by(view, action, is_brief=is_brief)) for action in told)
    return joined(" ", (*said, *more(len(waiting) - len(told))))


def _overdue(view: CaseView, *, is_brief: bool) -> str:
    """What was asked and was due on a day that is past."""
    late = [action for action in _unanswered(view) if ran_out(view, action)]
    told = late[:MOST_ASKED] if is_brief else late
    said = (sentence(_was_due(view, action, is_brief=is_brief)) for action in told)
    return joined(" ", (*said, *more(len(late) - len(told))))


def _unanswered(view: CaseView) -> list[Action]:
    return [action for action in view.case.actions if action.answered_at is None]


def _was_due(view: CaseView, action: Action, *, is_brief: bool) -> str:
    left = asked_until(action, view.countdowns)
    said = _("{addressee}, {question}: was due on {day}; no answer is recorded.")
    return said.format(
        addressee=action.addressee,
        question=_question(action, is_brief=is_brief),
        day=shown_date(left.due if left else action.due),
    )


def _question(action: Action, *, is_brief: bool) -> str:
    asked = action.question.strip().rstrip(".")
    return (in_brief(asked) if is_brief else asked) or _(_ANSWERS[action.kind])


def _asked_by(view: CaseView, action: Action, *, is_brief: bool) -> str:
    question = _question(action, is_brief=is_brief)
    left = asked_until(action, view.countdowns)
    due = left.due if left else action.due
    said = (
        _("{addressee}, by {due}: {question}")
        if due is not None
        else _("{addressee}, no date is set: {question}")
    )
    said = said.format(
        addressee=action.addressee,
        due=_by_when(left, due) if due else "",
        question=question,
    )
    return said if in_english(said).endswith(("?", "!", "…")) else joined("", (said, "."))


def _by_when(left: Countdown | None, due: date) -> str:
    """The day with its last hour; a day that is today says so."""
    if left is None:
        return shown_date(due)
    if left.state is ClockState.LAST_DAY:
        return _("today, {hour}").format(hour=end_hour(left))
    return _("{day}, {hour}").format(day=shown_day(due), hour=end_hour(left))


_ANSWERS = {
    ActionKind.INFORMATION_REQUEST: N_("answer the request for information"),
    ActionKind.HEARING: N_("state your view in the hearing"),
    ActionKind.TECHNICAL_OPINION: N_("give the technical opinion"),
    ActionKind.CONSULTATION: N_("answer the consultation"),
    ActionKind.REFERRAL: N_("answer the referral"),
}
"""What is asked where the request holds no question of its own."""


def decision_of(view: CaseView, office: str, signing: SigningContext) -> DecisionPart | None:
    """The decision; a refusal names who refused: another authority, or this office.

    Each signature stands with the audit entry that names it and with who confirmed its key.
    """
    decision = view.case.decision
    if decision is None:
        return None
    return DecisionPart(
        state=_state(view, decision),
        outcome=worded(decision.outcome),
        said=shown_outcome(view.case, decision.outcome, office),
        items=tuple(
            ItemOutcome(
                _("Item {no}").format(no=no),
                worded(outcome),
                decision.bases.get(no, ""),
                said=shown_outcome(view.case, outcome, office, no=no),
            )
            for no, outcome in sorted(decision.items.items())
        ),
        author=decision.author,
        at=decision.at,
        version=decision.version,
        text=decision.text,
        text_sha256=decision.text_sha256,
        basis=decision.basis,
        reason=decision.reason,
        notice=joined(
            " ",
            (
                _ended(part)
                for part in (decision.hearing, decision.appeal, _review(view.case, decision))
                if part
            ),
        ),
        approval=_approval(view, decision, signing),
        author_key=decision.author_key,
        proposal_statement=decision.statement,
        proposal_signature=decision.signature,
        countersignature=_countersignature(decision, signing),
        proposal_entry=signing.entries.get(decision.statement, ""),
        author_vouched=signing.vouched(decision.author_key),
    )


def _review(case: Case, decision: Decision) -> str:
    """Until when the authority is to review its denial; empty where none is reported."""
    replied = [one.answered_at for one in case.actions if one.reply is Reply.ACTS]
    if REFUSED not in {decision.outcome, *decision.items.values()} or not replied:
        return ""
    told = max(local_date(at, case.member_state) for at in replied if at is not None)
    return _(
        "A denial is reviewed within three years of its notification (Art. 16 Reg. (EU) "
        "2021/821): by {due} if it was notified with the reply of {told}"
    ).format(due=shown_date(review_due(told)), told=shown_date(told))


def _state(view: CaseView, decision: Decision) -> str:
    if decision.annulled:
        said = _("{state}, {annulled}")
        return said.format(state=_made(view, decision), annulled=decision.annulled)
    return _made(view, decision)


def _made(view: CaseView, decision: Decision) -> str:
    if decision.state == "countersign":
        return _("approved by one, waits for the countersignature of a head")
    if decision.approval is not None and not view.approved_valid:
        return _("not validly approved: {why}").format(why=view.why_not_valid)
    if decision.approval is not None and decision.approval.by_one:
        return _("decided by one person")
    return low(decision.state)


def shown_outcome(case: Case, outcome: str, office: str, *, no: int | None = None) -> str:
    """“hold and refer” for `hold-and-refer`; “refused by PL1”."""
    if outcome == "refuse":
        return _("refused by {office}").format(office=office)
    return outcome_words(case, outcome, no)


def _signature(
    given: Approval, signing: SigningContext, *, valid: bool, why_not: str
) -> ApprovalPart:
    return ApprovalPart(
        approver=given.approver,
        at=given.at,
        valid=valid,
        why_not=why_not,
        public_key=given.key,
        statement=given.statement,
        signature=given.signature,
        role=given.role,
        entry=signing.entries.get(given.statement, ""),
        vouched=signing.vouched(given.key),
    )


def _approval(view: CaseView, decision: Decision, signing: SigningContext) -> ApprovalPart | None:
    given = decision.approval
    if given is None:
        return None
    part = _signature(
        given,
        signing,
        valid=view.approved_valid and not given.by_one,
        why_not=view.why_not_valid or given.why_not,
    )
    return replace(part, by_one=view.approved_valid and given.by_one)


def _countersignature(decision: Decision, signing: SigningContext) -> ApprovalPart | None:
    given = decision.countersignature
    return _signature(given, signing, valid=given.valid, why_not=given.why_not) if given else None


def _ended(text: str) -> str:
    """A sentence with its full stop, so that two of them read as two."""
    return text if in_english(text).endswith((".", "!", "?")) else joined("", (text, "."))
