"""Acts that state a finding: classification, judgement, flags, what was learned, notes, links."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases import decision
from landwaiter.domain.cases import deeds_on_findings as deeds
from landwaiter.domain.cases.case import Action, CaseParty, Evaluation, FlagResult, FlagReview
from landwaiter.domain.cases.case_of_kind import PROJECT
from landwaiter.domain.cases.deeds_between_people import CALL, NOTE, RECORD_EVENT, NoteCall
from landwaiter.domain.cases.deeds_on_findings import (
    DismissFlag,
    Enrich,
    JudgeHit,
    LinkParty,
    RevokeJudgement,
    SubstantiateFlag,
    UnlinkParty,
)
from landwaiter.domain.cases.deeds_on_goods import CLASSIFY, Classify
from landwaiter.domain.cases.kinds import FieldType, KindField, parsed, parties_named
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.flags.embargo.embargo_conditions import JUDGED
from landwaiter.domain.hits.judgement_basis import Pair
from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.domain.law.control_codes import parse
from landwaiter.domain.law.control_tree import pack_of_list
from landwaiter.domain.lists.listing import Hit, Judgement
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.base.exact_values import exact
from landwaiter.services.cases.judging import pair_columns, take_over
from landwaiter.services.cases.requests import open_action
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload, SecondedFacts
from landwaiter.services.entities import shareholders
from landwaiter.services.entities.judged_pairs import pair_of
from landwaiter.services.entities.party_entities import entity_for
from landwaiter.services.hits.rejudging import follow_elsewhere
from landwaiter.services.incidents.incident_page import with_incident
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_load import load_case

ENRICHED_PARTIES: Mapping[str, Role] = {
    "end_user": Role.END_USER,
    "intermediary": Role.INTERMEDIARY,
    "owner": Role.OWNER,
    "notify": Role.NOTIFY,
    "bank": Role.BANK,
    "payment.bank": Role.BANK,
}
"""Fields of enrichment that name a party, and the role in which it then stands on the case."""


def classify(doing: CaseDoing[Classify]) -> Payload:
    """A person's finding on an item and a control entry."""
    said, item = doing.said, doing.item(doing.said.item)
    code = parse(said.code, said.list)
    packs = doing.session.references.packs(doing.work.conn, doing.case.judged_as_of)
    edition = pack_of_list(packs, code.list)
    finding = {
        "item_no": item.no,
        "list": code.list,
        "code": code.code,
        "edition": edition.edition if edition else "",
        "state": said.outcome,
        "basis": said.basis,
        "reason": said.reason.strip(),
    }
    _stated(doing, "classification", finding)
    return finding


def _stated(doing: CaseDoing[Any], table: str, finding: Mapping[str, Any]) -> str:
    """A new row of a table of findings, with who and when."""
    row_id = doing.work.new_id()
    records.add(
        doing.work.conn,
        table,
        id=row_id,
        case_id=doing.case.id,
        author=doing.actor.name,
        at=doing.work.now,
        **finding,
    )
    return row_id


def named_hit(doing: CaseDoing[Any]) -> Hit:
    wanted = doing.said.hit
    for hit in doing.case.hits:
        if hit.id == wanted:
            return hit
    raise NotFound(
        _("The case has no such hit, or it has lapsed."),
        field="hit",
        value=wanted,
        remedy=_("Show the case to see its hits."),
    )


def judge(doing: CaseDoing[JudgeHit]) -> Payload:
    """Same, different or unsure; an earlier judgement of the hit ends with it."""
    hit, reason = named_hit(doing), doing.said.reason.strip()
    if hit.judgement is not None:
        _revoke(doing, hit.judgement, _("judged again"))
    value = doing.said.outcome
    records.add(
        doing.work.conn,
        "judgement",
        id=doing.work.new_id(),
        hit_id=hit.id,
        value=value,
        reason=reason,
        author=doing.actor.name,
        at=doing.work.now,
        motion_id=doing.motion_id,
        **pair_columns(pair_on(doing, hit)),
    )
    if hit.judgement is not None:
        follow_elsewhere(doing, hit.judgement)
    return {"hit": hit.id, "listing": hit.told_listing, "judgement": value, "reason": reason}


def pair_on(doing: CaseDoing[Any], hit: Hit) -> Pair:
    """Both sides of a hit as they are now."""
    party = next(party for party in doing.case.parties if party.id == hit.party_id)
    return pair_of(doing.work.conn, party, hit.listing)


