"""The lists' own texts, where they are loaded: rarer words of a passage count for more (BM25).

Packs `annex1_text` and `us_ccl` hold rows `{code, text}`. A text of the US list supports the head
of Annex I with the same code, and only where there is one.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from landwaiter.domain.goods.classification.folding import Folding
from landwaiter.domain.goods.classification.glossary import folding_of
from landwaiter.domain.goods.classification.leads import Lead, LeadSource, Packs
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived_from, rows_by
from landwaiter.i18n import _

_TEXTS: Final[Mapping[str, int]] = {"annex1_text": 1000, "us_ccl": 800}
"""Pack → the part in thousandths that its text counts for."""
_SATURATION: Final = 1.2
_LENGTH: Final = 0.75
_HALF: Final = 15.0
_MOST_SCORE: Final = 940
LEAST: Final = 120
_MOST: Final = 15
_WORDS_TOLD: Final = 5
_FEWEST_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Passages:
    """The texts of a list by head: word or pair of words → head → its weight there."""

    folding: Folding
    weights: Mapping[str, Mapping[str, float]]


def by_official_text(text: str, packs: Packs, *, least: int = LEAST) -> Iterable[Lead]:
    """Entries whose own text shares telling words with the description, from `least` on."""
    annex = packs.get("annex1")
    for pack_id, part in _TEXTS.items():
        if pack_id not in packs or annex is None:
            continue
        passages = derived_from(_passages, packs[pack_id], packs.get("trade_words"))
        heads = rows_by(annex, "code")
        for head, whole, words in _found(text, passages):
            value = whole * part // 1000
            if head in heads and value >= least:
                reason = _("The text of {code} in {pack} has the words {words} ({trust}).").format(
                    code=head,
                    pack=pack_id,
                    words=", ".join(words),
                    trust=_(packs[pack_id].trust.value),
                )
                yield Lead("eu", head, value, reason, packs[pack_id], LeadSource.OFFICIAL)


def _found(text: str, passages: Passages) -> Iterable[tuple[str, int, tuple[str, ...]]]:
    sums: dict[str, float] = {}
    told: dict[str, list[tuple[float, str]]] = {}
    for word, said in _words(text, passages.folding).items():
        for head, weight in passages.weights.get(word, {}).items():
            sums[head] = sums.get(head, 0.0) + weight
            if _is_word(said):
                told.setdefault(head, []).append((weight, said))
    ranked = sorted(sums, key=lambda head: (-round(1000 * sums[head]), head))
    best = sums[ranked[0]] if ranked else 0.0
    for head in ranked[:_MOST]:
        if len(told.get(head, ())) >= _FEWEST_WORDS:
            sure = _MOST_SCORE * best / (best + _HALF)
            value = round(sure * (sums[head] / best) ** 2)
            words = [word for _weight, word in sorted(told[head], key=_tellingness)]
            yield head, value, tuple(dict.fromkeys(words))[:_WORDS_TOLD]


def _is_word(said: str) -> bool:
    """False for bare figures: they put entries in order but are no evidence for any."""
    return any(char.isalpha() for char in said)


def _tellingness(told: tuple[float, str]) -> tuple[int, str]:
    weight, word = told
    return (-round(1000 * weight), word)


def _words(text: str, folding: Folding) -> dict[str, str]:
    """Words and pairs of neighbours of a text, with how they stand there."""
    tokens = folding.tokens(text)
    pairs = {f"{a.key} {b.key}": f"{a.said} {b.said}" for a, b in pairwise(tokens)}
    return {token.key: token.said for token in tokens} | pairs


def _passages(pack: Pack, trade_words: Pack | None) -> Passages:
    folding = folding_of(trade_words)
    counts: dict[str, Counter[str]] = {}
    for row in pack.rows:
        head = row["code"].partition(".")[0]
        keys = [token.key for token in folding.tokens(row["text"])]
        found = counts.setdefault(head, Counter())
        found.update(keys)
        found.update(f"{one} {two}" for one, two in pairwise(keys))
    return Passages(folding, _weights(counts))


def _weights(counts: Mapping[str, Counter[str]]) -> Mapping[str, Mapping[str, float]]:
    lengths = {head: sum(words.values()) for head, words in counts.items()}
    mean = sum(lengths.values()) / max(1, len(lengths))
    frequency = Counter(word for words in counts.values() for word in words)
    weights: dict[str, dict[str, float]] = {}
    for head, words in counts.items():
        damping = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[head] / mean)
        for word, count in words.items():
            rarity = math.log(1 + (len(counts) - frequency[word] + 0.5) / (frequency[word] + 0.5))
            weight = rarity * count * (_SATURATION + 1) / (count + damping)
            weights.setdefault(word, {})[head] = weight
    return weights
