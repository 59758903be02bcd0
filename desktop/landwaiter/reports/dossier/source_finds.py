"""Words of a passage that may name a source in confidence, with what was said of them."""

from collections.abc import Collection, Iterable
from typing import Any

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.reports.finds import FindOutcome, SourceFind
from landwaiter.i18n import Words, in_english, message
from landwaiter.reports.dossier.paper_reader import PaperReader


def find_digest(form: Any, words: str) -> str:
    """Tells words in a passage from the same words in any other."""
    return sha256_hex(canonical_bytes({"passage": form, "words": words}))


def names_in(reader: PaperReader, said: Words) -> tuple[str, ...]:
    """Words that may name one, in the language of who reads it and in English."""
    found = (reader.names(text) for text in sorted({str(said), in_english(said)}))
    return tuple(dict.fromkeys(words for one in found for words in one))


def finds_in(
    reader: PaperReader, place: str, form: Any, told: Any = None, known: Collection[str] = ()
) -> list[SourceFind]:
    """Where the passage may name a source, but for what its parts were found to say."""
    said = message(form)
    found = []
    for words in names_in(reader, said if told is None else message(told)):
        if words not in known:
            digest = find_digest(form, words)
            outcome = reader.judged(digest, str(said), words)
            found.append(SourceFind(digest, place, said, words, outcome))
    return found


def is_named(finds: Iterable[SourceFind]) -> bool:
    """Whether one of them is the source, or nobody has said that it is not."""
    return any(one.outcome is not FindOutcome.OTHER for one in finds)
