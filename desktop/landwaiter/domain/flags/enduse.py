"""Rules about what the goods are said to be for."""

from datetime import date
from typing import Any, Final

from landwaiter.domain.case import Severity
from landwaiter.domain.clocks import EMBARGO_POLICIES
from landwaiter.domain.flags.finding import Finding, any_of, either, judge, unknown
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.view import ANSWER_SOURCES, Goods, View
from landwaiter.domain.words import folded, has_han, only_words_of
from landwaiter.i18n import _

EMBARGO_DAY: Final = date(1989, 6, 27)
"""Declaration of the European Council, Madrid."""
REPRESSION_CODES: Final = ("ATR", "5A001.f", "5A001.j", "5A004")
SURVEILLANCE_CODES: Final = ("4A005", "5A001.f", "5A001.j", "5A004", "5D001.e")


def end_uses(view: View) -> tuple[str, ...]:
    """Every end use stated, as text."""
    return tuple(str(row.value) for row in view.enriched("end_use") if row.value)


def military_end_use(view: View, rule: Rule) -> Finding:
    """RF-E01: critical where the office's policy counts the destination as embargoed."""
    words = view.words("military", *end_uses(view), *view.end_user_names)
    if words is None:
        return unknown("pack:vocabulary" if "vocabulary" not in view.packs else "end_use")
    embargoed, policy = _policy(view)
    return judge(
        {"end_use|end_user.name": bool(words)},
        _("End use or end user says “{words}”. {policy}").format(
            words=", ".join(words), policy=policy
        ),
        severity=Severity.CRITICAL if embargoed else None,
        evidence=tuple(f"end_use: {text}" for text in end_uses(view))
        + tuple(f"end_user.name: {name}" for name in view.end_user_names),
    )


def _policy(view: View) -> tuple[bool, str]:
    """Whether the policy counts the destination as embargoed, and the sentence that says so."""
    country = view.destination or ""
    key = EMBARGO_POLICIES.get(country)
    value = view.facts.policy.get(key) if key else None
    if value is None:
        return False, _("The arms embargo policy for {country} is not set.").format(country=country)
    text = (
        _("The office counts {country} as under an arms embargo.")
        if value
        else _("The office does not count {country} as under an arms embargo.")
    )
    return value, text.format(country=country)


def weapons_of_mass_destruction(view: View, rule: Rule) -> Finding:
    """RF-E02: critical only once a person has confirmed the meaning."""
    described = [line.description for line in view.goods]
    texts = [*end_uses(view), *described]
    words = view.words("wmd", *texts)
    if words is None:
        return unknown("pack:vocabulary" if any(texts) else "end_use|items.description")
    confirmed = view.note(rule.id) is not None
    return judge(
        {"end_use|items.description": bool(words)},
        _("End use or description says “{words}”.").format(words=", ".join(words)),
        severity=Severity.CRITICAL if confirmed else None,
        evidence=tuple(f"text: {text}" for text in texts if text),
    )


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
    texts = [str(value or "").strip() for value in statements]
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
        evidence=(f"end_use: {shown}",),
    )


def _is_vague(view: View, rule: Rule, text: str) -> bool:
    least = number(rule.thresholds, "han" if has_han(text) else "letters")
    return len(text) < least or only_words_of(view.packs["vocabulary"], "generic_end_use", text)


def internal_repression(view: View, rule: Rule) -> Finding:
    """RF-E04: Hong Kong, Macao and mainland China."""
    return any_of(
        (_repression(view, line) for line in view.goods),
        otherwise=judge(
            {
                "country_destination": view.in_set("repression_destination", view.destination),
                "items.description|items.classification": None,
            },
            "",
        ),
    )


def _repression(view: View, line: Goods) -> Finding:
    words = view.words("internal_repression", line.description)
    codes = _codes_under(view, line, REPRESSION_CODES)
    met = _shown(words, codes)
    return judge(
        {
            "country_destination": view.in_set("repression_destination", view.destination_of(line)),
            "items.description|items.classification": either(
                None if words is None else bool(words), bool(codes) if view.classified else None
            ),
        },
        _("Item {no} points to internal repression ({met}) and goes to {country}.").format(
            no=line.no, met=met, country=view.destination_of(line)
        ),
        evidence=(f"items.description: {line.description}", *(f"code: {code}" for code in codes)),
    )


def _codes_under(view: View, line: Goods, entries: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the line under these entries; a correlation graded low is no evidence."""
    return tuple(
        code.code
        for code in view.codes(line)
        if code.confidence != "L" and any(code.under(entry) for entry in entries)
    )


def _shown(words: tuple[str, ...] | None, codes: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys((*(words or ()), *codes)))


def surveillance_item(view: View, rule: Rule) -> Finding:
    """RF-E05: a cyber-surveillance item for police, interior or intelligence."""
    services = view.words("security_services", *view.end_user_names)
    user = None if services is None else bool(services)
    return any_of(
        (_surveillance(view, line, user) for line in view.goods),
        otherwise=judge(
            {"end_user.name": user, "items.description|items.classification": None}, ""
        ),
    )


def _surveillance(view: View, line: Goods, user: bool | None) -> Finding:
    words = view.words("surveillance", line.description)
    codes = _codes_under(view, line, SURVEILLANCE_CODES)
    return judge(
        {
            "items.description|items.classification": either(
                None if words is None else bool(words), bool(codes) if view.classified else None
            ),
            "end_user.name": user,
        },
        _("Item {no} may serve cyber-surveillance ({met}); the end user is {user}.").format(
            no=line.no, met=_shown(words, codes), user=", ".join(view.end_user_names)
        ),
        evidence=(
            f"items.description: {line.description}",
            f"end_user.name: {', '.join(view.end_user_names)}",
        ),
    )


def pre_embargo_contract(view: View, rule: Rule) -> Finding:
    """RF-E06."""
    signed = view.day_of("contract.date")
    military = view.value("contract.military_items")
    destination = view.destination
    return judge(
        {
            "country_destination": None if destination is None else destination == "CN",
            "contract.date": None if signed is None else signed < EMBARGO_DAY,
            "contract.military_items": None if military is None else bool(military),
        },
        _(
            "The contract of {day}, marked military, is older than the declaration of 27 June 1989."
        ).format(day=signed),
        evidence=(f"contract.date: {signed}",),
    )


def other_site(view: View, rule: Rule) -> Finding:
    """RF-E07: `end_use.site` {street, city, declared}; medium in another city, undeclared."""
    site = view.value("end_use.site")
    if site is None:
        return unknown("end_use.site")
    place = site if isinstance(site, dict) else {"city": str(site)}
    addresses = [party.address for party in view.parties() if party.role.value in _SITES]
    roles = {p.role.value for p in view.parties() if p.address.city or p.address.street}
    street, city = folded(str(place.get("street") or "")), folded(str(place.get("city") or ""))
    here = any(
        (street and street == folded(a.street or ""))
        or (not street and city == folded(a.city or ""))
        for a in addresses
    )
    cities = {folded(a.city) for a in addresses if a.city}
    elsewhere = city not in cities and not place.get("declared")
    return judge(
        {
            "consignee.address": True if "consignee" in roles else None,
            "end_user.address": True if "end_user" in roles else None,
            "end_use.site": not here,
        },
        _(
            "The goods are to be used at {site}, which is neither the consignee's nor the end "
            "user's address."
        ).format(site=place.get("city") or place.get("street")),
        severity=Severity.MEDIUM if elsewhere else None,
        evidence=(f"end_use.site: {place.get('city') or place.get('street')}",),
    )


_SITES: Final = frozenset({"consignee", "end_user"})
