"""Candidates and flags of a case, with the editions in force on its day, and what they rest on.

Whatever a rule or a candidate reads stands in `Facts`, and all of `Facts` is kept with the
evaluation: so it can be judged again years later (services/cases/recheck.py).
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from landwaiter.canonical import sha256_hex
from landwaiter.domain.cases.case import Candidate, Case, Evaluation, FlagResult
from landwaiter.domain.cases.tracks import own_part
from landwaiter.domain.flags.embargo.arms_embargo import policies
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.inputs_of_rules import Bases, Facts, Registers
from landwaiter.domain.flags.rule import rules_of
from landwaiter.domain.flags.rules.unauthorised import with_authorisations
from landwaiter.domain.flags.verdict_basis import REGISTER, Verdict, judged_part, unreviewed
from landwaiter.domain.flags.view import PRACTICE, View
from landwaiter.domain.goods.candidates import candidates, heading_candidates, project_candidates
from landwaiter.domain.goods.classification.seen import PartFinding
from landwaiter.domain.intake.declaration import Declaration, Role
from landwaiter.domain.law.arms_embargo import Policy
from landwaiter.domain.law.pack import Pack, UsedEdition
from landwaiter.domain.law.pack_index import derived
from landwaiter.services.base.content_forms import newest_form
from landwaiter.services.entities.entity_background import BACKGROUND_PACKS
from landwaiter.services.entities.holders import known_of_case
from landwaiter.services.flags.history_bases import bases_of
from landwaiter.services.warm.references import References
from landwaiter.services.warm.registers_of_packs import trade_from
from landwaiter.services.warm.registers_read import registers_of
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json, to_json
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.cases import case_rows
from landwaiter.storage.flags.trade_history import OwnVersions
from landwaiter.storage.review.verdicts import Grounds, newest_grounds

ENGINE = "6"
"""Version of the rules' code; the rules themselves are a pack with an edition."""


@dataclass(frozen=True, slots=True)
class CaseEvaluation:
    """One evaluation: what it found and what it rests on."""

    flags: tuple[FlagResult, ...]
    candidates: tuple[Candidate, ...]
    editions: tuple[UsedEdition, ...]
    facts: Facts

    @property
    def policy(self) -> Mapping[str, bool | None]:
        return self.facts.policy


def policy_of(conn: Reader, references: References, case: Case) -> Policy:
    """Arms embargoes on the case's countries, by law or by the office's policy, as of its day.

    None: the policy is not set, and it is never assumed.
    """
    day = case.judged_as_of
    return _policy(conn, case, references.packs(conn, day), day)


def _policy(conn: Reader, case: Case, packs: Mapping[str, Pack], day: date) -> Policy:
    return policies(packs, day, settings_with(conn, POLICY), countries_of(case))


def countries_of(case: Case) -> tuple[str, ...]:
    """Where the goods or the work of a case go: destinations, recipients, the partner."""
    declared = case.declaration
    named = [
        declared.country_destination if declared else None,
        *(item.destination for item in (declared.items if declared else ())),
        *(party.country for party in case.parties if party.role in _RECEIVING),
        (case.project or {}).get("partner_country"),
    ]
    return tuple(dict.fromkeys(str(country) for country in named if country))


_RECEIVING: Final = frozenset({Role.CONSIGNEE, Role.END_USER})
POLICY: Final = "policy."
"""Begins the settings with the office's policies on arms embargoes."""


def evaluated(
    conn: Reader, case: Case, references: References, today: date, *, as_of: date | None = None
) -> CaseEvaluation:
    """Candidates and flags as of a day, else that of the declaration; nothing is written."""
    return judged(facts_of(conn, case, references, today, as_of=as_of))


