"""One party against one listing: a score in thousandths and every reason for it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from landwaiter.domain.lists.listing import Listing, Match, ScoreReason
from landwaiter.i18n import _
from landwaiter.screening import acronyms, features
from landwaiter.screening.alignment import Alignment, WeighedName, align, weighed
from landwaiter.screening.alternatives import PART, alternatives, stretches
from landwaiter.screening.languages import romanise
from landwaiter.screening.name import Name, parse
from landwaiter.screening.query import Query
from landwaiter.screening.rarity import PRIOR, Rarity

ENGINE = "2.3.0"
"""Changes with anything that can change a score, or which names are scored: the same lists, names
and engine give the same hits."""

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
class KnownName:
    """One of the names that the fields of a side hold."""

    text: str
    is_part: bool
    """It is but a part of what stands in the field."""
    weighed: WeighedName


@dataclass(frozen=True, slots=True)
class _Met:
    """How one name of the query meets one name of the listing."""

    score: int
    reasons: tuple[ScoreReason, ...]
    alignment: Alignment
    equal: bool


@dataclass(frozen=True, slots=True)
class _Named:
    """The same, with what is lost where only a part of a field is meant."""

    query: str
    listed: str
    met: _Met

    @property
    def rank(self) -> tuple[bool, int]:
        return self.met.equal, self.met.score


def compare(query: Query, listing: Listing, *, rarity: Rarity = PRIOR) -> Match:
    """`query` against every name of `listing`; the best pair of names counts.

    The reasons add up to the score exactly: what the limits 0 and 1000 cut off is a reason of
    its own (`limit`), and an equal strong identifier adds what is missing to 980.
    """
    return WeighedQuery(query, rarity).compare(listing)


@dataclass(slots=True)
class WeighedQuery:
    """A query that meets many listings: its names are weighed, and each pair is aligned, once."""

    query: Query
    rarity: Rarity
    is_part: bool = False
    """What is asked is but a part of what stands in a field."""
    _names: dict[str | None, tuple[KnownName, ...]] = field(default_factory=dict)
    _known: dict[tuple[str | None, str], tuple[KnownName, ...]] = field(default_factory=dict)
    _met: dict[tuple[str | None, str, str], _Met] = field(default_factory=dict)

    def names(self, kind: str | None) -> tuple[KnownName, ...]:
        """The names of the query, read as those of a party of this kind."""
        if kind not in self._names:
            fields = (self.query.name, *self.query.aliases)
            self._names[kind] = tuple(name for text in fields for name in self._held(text, kind))
        return self._names[kind]

    def _held(self, text: str, kind: str | None) -> Iterator[KnownName]:
        """The names in a field of the query; beyond the first stretch of a long one, parts."""
        for place, stretch in enumerate(stretches(text)):
            known = self.known(stretch, kind)
            is_part = self.is_part or place > 0
            yield from (replace(name, is_part=True) for name in known) if is_part else known

    def known(
        self, text: str, kind: str | None, whole: Name | None = None
    ) -> tuple[KnownName, ...]:
        """The names in a field of either side; `whole` is all of it where that is taken apart."""
        if (kind, text) not in self._known:
            read = [(text, False, whole or parse(text, kind))]
            for other in alternatives(text, kind):
                read.append((other.text, other.what == PART, parse(other.text, kind)))
            self._known[kind, text] = tuple(
                KnownName(name, is_part, weighed(words, self.rarity))
                for name, is_part, words in read
            )
        return self._known[kind, text]

    def met(self, name: KnownName, listed: KnownName, kind: str | None) -> _Met:
        """How the two meet, whether or not they are parts of a field."""
        key = (kind, name.text, listed.text)
        if key not in self._met:
            self._met[key] = _meet(name.weighed, listed.weighed, kind)
        return self._met[key]

    def compare(self, listing: Listing, only: Collection[str] = ()) -> Match:
        """As the function of this name; of the listing's names `only` those, where some are given.

        An index gives those that are like the query at all: a listing may have a hundred others.
        """
        query = self.query
        kind = features.kind_asked(query, listing)
        names = (listing.name, *listing.aliases)
        meant = [name for name in names if name in only or not only]
        named = max(
            (
                _named(name, listed, self.met(name, listed, kind))
                for name in self.names(kind)
                for text in meant
                for listed in self.known(text, kind)
                if not (name.is_part and listed.is_part)
            ),
            key=lambda found: (*found.rank, found.listed == listing.name, found.listed),
        )
        reasons = [*named.met.reasons, *features.reasons(query, listing)]
        same_identifier = features.identifier_keys(query.identifiers) & features.identifier_keys(
            listing.identifiers
        )
        if same_identifier:
            reasons.append(_decided(sorted(same_identifier)[0], reasons))
        total = sum(reason.score for reason in reasons)
        score = max(0, min(1000, total))
        if score != total:
            reasons.append(
                ScoreReason("limit", _("A score lies between 0 and 1000."), score - total)
            )
        return Match(
            listing_id=listing.listing_id,
            score=score,
            name=named.query,
            matched_name=named.listed,
            reasons=tuple(reasons),
            words=named.met.alignment.words,
            name_equal=named.met.equal,
            identifier_equal=bool(same_identifier),
            country_equal=features.country(query, listing),
        )


def compare_names(name1: str, name2: str, kind: str | None = None) -> Match:
    """Two bare names, weighed by the shipped prior alone."""
    return compare(Query(name1, kind), Listing(listing_id="", schema="", name=name2))


def _decided(identifier: str, reasons: list[ScoreReason]) -> ScoreReason:
    missing = max(0, _DECIDED - sum(reason.score for reason in reasons))
    said = _("Identifier {identifier} is the same.").format(identifier=identifier)
    return ScoreReason("identifier", said, missing)


def _meet(one: WeighedName, two: WeighedName, kind: str | None) -> _Met:
    alignment = align(one, two)
    equal = _equal(one.name, two.name, kind)
    reasons, score = _scored(alignment, one.name, two.name, kind, equal=equal)
    return _Met(score, reasons, alignment, equal)


def _named(name: KnownName, listed: KnownName, met: _Met) -> _Named:
    if name.is_part or listed.is_part:
        lost = -min(met.score, _PART)
        detail = _("Only a part of what stands in the field of the name is meant.")
        reasons = (*met.reasons, ScoreReason("part", detail, lost)) if lost else met.reasons
        met = _Met(met.score + lost, reasons, met.alignment, equal=False)
    return _Named(name.text, listed.text, met)


def _scored(
    alignment: Alignment, one: Name, two: Name, kind: str | None, *, equal: bool
) -> tuple[tuple[ScoreReason, ...], int]:
    """Reasons of the two names alone, and their sum."""
    reasons = _name_reasons(alignment, kind)
    score = sum(reason.score for reason in reasons)
    if equal and len(one.words) > 1 and score < _EQUAL_NAMES:
        reasons += (ScoreReason("equal", _("The whole names are equal."), _EQUAL_NAMES - score),)
        score = _EQUAL_NAMES
    short = acronyms.likeness(one, two) if kind != "person" and score < acronyms.MOST else 0
    if short > score:
        detail = _("One name is made of the first letters of the other.")
        reasons += (ScoreReason("acronym", detail, short - score),)
        score = short
    return reasons, score


def _name_reasons(alignment: Alignment, kind: str | None) -> tuple[ScoreReason, ...]:
    """What met, what did not, and how far so little can reach; the sum is 0 to 1000."""
    met, unlike = alignment.met, alignment.unlike
    if not met:
        return (ScoreReason("name", _("No word of the names meets."), 0),)
    contradiction, omission = min(alignment.alone), abs(alignment.alone[0] - alignment.alone[1])
    whole = met + unlike * _UNLIKE // 1000
    spelled = 1000 * met // whole
    lost = (contradiction * _CONTRADICTION + omission * _omission_rate(alignment, kind)) // 1000
    with_lost = 1000 * met // (whole + lost)
    cap = _CAP_AT_NOTHING + met * _CAP_PER_WEIGHT // 1000
    if kind != "person" and lost > _LITTLE and alignment.rarest <= _GENERIC:
        cap = min(cap, _CAP_OF_GENERIC)
    reasons = [ScoreReason("name", _("Words that meet, by rarity and likeness."), spelled)]
    if lost:
        detail = (
            _("Both names keep words of their own.")
            if contradiction
            else _("One name has words that the other leaves out.")
        )
        reasons.append(ScoreReason("unmatched", detail, with_lost - spelled))
    if cap < with_lost:
        detail = _("So few or so common words cannot identify anybody.")
        reasons.append(ScoreReason("common", detail, cap - with_lost))
    return tuple(reasons)


def _omission_rate(alignment: Alignment, kind: str | None) -> int:
    met = sum(bool(pair.similarity) for pair in alignment.pairs)
    return _OMISSION_BESIDE_ONE if kind in {"person", "vessel"} and met == 1 else _OMISSION


def _equal(one: Name, two: Name, kind: str | None) -> bool:
    """The same words, legal forms not at odds; across scripts by sound."""
    if not one.words or len(one.words) != len(two.words):
        return False
    across = {word.script for word in one.words} != {word.script for word in two.words}
    keys = [
        [romanise.sound(word.text) if across else word.text for word in name.words]
        for name in (one, two)
    ]
    if kind == "person":
        keys = [sorted(key) for key in keys]
    forms = one.legal_that_tells, two.legal_that_tells
    return keys[0] == keys[1] and not (all(forms) and not forms[0] & forms[1])
