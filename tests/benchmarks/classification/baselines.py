"""Two plain rankers over the same documents: BM25 on words, and TF-IDF on runs of characters."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

WORD = re.compile(r"\w+")
HAN = re.compile(r"[\u3400-\u9fff]")


def words(text: str) -> list[str]:
    """Words in small letters; Chinese characters one by one."""
    found: list[str] = []
    for word in WORD.findall(text.casefold()):
        found += list(word) if HAN.search(word) else [word]
    return found


def grams(text: str, shortest: int = 2, longest: int = 4) -> list[str]:
    """Runs of two to four characters within words."""
    padded = [f" {word} " for word in WORD.findall(text.casefold())]
    return [
        word[at : at + size]
        for word in padded
        for size in range(shortest, longest + 1)
        for at in range(len(word) - size + 1)
    ]


class Bm25:
    """Okapi BM25 with the usual constants 1.2 and 0.75."""

    name = "BM25"

    def __init__(self, documents: Mapping[str, str]) -> None:
        counts = {name: Counter(words(text)) for name, text in documents.items()}
        mean = sum(sum(one.values()) for one in counts.values()) / len(counts)
        frequency = Counter(word for one in counts.values() for word in one)
        self.weights: dict[str, dict[str, float]] = {}
        for name, one in counts.items():
            damping = 1.2 * (0.25 + 0.75 * sum(one.values()) / mean)
            for word, count in one.items():
                seen = frequency[word]
                rarity = math.log(1 + (len(counts) - seen + 0.5) / (seen + 0.5))
                self.weights.setdefault(word, {})[name] = rarity * count * 2.2 / (count + damping)

    def rank(self, text: str) -> list[str]:
        return _ranked(self.weights.get(word, {}) for word in words(text))


class CharacterTfIdf:
    """Cosine of TF-IDF vectors of runs of two to four characters."""

    name = "character TF-IDF"

    def __init__(self, documents: Mapping[str, str]) -> None:
        counts = {name: Counter(grams(text)) for name, text in documents.items()}
        frequency = Counter(gram for one in counts.values() for gram in one)
        self.rarity = {gram: math.log(len(counts) / seen) + 1 for gram, seen in frequency.items()}
        self.weights: dict[str, dict[str, float]] = {}
        for name, one in counts.items():
            vector = {gram: (1 + math.log(n)) * self.rarity[gram] for gram, n in one.items()}
            length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
            for gram, value in vector.items():
                self.weights.setdefault(gram, {})[name] = value / length

    def rank(self, text: str) -> list[str]:
        asked = Counter(grams(text))
        return _ranked(
            {
                name: value * (1 + math.log(count)) * self.rarity[gram]
                for name, value in self.weights[gram].items()
            }
            for gram, count in asked.items()
            if gram in self.weights
        )


def _ranked(parts: Iterable[Mapping[str, float]]) -> list[str]:
    sums: dict[str, float] = {}
    for part in parts:
        for name, value in part.items():
            sums[name] = sums.get(name, 0.0) + value
    return sorted(sums, key=lambda name: (-sums[name], name))


def documents_of(rows: Sequence[Mapping[str, str]], head: str, text: str) -> dict[str, str]:
    """One document per head: all its rows joined."""
    joined: dict[str, list[str]] = {}
    for row in rows:
        joined.setdefault(row[head].partition(".")[0], []).append(row[text])
    return {name: " ".join(texts) for name, texts in joined.items()}