def revoke_judgement(doing: CaseDoing[RevokeJudgement]) -> Payload:
    hit = named_hit(doing)
    if hit.judgement is None:
        raise NotAllowed(_("The hit has not been judged."))
    _revoke(doing, hit.judgement, doing.said.reason)
    follow_elsewhere(doing, hit.judgement)
    return {"hit": hit.id, "judgement": hit.judgement.value, "reason": doing.said.reason}


def _revoke(doing: CaseDoing[Any], judgement: Judgement, reason: str) -> None:
    records.end(
        doing.work.conn,
        "judgement",
        judgement.id,
        revoked_at=doing.work.now,
        revoked_by=doing.actor.name,
        revoke_reason=reason,
    )


def substantiate(doing: CaseDoing[SubstantiateFlag]) -> Payload:
    return _review_flag(doing, FlagReview.SUBSTANTIATED)


def dismiss_flag(doing: CaseDoing[DismissFlag]) -> Payload:
    return _review_flag(doing, FlagReview.DISMISSED)


def _review_flag(doing: CaseDoing[Any], state: FlagReview) -> Payload:
    flag, reason = named_flag(doing), doing.said.reason.strip()
    finding = {"rule": flag.rule, "state": state, "reason": reason}
    _stated(doing, "flag_review", {**finding, "motion_id": doing.motion_id})
    return finding


def named_flag(doing: CaseDoing[Any]) -> FlagResult:
    """The raised flag that the act names."""
    rule = doing.said.flag.upper()
    for flag in doing.case.flags:
        if flag.rule == rule and flag.evaluation is Evaluation.RAISED:
            return flag
    raise NotFound(
        _("This flag is not raised on the case."),
        field="flag",
        value=rule,
        remedy=_("Show the flags of the case."),
    )


def enrich(doing: CaseDoing[Enrich]) -> Payload:
    """What was learned beside the declaration, with source and date; a party joins the case."""
    asked = _field_of_kind(doing)
    field, value = doing.said.field, _party_or_exact(doing.said)
    if asked is not None:
        value = with_incident(doing.work.conn, asked, _of_type(asked, value))
        field = f"{PROJECT}{asked.name}"
    check = _CHECKS.get(field)
    if check is not None and value is not None:
        check(value)
    if field in PAST_DAYS and value is not None:
        _past(value, doing.session.today())
    fact = {
        "item_no": doing.said.item,
        "field": field,
        "value": records.to_json(value),
        "source": doing.said.source,
        "date": doing.said.date or doing.session.today(),
    }
    _stated(doing, "enrichment", fact)
    if field in ENRICHED_PARTIES:
        _replace_party(doing, ENRICHED_PARTIES[field], value)
    if field in shareholders.WHO:
        shareholders.add_shareholders(doing, field, value)
    if asked is not None:
        _replace_named(doing, asked, value)
    return {**fact, "value": value}


def _party_or_exact(said: Enrich) -> Any:
    """Where a party is asked for, “Fjord Sensor AS, NO” is its name and country."""
    if said.field not in ENRICHED_PARTIES or not isinstance(said.value, str):
        return exact(said.value)
    name, _comma, country = said.value.rpartition(",")
    if name and len(country.strip()) == 2:
        return {"name": name.strip(), "country": country.strip().upper()}
    return {"name": said.value}


def _field_of_kind(doing: CaseDoing[Enrich]) -> KindField | None:
    """The field of the case's kind that is stated; None: it is kept as enrichment by its name."""
    kind = doing.case.of_kind
    found = kind.field(doing.said.field.removeprefix(PROJECT)) if kind else None
    return None if found is None or found.enrichment else found


def _of_type(field: KindField, value: Any) -> Any:
    """What was typed, in the form of the field; rows may be given as a table."""
    if isinstance(value, str):
        return parsed(field, value)
    if value is None or isinstance(value, bool) or field.type is FieldType.ROWS:
        return value
    return parsed(field, str(value))


def _replace_named(doing: CaseDoing[Enrich], field: KindField, value: Any) -> None:
    """The parties that the kind's fields name now: those of one role are stated anew together."""
    kind = doing.case.of_kind
    if kind is None:
        return
    values = {**(doing.case.project or {}), field.name: value}
    about = kind.field(field.name.removesuffix("_country")) or field
    if about.role is None:
        return
    for party in doing.case.parties:
        if party.role is about.role and party.origin != "declaration":
            records.end(doing.work.conn, "party", party.id, gone_at=doing.work.now)
    for named in parties_named(kind, values):
        if named.role is about.role:
            _add_party(doing, named.role, {"name": named.name, "country": named.country})


