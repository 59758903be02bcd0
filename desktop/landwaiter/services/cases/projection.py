"""The line of a case in lists: derived from the whole case, written again with each deed."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from landwaiter.domain.cases.appeals import pending_appeal, why_suspended
from landwaiter.domain.cases.case import Case, Evaluation, FlagReview, Stage
from landwaiter.domain.cases.decision import PENDING
from landwaiter.domain.cases.life_cycle import merged_into
from landwaiter.domain.cases.prosecution import lead_words
from landwaiter.domain.cases.stages import ENDED
from landwaiter.domain.cases.tracks import GOODS_IN_HAND, holding, open_tracks, releases_due
from landwaiter.domain.deeds.motion import waiting
from landwaiter.domain.goods.strongest_candidate import strongest_candidate
from landwaiter.domain.intake.declaration import Item, Role
from landwaiter.i18n import N_, _, joined
from landwaiter.services.base.wording import REPLIES
from landwaiter.services.cases.clocks import (
    HOLD_REVIEW,
    Calendars,
    at_expiry,
    clocks_of,
    pressing,
    stored_clock,
)
from landwaiter.storage.cases.case_marks import marks_of


def read_model(case: Case, calendars: Calendars, policy: Any) -> dict[str, Any]:
    """Columns of `case_file` that lists show and sort by."""
    clocks = clocks_of(case, calendars, policy)
    first = pressing(clocks)
    active = [
        f
        for f in case.flags
        if f.evaluation is Evaluation.RAISED
        and (f.review is not FlagReview.DISMISSED or f.review_unsound)
    ]
    return {
        "title": case.title,
        "title_sort": str(case.title),
        "mrn": case.mrn,
        "exporter": _name(case, Role.EXPORTER),
        "consignee": _name(case, Role.CONSIGNEE),
        "end_user": _name(case, Role.END_USER) or _name(case, Role.PROJECT_PARTNER),
        "destination": _destination(case),
        "goods": dict(Counter(item.status.value for item in case.items)),
        "tracks": sorted({track.letter.value for track in open_tracks(case)}),
        "due": first.due if first else None,
        "clock": stored_clock(clocks, calendars),
        "flags": dict(Counter(flag.severity.value for flag in active)),
        **_candidate(case),
        "not_evaluated": sum(flag.waits_for is not None for flag in case.flags),
        "hits_open": sum(hit.judgement is None for hit in case.hits),
        "proposed_by": _proposed_by(case),
        "returned_to": _returned_to(case),
        "pending": _pending(case),
        "codes": list(dict.fromkeys(item.cn for item in _declared(case) if item.cn)),
        **_value(case),
        "hold_review": min((one.due for one in clocks if one.kind == HOLD_REVIEW), default=None),
        "release_from": min((one.since for one in releases_due(case, clocks)), default=None),
        "next_step": next_step(case, at_expiry(case, clocks)),
        "marks": marks_of(
            (f.rule for f in case.flags if f.evaluation is Evaluation.RAISED),
            (tag.name for tag in case.tags),
        ),
    }


def _candidate(case: Case) -> dict[str, Any]:
    """The strongest candidate in columns that lists sort and filter by."""
    found = strongest_candidate(case)
    return {
        "candidate_list": found.list if found else None,
        "candidate_code": found.code if found else None,
        "candidate_score": found.score if found else 0,
        "candidate_authorised": found.authorised if found else None,
    }


def _name(case: Case, role: Role) -> str | None:
    found = next((party for party in case.parties if party.role is role), None)
    return (found.name or found.identifier) if found else None


def _destination(case: Case) -> str | None:
    if case.declaration:
        return case.declaration.country_destination
    project = case.project or {}
    return next((project[name] for name in _GOING_TO if project.get(name)), None)


_GOING_TO = ("destination", "partner_country", "buyer_country")
"""Fields of kinds that say where goods or technology go."""


def _proposed_by(case: Case) -> str | None:
    decision = case.decision
    return decision.author if decision and decision.state in PENDING else None


def _pending(case: Case) -> str | None:
    decision = case.decision
    return decision.state if decision and decision.state in PENDING else None


def _returned_to(case: Case) -> str | None:
    decision = case.decision
    is_back = case.stage is Stage.DECISION_DRAFT and decision and decision.state == "returned"
    return decision.author if decision and is_back else None


def _declared(case: Case) -> tuple[Item, ...]:
    return case.declaration.items if case.declaration else ()


def _value(case: Case) -> dict[str, Any]:
    """What the goods are worth as declared; sums of several currencies are none."""
    stated = [item.statistical_value or item.invoice_value for item in _declared(case)]
    known = [one for one in stated if one is not None]
    currencies = {one.currency for one in known}
    if not known or len(known) < len(stated) or len(currencies) > 1:
        return {"value": None, "currency": None}
    return {"value": int(sum(one.amount for one in known)), "currency": currencies.pop()}


def next_step(case: Case, expiry: tuple[str, ...]) -> str:
    """What presses or what to do next, in one sentence."""
    first = next((said for said in _steps(case, expiry) if said), "")
    said = (lead_words(case), pending_appeal(case), first)
    return joined(" ", (one for one in said if one))


def _steps(case: Case, expiry: tuple[str, ...]) -> Iterator[str]:
    """What could be said, what presses most first; empty where it does not apply."""
    if case.stage is Stage.MERGED:
        into = merged_into(case.links)
        yield _("Merged into {reference}.").format(reference=into.other if into else "")
    moved = waiting(case.motions)
    if moved:
        yield _("Waits for a second person: {title}.").format(title=moved[0].title)
    if case.stage is Stage.DECIDED and why_suspended(case):
        yield _("The decision is not carried out while that stands.")
    if case.stage in ENDED:
        yield _(_STEPS.get(case.stage, ""))
        return
    replied = [a for a in case.actions if a.reply and a.answered_at]
    if replied and any(item.status in GOODS_IN_HAND for item in case.items):
        yield _reply_sentence(case, replied[-1].reply)
    if case.stage is Stage.DECISION_REVIEW:
        state = case.decision.state if case.decision else ""
        yield (
            _("Waits for a head to countersign or return it.")
            if state == "countersign"
            else _("Waits for a second person to approve or return it.")
        )
    if any(hit.judgement is None for hit in case.hits):
        yield _("Judge the hits of its parties.")
    asked = [a for a in case.actions if a.answered_at is None]
    if asked:
        yield _("Waits for an answer of {addressee}.").format(addressee=asked[-1].addressee)
    yield _(_STEPS.get(case.stage, ""))
    yield "".join(expiry[:1])


_STEPS = {
    Stage.NEW: N_("Take the case and begin its triage."),
    Stage.TRIAGE: N_("Decide whether it is assessed or dismissed."),
    Stage.ASSESSMENT: N_("Classify the items, judge the flags, propose a decision."),
    Stage.DECISION_DRAFT: N_("Rework the proposal."),
    Stage.REOPENED: N_("Assess it again."),
    Stage.DECIDED: N_("Carry out the decision."),
    Stage.EXECUTED: N_("Close the case."),
}


def _reply_sentence(case: Case, reply: Any) -> str:
    free = [item.no for item in case.items if not holding(case, item.no)]
    word = _(REPLIES[reply.value])
    if reply.value in {"maintained", "not_acting"} and free:
        return _("Reply arrived: {reply}. Release, or give a reason.").format(reply=word)
    return _("Reply arrived: {reply}.").format(reply=word)


def search_words(case: Case) -> str:
    """What a search finds the case by: reference, numbers, title, parties, goods, codes."""
    declaration = case.declaration
    parts: list[str | None] = [case.reference, case.title, case.source]
    if declaration:
        parts += [case.mrn, declaration.local_reference]
        parts += [c.identifier for c in declaration.containers]
        parts += [text for item in declaration.items for text in (item.cn, item.description)]
    parts += [text for party in case.parties for text in (party.name, party.identifier)]
    parts += [link.entity_name for party in case.parties if (link := party.link)]
    parts += [str(value) for value in (case.project or {}).values() if value]
    return "\n".join(dict.fromkeys(part for part in parts if part))
