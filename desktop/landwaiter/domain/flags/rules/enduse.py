"""Rules about what the goods are said to be for."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from landwaiter.domain.cases.case import Severity
from landwaiter.domain.flags.evidence import (
    at,
    of_cn,
    of_codes,
    of_declaration,
    of_enrichment,
    of_item,
    of_party,
    of_setting,
)
from landwaiter.domain.flags.finding import Finding, alternatives, any_of, judge, unknown
from landwaiter.domain.flags.rule import Rule, day, number
from landwaiter.domain.flags.view import ANSWER_SOURCES, Code, Goods, View, as_date, is_true
from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.domain.law.arms_embargo import embargo_of, policy_name
from landwaiter.domain.law.word_lists import folded, has_han, only_words_of
from landwaiter.i18n import _


def end_uses(view: View) -> tuple[str, ...]:
    """Every end use stated, as text; a mapping states it under `text`."""
    return tuple(text for row in view.enriched("end_use") if (text := text_of(row.value)))


def text_of(value: Any) -> str:
    """The words of an end-use statement."""
    stated = value.get("text") if isinstance(value, Mapping) else value
    return str(stated or "").strip()


def _of_end_user(view: View) -> tuple[str, ...]:
    return tuple(at("parties/end_user/name", name) for name in view.end_user_names)


def military_end_use(view: View, rule: Rule) -> Finding:
    """RF-E01: critical where the destination counts as embargoed, by law or by policy."""
    words = view.words("military", *end_uses(view), *view.end_user_names)
    answers = tuple(_military_answers(view, rule))
    if words is None and not answers:
        return unknown("pack:vocabulary", "end_use||end_user.name")
    embargoed, key, policy = _policy(view)
    met = [text for text in end_uses(view) if view.words("military", text)]
    users = [name for name in view.end_user_names if view.words("military", name)]
    said = dict.fromkeys((*(words or ()), *(word for word, _place in answers)))
    return judge(
        alternatives(
            ("end_use", bool(met or answers) if end_uses(view) or answers else None),
            ("end_user.name", bool(users) if view.end_user_names else None),
        ),
        _("End use or end user says “{words}”. {policy}").format(
            words=", ".join(said), policy=policy
        ),
        severity=Severity.CRITICAL if embargoed else None,
        evidence=(
            *(of_enrichment("end_use", text) for text in met),
            *(at("parties/end_user/name", name) for name in users),
            *dict.fromkeys(place for _word, place in answers),
            of_declaration("country_destination", view.destination),
            of_setting(f"policy.{key}", str(embargoed).lower()) if key else "",
        ),
    )


def _military_answers(view: View, rule: Rule) -> Iterator[tuple[str, str]]:
    """What answers of an interview say of a military use, each word with its evidence."""
    for answer in view.answers_for(rule.id):
        if answer.counts == "yes" and is_true(answer.value):
            yield answer.label, answer.evidence
        for word in view.words("military", answer.text) or () if answer.counts == "words" else ():
            yield word, answer.evidence


def _policy(view: View) -> tuple[bool, str, str]:
    """Whether the destination counts as embargoed, the name of the policy and what says so.

    The name is empty where no policy says it.
    """
    country = view.destination
    if country is None:
        return False, "", _("The destination is not known, so no arms embargo is either.")
    embargo = embargo_of(country, view.facts.policy)
    if embargo is None:
        text = _("No arms embargo on {country} is known.")
        return False, "", text.format(country=country)
    if embargo.by_law:
        text = _("{country} is under an arms embargo (Art. 2(19) of Reg. 2021/821).")
        return True, "", text.format(country=country)
    if embargo.counts is None:
        text = _("The arms embargo policy for {country} is not set.")
        return False, "", text.format(country=country)
    text = (
        _("The office counts {country} as under an arms embargo.")
        if embargo.counts
        else _("The office does not count {country} as under an arms embargo.")
    )
    return embargo.counts, policy_name(country), text.format(country=country)


def weapons_of_mass_destruction(view: View, rule: Rule) -> Finding:
    """RF-E02: critical only once a person has confirmed the meaning by a note on the rule."""
    places = [
        *(("enrichment/end_use", text) for text in end_uses(view)),
        *((f"items/{line.no}/description", line.description) for line in view.goods),
    ]
    texts = [text for _place, text in places]
    words = view.words("wmd", *texts)
    if words is None:
        return unknown("pack:vocabulary", "end_use||items.description")
    note = view.note(rule.id)
    confirmed = note is not None and note.holds
    return judge(
        alternatives(
            ("end_use", bool(words) if words or end_uses(view) else None),
            ("items.description", bool(words) if words or _described(view) else None),
        ),
        _("End use or description says “{words}”.").format(words=", ".join(words)),
        severity=Severity.CRITICAL if confirmed else None,
        evidence=(
            *(at(place, text) for place, text in places if view.words("wmd", text)),
            of_enrichment("analyst_note", note.reason) if note and confirmed else "",
        ),
    )


def _described(view: View) -> bool:
    """Whether every line of goods says what it is; where no goods can be, nothing is open."""
    if not view.goods:
        return view.is_without_goods
    return all(line.description for line in view.goods)


def vague_end_use(view: View, rule: Rule) -> Finding:
    """RF-E03: every statement for an item is empty, too short for its script or generic."""
    if "vocabulary" not in view.packs:
        return unknown("pack:vocabulary")
    rows = [row for row in view.enriched("end_use") if row.source in ANSWER_SOURCES]
    if not rows:
        return unknown("end_use") if view.answered else unknown()
    numbers = [line.no for line in view.goods] or [0]
    return any_of(
        _vague(view, rule, no, [r.value for r in rows if r.item_no in (None, no)]) for no in numbers
    )


def _vague(view: View, rule: Rule, no: int, statements: list[Any]) -> Finding:
    if not statements:
        return unknown("end_use")
    texts = [text_of(value) for value in statements]
    shown = texts[-1] or _("nothing")
    return judge(
        {"end_use": all(_is_vague(view, rule, text) for text in texts)},
        _("The end use stated for item {no} is “{text}”: too short or only generic words.").format(
            no=no, text=shown
        )
        if no
        else _("The end use stated is “{text}”: too short or only generic words.").format(
            text=shown
        ),
        evidence=(of_enrichment("end_use", shown),),
    )


def _is_vague(view: View, rule: Rule, text: str) -> bool:
    least = number(rule.thresholds, "han" if has_han(text) else "letters")
    return len(text) < least or only_words_of(view.packs["vocabulary"], "generic_end_use", text)


def internal_repression(view: View, rule: Rule) -> Finding:
    """RF-E04: the destinations of the country set, with a word or a code of the rule."""
    return any_of(
        (_repression(view, line) for line in view.goods),
        otherwise=judge(
            {
                "country_destination": view.in_set("repression_destination", view.destination),
                "items.description||items.classification": None,
            },
            "",
        ),
    )


def _repression(view: View, line: Goods) -> Finding:
    words = view.words("internal_repression", line.description)
    codes = _codes_of_set(view, line, "repression_code")
    destination = view.destination_of(line)
    return judge(
        {
            "country_destination": view.in_set("repression_destination", destination),
            **alternatives(
                ("items.description", None if words is None else bool(words)),
                ("items.classification", _has(view, line, codes)),
            ),
        },
        _("Item {no} points to internal repression ({met}) and goes to {country}.").format(
            no=line.no, met=_shown(words, codes), country=destination
        ),
        evidence=(*_met(line, words, codes), of_declaration("country_destination", destination)),
    )


def _codes_of_set(view: View, line: Goods, name: str) -> tuple[Code, ...]:
    """Codes of the line under an entry of the set; a correlation graded low is no evidence."""
    entries = view.code_set(name) or ()
    return tuple(
        code
        for code in view.codes(line)
        if code.confidence != "L" and any(code.under(entry) for entry in entries)
    )


def _has(view: View, line: Goods, codes: tuple[Code, ...]) -> bool | None:
    return bool(codes) if codes or view.is_classified(line) else None


def _shown(words: tuple[str, ...] | None, codes: tuple[Code, ...]) -> str:
    return ", ".join(dict.fromkeys((*(words or ()), *(code.code for code in codes))))


def _met(line: Goods, words: tuple[str, ...] | None, codes: tuple[Code, ...]) -> tuple[str, ...]:
    described = of_item(line, "description", line.description) if words else ""
    return (described, *of_codes(line, codes), of_cn(line) if codes else "")


def surveillance_item(view: View, rule: Rule) -> Finding:
    """RF-E05: a cyber-surveillance item for police, interior or intelligence."""
    services = view.words("security_services", *view.end_user_names)
    user = None if services is None else bool(services)
    return any_of(
        (_surveillance(view, line, user) for line in view.goods),
        otherwise=judge(
            {"end_user.name": user, "items.description||items.classification": None}, ""
        ),
    )


def _surveillance(view: View, line: Goods, user: bool | None) -> Finding:
    words = view.words("surveillance", line.description)
    codes = _codes_of_set(view, line, "surveillance_code")
    return judge(
        {
            **alternatives(
                ("items.description", None if words is None else bool(words)),
                ("items.classification", _has(view, line, codes)),
            ),
            "end_user.name": user,
        },
        _("Item {no} may serve cyber-surveillance ({met}); the end user is {user}.").format(
            no=line.no, met=_shown(words, codes), user=", ".join(view.end_user_names)
        ),
        evidence=(*_met(line, words, codes), *_of_end_user(view)),
    )


def pre_embargo_contract(view: View, rule: Rule) -> Finding:
    """RF-E06: a contract marked military that is older than the declaration of the rule."""
    (signed, stated), before = _contract_signed(view, rule), day(rule.thresholds, "before")
    military = view.value("contract.military_items")
    return judge(
        {
            "country_destination": view.in_set("declaration_1989", view.destination),
            "contract.date": None if signed is None else signed < before,
            "contract.military_items": None if military is None else is_true(military),
        },
        _(
            "The contract of {day}, marked military, is older than the declaration of {before}."
        ).format(day=signed, before=before),
        evidence=(
            stated,
            of_enrichment("contract.military_items", military),
            of_declaration("country_destination", view.destination),
        ),
    )


def _contract_signed(view: View, rule: Rule) -> tuple[date | None, str]:
    """The day of the contract with its evidence: of the contract on file, of a claim, else of an
    interview on the goods."""
    signed, stated_in = view.contract_day("contract.date")
    if signed is not None:
        return signed, of_enrichment(stated_in, signed)
    answers = (one for one in view.answers_for(rule.id) if one.counts == "day")
    return next(((as_date(one.value), one.evidence) for one in answers), (None, ""))


def other_site(view: View, rule: Rule) -> Finding:
    """RF-E07: `end_use.site` {street, city, declared}; medium in another city, undeclared."""
    site = view.value("end_use.site")
    if site is None:
        return unknown("end_use.site")
    place = site if isinstance(site, Mapping) else {"city": str(site)}
    shown = ", ".join(str(place[key]) for key in ("street", "city") if place.get(key))
    other_city = all(
        _other(place.get("city"), p.address.city) for role in _SITES for p in view.parties(role)
    )
    return judge(
        {f"{role.value}.address": _apart(view, place, role) for role in _SITES},
        _(
            "The goods are to be used at {site}, which is neither the consignee's nor the end "
            "user's address."
        ).format(site=shown),
        severity=Severity.MEDIUM if other_city and not is_true(place.get("declared")) else None,
        evidence=(
            of_enrichment("end_use.site", shown),
            *(
                of_party(p, "address", ", ".join(filter(None, (p.address.street, p.address.city))))
                for role in _SITES
                for p in view.parties(role)
            ),
        ),
    )


_SITES: Final = (Role.CONSIGNEE, Role.END_USER)


def _apart(view: View, place: Mapping[str, Any], role: Role) -> bool | None:
    """Whether the site is elsewhere than every party of the role."""
    answers = [_is_elsewhere(place, party.address) for party in view.parties(role)]
    if False in answers:
        return False
    return None if None in answers or not answers else True


def _is_elsewhere(place: Mapping[str, Any], address: Address) -> bool | None:
    """By city where both name one and it differs, else by street; None where neither can say."""
    if _other(place.get("city"), address.city):
        return True
    if place.get("street") and address.street:
        return bool(_other(place["street"], address.street))
    return None if place.get("street") or not (place.get("city") and address.city) else False


def _other(one: Any, other: Any) -> bool | None:
    """Whether two stated words differ; None where one is not stated."""
    return folded(str(one)) != folded(str(other)) if one and other else None
