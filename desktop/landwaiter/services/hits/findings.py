"""Acts that state a finding: classification, judgement, flags, what was learned, notes, links."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from landwaiter.domain.cases.case import CaseParty, Evaluation, FlagResult, FlagReview
from landwaiter.domain.cases.case_of_kind import PROJECT
from landwaiter.domain.cases.kinds import FieldType, KindField, parsed, parties_named
from landwaiter.domain.flags.embargo.embargo_conditions import JUDGED
from landwaiter.domain.hits.judgement_basis import Pair
from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.domain.law.control_codes import parse
from landwaiter.domain.law.control_tree import pack_of_list
from landwaiter.domain.lists.listing import Hit, Judgement, JudgementValue
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.services.entities import shareholders
from landwaiter.services.entities.party_entities import entity_for
from landwaiter.services.hits.judged_pairs import pair_of
from landwaiter.services.hits.judging import pair_columns, take_over
from landwaiter.services.hits.rejudging import follow_elsewhere
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_load import load_case

SHORTEST_REASON = 10
"""Characters that a reason has at least: it is printed in reports."""

ENRICHED_PARTIES: Mapping[str, Role] = {
    "end_user": Role.END_USER,
    "intermediary": Role.INTERMEDIARY,
    "owner": Role.OWNER,
    "notify": Role.NOTIFY,
    "bank": Role.BANK,
    "payment.bank": Role.BANK,
}
"""Fields of enrichment that name a party, and the role in which it then stands on the case."""


def reasoned(deed: ActDoing) -> str:
    """The reason, long enough to be understood by another person."""
    reason = str(deed.stated("reason")).strip()
    if len(reason) < SHORTEST_REASON:
        raise Invalid(
            _("The reason has fewer than {least} characters.").format(least=SHORTEST_REASON),
            field="reason",
            value=reason,
            remedy=_("Say what the finding rests on."),
        )
    return reason


def classify(deed: ActDoing) -> Payload:
    """A person's finding on an item and a control entry."""
    item, reason = deed.item(), reasoned(deed)
    code = parse(str(deed.stated("code")), deed.args.list)
    packs = deed.session.references.packs(deed.work.conn, deed.case.judged_as_of)
    edition = pack_of_list(packs, code.list)
    finding = {
        "item_no": item.no,
        "list": code.list,
        "code": code.code,
        "edition": edition.edition if edition else "",
        "state": deed.args.outcome,
        "basis": deed.args.basis,
        "reason": reason,
    }
    _stated(deed, "classification", finding)
    return finding


def _stated(deed: ActDoing, table: str, finding: Mapping[str, Any]) -> str:
    """A new row of a table of findings, with who and when."""
    row_id = deed.work.new_id()
    records.add(
        deed.work.conn,
        table,
        id=row_id,
        case_id=deed.case.id,
        author=deed.actor.name,
        at=deed.work.now,
        **finding,
    )
    return row_id


def named_hit(deed: ActDoing) -> Hit:
    wanted = str(deed.stated("hit"))
    for hit in deed.case.hits:
        if hit.id == wanted:
            return hit
    raise NotFound(
        _("The case has no such hit, or it has lapsed."),
        field="hit",
        value=wanted,
        remedy=_("Show the case to see its hits."),
    )


def judge(deed: ActDoing) -> Payload:
    """Same, different or unsure; an earlier judgement of the hit ends with it."""
    hit, reason = named_hit(deed), reasoned(deed)
    if hit.judgement is not None:
        _revoke(deed, hit.judgement, _("judged again"))
    value = JudgementValue(str(deed.args.outcome))
    records.add(
        deed.work.conn,
        "judgement",
        id=deed.work.new_id(),
        hit_id=hit.id,
        value=value,
        reason=reason,
        author=deed.actor.name,
        at=deed.work.now,
        motion_id=deed.motion_id,
        **pair_columns(pair_on(deed, hit)),
    )
    if hit.judgement is not None:
        follow_elsewhere(deed, hit.judgement)
    return {"hit": hit.id, "listing": hit.told_listing, "judgement": value, "reason": reason}


def pair_on(deed: ActDoing, hit: Hit) -> Pair:
    """Both sides of a hit as they are now."""
    party = next(party for party in deed.case.parties if party.id == hit.party_id)
    return pair_of(deed.work.conn, party, hit.listing)


def revoke_judgement(deed: ActDoing) -> Payload:
    hit = named_hit(deed)
    if hit.judgement is None:
        raise NotAllowed(_("The hit has not been judged."))
    _revoke(deed, hit.judgement, deed.args.reason)
    follow_elsewhere(deed, hit.judgement)
    return {"hit": hit.id, "judgement": hit.judgement.value, "reason": deed.args.reason}


def _revoke(deed: ActDoing, judgement: Judgement, reason: str) -> None:
    records.end(
        deed.work.conn,
        "judgement",
        judgement.id,
        revoked_at=deed.work.now,
        revoked_by=deed.actor.name,
        revoke_reason=reason,
    )


def substantiate(deed: ActDoing) -> Payload:
    return _review_flag(deed, FlagReview.SUBSTANTIATED)


def dismiss_flag(deed: ActDoing) -> Payload:
    return _review_flag(deed, FlagReview.DISMISSED)


def _review_flag(deed: ActDoing, state: FlagReview) -> Payload:
    flag, reason = named_flag(deed), reasoned(deed)
    finding = {"rule": flag.rule, "state": state, "reason": reason}
    _stated(deed, "flag_review", {**finding, "motion_id": deed.motion_id})
    return finding


