"""What letters say of a decision that was approved: a refusal with its remedy, an advice."""

from collections.abc import Iterator

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.appeals import law_of
from landwaiter.domain.cases.case import Action, ActionKind, Decision
from landwaiter.domain.cases.court import AppealLaw, AppealStep
from landwaiter.domain.cases.hearings import counts_for, is_heard
from landwaiter.domain.intake.declaration import Role
from landwaiter.i18n import form_of, joined, message
from landwaiter.services.base.wording import or_not_stated
from landwaiter.services.letters.letter_blank import LetterBlank


def fill_decision(blank: LetterBlank) -> None:
    """The outcome of each item, how the party was heard, and by whom it was decided."""
    case = blank.view.case
    decision = case.decision
    if decision is None or decision.approval is None:
        return
    law = law_of(case, (decision.outcome, *decision.items.values()))
    blank.claim("basis.ucc", law is AppealLaw.CUSTOMS)
    for path in ("decision.facts", "decision.law", "decision.consequences"):
        blank.text(path, None)
    blank.text("decision.decider", decision.author)
    blank.text("decision.approver", decision.approval.approver)
    blank.day("decision.date", blank.local(decision.approval.at))
    served = [
        one.day
        for one in case.appeals
        if one.decision_id == decision.id and one.step is AppealStep.SERVED
    ]
    blank.day("service.date", served[-1] if served else None)
    blank.rows("outcome", _outcomes(blank, decision))
    _fill_heard(blank, law)


def _outcomes(blank: LetterBlank, decision: Decision) -> Iterator[tuple[str, ...]]:
    for row in blank.view.goods:
        outcome = decision.items.get(row.item.no, decision.outcome)
        basis = decision.bases.get(row.item.no) or decision.basis
        yield (
            str(row.item.no),
            or_not_stated(row.description),
            low(outcome),
            message(form_of(basis)) if basis else or_not_stated(None),
        )


def _fill_heard(blank: LetterBlank, law: AppealLaw) -> None:
    case = blank.view.case
    over = [one for one in case.actions if is_heard(one, blank.today) and counts_for(one, law)]
    hearing: Action | None = over[-1] if over else None
    answered = hearing is not None and hearing.answered_at is not None
    blank.claim("hearing.answered", answered)
    blank.claim("hearing.expired", hearing is not None and not answered)
    blank.claim("hearing.exception", hearing is None and bool(case.hearing_exceptions))
    blank.text("hearing.answer_and_reply", None)
    blank.day("hearing.received", hearing.served if hearing else None)
    if hearing is not None and hearing.kind is ActionKind.HEARING:
        blank.day("hearing.due", hearing.due)
    if case.hearing_exceptions:
        # A party is told the ground in law (UCC Art. 22(6)); why it was used is deliberation.
        blank.text("hearing.exception_basis", case.hearing_exceptions[-1].basis)


def fill_advice(blank: LetterBlank) -> None:
    """With whom and on what; grounds and sources are said by who writes, all of them public."""
    case = blank.view.case
    partners = (one.name for one in case.parties if one.role is Role.PROJECT_PARTNER and one.name)
    blank.text("cooperation.partner", joined(", ", dict.fromkeys(partners)))
    topic = (case.project or {}).get("topic")
    blank.text("cooperation.project", topic if isinstance(topic, str) else None)
    blank.text("cooperation.grounds", None)
    blank.day("advice.valid_until", None)
    blank.rows(
        "open_sources",
        ((str(number), *row) for number, row in enumerate(blank.order.rows, start=1)),
    )
