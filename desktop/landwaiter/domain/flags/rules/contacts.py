"""RF-C02: two parties that share a director, an address, a phone number or a domain.

Beside the addresses on the declaration the case may state `parties.directors`, `parties.address`,
`parties.phone` and `parties.domain`: a mapping of a role, a name, or `list/name` of a listed
entity to a value or a list of values.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final

from landwaiter.domain.cases.case import CaseParty, Severity
from landwaiter.domain.flags.evidence import at
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.hit_claims import HitGround, ground_of
from landwaiter.domain.flags.holders import entries
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.rules.firm import address_line
from landwaiter.domain.flags.rules.party import equals
from landwaiter.domain.flags.view import View, as_date
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.word_lists import folded, found_words, same_name
from landwaiter.domain.lists.listing import Hit
from landwaiter.i18n import N_, _

OWN_SIDE: Final = (Role.EXPORTER, Role.DECLARANT, Role.REPRESENTATIVE)
"""Parties whose own affiliates and helpers share addresses as a matter of course."""


def _phone(text: str) -> str:
    return re.sub(r"\D", "", text).removeprefix("00")


def _domain(text: str) -> str:
    bare = text.strip().casefold().rpartition("@")[2]
    return bare.removeprefix("https://").removeprefix("http://").removeprefix("www.").strip("/")


DETAILS: Final[Mapping[str, Callable[[str], str]]] = {
    "directors": folded,
    "address": folded,
    "phone": _phone,
    "domain": _domain,
}
"""Detail → how two statements of it are compared."""
_SHARED: Final[Mapping[str, str]] = {
    "directors": N_("{one} and {other} share the director {value}."),
    "address": N_("{one} and {other} share the address {value}."),
    "phone": N_("{one} and {other} share the phone number {value}."),
    "domain": N_("{one} and {other} share the domain {value}."),
}


@dataclass(slots=True)
class _Firm:
    """A party or a listed entity with what is known of it."""

    place: str
    name: str
    entity: str | None
    listed: str
    """The list that has an entry for it; empty: none."""
    ground: str = ""
    details: dict[str, set[str]] = field(default_factory=dict)

    def learn(self, detail: str, values: Iterable[str]) -> None:
        compared = {DETAILS[detail](value) for value in values} - {""}
        if compared:
            self.details.setdefault(detail, set()).update(compared)


def shared_contact(view: View, rule: Rule) -> Finding:
    """RF-C02: high only where one of the two is a listed entity."""
    firms = [firm for firm in _firms(view) if not is_own_side(view, firm.name)]
    others = _others(firms)
    paired = [firm for firm, count in zip(firms, others, strict=True) if count]
    still_open = tuple(f"parties.{name}" for name in DETAILS if not _is_compared(paired, name))
    sharing = _sharing(firms)
    found = [_shared(one, other) for one, other in sharing]
    if sum(others) // 2 > len(sharing):
        found.append(Finding(False))  # every pair that shares nothing
    return any_of([*found, unknown(*still_open)] if still_open else found)


def _others(firms: list["_Firm"]) -> list[int]:
    """With how many firms each makes a pair: with all but those of its name or entity."""
    names = Counter(folded(firm.name) for firm in firms if firm.name)
    entities = Counter(firm.entity for firm in firms if firm.entity is not None)
    both = Counter((folded(firm.name), firm.entity) for firm in firms)
    return [
        len(firms)
        - 1
        - (names[folded(firm.name)] - 1 if firm.name else 0)
        - (entities[firm.entity] - 1 if firm.entity is not None else 0)
        + (both[folded(firm.name), firm.entity] - 1 if firm.name and firm.entity is not None else 0)
        for firm in firms
    ]


def _sharing(firms: list["_Firm"]) -> list[tuple["_Firm", "_Firm"]]:
    """Pairs that share a detail, in the order of the firms; no other pair is looked at."""
    having: dict[tuple[str, str], list[int]] = {}
    for place, firm in enumerate(firms):
        for detail, values in firm.details.items():
            for value in values:
                having.setdefault((detail, value), []).append(place)
    pairs = {pair for places in having.values() for pair in combinations(places, 2)}
    found = ((firms[one], firms[other]) for one, other in sorted(pairs))
    return [pair for pair in found if _are_two(*pair)]


def _is_compared(paired: list["_Firm"], detail: str) -> bool:
    """Whether a detail is known of every firm that makes a pair with another."""
    return bool(paired) and all(detail in firm.details for firm in paired)


def _are_two(one: _Firm, other: _Firm) -> bool:
    same_entity = one.entity is not None and one.entity == other.entity
    return not same_entity and not same_name(one.name, other.name)


def _shared(one: _Firm, other: _Firm) -> Finding:
    return any_of(
        judge(
            {f"parties.{detail}": True},
            _(_SHARED[detail]).format(one=_told(one), other=_told(other), value=value),
            severity=Severity.HIGH if one.listed or other.listed else None,
            evidence=(at(f"{one.place}/{detail}", value), at(f"{other.place}/{detail}", value)),
        )
        for detail in DETAILS
        for value in sorted(one.details.get(detail, set()) & other.details.get(detail, set()))
    )


def _told(firm: _Firm) -> str:
    if not firm.listed:
        return firm.name
    return _LISTED[firm.ground]().format(name=firm.name, list=firm.listed)


_LISTED: Final[Mapping[str, Callable[[], str]]] = {
    "": lambda: _("{name} (an entry of {list})"),
    HitGround.JUDGED: lambda: _("{name} (judged the same as an entry of {list})"),
    HitGround.IDENTIFIER: lambda: _("{name} (identifier of an entry of {list}, not judged yet)"),
    HitGround.NAME_AND_COUNTRY: lambda: _(
        "{name} (name and country of an entry of {list}, not judged)"
    ),
}
"""Why a firm is taken for an entry → how it is told; without a ground it is the entry itself."""


def _firms(view: View) -> tuple[_Firm, ...]:
    hits: dict[str, list[Hit]] = {}
    for party, hit in view.hits():
        if hit.list_kind != "institutions" and equals(hit):
            hits.setdefault(party.id, []).append(hit)
    firms = {party.id: _party(party, hits.get(party.id, [])) for party in view.parties()}
    listed = {key: _listed(view, key) for key in _stated_keys(view) if _list_of(view, key)}
    found = (*firms.values(), *listed.values())
    for detail in DETAILS:
        for key, values in _stated(view, detail):
            for firm in found:
                if key == firm.place or same_name(key, firm.name) or _is_role(key, firm):
                    firm.learn(detail, _without_free_mail(view, detail, values))
    return found


def _is_role(key: str, firm: _Firm) -> bool:
    return firm.place == f"parties/{key}"


def _party(party: CaseParty, hits: list[Hit]) -> _Firm:
    """The party with its address, and those of the listings that it is equal to."""
    entity = party.link.entity_id if party.link else None
    firm = _Firm(f"parties/{party.role.value}", party.name, entity, "")
    if hits:
        firm.listed, firm.ground = hits[0].told_list, ground_of(hits[0]).value
    if party.address.street:
        firm.learn("address", [address_line(party.address)])
    for hit in hits:
        firm.learn("address", hit.listing.addresses)
    return firm


def _listed(view: View, key: str) -> _Firm:
    list_id, _slash, name = key.partition("/")
    edition = view.facts.lists[list_id].edition
    return _Firm(key, name, None, f"{list_id}@{edition}")


def _list_of(view: View, key: str) -> bool:
    list_id, slash, _name = key.partition("/")
    return bool(slash) and list_id in view.facts.lists


def _stated_keys(view: View) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for detail in DETAILS for key, _values in _stated(view, detail)))


def _stated(view: View, detail: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whom the newest statements name, and what they say of them."""
    for row in view.enriched(f"parties.{detail}"):
        if isinstance(row.value, Mapping):
            for key, value in row.value.items():
                yield str(key), _texts(value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else (str(value),)


def _without_free_mail(view: View, detail: str, values: tuple[str, ...]) -> tuple[str, ...]:
    vocabulary = view.packs.get("vocabulary")
    if detail != "domain" or vocabulary is None:
        return values
    return tuple(v for v in values if not found_words(vocabulary, "free_mail", _domain(v)))


def is_own_side(view: View, name: str) -> bool:
    """The exporter, who declares or represents, and their affiliates by stake or statement."""
    own: frozenset[str] | None = view.absences.get(_own_names)
    if own is None:
        own = view.absences[_own_names] = _own_names(view)
    return bool(name) and folded(name) in own


def _own_names(view: View) -> frozenset[str]:
    """Folded; looked up once for each case, as every party is held against them."""
    own = [party.name for party in view.parties(*OWN_SIDE)]
    affiliates = [str(one) for one in view.value("exporter.affiliates") or ()]
    affiliates += [
        other
        for owner, owned in _held(view)
        for one, other in ((owner, owned), (owned, owner))
        if any(same_name(one, mine) for mine in own)
    ]
    return frozenset(folded(mine) for mine in (*own, *affiliates) if mine)


def _held(view: View) -> Iterator[tuple[str, str]]:
    """Owner and firm of each stake on the day of the case; the newest statement on both counts."""
    newest = {
        (folded(str(entry["owner"])), folded(str(entry["owned"]))): entry
        for row in view.enriched("ownership")
        for entry in entries(row.value)
        if entry.get("owner") and entry.get("owned")
    }
    for entry in newest.values():
        since, until = as_date(entry.get("since")), as_date(entry.get("until"))
        if (since or view.day) <= view.day <= (until or view.day):
            yield str(entry["owner"]), str(entry["owned"])
