"""A case as of any day: what the law of that day makes of it, and what differs. Nothing is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from landwaiter.domain.cases.case import Case, Evaluation, FlagResult
from landwaiter.domain.flags.verdict_basis import Difference, compared, ground_said, result_said
from landwaiter.domain.law.pack import UsedEdition
from landwaiter.domain.lists.listing import Hit
from landwaiter.i18n import _
from landwaiter.services.base.content_forms import form_of, identity
from landwaiter.services.base.wording import shown_date
from landwaiter.services.cases.case_reads import by_evaluation, case_view, editions_said, registered
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.entities.party_matches import hits_on
from landwaiter.services.flags.embargo import by_facts, strip_of
from landwaiter.services.flags.evaluation import CaseEvaluation, evaluated, verdict_of
from landwaiter.services.flags.used_grounds import grounds_of
from landwaiter.services.interviews.interviews import interviews_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.review.verdicts import newest_verdict


@dataclass(frozen=True, slots=True)
class AsOf:
    """The whole case as of a day; every act is refused on it."""

    view: CaseView
    day: date
    declared: date
    """The day that counts: of the declaration, else of the receipt."""
    differs: tuple[Difference, ...]
    """Rules and candidates that are not as the stored evaluation has them."""
    grounds: tuple[Difference, ...]
    """Editions, thresholds, policies and engine that are not as it had them."""
    editions: tuple[UsedEdition, ...]
    sha256: str
    """The identity of this verdict, in the form of the stored one."""

    @property
    def is_declared(self) -> bool:
        return self.day == self.declared


def case_as_of(session: Session, reference: str, day: date) -> AsOf:
    """One case judged as of a day; NotFound where no flag rules are in force on it.

    Packs are those in force on the day. Of a watch list the edition of the day counts, and beside
    it what a newer one says otherwise.
    """
    view = case_view(session, reference)
    with session.reading() as conn:
        case, result = judge_as_of(session, conn, view.case, day)
        kept = newest_verdict(conn, case.id)
        names = session.references.packs(conn, day).get("flag_rules")
        standings, exemptions = by_facts(conn, view.case, result.facts)
        route = strip_of(conn, result.facts, standings, result.flags)
    verdict = verdict_of(result)
    return AsOf(
        view=_shown(
            replace(view, embargo=standings, exemptions=exemptions, route=route),
            case,
            result,
            {r["id"]: r["name"] for r in names.rows} if names else {},
        ),
        day=day,
        declared=case.judged_as_of,
        differs=compared(kept.verdict, verdict) if kept else (),
        grounds=grounds_of(view.case, kept.verdict, verdict) if kept else (),
        editions=result.editions,
        sha256=identity(verdict, kept.form if kept else form_of(verdict)),
    )


def judge_as_of(
    session: Session, conn: Reader, case: Case, day: date
) -> tuple[Case, CaseEvaluation]:
    """The case with the hits of a day, and what the rules in force on that day make of it."""
    case = replace(case, hits=_hits(session, conn, case, day))
    return case, evaluated(conn, case, session.references, session.today(), as_of=day)


def _hits(session: Session, conn: Reader, case: Case, day: date) -> tuple[Hit, ...]:
    """What the parties resemble as of the day; a judgement stays where listing and match do."""
    lists, numbers = session.references.lists(conn, day), count(1)
    known = {(h.party_id, h.list_id, h.listing.listing_id): h for h in case.hits}
    found = hits_on(
        conn,
        case.parties,
        lists,
        new_id=lambda: f"as-of-{next(numbers)}",
        at=session.now(),
    )
    return tuple(_judged(hit, known) for hit in found)


def _judged(hit: Hit, known: Mapping[tuple[str, str, str], Hit]) -> Hit:
    old = known.get((hit.party_id, hit.list_id, hit.listing.listing_id))
    if old is None or (old.listing, old.match) != (hit.listing, hit.match):
        return hit
    return replace(hit, id=old.id, found_at=old.found_at, judgement=old.judgement)


def _shown(
    view: CaseView, case: Case, result: CaseEvaluation, names: Mapping[str, str]
) -> CaseView:
    flags = tuple(_reviewed(result.flags, case.flags))
    refused = _("You look at another day. Go back to the day of the declaration to act.")
    return replace(
        view,
        case=replace(case, flags=flags, candidates=result.candidates),
        acts=tuple(replace(act, allowed=False, why_not=refused) for act in view.acts),
        track_proposals=(),
        link_proposals=(),
        rule_names=names,
        interviews=interviews_of(case, result.facts.packs, result.facts.day),
        told_by=editions_said(result.facts.packs),
        **by_evaluation(flags),
        **registered(case, result.facts.registers, result.facts.packs, result.facts.day),
    )


def _reviewed(flags: Iterable[FlagResult], stored: Iterable[FlagResult]) -> Iterable[FlagResult]:
    """Raised flags with what people made of them where they were raised before."""
    known = {flag.rule: flag for flag in stored if flag.evaluation is Evaluation.RAISED}
    for flag in flags:
        old = known.get(flag.rule)
        if old is None or flag.evaluation is not Evaluation.RAISED:
            yield flag
        else:
            yield replace(
                flag,
                review=old.review,
                review_reason=old.review_reason,
                review_author=old.review_author,
                review_unsound=old.review_unsound,
                seconder=old.seconder,
            )


def heading(found: AsOf) -> str:
    """Which day this is, and that nothing of it is kept."""
    if found.is_declared:
        return _(
            "As of {day}, the day of the declaration, with the editions there are now. Nothing of "
            "it is kept."
        ).format(day=shown_date(found.day))
    return _(
        "As of {day}, which is not the day of the declaration ({declared}). Nothing of it is kept."
    ).format(day=shown_date(found.day), declared=shown_date(found.declared))


def sentences(found: AsOf) -> tuple[str, ...]:
    """What differs from the stored evaluation, rule by rule, then what it rests on."""
    if not found.differs:
        said = [_("The stored evaluation finds the same.")]
    else:
        said = [_("Against the stored evaluation:")]
        said += [result_said(one) for one in found.differs]
    own = f"calendar_{found.view.case.member_state}"
    said += [
        _("Otherwise: {what}.").format(what=ground_said(one))
        for one in found.grounds
        if one.subject == own or not one.subject.startswith("calendar_")
    ]
    return tuple(said)
