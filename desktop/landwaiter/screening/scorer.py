"""One party against one listing: a score in thousandths and every reason for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from landwaiter.domain.listing import Listing, Match, Reason
from landwaiter.screening import acronyms, features, romanise
from landwaiter.screening.alignment import Alignment, align
from landwaiter.screening.alternatives import PART, alternatives
from landwaiter.screening.name import Name, parse
from landwaiter.screening.query import Query
from landwaiter.screening.rarity import PRIOR, Rarity

ENGINE = "2.1.0"
"""Changes with anything that can change a score."""

DEFAULT_THRESHOLD = 680
"""Thousandths. Measured on 41,304 listings with 74,315 names: no more than 10 of 1,000 innocent
persons raise an alert (`python -m tests.benchmarks.screening`, docs/screening.md)."""

_CONTRADICTION = 2600
_OMISSION = 450
_OMISSION_BESIDE_ONE = 900
"""Where one word of a person or vessel is all that meets: a given name alone is nobody."""
_EQUAL_NAMES = 720
"""Equal names of two words or more reach at least this, however common the words."""
_UNLIKE = 1600
_CAP_AT_NOTHING, _CAP_PER_WEIGHT = 480, 340
_PART = 30
"""Less for a name that is but a part of the field: a department's body, a name before c/o."""
_GENERIC, _LITTLE, _CAP_OF_GENERIC = 320, 60, 640
"""Where only words that any body's name may hold meet, and more than particles is left out."""
_DECIDED = 980


@dataclass(frozen=True, slots=True)
class _Named:
    """How one name of the query meets one name of the listing."""

    query: str
    listed: str
    score: int
    reasons: tuple[Reason, ...]
    alignment: Alignment
    equal: bool


def compare(query: Query, listing: Listing, *, rarity: Rarity = PRIOR) -> Match:
    """`query` against every name of `listing`; the best pair of names counts.

    The reasons add up to the score exactly: what the limits 0 and 1000 cut off is a reason of
    its own (`limit`), and an equal strong identifier adds what is missing to 980.
    """
    kind = features.kind_asked(query, listing)
    named = max(
        (
            _compare_names(name, listed, kind, rarity, part=part or listed_part)
            for name, part in names_of((query.name, *query.aliases), kind)
            for listed, listed_part in names_of((listing.name, *listing.aliases), kind)
            if not (part and listed_part)
        ),
        key=lambda found: (found.equal, found.score, found.listed == listing.name, found.listed),
    )
    reasons = [*named.reasons, *features.reasons(query, listing)]
    same_identifier = features.identifier_keys(query.identifiers) & features.identifier_keys(
        listing.identifiers
    )
    if same_identifier:
        reasons.append(_decided(sorted(same_identifier)[0], reasons))
    total = sum(reason.score for reason in reasons)
    score = max(0, min(1000, total))
    if score != total:
        reasons.append(Reason("limit", "A score lies between 0 and 1000.", score - total))
    return Match(
        listing_id=listing.listing_id,
        score=score,
        name=named.query,
        matched_name=named.listed,
        reasons=tuple(reasons),
        words=named.alignment.pairs,
        name_equal=named.equal,
        identifier_equal=bool(same_identifier),
        country_equal=features.country(query, listing),
    )


def compare_names(name1: str, name2: str, kind: str | None = None) -> Match:
    """Two bare names, weighed by the shipped prior alone."""
    return compare(Query(name1, kind), Listing(listing_id="", schema="", name=name2))


def name_score(query: str, listed: str, kind: str | None, rarity: Rarity) -> int:
    """The part of the score that the two names give, 0 to 1000."""
    return score_of(parse(query, kind), parse(listed, kind), kind, rarity)


def names_of(fields: Iterable[str], kind: str | None) -> Iterator[tuple[str, bool]]:
    """Every name in some fields; whether it is but a part of one."""
    for field in fields:
        yield field, False
        for other in alternatives(field, kind):
            yield other.text, other.what == PART