def facts_of(
    conn: Reader,
    case: Case,
    references: References,
    today: date,
    *,
    as_of: date | None = None,
    own: OwnVersions | None = None,
) -> Facts:
    """Everything the rules may look at on this case, as of a day; `own` as `bases_of` is told."""
    day = as_of or case.judged_as_of
    packs = {
        name: pack
        for name, pack in references.packs(conn, day).items()
        if pack.kind not in BACKGROUND_PACKS
    }
    lists = references.heads(conn, day)
    return Facts(
        case=judged_part(own_part(case)),
        today=today,
        packs=packs,
        lists={edition.list_id: edition for edition, is_newer in lists if not is_newer},
        newer_lists={edition.list_id: edition for edition, is_newer in lists if is_newer},
        registers=registers_of(
            conn, packs, day, reference=case.reference, cache=references.registers
        ),
        policy=_policy(conn, case, packs, day),
        settings=_settings(conn),
        trade=trade_from(stated(case, "exports")),
        bases=replace(
            bases_of(conn, case, references.prices, own), parts=_parts(conn, case, references)
        ),
        as_of=day,
        ownership=known_of_case(references, conn, case.parties, day),
    )


def judged(
    facts: Facts, rules: Callable[[Facts], tuple[FlagResult, ...]] = evaluate
) -> CaseEvaluation:
    """What rules and candidates make of the facts, and of nothing else."""
    facts = replace(facts, bases=_watched(facts.bases))
    found = _candidates(facts)
    weighed = facts
    if found != facts.case.candidates:
        case = replace(facts.case, candidates=found)
        found = with_authorisations(View(replace(facts, case=case)), found)
        weighed = replace(facts, case=replace(case, candidates=found))
    flags = rules(weighed)
    editions = [
        *(
            UsedEdition(pack.id, pack.edition, pack.sha256, pack.trust, pack.source)
            for pack in facts.packs.values()
        ),
        *(
            UsedEdition(e.list_id, e.edition, e.sha256, e.trust, e.source)
            for e in (*facts.lists.values(), *facts.newer_lists.values())
        ),
        *facts.registers.editions,
    ]
    return CaseEvaluation(flags, found, tuple(editions), facts)


def _parts(conn: Reader, case: Case, references: References) -> tuple[PartFinding, ...]:
    items = case.declaration.items if case.declaration else ()
    told = (references.parts.naming(conn, i.description or "", but=case.id) for i in items)
    return tuple(dict.fromkeys(one for of_item in told for one in of_item))


def _candidates(facts: Facts) -> tuple[Candidate, ...]:
    case, packs = facts.case, facts.packs
    declared = case.declaration
    of_items = [
        one
        for item in (declared.items if declared else ())
        for one in candidates(
            item,
            packs,
            case.learned,
            documents=[one.code for one in declared.documents_of(item.no)] if declared else (),
            papers=_papers(declared, item.no) if declared else (),
            seen=facts.bases.parts,
        )
    ]
    of_project = project_candidates(case.project, packs) if case.project else ()
    audited = facts.trade.hs6 if facts.trade and declared is None else ""
    return (*of_items, *of_project, *heading_candidates(audited, packs))


def _papers(declared: Declaration, item_no: int) -> tuple[str, ...]:
    """What the documents of an item say beside their codes."""
    said = (text for one in declared.documents_of(item_no) for text in (one.reference, one.text))
    return tuple(text for text in said if text)


def _settings(conn: Reader) -> Mapping[str, str]:
    """Thresholds of rules, and practices on embargoes.

    The operating point of RF-P04 is the office's threshold per list.
    """
    points = settings_with(conn, "threshold.")
    return {
        **{f"RF-P04.operating_point.{name}": value for name, value in points.items()},
        **settings_with(conn, "rule."),
        **{f"{PRACTICE}{key}": value for key, value in settings_with(conn, PRACTICE).items()},
    }


def counted(facts: Facts) -> Mapping[str, str]:
    """Every threshold that counted, of the pack unless the office set its own; and its settings."""
    rules = facts.packs.get("flag_rules")
    return {**(derived(_thresholds, rules) if rules else {}), **facts.settings}


