"""One case as the JSON object of the contract."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from landwaiter.cli.base.values import of_one
from landwaiter.cli.entities.entity_text import acquisition_object, background_objects
from landwaiter.cli.evidence.evidence_commands import piece_object
from landwaiter.cli.goods.catch_all_commands import assessment_object
from landwaiter.cli.goods.classify_commands import candidate
from landwaiter.cli.incidents.incident_text import stated
from landwaiter.domain.cases.case_of_kind import missing_fields
from landwaiter.domain.cases.clocks import readings
from landwaiter.domain.cases.decision import (
    authorities_of,
    candidates_left_open,
    left_open_in,
)
from landwaiter.domain.cases.mail_answers import proposed_answers
from landwaiter.domain.law.control_codes import head_of
from landwaiter.services.cases.clock_words import countdown_words
from landwaiter.services.cases.linked import declared_as
from landwaiter.services.hits.screening_output import reasons_json

if TYPE_CHECKING:
    from landwaiter.domain.cases.case import Case, CaseParty, Classification, FlagResult, Track
    from landwaiter.domain.cases.clocks import Clock
    from landwaiter.domain.cases.countdown import Countdown
    from landwaiter.domain.cases.ground import CaseGround
    from landwaiter.domain.deeds.motion import Motion
    from landwaiter.domain.lists.listing import Hit
    from landwaiter.domain.registers.document_checks import DocumentCheck
    from landwaiter.services.cases.case_view import CaseView, LinkedCase
    from landwaiter.services.incidents.incident_views import IncidentView


def case_object(view: "CaseView") -> dict[str, Any]:
    """`case show`: everything on the case, and what the reader may do now."""
    case = view.case
    return {
        "reference": case.reference,
        "id": case.id,
        "kind": case.kind,
        "stage": case.stage,
        "title": case.title,
        "member_state": case.member_state,
        "source": case.source,
        "received": case.received,
        "judged_as_of": case.judged_as_of,
        "assignee": case.assignee,
        "restricted": view.restricted,
        "mrn": case.mrn,
        "customs": case.customs,
        "revision": case.revision,
        "declaration": case.declaration,
        "versions": [_version(one) for one in case.versions],
        "requests": case.requests,
        "project": case.project,
        "missing_fields": [field.name for field in missing_fields(case)],
        "record": [{"item": one.item_no, **_without(one, "item_no")} for one in case.record],
        "control_results": [
            {"item": one.item_no, **_without(one, "item_no")} for one in case.control_results
        ],
        "items": [_item(view, number) for number in _numbers(case)],
        "documents": [document_object(check) for check in view.documents],
        "registers": view.registers,
        "assessments": [assessment_object(one) for one in view.assessments],
        "candidates": [{"item": c.item_no, **candidate(c)} for c in case.candidates],
        "enrichment": [
            {"item": one.item_no, **_without(one, "item_no")} for one in case.enrichment
        ],
        "answers": case.answers,
        "parties": [_party(view, party) for party in case.parties],
        "tracks": [_track(track) for track in case.tracks],
        "actions": case.actions,
        "flags": [flag_object(flag) for flag in view.raised],
        "not_evaluated": [not_evaluated_object(flag) for flag in view.not_evaluated],
        "not_applicable": [not_applicable_object(flag) for flag in view.not_applicable],
        "not_raised": view.not_raised,
        "off": view.off,
        "hits": [_hit(hit, view) for hit in case.hits],
        "clocks": [clock_object(clock, view.countdowns[clock]) for clock in view.clocks],
        "at_expiry": view.at_expiry,
        "releases": view.releases,
        "links": [_linked(one) for one in view.linked],
        "hearing_exceptions": case.hearing_exceptions,
        "incidents": [_incident(one) for one in view.incidents],
        "stays": case.stays,
        "continued": case.continued,
        "own_clocks": case.own_clocks,
        "prosecutor_leads": case.leads,
        "appeals": case.appeals,
        "track_proposals": view.track_proposals,
        "absent_tracks": view.absent_tracks,
        "link_proposals": view.link_proposals,
        "evidence": [piece_object(piece) for piece in case.evidence],
        "notes": case.notes,
        "tags": [one.name for one in case.tags],
        "calls": case.calls,
        "letters": case.letters,
        "mail_answers": case.mail_answers,
        "mail_proposals": proposed_answers(case),
        "acts": [act_object(one) for one in view.acts],
        "policy": view.policy,
        "embargo": [{**_without(one), "certainty": one.certainty} for one in view.embargo],
        "grounds": [ground_object(one) for one in case.grounds],
        "background": background_objects(view.background),
        "owners": view.owners,
        "closing": acquisition_object(view.closing) if view.closing else None,
        "exemptions": view.exemptions,
        "motions": [motion_object(one) for one in case.motions],
        "conflicts": [_without(one) for one in case.conflicts],
        "remarks": case.remarks,
        "before_proposal": {
            "stops": view.stops,
            "unsettled": [
                {"kind": one.kind, "title": one.title, "what": one.what, "remedy": one.remedy}
                for one in view.unsettled
            ],
        },
        "decision": _decision(view),
        "audit_head": view.audit_sha256,
        "audit_seq": view.audit_seq,
        "case_head": view.case_head,
    }


def _incident(one: "IncidentView") -> dict[str, Any]:
    """An incident that is a ground, with whoever attributes it, each with its certainty."""
    return {
        "id": one.id,
        "title": one.title,
        "confirmation": one.confirmation,
        "attributions": [stated(said) for said in one.attributions],
    }


def ground_object(one: "CaseGround") -> dict[str, Any]:
    """Background that the case rests on, as it was quoted."""
    return {**_without(one), "stands": one.stands}


def document_object(check: "DocumentCheck") -> dict[str, Any]:
    """A document code held against the pack of codes and the register of its issuer."""
    return {
        **_without(check),
        "verified": check.is_verified,
        "fails": check.fails,
        "checked": not check.unchecked if check.claims else None,
        "says": check.answer_said,
    }


def _without(row: Any, *names: str) -> dict[str, Any]:
    """The fields of a frozen row by name, but for some."""
    return {f.name: getattr(row, f.name) for f in fields(row) if f.name not in names}


def _version(one: Any) -> dict[str, Any]:
    return _without(one, "declaration")


def _numbers(case: "Case") -> Iterable[int]:
    """Numbers of the declared items; 0 where only a project has candidates or findings."""
    stated = [item.no for item in case.items]
    found = {c.item_no for c in case.candidates} | {c.item_no for c in case.classifications}
    return stated + sorted(found - set(stated))


def _item(view: "CaseView", number: int) -> dict[str, Any]:
    case = view.case
    goods = next((item for item in case.items if item.no == number), None)
    declared = case.declaration.items if case.declaration else ()
    item = next((one for one in declared if one.no == number), None)
    return {
        **(_without(item) if item else {"no": number}),
        "status": goods.status if goods else None,
        "since": goods.since if goods else None,
        "note": goods.note if goods else "",
        **_place(view, number),
        "classifications": _classifications(view, number),
    }


def _place(view: "CaseView", number: int) -> dict[str, Any]:
    """Where the item is, who was told, and everything that happened to it."""
    row = next((one for one in view.goods if one.item.no == number), None)
    if row is None:
        return {}
    return {
        "where": row.where,
        "told": row.told,
        "events": [_without(event, "no") for event in row.events],
        "declared_in": row.origin or None,
        "customs": view.case.customs_of(row.item),
    }


def _linked(one: "LinkedCase") -> dict[str, Any]:
    """A case that this one is tied to, with what is to be read there."""
    link = one.link
    return {
        "kind": link.kind,
        "direction": "into" if link.outgoing else "from",
        "reference": link.other,
        "title": one.title,
        "stage": one.stage,
        "moved": {str(old): new for old, new in link.items.items()},
        "reason": link.reason,
        "author": link.author,
        "at": link.at,
        "items": [
            {"no": no, "description": description, "status": status}
            for no, description, status in one.items
        ],
        "parties": [{"role": role, "name": name} for role, name in one.parties],
        "evidence": [{"no": e.no, "name": e.name, "sha256": e.sha256} for e in one.evidence],
    }


def _classifications(view: "CaseView", number: int) -> list[dict[str, Any]]:
    """What persons found, then the candidates on which nobody has found anything yet.

    The confidence is that of the candidate: a person's finding has none of its own.
    """
    scores = {(c.list, c.code): c.score for c in view.case.candidates if c.item_no == number}
    found = [c for c in view.classifications if c.item_no == number]
    candidates = [c for c in view.case.candidates if c.item_no == number]
    return [
        *(_finding(one, scores) for one in found),
        *(
            {
                "list": one.list,
                "code": one.code,
                "entries": one.entries,
                "edition": one.edition,
                "state": "candidate",
                "basis": " ".join(one.reasons),
                "confidence": of_one(one.score),
            }
            for one in candidates_left_open(candidates, found)
        ),
    ]


def _finding(one: "Classification", scores: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    score = scores.get((one.list, head_of(one.code)))
    return {
        "list": one.list,
        "code": one.code,
        "edition": one.edition,
        "state": one.state,
        "basis": one.basis,
        "confidence": of_one(score) if score is not None else None,
        "reason": one.reason,
        "author": one.author,
        "at": one.at,
    }


def _party(view: "CaseView", party: "CaseParty") -> dict[str, Any]:
    """A party of the case, with what the declaration states of it besides."""
    declared = declared_as(view.case, party)
    return {
        **_without(party, "item_no"),
        "item": party.item_no,
        "contacts": [one.contact for one in declared if one.contact],
        "qualifiers": [one.qualifier for one in declared if one.qualifier],
    }


def _track(track: "Track") -> dict[str, Any]:
    return {"track": track.letter, **_without(track, "letter")}


def flag_object(flag: "FlagResult") -> dict[str, Any]:
    """A flag by its rule's id."""
    return {
        "id": flag.rule,
        "evaluation": flag.evaluation,
        "review": flag.review,
        "severity": flag.severity,
        "explanation": flag.explanation,
        "basis": flag.basis,
        "evidence": flag.evidence,
        "editions": flag.editions,
        "review_reason": flag.review_reason,
        "review_author": flag.review_author,
    }


