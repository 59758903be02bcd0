"""Entities that may be one: proposed with reasons for and against, decided by a person.

A pair that was told apart is proposed no more, whatever is merged into either of the two.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from landwaiter.domain.entities.entity import STRONG
from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.domain.flags.rules.firm import address_line
from landwaiter.domain.intake.declaration import Address
from landwaiter.domain.law.word_lists import folded
from landwaiter.domain.lists.listing import Match
from landwaiter.i18n import _, plural
from landwaiter.services.base.wording import shown_score
from landwaiter.services.entities.entity_index import EntityIndex, IndexedEntities
from landwaiter.services.entities.entity_names import KnownEntity
from landwaiter.services.entities.entity_page import entity_named
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.entities import entity_rows as stored
from landwaiter.storage.entities import entity_statements as statements

ALIKE = 800
"""Names that score so are proposed by themselves, in thousandths."""
ALIKE_AT_ONE_ADDRESS = 600
"""Names that score so are proposed where the address is the same."""
_NEAREST = 8
"""Entities alike by name that are looked at for one entity."""
_ADDRESS, _SHARED, _MOST_SHARED = 60, 20, 60
"""Added to a score: the same address, each case in common, and at most for cases."""
_AGAINST = 150
"""Taken from a score for each thing that speaks against."""
_EVERY = 10
"""Entities between two words on progress: there it is cancelled."""

Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class DuplicateSide:
    """One of the two entities."""

    id: str
    name: str
    kind: str
    country: str | None
    cases: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two entities that may be one, with what speaks for it and against it."""

    one: DuplicateSide
    other: DuplicateSide
    score: int
    """Orders the proposals; it decides nothing."""
    reasons: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is known of those that look alike beside their names."""

    addresses: Mapping[str, frozenset[str]]
    cases: Mapping[str, frozenset[str]]


def duplicates(
    session: Session, entity: str | None = None, *, limit: int = 100, tell: Tell | None = None
) -> tuple[Duplicate, ...]:
    """Pairs that may be one, the likeliest first; of one entity, or of the whole casebook."""
    say = tell or _nothing
    with session.reading() as conn:
        about = entity_named(conn, entity)[0] if entity else None
        found, merges = session.references.kept(EntityIndex).of(conn), statements.merges_of(conn)
        apart = _apart(conn, merges)
        sharing = {about} if about else _sharing(conn, merges, found)
    pairs = {
        pair: match
        for pair, match in _pairs(found, sharing, about, say).items()
        if frozenset(pair) not in apart
    }
    with session.reading() as conn:
        beside = _beside(conn, merges, found, {one for pair in pairs for one in pair})
    made = [
        _proposal(found, beside, pair, match)
        for pair, match in sorted(pairs.items(), key=lambda one: one[0])
        if _is_alike(found, beside, pair, match)
    ]
    made.sort(key=lambda one: (-one.score, one.one.name, one.other.name, one.one.id, one.other.id))
    return tuple(made[:limit])


def _nothing(_done: int, _total: int, _what: str) -> None:
    """Nobody watches."""


def _sharing(conn: Reader, merges: Merges, found: IndexedEntities) -> set[str]:
    """Entities that have a number or an address in common with another one."""
    values = chain(_numbers(found), _address_lines(conn, merges, found, found.known))
    held = _grouped(merges, ((one, (value,)) for one, value in values))
    count = Counter(value for known in held.values() for value in known)
    return {one for one, known in held.items() if any(count[value] > 1 for value in known)}


def _beside(conn: Reader, merges: Merges, found: IndexedEntities, ids: Collection[str]) -> _Beside:
    members = [member for one in ids for member in merges.group(one)]
    lines = _address_lines(conn, merges, found, ids)
    return _Beside(
        _grouped(merges, ((one, (line,)) for one, line in lines)),
        _grouped(merges, stored.cases_of_entities(conn, members).items()),
    )


def _address_lines(
    conn: Reader, merges: Merges, found: IndexedEntities, ids: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Each entity with each of its addresses, as declared of its parties and as stated."""
    members = [member for one in ids for member in merges.group(one)]
    for one, content in stored.party_addresses(conn, members):
        address = from_plain(content, Address)
        if address.street:
            yield one, address_line(address)
    for one in ids:
        yield from ((one, folded(line)) for line in found.known[one].addresses)


def _grouped(
    merges: Merges, pairs: Iterable[tuple[str, Iterable[str]]]
) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, values in pairs:
        found.setdefault(merges.kept(one), set()).update(values)
    return {one: frozenset(values - {""}) for one, values in found.items()}


def _apart(conn: Reader, merges: Merges) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((merges.kept(fact.entity_id), merges.kept(fact.value["entity"])))
        for fact in statements.facts_of_kind(conn, "distinct")
        if fact.stands
    )


