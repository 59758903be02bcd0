"""Rules about who takes part, as far as lists and assessed institutions speak of them."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from landwaiter.domain.cases.case import CaseParty, Severity
from landwaiter.domain.flags.evidence import of_cn, of_codes, of_hit, of_setting
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.hit_claims import ASSESSING, claim_of, role_name
from landwaiter.domain.flags.inputs import is_known, means
from landwaiter.domain.flags.rule import ANY, EVERY, Rule
from landwaiter.domain.flags.view import Code, Goods, View, judged
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.listing import Hit, JudgementValue
from landwaiter.i18n import _

EU_AND_UN: Final = ("eu_fsf", "un")
ANNEX_IV: Final = ("eu_833_annex_iv", "eu_765_annex_v")
EXPORT_LISTS: Final = ("us_csl", "jp_eul", "uk_eul")
GOODS_LISTS: Final = ("eu", "ru-annex-vii")
_PROGRAMMES: Final = (
    (re.compile(r"\bEntity List\b", re.IGNORECASE), Severity.HIGH),
    (re.compile(r"Military End[- ]Users?\b|\bMEU\b", re.IGNORECASE), Severity.HIGH),
    (re.compile(r"Unverified List|\bUVL\b", re.IGNORECASE), Severity.MEDIUM),
)
"""US programmes that count (15 CFR 744 Supplements 4, 7 and 6); others of the file do not."""


def is_strong(hit: Hit) -> bool:
    """A confirmed fact: judged same, or an equal strong identifier."""
    return judged(hit) is JudgementValue.SAME or hit.match.identifier_equal


def equals(hit: Hit) -> bool | None:
    """Equal by judgement, by identifier, or by name and country; None while no country is known."""
    if is_strong(hit):
        return True
    if not hit.match.name_equal:
        return False
    return hit.match.country_equal


def is_on(names: Iterable[str], hit: Hit) -> bool:
    """Whether the hit is on a list that rules call by one of these names."""
    return any(means(name, hit.list_id, hit.list_kind) for name in names)


def no_hit(view: View, names: tuple[str, ...], *, every: bool = False) -> Finding:
    """What no hit means: nothing when a list is loaded and a party named, else not known.

    It names the lists that were read and those that were not; with `every` all must be loaded.
    """
    if not view.parties():
        return unknown("parties.name")
    lists = [f"list:{name}" for name in names]
    absent = tuple(name for name in lists if not is_known(name, view))
    if len(absent) == len(lists) or (every and absent):
        return unknown((EVERY if every else ANY).join(absent))
    return Finding(False, missing=absent, against=tuple(n for n in lists if n not in absent))


def _per_hit(
    view: View,
    names: tuple[str, ...],
    look: Callable[[CaseParty, Hit], Finding],
    *,
    every: bool = False,
) -> Finding:
    found = [look(party, hit) for party, hit in view.hits() if is_on(names, hit)]
    return any_of([*found, no_hit(view, names, every=every)])


def _freeze_hit(_party: CaseParty, hit: Hit) -> bool:
    """Name alone counts too, as a high flag."""
    return is_on(EU_AND_UN, hit) and (is_strong(hit) or hit.match.name_equal)


def listed_party(view: View, rule: Rule) -> Finding:
    """RF-P01: asset-freeze lists of the EU and the UN."""

    def look(party: CaseParty, hit: Hit) -> Finding:
        severity = Severity.CRITICAL if is_strong(hit) else Severity.HIGH
        return judge(
            {"parties.name": _freeze_hit(party, hit)},
            claim_of(party, hit),
            severity=severity,
            evidence=of_hit(party, hit),
        )

    return _per_hit(view, EU_AND_UN, look)


def annex_iv_party(view: View, rule: Rule) -> Finding:
    """RF-P02: entities of Annex IV of Reg. 833/2014 or Annex V of Reg. 765/2006."""
    goods = _goods_of_833(view)
    if goods is False:
        return Finding(False, against=("items.classification",))
    found = [
        place for line in view.goods for place in (of_cn(line), *of_codes(line, _codes(view, line)))
    ]

    def look(party: CaseParty, hit: Hit) -> Finding:
        confirmed = any(code.confirmed for line in view.goods for code in _codes(view, line))
        text = (
            _("{claim} An item is confirmed under Annex I or VII.")
            if confirmed
            else _("{claim} An item may fall under Annex I or VII (candidate, not confirmed).")
        )
        return judge(
            {"parties.country": equals(hit), "items.classification": goods},
            text.format(claim=claim_of(party, hit)),
            severity=Severity.CRITICAL if confirmed and is_strong(hit) else Severity.HIGH,
            evidence=(*of_hit(party, hit), *found),
        )

    return _per_hit(view, ANNEX_IV, look, every=True)


def _codes(view: View, line: Goods) -> tuple[Code, ...]:
    """Codes of Annex I and of Annex VII, candidate or confirmed."""
    return tuple(code for code in view.codes(line) if code.list in GOODS_LISTS)


def _goods_of_833(view: View) -> bool | None:
    """Any line that is a candidate or confirmed for Annex I, or stands in Annex VII."""
    if not view.goods:
        return None
    answers = [_good_of_833(view, line) for line in view.goods]
    if True in answers:
        return True
    return None if None in answers else False


def _good_of_833(view: View, line: Goods) -> bool | None:
    """Annex I decides by what can be said of codes; Annex VII where a pack of it is loaded."""
    if _codes(view, line):
        return True
    annex_7 = view.may_be_in_annexes(line, "eu_833_annexes", "entity_annex")
    return True if annex_7 else view.listed_in_annex_1(line)


def programme_severity(hit: Hit) -> Severity | None:
    """High or medium when the listing's programme counts, None when it does not."""
    if hit.list_id in ("jp_eul", "uk_eul"):
        return Severity.HIGH
    text = " ".join((*hit.listing.programmes, *hit.listing.sanctions, hit.listing.dataset))
    return next((severity for pattern, severity in _PROGRAMMES if pattern.search(text)), None)


