"""What opening a case of a declaration would find, found without a case.

Hits, candidates and raised flags, as bytes that are the same whichever way they were found: quickly
by the sift, or by the exact path that a case takes. What is not raised, and what could not be
evaluated, is told when a case is opened: nothing here says *clear*.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, Final

from landwaiter.domain.cases.case import (
    Case,
    DeclarationVersion,
    FlagResult,
    Stage,
)
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.inputs_of_rules import Bases, Facts
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.lists.listing import Hit
from landwaiter.services.cases.judging import found_before, with_taken
from landwaiter.services.entities.party_matches import Asking, ask_lists, hits_on
from landwaiter.services.flags.evaluation import facts_of, judged, raised
from landwaiter.services.intake.openings import goods_of, parties_of
from landwaiter.services.warm.references import References
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json, to_json
from landwaiter.storage.cases.kind_files import kind_named
from landwaiter.storage.flags.trade_history import OwnVersions
from landwaiter.storage.trade.sifted_rows import SiftedRow, versions_before

Rules = Callable[[Facts], tuple[FlagResult, ...]]
VERDICT_FORM: Final = 1
"""Counts every change of what the bytes of a verdict say."""
_AT: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Of what has no instant yet: no rule reads it."""


@dataclass(frozen=True, slots=True)
class BareVerdict:
    """What was found of a declaration, with what it was found in."""

    case: Case
    """With its hits and candidates; it is nowhere kept."""
    facts: Facts
    raised: tuple[FlagResult, ...]
    bases: Bases
    """What the casebook had seen of addresses, prices and consignments by then."""
    earlier: tuple[str, ...] = ()
    """Hashes of the versions of the declaration that came before, the oldest first."""

    def content(self) -> bytes:
        """Hits, candidates and raised flags as JSON, and which versions were known besides."""
        return to_json(
            {
                "v": VERDICT_FORM,
                "hits": [_told(hit) for hit in self.case.hits],
                "candidates": self.case.candidates,
                "raised": self.raised,
                **({"earlier": self.earlier} if self.earlier else {}),
            }
        ).encode()


def bare_case(declaration: Declaration, *, member_state: str, received: date) -> Case:
    """The case that the declaration would open, before anything is found; its parties numbered."""
    kind = CaseKind.TRANSIT if declaration.has_t1 else CaseKind.EXPORT
    numbers = count(1)
    return Case(
        id="",
        reference="",
        kind=kind,
        stage=Stage.NEW,
        title="",
        member_state=member_state,
        source="",
        received=received,
        created_at=_AT,
        created_by="",
        assignee=None,
        revision=1,
        of_kind=kind_named(kind),
        versions=(DeclarationVersion(1, declaration, "", "", _AT, ""),),
        items=goods_of(declaration, _AT),
        parties=parties_of(declaration, lambda: f"p{next(numbers)}"),
    )


def bare_verdict(
    conn: Reader,
    case: Case,
    references: References,
    today: date,
    *,
    asking: Asking = ask_lists,
    rules: Rules = evaluate,
    bases: Bases | None = None,
    before: Sequence[SiftedRow] = (),
    case_id: str = "",
) -> BareVerdict:
    """Hits, candidates and raised flags of a bare case; nothing is written.

    `before` are the versions that came before this one, which its case would have too: what they
    said is no history of others. `case_id` is the case that the declaration has already.
    `bases` is what the casebook had seen by then; without it what it has seen by now, all of which
    is asked for, whichever rule would: it is kept, so that the verdict can be found again.
    """
    numbers = count(1)
    lists = references.lists(conn, case.judged_as_of)
    hits = hits_on(
        conn, case.parties, lists, new_id=lambda: f"h{next(numbers)}", at=_AT, asking=asking
    )
    taken = found_before(conn, case.id, case.parties, hits, new_id=lambda: "", at=_AT)
    if hits:
        case = replace(case, hits=with_taken(hits, taken))
    if before:
        case = _amended(case, before)
    own = OwnVersions(case_id, tuple(row.id for row in before))
    facts = facts_of(conn, case, references, today, own=own)
    known = _whole(facts.bases) if bases is None else bases
    result = judged(replace(facts, bases=known), rules)
    found = replace(case, candidates=result.candidates) if result.candidates else case
    earlier = tuple(row.content_sha256 for row in before)
    return BareVerdict(found, result.facts, raised(result.flags), known, earlier)


def verdict_of_row(
    session: Session,
    conn: Reader,
    row: SiftedRow,
    *,
    asking: Asking = ask_lists,
    rules: Rules = evaluate,
) -> BareVerdict:
    """What a declaration of the store comes to with what counts now, on what the casebook had seen
    when it was sifted: by the exact path, where neither lists nor rules are asked otherwise."""
    today = session.today()
    return bare_verdict(
        conn,
        bare_case(row.declaration, member_state=session.casebook.member_state, received=today),
        session.references,
        today,
        asking=asking,
        rules=rules,
        bases=from_json(row.bases, Bases),
        before=versions_before(conn, row.replaces),
    )


def _amended(case: Case, before: Sequence[SiftedRow]) -> Case:
    """The same with the versions that came before its own."""
    declared = (*(row.declaration for row in before), *(one.declaration for one in case.versions))
    versions = enumerate(declared, start=1)
    return replace(
        case,
        versions=tuple(DeclarationVersion(no, one, "", "", _AT, "") for no, one in versions),
    )


def _whole(bases: Bases) -> Bases:
    """The same with every question answered."""
    found: dict[str, Any] = {one.name: getattr(bases, one.name) for one in fields(bases)}
    answered: dict[str, Any] = {
        name: dict(value) for name, value in found.items() if isinstance(value, Mapping)
    }
    return replace(bases, **answered)


def _told(hit: Hit) -> dict[str, Any]:
    """A hit by what it found; of the listing its hash of the edition says the rest."""
    judgement = hit.judgement
    return {
        "party": hit.party_id,
        "list": hit.list_id,
        "edition": hit.edition_sha256,
        "listing": hit.listing.listing_id,
        "match": hit.match,
        "threshold": hit.threshold,
        "engine": hit.engine,
        "judged": judgement.value if judgement else None,
    }
