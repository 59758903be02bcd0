"""Words of a passage that may name a source in confidence, with what was said of them."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.reports.finds import FindOutcome, SourceFind
from landwaiter.i18n import Words, in_english, message
from landwaiter.reports.dossier.paper_reader import PaperReader

_STANDING_FOR: Final = "\n"
"""In place of what is taken out, while the rest is looked through: no name runs across it."""
_ONE_NAME: Final = re.compile(r"\s+(?![a-zа-яё])[^\W\d_]+\.?\s+")
Span = tuple[int, int]


def find_digest(form: Any, words: str) -> str:
    """Tells words in a passage from the same words in any other."""
    return sha256_hex(canonical_bytes({"passage": form, "words": words}))


def names_in(reader: PaperReader, said: Words) -> tuple[str, ...]:
    """Words that may name one, in the language of who reads it and in English."""
    found = (reader.names(text) for text in sorted({str(said), in_english(said)}))
    return tuple(dict.fromkeys(one.words for naming in found for one in naming))


def finds_in(
    reader: PaperReader, place: str, form: Any, told: Any = None, known: Collection[str] = ()
) -> list[SourceFind]:
    """Where the passage may name a source, but for what its parts were found to say."""
    said = message(form)
    wanted = names_in(reader, said if told is None else message(told))
    return [_find(reader, place, form, words) for words in wanted if words not in known]


def _find(reader: PaperReader, place: str, form: Any, words: str) -> SourceFind:
    said, digest = message(form), find_digest(form, words)
    return SourceFind(digest, place, said, words, reader.judged(digest, str(said), words))


def finds_with_spans(
    reader: PaperReader, place: str, text: str
) -> tuple[list[SourceFind], tuple[Span, ...]]:
    """Where a text that is no message may name a source, and what of it is the name alone.

    What is left of it is looked through until nothing in it may name one unheard.
    """
    finds: dict[str, SourceFind] = {}
    taken: tuple[Span, ...] = ()
    while True:
        rest, before = _without(text, taken), taken
        for naming in reader.names(rest):
            if naming.words not in finds:
                finds[naming.words] = _find(reader, place, text, naming.words)
            if finds[naming.words].outcome is FindOutcome.NAME:
                taken = _closed(text, _merged((*taken, *naming.spans)))
        if taken == before:
            return list(finds.values()), taken


def _without(text: str, spans: Sequence[Span]) -> str:
    for first, last in spans:
        text = text[:first] + _STANDING_FOR * (last - first) + text[last:]
    return text


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In their order, those that touch as one."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def _closed(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """With a word alone between two of them, such as a name after the father."""
    found = list(spans[:1])
    for first, last in spans[1:]:
        if _ONE_NAME.fullmatch(text, found[-1][1], first):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(found)


def between(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """What stands before, between and after them: one text more than there are spans."""
    edges = (0, *(edge for span in spans for edge in span), len(text))
    return tuple(text[first:last] for first, last in list(pairwise(edges))[::2])


def takes_all(finds: Iterable[SourceFind]) -> bool:
    """Whether one of them takes the whole passage out, or nobody has said what it is."""
    return any(one.outcome in (None, FindOutcome.PASSAGE) for one in finds)


def is_named(finds: Iterable[SourceFind]) -> bool:
    """Whether one of them is the source, or nobody has said that it is not."""
    return any(one.outcome is not FindOutcome.OTHER for one in finds)