def not_evaluated_object(flag: "FlagResult") -> dict[str, Any]:
    """A rule that could not be evaluated, what it lacks, and who can do something about it."""
    return {
        "id": flag.rule,
        "missing": flag.missing,
        "not_met": flag.not_met,
        "waits_for": flag.waits_for,
        "severity": flag.severity,
    }


def not_applicable_object(flag: "FlagResult") -> dict[str, Any]:
    """A rule that the case has no subject for, and the fact that says so."""
    return {"id": flag.rule, "fact": flag.explanation, "evidence": flag.evidence}


def _hit(hit: "Hit", view: "CaseView") -> dict[str, Any]:
    from landwaiter.services.hits.addresses import compared  # noqa: PLC0415 (help starts fast)

    party = next((one for one in view.case.parties if one.id == hit.party_id), None)
    return {
        "id": hit.id,
        "party": hit.party_id,
        "party_name": party.name if party else "",
        "address": compared(party, hit.listing) if party else None,
        "role": party.role if party else None,
        "list": hit.list_id,
        "list_kind": hit.list_kind,
        "edition": hit.edition,
        "edition_sha256": hit.edition_sha256,
        "assent": next((e.assent for e in view.lists if e.sha256 == hit.edition_sha256), ""),
        "listing_id": hit.listing.listing_id,
        "name": hit.listing.name,
        "matched_name": hit.match.matched_name,
        "score": of_one(hit.match.score),
        "claim": hit.claim,
        "reasons": reasons_json(hit.match.reasons),
        "threshold": of_one(hit.threshold),
        "engine": hit.engine,
        "found_at": hit.found_at,
        "judgement": hit.judgement,
        "changed_since": view.since.get(hit.id),
    }


