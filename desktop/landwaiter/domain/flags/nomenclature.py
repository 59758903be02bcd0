"""Which chapters of the nomenclature the words of a description belong to.

A word counts the more the fewer chapters use it, so that `parts` says little and `gyroscope` much.
Rows of `hs_nomenclature`: a heading column (`hscode`, `code`, `hs6` …) and `description`.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Final

from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, derived
from landwaiter.domain.law.word_lists import folded

PACK: Final = "hs_nomenclature"
_HEADINGS: Final = ("hscode", "code", "cn", "cn8", "hs6", "hs4", "hs", "heading")
_CHAPTER: Final = 2
"""Figures of a chapter."""
_HEADING: Final = 4
_SHORTEST: Final = 3
"""Letters of a word that says anything."""
_FULL: Final = 1000


def leading_chapter(pack: Pack, text: str, declared: str) -> tuple[str, int]:
    """The chapter that the words of `text` speak for and its lead over the one declared.

    The lead is in thousandths of what the words say; `declared` and 0 where no chapter leads all
    others, as a word that several chapters use alike decides nothing.
    """
    scores = chapter_scores(pack, text)
    ranked = sorted(scores, key=lambda chapter: (-scores[chapter], chapter))
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] == scores[ranked[1]]):
        return declared, 0
    return ranked[0], scores[ranked[0]] - scores.get(declared, 0)


def words_of_chapter(pack: Pack, text: str, chapter: str) -> int:
    """How many words of `text` the texts of the chapter use."""
    chapters = derived(_index, pack).chapters
    return sum(chapter in chapters.get(word, ()) for word in _words(text))


def named_in_heading(pack: Pack, text: str, cn: str) -> bool:
    """True when the texts of the heading declared, or of what lies under it, use a word."""
    return not derived(_index, pack).headings.get(cn[:_HEADING], set()).isdisjoint(_words(text))


def chapter_scores(pack: Pack, text: str) -> Mapping[str, int]:
    """Chapter → share of the description's known words that it uses, by rarity, in thousandths."""
    index = derived(_index, pack)
    known = {word: index.chapters[word] for word in _words(text) if word in index.chapters}
    weights = {word: index.weight(chapters) for word, chapters in known.items()}
    total = sum(weights.values())
    scores: dict[str, int] = {}
    for word, chapters in known.items():
        for chapter in chapters:
            scores[chapter] = scores.get(chapter, 0) + weights[word]
    return {chapter: _FULL * score // total for chapter, score in scores.items() if total}


def chapter_title(pack: Pack, chapter: str) -> str:
    """The text of the chapter's own row; empty where there is none."""
    return derived(_index, pack).titles.get(chapter, "")


class _Index:
    """Word → chapters whose texts use it; heading → the words of its texts."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.chapters: dict[str, set[str]] = {}
        self.headings: dict[str, set[str]] = {}
        self.titles: dict[str, str] = {}
        every: set[str] = set()
        for row in rows:
            heading = _heading(row)
            if len(heading) < _CHAPTER:
                continue
            chapter = heading[:_CHAPTER]
            every.add(chapter)
            if len(heading) == _CHAPTER:
                self.titles[chapter] = row.get("description", "")
            words = _words(row.get("description", ""))
            if len(heading) >= _HEADING:
                self.headings.setdefault(heading[:_HEADING], set()).update(words)
            for word in words:
                self.chapters.setdefault(word, set()).add(chapter)
        self._count = len(every)

    def weight(self, chapters: Iterable[str]) -> int:
        """Rarity of a word in thousandths; next to nothing for one that every chapter uses."""
        return round(_FULL * math.log((self._count + 1) / len(tuple(chapters))))


def _index(pack: Pack) -> _Index:
    return _Index(pack.rows)


def _heading(row: Row) -> str:
    stated = next((row[name] for name in _HEADINGS if row.get(name)), "")
    return "".join(sign for sign in stated if sign.isdigit())


def _words(text: str) -> frozenset[str]:
    """Words of a text in one case, without a plural s."""
    return frozenset(
        word.removesuffix("s") if len(word) > _SHORTEST + 1 else word
        for word in folded(text).split()
        if len(word) >= _SHORTEST and not word.isdigit()
    )
