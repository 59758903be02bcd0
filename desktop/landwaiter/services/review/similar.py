"""Earlier similar cases and how they ended, ranked, each with the reasons why it is similar."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from landwaiter.domain.base.terms import capital
from landwaiter.domain.cases.case import Case, CaseParty, ClassificationState, Decision, Stage
from landwaiter.domain.cases.decision import current_classifications
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.control_codes import head_of
from landwaiter.i18n import _, capitalised, joined
from landwaiter.services.base.decision_words import worded
from landwaiter.services.base.wording import shown_country
from landwaiter.services.deeds.validity import why_not_valid
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import similar as stored
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of

_WEIGHTS: Mapping[Role, int] = {
    Role.END_USER: 60,
    Role.PROJECT_PARTNER: 60,
    Role.CONSIGNEE: 50,
    Role.INTERMEDIARY: 40,
    Role.OWNER: 40,
    Role.VESSEL: 40,
    Role.EXPORTER: 20,
}
"""How much a party in common says; parties in other roles are in too many cases to say anything."""
_BY_NAME = 10
"""Less for a name alone than for an entity or an identifier."""
_CODE, _GOODS, _DECIDED = 40, 25, 5
_JUDGED = frozenset({ClassificationState.CONFIRMED, ClassificationState.REJECTED})


@dataclass(frozen=True, slots=True)
class SimilarCase:
    reference: str
    title: str
    received: date
    stage: str
    """As people call it."""
    outcome: str
    """One sentence: what was decided by whom, or how far it is."""
    decided_at: datetime | None
    """When the decision was approved; None while nothing valid was decided."""
    reasons: tuple[str, ...]
    """Whole sentences, the strongest first."""


@dataclass(frozen=True, slots=True)
class _Trait:
    """Something another case shares: how much it says, and in words."""

    kind: str
    """Of one kind the strongest counts."""
    weight: int
    words: str


def similar_cases(session: Session, reference: str, *, limit: int = 8) -> tuple[SimilarCase, ...]:
    """The most similar other cases, at most `limit`; empty when there is none.

    Looks at a bounded number of the newest cases for each party, code and destination.
    """
    with session.reading() as conn:
        registry = session.registry(conn)
        case = load_case(conn, case_id_of(conn, reference), registry)
        traits: dict[str, list[_Trait]] = defaultdict(list)
        for other, trait in _traits(conn, case):
            traits[other].append(trait)
        ranked = sorted(traits, key=lambda other: (_score(traits[other]), other), reverse=True)
        found = [(load_case(conn, other, registry), traits[other]) for other in ranked[: 2 * limit]]
    rows = [(_score(t) + _DECIDED * bool(_decided(c)), c.id, _row(c, t)) for c, t in found]
    return tuple(row for _rank, _id, row in sorted(rows, key=lambda r: r[:2], reverse=True)[:limit])


def _score(traits: list[_Trait]) -> int:
    return sum(_strongest(traits).values())


def _strongest(traits: list[_Trait]) -> dict[str, int]:
    best: dict[str, int] = {}
    for trait in traits:
        best[trait.kind] = max(trait.weight, best.get(trait.kind, 0))
    return best


def _traits(conn: Reader, case: Case) -> Iterator[tuple[str, _Trait]]:
    for party in case.parties:
        if party.role in _WEIGHTS:
            yield from _of_party(conn, case, party)
    yield from _of_codes(conn, case)
    yield from _of_goods(conn, case)


def _of_party(conn: Reader, case: Case, party: CaseParty) -> Iterator[tuple[str, _Trait]]:
    weight = _WEIGHTS[party.role]
    if party.link:
        for other, role in stored.of_entity(conn, party.link.entity_id, but=case.id):
            yield other, _party(party, role, weight, _("the same entity"))
    if party.identifier:
        for other, role in stored.of_identifier(conn, party.identifier, but=case.id):
            yield other, _party(party, role, weight, _("the same identifier"))
    if party.name:
        for other, role in stored.of_name(conn, party.name, but=case.id):
            yield other, _party(party, role, weight - _BY_NAME, _("the same name"))


def _party(party: CaseParty, role: str, weight: int, how: str) -> _Trait:
    """As strong as the weaker of both roles: an exporter here may be a consignee there."""
    there = _WEIGHTS.get(Role(role), 0)
    return _Trait(
        f"party/{party.id}",
        min(weight, there) if there else weight // 2,
        _("{role} {name}: {how}, there {other}.").format(
            role=capital(worded(party.role)),
            name=party.name or party.identifier or "",
            how=how,
            other=worded(role),
        ),
    )


def _of_codes(conn: Reader, case: Case) -> Iterator[tuple[str, _Trait]]:
    for list_id, code in sorted(_named(case)):
        for other, state in stored.of_code(conn, list_id, code, but=case.id):
            said = _("Control entry {code}, there {state}.").format(code=code, state=worded(state))
            yield other, _Trait("code", _CODE, said)


def _named(case: Case) -> set[tuple[str, str]]:
    """What was found, else what is considered: each entry with the paragraphs that are named."""
    found = [(c.list, c.code) for c in current_classifications(case) if c.state in _JUDGED]
    considered = ((c.list, code) for c in case.candidates for code in (c.code, *c.entries))
    named = found or considered
    return {(list_id, one) for list_id, code in named for one in (code, head_of(code))}


def _of_goods(conn: Reader, case: Case) -> Iterator[tuple[str, _Trait]]:
    """The four figures of a heading of the Harmonised System, to the same country."""
    headings, destination = _headings(case.declaration), _destination(case)
    if not headings or not destination:
        return
    for other, declaration in stored.to_destination(conn, destination, but=case.id):
        common = sorted(headings & _headings(declaration))
        if common:
            said = _("CN heading {heading} to {country}.").format(
                heading=", ".join(common), country=shown_country(destination)
            )
            yield other, _Trait("goods", _GOODS, said)


def _destination(case: Case) -> str | None:
    return case.declaration.country_destination if case.declaration else None


def _headings(declaration: Any) -> frozenset[str]:
    items = declaration.items if declaration else ()
    return frozenset(item.cn[:4] for item in items if item.cn and len(item.cn) >= 4)


def _decided(case: Case) -> Decision | None:
    """The decision that stands and counts."""
    decision = case.decision
    return decision if decision and decision.approval and not why_not_valid(case) else None


def _row(case: Case, traits: list[_Trait]) -> SimilarCase:
    decided = _decided(case)
    reasons = sorted(traits, key=lambda trait: -trait.weight)
    return SimilarCase(
        reference=case.reference,
        title=case.title,
        received=case.received,
        stage=stage_title(case.stage),
        outcome=_outcome(case, decided),
        decided_at=decided.approval.at if decided and decided.approval else None,
        reasons=tuple(dict.fromkeys(trait.words for trait in reasons)),
    )


def _outcome(case: Case, decided: Decision | None) -> str:
    if decided and decided.approval:
        outcomes = dict.fromkeys((decided.outcome, *decided.items.values()))
        text = (
            _("{outcome}, approved by {approver}, {annulled}.")
            if decided.annulled
            else _("{outcome}, approved by {approver}.")
        )
        return text.format(
            annulled=decided.annulled,
            outcome=capitalised(joined(", ", map(worded, outcomes))),
            approver=decided.approval.approver,
        )
    if case.decision and case.decision.approval:
        return _("Not validly approved: {why}").format(why=why_not_valid(case))
    if case.stage is Stage.DISMISSED:
        return _("Dismissed, no decision.")
    return _("Not decided yet: {stage}.").format(stage=stage_title(case.stage))