def clock_object(clock: "Clock", left: "Countdown") -> dict[str, Any]:
    """A deadline; `calendar` is the state whose working days count."""
    return {
        **_without(clock),
        "countdown": left,
        "says": countdown_words(left),
        "readings": readings(clock),
    }


def act_object(one: Any) -> dict[str, Any]:
    """An act with its verdict for the reader."""
    return {
        "act": one.act,
        "allowed": one.allowed,
        "why_not": one.why_not,
        "needs": one.needs,
        "takes": one.takes,
        "choices": one.choices,
        "title": one.title,
        "group": one.group,
    }


def _decision(view: "CaseView") -> dict[str, Any]:
    """The version that stands; all null, and not validly approved, where there is none."""
    decision = view.case.decision
    names = (
        *("state", "outcome", "author", "version", "items", "bases", "basis", "reason", "at"),
        *("appeal", "hearing", "annulled"),
    )
    approval = decision.approval if decision else None
    counter = decision.countersignature if decision else None
    return {
        **{name: getattr(decision, name) if decision else None for name in names},
        "authorities": authorities_of(view.case) if decision else (),
        "text_sha256": decision.text_sha256 if decision else None,
        "approver": approval.approver if approval else None,
        "approved_at": approval.at if approval else None,
        "approved_valid": view.approved_valid,
        "why_not_valid": view.why_not_valid,
        "countersigner": counter.approver if counter else None,
        "countersigned_at": counter.at if counter else None,
        "left_open": left_open_in(decision.text) if decision else (),
        "versions": len(view.case.decisions),
    }


def motion_object(motion: "Motion") -> dict[str, Any]:
    """A deed that waits, or has waited, for a second person; `valid` is told by its signature."""
    second = motion.second
    return {
        "id": motion.id,
        "deed": motion.deed,
        "title": motion.title,
        "state": motion.state,
        "author": motion.author,
        "at": motion.at,
        "reason": motion.reason,
        "text_sha256": motion.text_sha256,
        "seconder": second.seconder if second else None,
        "seconded_at": second.at if second else None,
        "valid": motion.valid,
        "why_not": motion.unsound or (second.why_not if second else ""),
    }