_Pair = tuple[str, str]


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)


def _pairs(
    found: IndexedEntities, sharing: Collection[str], about: str | None, say: Tell
) -> dict[_Pair, Match | None]:
    """Each pair with how alike its names are; None where only a number tells.

    Names that are only a little alike are looked for among those that share something else alone:
    nothing else would propose them.
    """
    pairs: dict[_Pair, Match | None] = dict.fromkeys(_by_value(_numbers(found)))
    asked = [about] if about else list(found.known)
    for place, one in enumerate(asked):
        if not place % _EVERY:
            say(place, len(asked), found.known[one].names[0])
        least = ALIKE_AT_ONE_ADDRESS if one in sharing else ALIKE
        for match in found.nearest(one, threshold=least, limit=_NEAREST + 1):
            if match.listing_id != one:
                pair = _pair(one, match.listing_id)
                pairs[pair] = _better(pairs.get(pair), match)
    return {pair: match for pair, match in pairs.items() if about is None or about in pair}


def _better(one: Match | None, other: Match) -> Match:
    return other if one is None or other.score > one.score else one


def _numbers(found: IndexedEntities) -> Iterator[tuple[str, str]]:
    for one, known in found.known.items():
        for kind, number in known.identifiers:
            yield one, f"{kind} {number}"


def _by_value(pairs: Iterable[tuple[str, str]]) -> Iterator[_Pair]:
    holders: dict[str, list[str]] = {}
    for one, value in pairs:
        holders.setdefault(value, []).append(one)
    for sharing in holders.values():
        for one, other in combinations(dict.fromkeys(sharing), 2):
            yield _pair(one, other)


def _is_alike(found: IndexedEntities, beside: _Beside, pair: _Pair, match: Match | None) -> bool:
    """By a number, by names, or by names that are a little alike at one address."""
    one, other = pair
    return (
        bool(set(found.known[one].identifiers) & set(found.known[other].identifiers))
        or (match is not None and match.score >= ALIKE)
        or bool(_common(beside.addresses, one, other))
    )


def _common(values: Mapping[str, frozenset[str]], one: str, other: str) -> frozenset[str]:
    return values.get(one, frozenset()) & values.get(other, frozenset())


def _proposal(
    found: IndexedEntities, beside: _Beside, pair: _Pair, match: Match | None
) -> Duplicate:
    one, other = pair
    first, second = found.known[one], found.known[other]
    numbers = sorted(set(first.identifiers) & set(second.identifiers))
    addresses = sorted(_common(beside.addresses, one, other))
    cases = _common(beside.cases, one, other)
    against = tuple(_against(first, second))
    strong = any(kind in STRONG for kind, _number in numbers)
    score = 1000 if strong else match.score if match else 500
    score += _ADDRESS * bool(addresses) + min(_MOST_SHARED, _SHARED * len(cases))
    return Duplicate(
        one=_side(found, beside, one),
        other=_side(found, beside, other),
        score=max(0, min(1000, score) - _AGAINST * len(against)),
        reasons=tuple(_reasons(numbers, match, addresses, len(cases))),
        against=against,
    )


def _reasons(
    numbers: Sequence[tuple[str, str]], match: Match | None, addresses: Sequence[str], cases: int
) -> Iterator[str]:
    for kind, number in numbers:
        yield _("{kind} {number} is the same.").format(kind=kind, number=number)
    if match is not None:
        yield _("“{one}” and “{other}” are alike: {score}.").format(
            one=match.name, other=match.matched_name, score=shown_score(match.score, 3)
        )
    for address in addresses:
        yield _("The address is the same: {address}.").format(address=address)
    if cases:
        yield plural(cases, "Both stand in {n} case.", "Both stand in {n} cases.")


def _against(one: KnownEntity, other: KnownEntity) -> Iterator[str]:
    for kind in sorted(STRONG):
        mine = {number for of, number in one.identifiers if of == kind}
        theirs = {number for of, number in other.identifiers if of == kind}
        if mine and theirs and not mine & theirs:
            yield _("Their numbers of the kind {kind} differ: {one}, {other}.").format(
                kind=kind, one=", ".join(sorted(mine)), other=", ".join(sorted(theirs))
            )
    if one.country and other.country and one.country != other.country:
        yield _("Their countries differ: {one}, {other}.").format(
            one=one.country, other=other.country
        )
    if one.born and other.born and not _may_be_one_day(one.born, other.born):
        yield _("They were born or founded on different days: {one}, {other}.").format(
            one=one.born, other=other.born
        )


def _may_be_one_day(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _side(found: IndexedEntities, beside: _Beside, one: str) -> DuplicateSide:
    known = found.known[one]
    cases = len(beside.cases.get(one, ()))
    return DuplicateSide(one, known.names[0], known.kind, known.country, cases)
