"""Which word of one name meets which word of the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from landwaiter.domain.lists.listing import WordPair
from landwaiter.screening.languages import asian, dictionary, transcription, vocabulary
from landwaiter.screening.languages.vocabulary import (
    LEGAL_WEIGHT,
    TITLE_WEIGHT,
    TITLES,
    is_misspelt_generic,
)
from landwaiter.screening.name import Name, Word
from landwaiter.screening.rarity import Rarity
from landwaiter.screening.spelling import (
    ROMANISED,
    alike,
    are_far_apart,
    is_plain,
    similarity,
)

_LONGEST_RUN = 4
_JOINED_LEAST = 850
_JOINED_ALIKE = 8
"""Letters from which joined words may differ in spelling; shorter ones must be equal."""
_JOINED_LONGER = 3
"""Letters by which one side may be longer: more is never alike enough."""
_UNSEEN, _SLIP_WEIGHT = 930, 180
_APART_LEAST = 4
"""Letters of a word that is looked for in parts."""
_FOREIGN_LEAST, _FOREIGN_SYLLABLES = 720, 3
_LEAST_OF_FEW = 300
"""Of one or two words none is a mere particle: Bin and Ma are also Chinese names."""

_NUMBERS = (0, 400, 450, 550, 650, 850)
"""Weight of a number by its figures: No. 5 is often met, Unit 61398 is not."""
_HAN = (0, 380, 800, 1000)
"""Most weight of a word read from so many characters: there are but 400 syllables."""

_TRANSLATED = 900
"""Likeness of a Chinese word to the English ones that translate each of its signs."""
_COVERED = 660
"""Least share, in thousandths, of the signs that have to be translated or spelled."""
_Written = tuple[tuple[int, ...], str]
"""Places of neighbouring words, and how they read without blanks."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """All words of two names: those that met, and those that stayed alone."""

    pairs: tuple[WordPair, ...]
    """Words that met."""
    alone: tuple[int, int]
    """Weight of the unmatched words of query and listing, thousandths of a rare word each."""
    legal: tuple[WordPair, ...]
    """Legal forms, which weigh nothing unless they are at odds."""
    _sides: "tuple[_Side, _Side]"

    @property
    def words(self) -> tuple[WordPair, ...]:
        """Every word, as a person is shown it: what met, what stayed alone, legal forms."""
        left, right = self._sides
        return (
            *self.pairs,
            *(_alone(left.words[at], left.weights[at], query=True) for at in sorted(left.free)),
            *(_alone(right.words[at], right.weights[at], query=False) for at in sorted(right.free)),
            *self.legal,
        )

    @property
    def met(self) -> int:
        """Weight of what met, lowered by what is unlike in it."""
        return sum(pair.weight * pair.similarity for pair in self.pairs) // 1000

    @property
    def rarest(self) -> int:
        """Weight of the rarest word that met."""
        return max((pair.weight for pair in self.pairs if pair.similarity), default=0)

    @property
    def unlike(self) -> int:
        """Weight of what is unlike in the words that met."""
        return (
            sum(pair.weight * (1000 - pair.similarity) for pair in self.pairs if pair.similarity)
            // 1000
        )


@dataclass(frozen=True, slots=True, eq=False)
class WeighedName:
    """A name with what every alignment asks of it, worked out once."""

    name: Name
    weights: tuple[int, ...]
    runs: tuple[_Written, ...]
    """Neighbouring words, two to four, the longest runs first."""
    may_be_parted: tuple[tuple[int, str, int], ...]
    """Place of a word, spelling of it that may stand as several words, how alike they are then."""
    is_han: bool
    body_scripts: frozenset[str]
    """Scripts of the words that no person is called by."""
    plain: tuple[str, ...]
    """Each word that has but one spelling, and more letters than an initial; else empty."""


def weighed(name: Name, rarity: Rarity) -> WeighedName:
    words = name.words
    least = _LEAST_OF_FEW if len(words) <= 2 else 0
    texts = [word.text for word in words]
    parted = [(at, *one) for at, word in enumerate(words) for one in _may_be_parted(word)]
    return WeighedName(
        name,
        tuple([max(0 if word.is_initial else least, _weight(word, rarity)) for word in words]),
        tuple([(run, "".join(texts[run[0] : run[-1] + 1])) for run in _runs(len(words))]),
        tuple(parted),
        any(word.script == "han" for word in words),
        frozenset([word.script for word in words if not word.personal]),
        tuple([word.text if len(word.text) > 1 and is_plain(word) else "" for word in words]),
    )


@lru_cache
def _runs(count: int) -> tuple[tuple[int, ...], ...]:
    """The places of neighbours among so many words."""
    return tuple(
        tuple(range(start, start + length))
        for length in range(_LONGEST_RUN, 1, -1)
        for start in range(count - length + 1)
    )


class _Side:
    """The words of one name that have met nobody yet."""

    def __init__(self, weighed: WeighedName) -> None:
        self.known = weighed
        self.words = weighed.name.words
        self.weights = list(weighed.weights)
        self.free = set(range(len(self.words)))
        self.is_han = weighed.is_han

    def excuse(self, script: str) -> None:
        """Words that met nobody and that any translation may add or leave out weigh nothing."""
        for at in self.free:
            if self.words[at].may_be_left_out(script):
                self.weights[at] = 0

    def runs(self) -> list[_Written]:
        """Neighbouring free words, the longest runs first."""
        return [one for one in self.known.runs if self.free.issuperset(one[0])]

    def singles(self) -> list[_Written]:
        """Free words by themselves, in their order."""
        return [((place,), self.words[place].text) for place in sorted(self.free)]

    def forgive_slips(self) -> None:
        """A word that met nobody and is one slip from "company" is "company", not a rare word."""
        for at in self.free:
            self.weights[at] = weight_alone(self.words[at], self.weights[at])

    def signs(self, places: Sequence[int]) -> str:
        """Consonants of words that are all written in Han, three characters or more; else empty."""
        found = [self.words[place].signs for place in places]
        enough = sum(self.words[place].syllables for place in places) >= _FOREIGN_SYLLABLES
        return "".join(found) if enough and all(found) else ""

    def shown(self, places: Sequence[int]) -> str:
        return " ".join(self.words[place].text for place in places)

    def weight(self, places: Sequence[int]) -> int:
        return sum(self.weights[place] for place in places)


def _weight(word: Word, rarity: Rarity) -> int:
    """Thousandths; what the frequency of a word alone does not tell is put right."""
    if word.is_number:
        if word.personal and len(word.text) == 1:
            return TITLE_WEIGHT
        return _NUMBERS[min(len(word.text), len(_NUMBERS) - 1)]
    if word.personal:
        if word.text in TITLES:
            return TITLE_WEIGHT
        if word.script == "han":
            return min(rarity.weight(word), _HAN[min(word.syllables, len(_HAN) - 1)])
    return rarity.weight(word)


def weight_alone(word: Word, weight: int) -> int:
    """What a word of this weight weighs if it meets nobody."""
    rare = weight > _UNSEEN and word.script == "latin" and not word.personal
    return _SLIP_WEIGHT if rare and is_misspelt_generic(word.text) else weight


def align(query: WeighedName, listed: WeighedName) -> Alignment:
    """Best words first; then words written apart on one side and joined on the other."""
    left, right = _Side(query), _Side(listed)
    pairs = _equal_words(left, right)
    for step in (
        _written_apart,
        _spelled_signs,
        _similar_words,
        _joined_words,
        _translated_signs,
    ):
        if left.free and right.free:
            pairs += step(left, right)
    left.forgive_slips()
    right.forgive_slips()
    across = left.is_han != right.is_han
    for script in query.body_scripts ^ listed.body_scripts:
        if script in vocabulary.TRANSLATOR_ADDS:
            left.excuse(script)
            right.excuse(script)
    lonely_left, lonely_right = left.weight(tuple(left.free)), right.weight(tuple(right.free))
    legal, odd_left, odd_right = _legal_forms(query.name, listed.name, translated=across)
    alone = lonely_left + odd_left, lonely_right + odd_right
    return Alignment(tuple(pairs), alone, tuple(legal), (left, right))


def _equal_words(left: _Side, right: _Side) -> list[WordPair]:
    places: dict[str, list[int]] = {}
    for at in sorted(right.free, reverse=True):
        places.setdefault(right.words[at].text, []).append(at)
    pairs = []
    for at in sorted(left.free):
        same = places.get(left.words[at].text)
        if same:
            pairs.append(_pair(left, right, at, same.pop()))
    return pairs


def _pair(left: _Side, right: _Side, at: int, other: int) -> WordPair:
    found, method = similarity(left.words[at], right.words[other])
    left.free.discard(at)
    right.free.discard(other)
    return WordPair(
        query=left.words[at].text,
        listed=right.words[other].text,
        method=method,
        weight=min(left.weights[at], right.weights[other]),
        similarity=found,
    )


def _similar_words(left: _Side, right: _Side) -> list[WordPair]:
    """The likest and rarest first; equals are told apart by their text, not their place."""
    meetings = []
    left_plain, right_plain = left.known.plain, right.known.plain
    for at in left.free:
        plain = left_plain[at]
        for other in right.free:
            if plain and right_plain[other] and are_far_apart(plain, right_plain[other]):
                # Most pairs are: not worth asking for what is known of their likeness.
                continue
            one, two = left.words[at], right.words[other]
            found, _ = similarity(one, two)
            if found:
                value = found * min(left.weights[at], right.weights[other])
                meetings.append((-value, -found, *sorted((one.text, two.text)), at, other))
    return [
        _pair(left, right, at, other)
        for *_, at, other in sorted(meetings)
        if at in left.free and other in right.free
    ]


def _written_apart(left: _Side, right: _Side) -> list[WordPair]:
    """Words of one side that, joined, are exactly one word of the other."""
    pairs = _apart(left, right, swapped=False) if len(left.free) > 1 else []
    if len(right.free) > 1 and left.free:
        pairs += _apart(right, left, swapped=True)
    return pairs


def _apart(runs: _Side, singles: _Side, *, swapped: bool) -> list[WordPair]:
    whole: dict[str, tuple[int, int]] = {}
    for at, spelling, found in singles.known.may_be_parted:
        if at in singles.free and whole.get(spelling, (at, 0))[0] == at:
            whole[spelling] = at, found
    pairs = []
    for run, written in runs.runs() if whole else ():
        at, found = whole.get(written, (-1, 0))
        if at in singles.free and runs.free.issuperset(run):
            one, two = ((at,), run) if swapped else (run, (at,))
            left, right = (singles, runs) if swapped else (runs, singles)
            pairs.append(_joined(left, one, right, two, found))
    return pairs


@lru_cache(maxsize=1 << 12)
def _may_be_parted(word: Word) -> tuple[tuple[str, int], ...]:
    """Spellings that may stand as several words, and how alike those then are."""
    found: list[tuple[str, int]] = []
    if word.personal and word.script == "latin" and len(word.text) >= _APART_LEAST:
        found += [(spelling, ROMANISED) for spelling in asian.elsewhere(word.text)]
    for place, spelling in enumerate(word.spellings):
        if len(spelling) >= _APART_LEAST:
            found.append((spelling, 1000 if place == 0 or word.script != "han" else ROMANISED))
    return tuple(found)


def _joined(
    left: _Side, one: tuple[int, ...], right: _Side, two: tuple[int, ...], found: int
) -> WordPair:
    left.free.difference_update(one)
    right.free.difference_update(two)
    weight = min(1000, max(left.weight(one), right.weight(two)))
    return WordPair(left.shown(one), right.shown(two), "joined", weight, found)


def _joined_words(left: _Side, right: _Side) -> list[WordPair]:
    left_runs, right_runs = left.runs(), right.runs()
    pairs = []
    for (one, written), (two, listed) in chain(
        _as_long(left_runs, right.singles()),
        [(single, run) for run, single in _as_long(right_runs, left.singles())],
        _as_long(left_runs, right_runs),
    ):
        if not (left.free.issuperset(one) and right.free.issuperset(two)):
            continue
        found = _alike_joined(written, listed)
        if not found and (left.is_han or right.is_han):
            found = _foreign(left, one, right, two)
        if found:
            pairs.append(_joined(left, one, right, two, found))
    return pairs


def _as_long(
    some: Sequence[_Written], others: Sequence[_Written]
) -> list[tuple[_Written, _Written]]:
    """Pairs of them about as long as each other, in their order: the length rules out nearly all,
    so it is looked at first."""
    near = range(-_JOINED_LONGER, _JOINED_LONGER + 1)
    lengths = [(len(other[1]), other) for other in others] if some else []
    return [(one, other) for one in some for size, other in lengths if len(one[1]) - size in near]


def _alike_joined(written: str, listed: str) -> int:
    if max(len(written), len(listed)) < _JOINED_ALIKE:
        return 1000 if written == listed else 0
    found, _ = alike(written, listed)
    return found if found >= _JOINED_LEAST else 0


def _foreign(left: _Side, one: tuple[int, ...], right: _Side, two: tuple[int, ...]) -> int:
    """Characters that were taken for surname and given name may write one foreign word."""
    signs, plain = (
        (left.signs(one), right.shown(two)) if len(one) > 1 else (right.signs(two), left.shown(one))
    )
    if not signs or " " in plain:
        return 0
    found = transcription.likeness_of(signs, plain)
    return found if found >= _FOREIGN_LEAST else 0


def _spelled_signs(left: _Side, right: _Side) -> list[WordPair]:
    """The given name of a Chinese person, each sign spelled in whatever romanisation."""
    return _by_signs(left, right, personal=True)


def _translated_signs(left: _Side, right: _Side) -> list[WordPair]:
    """A Chinese name that was read as one word may be translated, or spelled, sign by sign."""
    return _by_signs(left, right, personal=False)


def _by_signs(left: _Side, right: _Side, *, personal: bool) -> list[WordPair]:
    if left.is_han == right.is_han:
        return []
    han, plain = (left, right) if left.is_han else (right, left)
    pairs = []
    for at in sorted(han.free):
        characters = han.words[at].characters
        if han.words[at].personal != personal or len(characters) < (2 if personal else 1):
            continue
        places = sorted(plain.free)
        words = tuple(plain.words[place].spellings for place in places)
        share, used = dictionary.covered(characters, words, only_spelled=personal)
        if share < (1000 if personal else _COVERED):
            continue
        run = tuple(places[one] for one in sorted(used))
        one, two = ((at,), run) if han is left else (run, (at,))
        weight = min(han.weights[at] if personal else 1000, plain.weight(run))
        shown = left.shown(one), right.shown(two)
        how, found = ("romanisation", ROMANISED) if personal else ("translation", _TRANSLATED)
        pairs.append(WordPair(*shown, how, weight, found * share // 1000))
        han.free.discard(at)
        plain.free.difference_update(run)
    return pairs


def _alone(word: Word, weight: int, *, query: bool) -> WordPair:
    text = word.text
    return WordPair(text if query else "", "" if query else text, "unmatched", weight, 0)


def _legal_forms(query: Name, listed: Name, *, translated: bool) -> tuple[list[WordPair], int, int]:
    """Shared classes met, others stay alone only where both names state one.

    Into which foreign form a Chinese one is translated is the translator's choice.
    """
    if not query.legal or not listed.legal:
        return [], 0, 0
    shared = sorted(set(query.legal) & set(listed.legal))
    pairs = [WordPair(form, form, "legal form", 0, 1000) for form in shared]
    one, two = query.legal_that_tells, listed.legal_that_tells
    if translated or not one or not two or one & two:
        return pairs, 0, 0
    pairs.append(WordPair(min(one), min(two), "legal form", LEGAL_WEIGHT, 0))
    return pairs, LEGAL_WEIGHT, LEGAL_WEIGHT
