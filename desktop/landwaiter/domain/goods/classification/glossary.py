"""The glossary as an index: terms, their words, and how telling each word is."""

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import accumulate
from typing import Any, Final, NamedTuple

from landwaiter.domain.base.memory import Memory
from landwaiter.domain.goods.classification.folding import Folding, Token, bare, has_han, stem
from landwaiter.domain.goods.classification.followers import CLAIMS
from landwaiter.domain.goods.classification.inflection import LONGEST_SHORT
from landwaiter.domain.goods.classification.vocabulary import EXACT, TermWord, Vocabulary
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, derived_from, rows_by

_LINES_KEPT: Final = 1 << 11
"""Lines of which is kept what their words say: some megabytes."""
_WRITTEN: Final = re.compile(r"[^\W_]+")
_FIGURES: Final[Mapping[int, int]] = {1: 250, 2: 250, 3: 500}
"""Part in thousandths that a bare number counts for, by its length: 5, 100 say little."""
_MEASURE: Final = 500
"""Part that a figure with its unit counts for: a length alone is no calibre."""
_HEADS_MORE: Final = 0.5
_SHORTEST_OF_ONE: Final = 3
"""Letters that each of two words has which may be written as one."""
PHRASE: Final = "phrase"
"""The kind of a term that counts where it is met whole."""
NAMES: Final = ("name", PHRASE)
AGAINST: Final = "not"
"""The kind of a term that speaks against its heads."""
_PART_OF_KIND: Final[Mapping[str, int]] = {
    "name": 1000,
    PHRASE: 1000,
    "maker": 600,
    "context": 400,
    "title": 700,
    AGAINST: 0,
}
_WHOLE_PHRASE: Final = 1150
"""Thousandths for a word of a term of several words that was met whole."""
WHOLE: Final = 950
"""Thousandths of a term from which it counts as met whole."""
_SURELY: Final = 850
_LEAST_COVERED: Final = 250
"""Thousandths of a term below which meeting it says nothing."""
_CLOSE: Final = 2
"""Words of a name that stand side by side: `heavy water` is no `heavy duty water pump`."""


class ControlFrequency(StrEnum):
    """How often goods that are called so fall under the entry; the column of the glossary."""

    MOSTLY = "mostly"
    """Nine times in ten, or nearly enough to it that a licence or an assessment is asked for."""
    OFTEN = "often"
    """From one time in four; a figure or property decides."""
    SELDOM = ""
    """Ordinary goods bear the name as well."""


@dataclass(frozen=True, slots=True)
class Term:
    """What goods of some heads are called; `words` are stems, `weights` in thousandths."""

    text: str
    language: str
    kind: str
    """`name` says it, `phrase` says it only where it is met whole, `maker` is whose goods it is,
    `context` supports it, `not` speaks against it, `title` is the entry's own."""
    pack: Pack
    heads: Mapping[str, ControlFrequency]
    words: tuple[str, ...]
    weights: tuple[int, ...]
    room: int
    """Words that may stand between those of a name for it to be one."""
    surely: int
    """Likeness in thousandths that each word must have to be met surely; one that is all of the
    name must be exact."""


TermColumn = Sequence[int]
"""Numbers side by side in memory: a line asks a hundred terms for some, and objects lie apart."""
NEVER: Final = 2**32 - 1