def named_flag(deed: ActDoing) -> FlagResult:
    """The raised flag that the act names."""
    rule = str(deed.stated("flag")).upper()
    for flag in deed.case.flags:
        if flag.rule == rule and flag.evaluation is Evaluation.RAISED:
            return flag
    raise NotFound(
        _("This flag is not raised on the case."),
        field="flag",
        value=rule,
        remedy=_("Show the flags of the case."),
    )


def enrich(deed: ActDoing) -> Payload:
    """What was learned beside the declaration, with source and date; a party joins the case."""
    asked = _field_of_kind(deed)
    field, value = str(deed.stated("field")), exact(deed.args.value)
    if asked is not None:
        field, value = f"{PROJECT}{asked.name}", _of_type(asked, value)
    check = _CHECKS.get(field)
    if check is not None and value is not None:
        check(value)
    if field in PAST_DAYS and value is not None:
        _past(value, deed.session.today())
    fact = {
        "item_no": deed.args.item,
        "field": field,
        "value": records.to_json(value),
        "source": deed.stated("source"),
        "date": deed.args.date or deed.session.today(),
    }
    _stated(deed, "enrichment", fact)
    if field in ENRICHED_PARTIES:
        _replace_party(deed, ENRICHED_PARTIES[field], value)
    if field in shareholders.WHO:
        shareholders.add_shareholders(deed, field, value)
    if asked is not None:
        _replace_named(deed, asked, value)
    return {**fact, "value": value}


def _field_of_kind(deed: ActDoing) -> KindField | None:
    """The field of the case's kind that is stated; None: it is kept as enrichment by its name."""
    kind = deed.case.of_kind
    found = kind.field(str(deed.stated("field")).removeprefix(PROJECT)) if kind else None
    return None if found is None or found.enrichment else found


def _of_type(field: KindField, value: Any) -> Any:
    """What was typed, in the form of the field; rows may be given as a table."""
    if isinstance(value, str):
        return parsed(field, value)
    if value is None or isinstance(value, bool) or field.type is FieldType.ROWS:
        return value
    return parsed(field, str(value))


def _replace_named(deed: ActDoing, field: KindField, value: Any) -> None:
    """The parties that the kind's fields name now: those of one role are stated anew together."""
    kind = deed.case.of_kind
    if kind is None:
        return
    values = {**(deed.case.project or {}), field.name: value}
    about = kind.field(field.name.removesuffix("_country")) or field
    if about.role is None:
        return
    for party in deed.case.parties:
        if party.role is about.role and party.origin != "declaration":
            records.end(deed.work.conn, "party", party.id, gone_at=deed.work.now)
    for named in parties_named(kind, values):
        if named.role is about.role:
            _add_party(deed, named.role, {"name": named.name, "country": named.country})


def exact(value: Any) -> Any:
    """Binary fractions as the decimals they were written as: stored values are exact."""
    match value:
        case float():
            return Decimal(repr(value))
        case Mapping():
            return {str(key): exact(item) for key, item in value.items()}
        case list() | tuple():
            return [exact(item) for item in value]
    return value


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


def _replace_party(deed: ActDoing, role: Role, value: Any) -> None:
    for party in deed.case.parties:
        if party.role is role and party.origin != "declaration":
            records.end(deed.work.conn, "party", party.id, gone_at=deed.work.now)
    if value is not None:
        _add_party(deed, role, value)


def _add_party(deed: ActDoing, role: Role, value: Mapping[str, Any]) -> None:
    records.add(
        deed.work.conn,
        "party",
        id=deed.work.new_id(),
        case_id=deed.case.id,
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
        origin=str(deed.args.source),
        item_no=deed.args.item,
        at=deed.work.now,
    )


def _named_party(deed: ActDoing) -> CaseParty:
    wanted = str(deed.stated("party"))
    for party in deed.case.parties:
        if wanted in {party.id, party.role.value}:
            return party
    raise NotFound(_("The case has no such party."), field="party", value=wanted)


def link(deed: ActDoing) -> Payload:
    """Party ↔ entity, with basis; a link that stands is revoked first."""
    party = _named_party(deed)
    if party.link is not None:
        raise NotAllowed(
            _("The party is linked to {entity} already.").format(entity=party.link.entity_name),
            remedy=_("Revoke that link first."),
        )
    entity_id, name = entity_for(deed.work, party, deed.args.to, author=deed.actor.name)
    records.add(
        deed.work.conn,
        "party_link",
        id=deed.work.new_id(),
        party_id=party.id,
        entity_id=entity_id,
        basis=deed.stated("basis"),
        author=deed.actor.name,
        at=deed.work.now,
    )
    linked = load_case(deed.work.conn, deed.case.id, deed.session.registry(deed.work.conn))
    take_over(deed.work, linked)
    return {"party": party.id, "entity": entity_id, "name": name, "basis": deed.args.basis}


def unlink(deed: ActDoing) -> Payload:
    party = _named_party(deed)
    if party.link is None:
        raise NotAllowed(_("The party is not linked to an entity."))
    records.end(
        deed.work.conn,
        "party_link",
        party.link.id,
        revoked_at=deed.work.now,
        revoked_by=deed.actor.name,
        revoke_reason=deed.args.reason,
    )
    return {"party": party.id, "entity": party.link.entity_id, "reason": deed.args.reason}


def note(deed: ActDoing) -> Payload:
    text = str(deed.stated("reason"))
    _stated(deed, "note", {"text": text})
    return {"text": text}


def nothing(deed: ActDoing) -> Payload:
    """Screening and flags are done after every act that needs them; here it is the act."""
    return {}