def score_of(one: Name, two: Name, kind: str | None, rarity: Rarity, *, least: int = 0) -> int:
    """`name_score` of names taken apart; any lower number where it stays below `least`."""
    _, score = _scored(align(one, two, rarity), one, two, kind, equal=_equal(one, two, kind))
    return score


def _decided(identifier: str, reasons: list[Reason]) -> Reason:
    missing = max(0, _DECIDED - sum(reason.score for reason in reasons))
    return Reason("identifier", f"Identifier {identifier} is the same.", missing)


def _compare_names(
    query: str, listed: str, kind: str | None, rarity: Rarity, *, part: bool
) -> _Named:
    one, two = parse(query, kind), parse(listed, kind)
    alignment = align(one, two, rarity)
    equal = _equal(one, two, kind)
    reasons, score = _scored(alignment, one, two, kind, equal=equal)
    if part and score:
        lost = -min(score, _PART)
        detail = "Only a part of what stands in the field of the name is meant."
        reasons, score = (*reasons, Reason("part", detail, lost)), score + lost
    return _Named(
        query=query,
        listed=listed,
        score=score,
        reasons=reasons,
        alignment=alignment,
        equal=equal and not part,
    )


def _scored(
    alignment: Alignment, one: Name, two: Name, kind: str | None, *, equal: bool
) -> tuple[tuple[Reason, ...], int]:
    """Reasons of the two names alone, and their sum."""
    reasons = _name_reasons(alignment, kind)
    score = sum(reason.score for reason in reasons)
    if equal and len(one.words) > 1 and score < _EQUAL_NAMES:
        reasons += (Reason("equal", "The whole names are equal.", _EQUAL_NAMES - score),)
        score = _EQUAL_NAMES
    short = acronyms.likeness(one, two) if kind != "person" and score < acronyms.MOST else 0
    if short > score:
        detail = "One name is made of the first letters of the other."
        reasons += (Reason("acronym", detail, short - score),)
        score = short
    return reasons, score


def _name_reasons(alignment: Alignment, kind: str | None) -> tuple[Reason, ...]:
    """What met, what did not, and how far so little can reach; the sum is 0 to 1000."""
    met, unlike = alignment.met, alignment.unlike
    if not met:
        return (Reason("name", "No word of the names meets.", 0),)
    contradiction, omission = min(alignment.alone), abs(alignment.alone[0] - alignment.alone[1])
    whole = met + unlike * _UNLIKE // 1000
    spelled = 1000 * met // whole
    lost = (contradiction * _CONTRADICTION + omission * _omission_rate(alignment, kind)) // 1000
    with_lost = 1000 * met // (whole + lost)
    cap = _CAP_AT_NOTHING + met * _CAP_PER_WEIGHT // 1000
    if kind != "person" and lost > _LITTLE and alignment.rarest <= _GENERIC:
        cap = min(cap, _CAP_OF_GENERIC)
    reasons = [Reason("name", "Words that meet, by rarity and likeness.", spelled)]
    if lost:
        detail = (
            "Both names keep words of their own."
            if contradiction
            else "One name has words that the other leaves out."
        )
        reasons.append(Reason("unmatched", detail, with_lost - spelled))
    if cap < with_lost:
        detail = "So few or so common words cannot identify anybody."
        reasons.append(Reason("common", detail, cap - with_lost))
    return tuple(reasons)


def _omission_rate(alignment: Alignment, kind: str | None) -> int:
    met = sum(bool(pair.similarity) for pair in alignment.pairs)
    return _OMISSION_BESIDE_ONE if kind in {"person", "vessel"} and met == 1 else _OMISSION


def _equal(one: Name, two: Name, kind: str | None) -> bool:
    """The same words, legal forms not at odds; across scripts by sound."""
    forms = one.legal_that_tells, two.legal_that_tells
    if all(forms) and not forms[0] & forms[1]:
        return False
    if not one.words or len(one.words) != len(two.words):
        return False
    across = {word.script for word in one.words} != {word.script for word in two.words}
    keys = [
        [romanise.sound(word.text) if across else word.text for word in name.words]
        for name in (one, two)
    ]
    if kind == "person":
        keys = [sorted(key) for key in keys]
    return keys[0] == keys[1]
