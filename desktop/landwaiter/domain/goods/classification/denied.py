"""What a description says its goods are not: words there speak for no entry."""

import re
from collections.abc import Mapping
from typing import Final

from landwaiter.domain.goods.classification.leads import Packs
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived, rows_by

_MOST_WORDS: Final = 5
"""Words that a denial reaches at most: nobody hides a whole line behind one `not`."""


def affirmed(text: str, packs: Packs) -> str:
    """`text` without what follows `other than`, `excluding` …, up to the next mark."""
    words = packs.get("trade_words")
    denial = derived(_denial, words).get("excludes") if words else None
    return denial.sub(" ", text) if denial else text


def _denial(words: Pack) -> Mapping[str, re.Pattern[str]]:
    rows = rows_by(words, "kind").get("excludes", ())
    said = sorted((re.escape(row["written"]) for row in rows), key=len, reverse=True)
    if not said:
        return {}
    reach = rf"(?:[\s-]+[^\s,;:.()\[\]]+){{1,{_MOST_WORDS}}}"
    return {"excludes": re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)\.?{reach}", re.IGNORECASE)}