def _programme(hit: Hit) -> str:
    named = (*hit.listing.programmes, *hit.listing.sanctions, hit.listing.dataset)
    counted = (text for text in named if any(p.search(text) for p, _s in _PROGRAMMES))
    return next(counted, hit.list_id)


def export_list_hit(view: View, rule: Rule) -> Finding:
    """RF-P03: US Entity List, MEU list and UVL, Japanese and UK end-user lists (advisory)."""

    def look(party: CaseParty, hit: Hit) -> Finding:
        severity = programme_severity(hit)
        text = _("{claim} The entry is of {programme} (advisory).")
        return judge(
            {"parties.name": severity is not None, "parties.country": equals(hit)},
            text.format(claim=claim_of(party, hit), programme=_programme(hit)),
            severity=severity,
            evidence=of_hit(party, hit),
        )

    return _per_hit(view, EXPORT_LISTS, look)


def near_match(view: View, rule: Rule) -> Finding:
    """RF-P04: an unjudged hit at the office's operating point with the same country or city."""

    def look(party: CaseParty, hit: Hit) -> Finding:
        point = _operating_point(view, rule, hit.list_id)
        open_hit = judged(hit) is not JudgementValue.SAME and not _held_by_another(view, party, hit)
        text = _(
            "The {role} {name} resembles {listed} on {list} ({score} of 1000), not judged yet."
        )
        return judge(
            {
                "hits.judgement": open_hit,
                "setting:operating_point": None if point is None else hit.match.score >= point,
                "parties.country": _same_place(party, hit),
            },
            text.format(
                role=role_name(party),
                name=party.name,
                listed=hit.told_listing,
                list=hit.told_list,
                score=hit.match.score,
            ),
            evidence=(
                *of_hit(party, hit),
                of_setting(f"threshold.{hit.list_id}", point),
            ),
        )

    return _per_hit(view, ("any",), look)


def _operating_point(view: View, rule: Rule, list_id: str) -> int | None:
    key = f"{rule.id}.operating_point"
    value = view.setting(f"{key}.{list_id}") or view.setting(key)
    return int(value) if value else None


def _same_place(party: CaseParty, hit: Hit) -> bool | None:
    city = (party.address.city or "").casefold()
    if city and any(city in address.casefold() for address in hit.listing.addresses):
        return True
    return hit.match.country_equal


def _held_by_another(view: View, party: CaseParty, hit: Hit) -> bool:
    """True when RF-P01, P02 or P03 holds for this party and listing.

    RF-P05 to P07 need a judgement, which ends a near match anyway.
    """
    if _freeze_hit(party, hit):
        return True
    if is_on(ANNEX_IV, hit):
        return bool(equals(hit) and _goods_of_833(view))
    return bool(is_on(EXPORT_LISTS, hit) and programme_severity(hit) and equals(hit))


def transaction_ban_bank(view: View, rule: Rule) -> Finding:
    """RF-C03: the bank of payment or guarantee in an annex of a transaction ban."""
    if not view.parties(Role.BANK):
        return unknown("payment.bank")
    found = [
        judge(
            {"parties.country": equals(hit)},
            claim_of(party, hit),
            evidence=of_hit(party, hit),
        )
        for party, hit in view.hits(Role.BANK)
        if hit.list_id == "eu_transaction_ban"
    ]
    return any_of([*found, no_hit(view, ("eu_transaction_ban",))])


def assessed_or_listed(view: View, *roles: Role) -> tuple[tuple[CaseParty, Hit], ...]:
    """Parties that are a listed entity, or an assessed one by judgement."""
    return tuple(
        (party, hit)
        for party, hit in view.hits(*roles)
        if (judged(hit) is JudgementValue.SAME if hit.list_kind == ASSESSING else equals(hit))
    )
