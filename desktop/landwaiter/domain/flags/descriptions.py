"""What a description says once all is taken away that could stand on any invoice."""

from collections.abc import Iterator

from landwaiter.domain.flags.view import View
from landwaiter.domain.goods.classification.folding import Token
from landwaiter.domain.goods.classification.glossary import folding_of
from landwaiter.domain.law.pack_index import derived
from landwaiter.domain.law.word_lists import without_words

GENERIC = "generic_goods"
"""The word list of what any goods may be called."""
PACKS = ("vocabulary", "trade_words")
"""Without these nothing tells a word of goods from one that says nothing."""


def content_words(view: View, text: str) -> Iterator[Token]:
    """The words of `text` that tell goods from other goods, in order; needs the packs.

    Left out are generic words, figures, measures, and words that say nothing of goods.
    """
    vocabulary, trade_words = (view.packs[name] for name in PACKS)
    folding = derived(folding_of, trade_words)
    for word in folding.each(without_words(vocabulary, GENERIC, text)):
        if not word.measure and not word.plain[0].isdigit():
            yield word