def _named(value: Any) -> None:
    if not isinstance(value, Mapping) or not str(value.get("name") or "").strip():
        raise Invalid(
            _("A party is given with its name, and its country where known."),
            field="value",
            value=str(value),
            remedy=_("For example {example}.").format(
                example='{"name": "Fjord Sensor AS", "country": "NO"}'
            ),
        )


def _day(value: Any) -> None:
    try:
        date.fromisoformat(str(value))
    except ValueError as error:
        raise Invalid(
            _("This is not a date."),
            field="value",
            value=str(value),
            remedy=_("Give the date as 2026-03-27."),
        ) from error


PAST_DAYS = frozenset({"consignee.incorporated", "contract.date", "order.date"})
"""Fields that state a day on which something was done: none of them lies ahead."""


def _past(value: Any, today: date) -> None:
    _day(value)
    if date.fromisoformat(str(value)) > today:
        raise Invalid(
            _("This day lies ahead."),
            field="value",
            value=str(value),
            remedy=_("Give the day as the paper states it; check the year."),
        )


def _condition(value: Any) -> None:
    """A person's answer on what an embargo depends on names the condition and says why."""
    given = value if isinstance(value, Mapping) else {}
    reason = str(given.get("reason") or "").strip()
    if (
        not given.get("condition")
        or not isinstance(given.get("holds"), bool)
        or len(reason) < SHORTEST_REASON
    ):
        raise Invalid(
            _("The condition of an embargo is answered with yes or no, and a reason."),
            field="value",
            value=str(value)[:80],
            remedy=_("For example {example}.").format(
                example='{"condition": "end_use=military", "holds": false, '
                '"reason": "hospital, visited on 2026-03-02"}'
            ),
        )


_CHECKS: Mapping[str, Callable[[Any], None]] = {
    JUDGED: _condition,
    **dict.fromkeys(ENRICHED_PARTIES, _named),
    "consignee.incorporated": _day,
    **shareholders.CHECKS,
}


def _replace_party(doing: CaseDoing[Enrich], role: Role, value: Any) -> None:
    for party in doing.case.parties:
        if party.role is role and party.origin != "declaration":
            records.end(doing.work.conn, "party", party.id, gone_at=doing.work.now)
    if value is not None:
        _add_party(doing, role, value)


def _add_party(doing: CaseDoing[Enrich], role: Role, value: Mapping[str, Any]) -> None:
    records.add(
        doing.work.conn,
        "party",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        role=role,
        name=str(value["name"]).strip(),
        country=value.get("country"),
        identifier=value.get("identifier"),
        address=Address(
            street=value.get("street"),
            postcode=value.get("postcode"),
            city=value.get("city"),
            country=value.get("country"),
        ),
        origin=doing.said.source,
        item_no=doing.said.item,
        at=doing.work.now,
    )


def _named_party(doing: CaseDoing[Any]) -> CaseParty:
    wanted = doing.said.party
    for party in doing.case.parties:
        if wanted in {party.id, party.role.value}:
            return party
    raise NotFound(_("The case has no such party."), field="party", value=wanted)


def link(doing: CaseDoing[LinkParty]) -> Payload:
    """Party ↔ entity, with basis; a link that stands is revoked first."""
    party = _named_party(doing)
    if party.link is not None:
        raise NotAllowed(
            _("The party is linked to {entity} already.").format(entity=party.link.entity_name),
            remedy=_("Revoke that link first."),
        )
    entity_id, name = entity_for(doing.work, party, doing.said.to, author=doing.actor.name)
    records.add(
        doing.work.conn,
        "party_link",
        id=doing.work.new_id(),
        party_id=party.id,
        entity_id=entity_id,
        basis=doing.said.basis,
        author=doing.actor.name,
        at=doing.work.now,
    )
    linked = load_case(doing.work.conn, doing.case.id, doing.session.registry(doing.work.conn))
    take_over(doing.work, linked)
    return {"party": party.id, "entity": entity_id, "name": name, "basis": doing.said.basis}