@dataclass(frozen=True, slots=True)
class TermColumns:
    """What is asked of many terms for each line, by the place of the term."""

    total: TermColumn
    """Of the weights."""
    least: TermColumn
    """What its words must gain for meeting it to say anything; 0 of a phrase, which is met whole or
    not at all."""
    surely: TermColumn
    """Of a name of controlled goods, what its words gain at least where each is met surely; else
    `NEVER`."""
    part: TermColumn
    """What its kind counts for in thousandths; nothing where it speaks against heads."""
    whole: TermColumn
    """What each word counts for in thousandths where the whole term was met; 0: as it was met."""
    claims: TermColumn
    """1 of a name whose heads are groups of software or technology."""
    begins: TermColumn
    """Where its heads begin in `heads`; they end where those of the next term begin."""
    heads: TermColumn
    """Places of heads in `Glossary.heads`, term after term."""

    def part_of(self, number: int, covered: int) -> int:
        """What a met word counts for in thousandths: the square of the part of the term met."""
        whole = self.whole[number] if covered >= WHOLE else 0
        return (whole or covered * covered // 1000) * self.part[number] // 1000


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms with the look-ups that scoring needs."""

    folding: Folding
    vocabulary: Vocabulary
    terms: tuple[Term, ...]
    weights: Mapping[str, int]
    """Word → how telling it is in thousandths, in whichever term."""
    columns: TermColumns
    postings: Mapping[str, TermColumn]
    """Word → places of the terms that hold it; a phrase stands at its rarest word alone."""
    heads: tuple[str, ...]
    """Every head that a term or a title stands for, in order."""
    place_of: Mapping[str, int]
    """Head → its place in `heads`."""
    lines: Memory[tuple[str, int], Any] = field(
        default_factory=lambda: Memory(_LINES_KEPT), compare=False, repr=False
    )
    """What lines say that were read before: goods are called alike again and again."""


def glossary_of(packs: Mapping[str, Pack]) -> Glossary | None:
    """The index of the glossary in force with titles of the lists; None without a glossary."""
    if "glossary" not in packs:
        return None
    wanted = ("glossary", "trade_words", "annex1", "cml")
    return derived_from(_built, *(packs.get(pack_id) for pack_id in wanted))


def _built(
    glossary: Pack, trade_words: Pack | None, annex: Pack | None, military: Pack | None
) -> Glossary:
    folding = folding_of(trade_words)
    packs = {pack.id: pack for pack in (glossary, annex, military) if pack}
    by_name: dict[_Name, dict[str, ControlFrequency]] = {}
    for row in glossary.rows:
        name = _Name(row["term"], row["language"], row["kind"], glossary.id)
        by_name.setdefault(name, {})[row["head"]] = ControlFrequency(row.get("controlled", ""))
    for pack in filter(None, (annex, military)):
        for row in pack.rows:
            name = _Name(row["title"], "en", "title", pack.id)
            by_name.setdefault(name, {})[row["code"]] = ControlFrequency.SELDOM
    tokens = {name: folding.tokens(name.text) for name in by_name}
    for name, found in list(by_name.items()):
        if any(found.values()) and not _is_name(name.text, tokens[name]):
            by_name[name] = dict.fromkeys(found, ControlFrequency.SELDOM)
            if name.kind == PHRASE:
                del by_name[name], tokens[name]
    form = cache(_form)  # most words come again
    forms = {n: tuple(form(w.key, w.plain, n.language) for w in tokens[n]) for n in by_name}
    measures = frozenset(word.key for found in tokens.values() for word in found if word.measure)
    # Phrases, of which there are many, are met whole alone: how telling a word is by itself, the
    # other terms say where they have it.
    of_phrases, of_others = (
        _weights(
            (
                (found, _keys(tokens[name]))
                for name, found in by_name.items()
                if (name.kind == PHRASE) is phrases
            ),
            measures,
        )
        for phrases in (True, False)
    )
    of_keys = {**of_phrases, **of_others}
    terms = tuple(
        _term(name, packs[name.pack], found, words, tuple(of_keys[forms_of[w]] for w in words))
        for name, found in by_name.items()
        if (forms_of := {form.word: form.key for form in forms[name]})
        if (words := _words(forms[name]))
    )
    heads = tuple(sorted({head for found in by_name.values() for head in found}))
    place_of = {head: place for place, head in enumerate(heads)}
    return Glossary(
        folding=folding,
        vocabulary=Vocabulary(
            of_keys,
            _abbreviations(trade_words, folding),
            _written_as_one(tokens.values()),
            (form for found in forms.values() for form in found),
        ),
        terms=terms,
        weights={
            word: weight
            for term in terms
            for word, weight in zip(term.words, term.weights, strict=True)
        },
        columns=_columns(terms, place_of),
        postings=_postings(terms),
        heads=heads,
        place_of=place_of,
    )


class _Name(NamedTuple):
    """A term before its words are weighed; the same name of several heads is one term."""

    text: str
    language: str
    kind: str
    pack: str


def _term(
    name: _Name,
    pack: Pack,
    heads: Mapping[str, ControlFrequency],
    words: tuple[str, ...],
    weights: tuple[int, ...],
) -> Term:
    return Term(
        text=name.text,
        language=name.language,
        kind=name.kind,
        pack=pack,
        heads=heads,
        words=words,
        weights=weights,
        room=_room(words),
        surely=_SURELY if len(words) > 1 else EXACT,
    )


def _columns(terms: tuple[Term, ...], place_of: Mapping[str, int]) -> TermColumns:
    totals = [sum(term.weights) for term in terms]
    return TermColumns(
        total=array("L", totals),
        least=array("L", map(_least, terms, totals)),
        surely=array("L", map(_gained_surely, terms)),
        part=array("H", (_PART_OF_KIND[term.kind] for term in terms)),
        whole=array("H", (_WHOLE_PHRASE if len(term.words) > 1 else 0 for term in terms)),
        claims=bytes(term.kind in NAMES and not CLAIMS.isdisjoint(term.heads) for term in terms),
        begins=array("L", accumulate((len(term.heads) for term in terms), initial=0)),
        heads=array("H", (place_of[head] for term in terms for head in term.heads)),
    )


def _least(term: Term, total: int) -> int:
    return 0 if term.kind == PHRASE else -(-total * _LEAST_COVERED // 1000)


def _gained_surely(term: Term) -> int:
    if term.kind == AGAINST or not any(term.heads.values()):
        return NEVER
    return sum(weight * term.surely // 1000 for weight in term.weights)


def folding_of(trade_words: Pack | None) -> Folding:
    """How texts are folded with the spellings and characters of a pack of trade words."""
    rows = rows_by(trade_words, "kind") if trade_words else {}
    return Folding(
        spellings={bare(row["written"]): bare(row["means"]) for row in rows.get("spelling", ())},
        han={ord(row["written"]): row["means"] for row in rows.get("han", ())},
        silent=frozenset(bare(row["written"]) for row in rows.get("silent", ())),
        units=frozenset(row["written"] for row in rows.get("unit", ())),
    )


def _abbreviations(trade_words: Pack | None, folding: Folding) -> Mapping[str, tuple[str, ...]]:
    rows: Iterable[Row] = (
        rows_by(trade_words, "kind").get("abbreviation", ()) if trade_words else ()
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        meant = (token.key for token in folding.tokens(row["means"]))
        found.setdefault(bare(row["written"].casefold()), []).extend(meant)
    return {written: tuple(dict.fromkeys(meant)) for written, meant in found.items()}


def _form(key: str, plain: str, language: str) -> TermWord:
    """A word of a term; of short ones the spelling and its language are told apart."""
    if len(key) > LONGEST_SHORT or not key.isascii() or not key.isalpha():
        return TermWord(key, key)
    return TermWord(f"{key} {language} {plain}", key, language, plain)


def _words(forms: tuple[TermWord, ...]) -> tuple[str, ...]:
    """The words of a term, each stem once."""
    return tuple({form.key: form.word for form in reversed(forms)}.values())[::-1]


def _keys(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token.key for token in tokens))


def _is_name(text: str, tokens: tuple[Token, ...]) -> bool:
    """False for what folding leaves too little of: `OF-30` is 30, `gun pod` is gun."""
    keys = set(_keys(tokens))
    is_whole = len(keys) >= len(_WRITTEN.findall(text))
    speaks = any((key.isalpha() and len(key) > 1) or _is_type(key) for key in keys)
    return speaks and len(keys) == len(tokens) and (is_whole or len(keys) > 1)


def _is_type(key: str) -> bool:
    return not key.isalpha() and not key.replace(".", "").isdigit()


def _room(words: tuple[str, ...]) -> int:
    """A longer name leaves more room: another word may stand within it, and one is added."""
    return max(0, len(words) - _CLOSE)


def _written_as_one(terms: Iterable[tuple[Token, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Neighbours of a term run together → their stems; figures and Chinese stay apart."""
    found: dict[str, tuple[str, ...]] = {}
    runs_together = cache(_may_run_together)
    for tokens in terms:
        before: Token | None = None
        for token in tokens:
            word = token if runs_together(token.plain) else None
            if before and word:
                found[stem(before.plain + word.plain)] = (before.key, word.key)
            before = word
    return found


def _may_run_together(plain: str) -> bool:
    return len(plain) >= _SHORTEST_OF_ONE and plain.isalpha() and not has_han(plain)


def _weights(
    terms: Iterable[tuple[Iterable[str], tuple[str, ...]]], measures: frozenset[str]
) -> Mapping[str, int]:
    """Word → how telling it is in thousandths: the logarithm of its rarity among the heads."""
    heads_of: dict[str, set[str]] = {}
    all_heads: set[str] = set()
    for heads, words in terms:
        all_heads.update(heads)
        for word in words:
            heads_of.setdefault(word, set()).update(heads)
    return {
        word: _telling(len(all_heads) / (len(heads) + _HEADS_MORE)) * _part(word, measures) // 1000
        for word, heads in heads_of.items()
    }


def _telling(rarity: float) -> int:
    return round(1000 * math.log(1 + rarity))


def _part(word: str, measures: frozenset[str]) -> int:
    if word in measures:
        return _MEASURE
    return _FIGURES.get(len(word), 1000) if word.isdigit() else 1000


def _postings(terms: tuple[Term, ...]) -> Mapping[str, TermColumn]:
    held = Counter(word for term in terms for word in term.words)
    found: dict[str, list[int]] = {}
    for place, term in enumerate(terms):
        rarest = (min(term.words, key=lambda word: held[word]),)
        for word in rarest if term.kind == PHRASE else term.words:
            found.setdefault(word, []).append(place)
    return {word: array("L", places) for word, places in found.items()}
