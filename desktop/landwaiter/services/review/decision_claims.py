"""The claims a decision rests on, each with the rows of the case behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from landwaiter.domain.base.terms import capital, shown_source
from landwaiter.domain.cases.case import Case, ClassificationState, Evaluation, FlagResult, Severity
from landwaiter.domain.cases.decision import current_classifications
from landwaiter.domain.cases.ground import standing_grounds
from landwaiter.domain.lists.listing import Hit, JudgementValue
from landwaiter.i18n import _, capitalised, day_said
from landwaiter.services.base.decision_words import fact_named, worded
from landwaiter.services.base.wording import shown_value
from landwaiter.services.review.differences import evidence_named


@dataclass(frozen=True, slots=True)
class ClaimSource:
    """One thing that a claim rests on."""

    label: str
    place: str = ""
    """Where in the case it stands, as remarks name places; empty where it has none."""


@dataclass(frozen=True, slots=True)
class DecisionClaim:
    """Something the decision rests on, and the rows behind it."""

    text: str
    kind: str
    """listed, assessment, classification, a rule …"""
    sources: tuple[ClaimSource, ...] = ()
    severity: Severity | None = None


def claims_of(case: Case) -> tuple[DecisionClaim, ...]:
    """In this order: hits, grounds from the background, flags, findings, facts, answers."""
    return (
        *_hits(case),
        *_grounds(case),
        *_flags(case),
        *_findings(case),
        *_facts(case),
        *_answers(case),
    )


def _hits(case: Case) -> Iterator[DecisionClaim]:
    for hit in case.hits:
        if hit.judgement is None or hit.judgement.value is not JudgementValue.SAME:
            continue
        listed = hit.claim == "listed"
        words = (
            _("{name} stands on {list} (judged the same by {user}, {day})")
            if listed
            else _("{name} is judged the same as an institution that {list} assesses (no listing)")
        )
        yield DecisionClaim(
            words.format(
                name=hit.match.name,
                list=hit.told_list,
                user=hit.judgement.author,
                day=hit.judgement.at.date(),
            ),
            _("Listed") if listed else _("Assessed"),
            (_of_hit(hit), *_evidence(case, hit.judgement.reason)),
        )


def _of_hit(hit: Hit) -> ClaimSource:
    return ClaimSource(hit.place.removeprefix("lists/"), f"hits/{hit.id}")


def _grounds(case: Case) -> Iterator[DecisionClaim]:
    """Quoted as it stood, with how sure it is: nothing here is surer than what was stated."""
    for ground in standing_grounds(case.grounds):
        yield DecisionClaim(
            _("{quoted} ({certainty}). {reason}").format(
                quoted=ground.quoted,
                certainty=worded(ground.certainty),
                reason=ground.reason,
            ),
            _("Ground"),
            (
                ClaimSource(ground.source),
                *_evidence(case, ground.reason),
            ),
        )


def _flags(case: Case) -> Iterator[DecisionClaim]:
    for flag in case.flags:
        if flag.evaluation is Evaluation.RAISED:
            yield DecisionClaim(
                flag.explanation, flag.rule, tuple(_behind(case, flag)), flag.severity
            )


def _behind(case: Case, flag: FlagResult) -> Iterator[ClaimSource]:
    """The flag itself, the fields that raised it, and the evidence its review names."""
    yield ClaimSource(flag.rule, f"flags/{flag.rule}")
    for found in flag.evidence:
        yield ClaimSource(found, _place_of(case, found))
    yield from _evidence(case, flag.review_reason)


def _place_of(case: Case, found: str) -> str:
    """Where in the case a rule's evidence such as `items/1/cn8: 84821010` is shown."""
    kind, _slash, rest = found.partition(": ")[0].partition("/")
    name = rest.partition("/")[0]
    if kind in ("items", "classifications"):
        return f"items/{name}"
    if kind == "parties":
        return f"parties/{name}"
    learned = {fact.field for fact in case.enrichment}
    fields = (name, name.partition(".")[0])
    return next((f"enrichment/{one}" for one in fields if one in learned), "")


def _findings(case: Case) -> Iterator[DecisionClaim]:
    for found in current_classifications(case):
        if found.state is ClassificationState.CANDIDATE:
            continue
        yield DecisionClaim(
            _("Item {no} and {code}: {state}. {reason}").format(
                no=found.item_no, code=found.code, state=worded(found.state), reason=found.reason
            ),
            _("Classification"),
            (
                ClaimSource(
                    f"{found.list}@{found.edition}",
                    f"classifications/{found.item_no}/{found.code}",
                ),
                *_evidence(case, f"{found.basis} {found.reason}"),
            ),
        )


def _facts(case: Case) -> Iterator[DecisionClaim]:
    newest = {(fact.field, fact.item_no): fact for fact in case.enrichment}
    for fact in newest.values():
        yield DecisionClaim(
            _("{field}: {value}").format(
                field=capitalised(fact_named(fact.field)),
                value=shown_value(fact.value),
            ),
            _("Learned"),
            (
                ClaimSource(
                    _("{source}, {day}").format(source=shown_source(fact.source), day=fact.date),
                    f"enrichment/{fact.field}",
                ),
                *_evidence(case, fact.source),
            ),
        )


def _answers(case: Case) -> Iterator[DecisionClaim]:
    for action in case.actions:
        if action.answered_at is None:
            continue
        said = worded(action.reply) if action.reply else action.answer
        yield DecisionClaim(
            _("{addressee} answered: {said}").format(addressee=action.addressee, said=said),
            capital(worded(action.kind)),
            (
                ClaimSource(day_said(action.answered_at.date()), f"actions/{action.id}"),
                *_evidence(case, action.answer),
            ),
        )


def _evidence(case: Case, text: str) -> Iterable[ClaimSource]:
    """The pieces of evidence that a person named, where the case has them."""
    known = {piece.label for piece in case.evidence}
    return tuple(
        ClaimSource(name, f"evidence/{name}") for name in evidence_named(text) if name in known
    )