def _thresholds(pack: Pack) -> Mapping[str, str]:
    return {
        f"{rule.id}.{name}": value
        for rule in rules_of(pack)
        for name, value in rule.thresholds.items()
    }


def stated(case: Case, field: str) -> Any:
    """The newest value of an enrichment field; None where it was never stated."""
    return next((e.value for e in reversed(case.enrichment) if e.field == field), None)


class _Watched(Mapping[str, Any]):
    """A look-up that remembers what was asked: the casebook's whole history is not kept."""

    def __init__(self, whole: Mapping[str, Any]) -> None:
        self._whole = whole
        self.asked: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        found = self._whole[key]
        self.asked[key] = found
        return found

    def __iter__(self) -> Iterator[str]:
        self.asked = dict(self._whole)
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)


def _watched(bases: Bases) -> Bases:
    found: dict[str, Any] = {field.name: getattr(bases, field.name) for field in fields(bases)}
    watched: dict[str, Any] = {n: _Watched(v) for n, v in found.items() if isinstance(v, Mapping)}
    return replace(bases, **watched)


def _asked(bases: Bases) -> Bases:
    found: dict[str, Any] = {field.name: getattr(bases, field.name) for field in fields(bases)}
    asked: dict[str, Any] = {n: v.asked for n, v in found.items() if isinstance(v, _Watched)}
    return replace(bases, **asked)


def kept_facts(facts: Facts) -> bytes:
    """The facts as they are kept: packs and registers are named beside them, by their hash."""
    bare = replace(facts, packs={}, registers=Registers(), bases=_asked(facts.bases))
    return to_json(bare).encode()


def facts_from(body: bytes, packs: Mapping[str, Pack], registers: Registers) -> Facts:
    """What `kept_facts` kept, with the packs and registers that the verdict names."""
    return replace(from_json(body, Facts), packs=packs, registers=registers)


def verdict_of(result: CaseEvaluation) -> Verdict:
    """The evaluation in the form that is hashed and compared."""
    return Verdict(
        as_of=result.facts.day,
        engine=ENGINE,
        editions=result.editions,
        settings=counted(result.facts),
        policy=result.policy,
        facts=sha256_hex(kept_facts(result.facts)),
        candidates=result.candidates,
        flags=unreviewed(result.flags),
    )


def evaluate_case(
    work: UnitOfWork, case: Case, result: CaseEvaluation, *, author: str, is_first: bool = False
) -> bool:
    """Store the evaluation when it differs from the newest; True when it was stored.

    Other editions, thresholds and policies are a difference too: what is shown of a case is read
    from those that its evaluation names.
    """
    is_same = (
        not is_first
        and unreviewed(case.flags) == result.flags
        and case.candidates == result.candidates
    )
    now = Grounds(result.editions, result.policy, counted(result.facts))
    if is_same and _compared(newest_grounds(work.conn, case.id)) == _compared(now):
        return False
    case_rows.store_evaluation(
        work.conn,
        evaluation_id=work.new_id(),
        case=case,
        about={
            "flags": result.flags,
            "candidates": result.candidates,
            "editions": result.editions,
            "policy": dict(result.policy),
            "engine": ENGINE,
            "form": newest_form("verdict"),
            "author": author,
            "at": work.now,
            "as_of": result.facts.day,
            "settings": dict(counted(result.facts)),
            "facts": zlib.compress(kept_facts(result.facts)),
        },
        is_first=is_first,
    )
    return True


def _compared(grounds: Grounds) -> tuple[Any, ...]:
    """Without the states of registers, which move with every write-off."""
    named = {(e.id, e.sha256) for e in grounds.editions if not e.id.startswith(REGISTER)}
    return named, dict(grounds.policy), dict(grounds.settings)


def raised(flags: tuple[FlagResult, ...]) -> tuple[FlagResult, ...]:
    return tuple(flag for flag in flags if flag.evaluation is Evaluation.RAISED)