def unlink(doing: CaseDoing[UnlinkParty]) -> Payload:
    party = _named_party(doing)
    if party.link is None:
        raise NotAllowed(_("The party is not linked to an entity."))
    records.end(
        doing.work.conn,
        "party_link",
        party.link.id,
        revoked_at=doing.work.now,
        revoked_by=doing.actor.name,
        revoke_reason=doing.said.reason,
    )
    return {"party": party.id, "entity": party.link.entity_id, "reason": doing.said.reason}


def note(doing: CaseDoing[Any]) -> Payload:
    text = doing.said.reason
    _stated(doing, "note", {"text": text})
    return {"text": text}


def note_call(doing: CaseDoing[NoteCall]) -> Payload:
    """A call; a promise by a day is about an open request, with whose answer it ends."""
    said = doing.said
    at = doing.instant(said.at) or doing.work.now
    if at > doing.work.now:
        raise Invalid(
            _("This time lies ahead: only what has happened is recorded."),
            field="at",
            value=str(said.at),
            remedy=_("Give the time of the call, or leave it out for now."),
        )
    action = open_action(doing.case, said.request) if said.request else None
    if said.by is not None:
        _refuse_promise(doing, at, about=action)
    noted = {
        "party": doing.needed("party"),
        "said": doing.needed("said"),
        "happened_at": at,
        "promised": said.promised.strip(),
        "due": said.by,
        "action_id": action.id if action else None,
    }
    _stated(doing, "call_note", noted)
    told = {
        "who": noted["party"],
        "text": noted["said"],
        "promised": noted["promised"],
        "due": said.by,
        "action": noted["action_id"],
    }
    return {"at": at, **{name: value for name, value in told.items() if value}}


def _refuse_promise(doing: CaseDoing[NoteCall], at: datetime, *, about: Action | None) -> None:
    """A day is of something promised about an open request, and not before the call."""
    doing.needed("promised")
    if about is None:
        raise Invalid(
            _("A promise by a day is about a request, with whose answer it ends."),
            field="request",
            remedy=_("Name the request; where none is open, record one first."),
        )
    if doing.said.by is not None and doing.said.by < local_date(at, doing.case.member_state):
        raise Invalid(
            _("Nothing can be promised for a day before the call."),
            field="by",
            value=doing.said.by.isoformat(),
            remedy=_("Give the day of the call or a later one."),
        )


def nothing(doing: CaseDoing[Any]) -> Payload:
    """Screening and flags are done after every act that needs them; here it is the act."""
    return {}


def _flag_facts(doing: CaseDoing[DismissFlag]) -> SecondedFacts:
    flag = named_flag(doing)
    facts = {
        "flag": flag.rule,
        "severity": flag.severity,
        "explanation": flag.explanation,
        "evidence": flag.evidence,
        "editions": flag.editions,
        "reason": doing.said.reason.strip(),
    }
    return facts, _("Dismiss the {severity} flag {rule}").format(
        severity=_(flag.severity.value), rule=flag.rule
    )


def _hit_facts(doing: CaseDoing[JudgeHit]) -> SecondedFacts:
    hit = named_hit(doing)
    pair = pair_on(doing, hit)
    facts = {
        "hit": hit.id,
        "party": hit.match.name,
        "listed": hit.told_listing if hit.confidential else hit.match.matched_name,
        "listing": decision.named(hit)[1],
        "list": decision.named(hit)[0],
        "edition_sha256": hit.edition_sha256,
        "score": hit.match.score,
        "outcome": doing.said.outcome,
        "party_sha256": pair.party_sha256,
        "listing_sha256": pair.listing_sha256,
    }
    return facts, _("Judge that {party} is not {listed} of {list}").format(
        party=hit.match.name,
        listed=hit.told_listing if hit.confidential else hit.match.matched_name,
        list=hit.told_list,
    )


HANDLERS = (
    CaseHandler(deeds.JUDGE, judge, _hit_facts),
    CaseHandler(deeds.REVOKE_JUDGEMENT, revoke_judgement),
    CaseHandler(deeds.SCREEN, nothing),
    CaseHandler(deeds.SUBSTANTIATE, substantiate),
    CaseHandler(deeds.DISMISS_FLAG, dismiss_flag, _flag_facts),
    CaseHandler(deeds.EVALUATE, nothing),
    CaseHandler(deeds.ENRICH, enrich),
    CaseHandler(deeds.LINK, link),
    CaseHandler(deeds.UNLINK, unlink),
    CaseHandler(CLASSIFY, classify),
    CaseHandler(NOTE, note),
    CaseHandler(RECORD_EVENT, note),
    CaseHandler(CALL, note_call),
)
