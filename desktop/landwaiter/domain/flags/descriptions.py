"""What a description says once all is taken away that could stand on any invoice."""

from landwaiter.domain.classification.folding import Token
from landwaiter.domain.classification.glossary import folding_of
from landwaiter.domain.flags.view import View
from landwaiter.domain.pack_index import derived
from landwaiter.domain.words import without_words

GENERIC = "generic_goods"
"""The word list of what any goods may be called."""
PACKS = ("vocabulary", "trade_words")
"""Without these nothing tells a word of goods from one that says nothing."""


def content_words(view: View, text: str) -> tuple[Token, ...] | None:
    """The words of `text` that tell goods from other goods, in order; None without the packs.

    Left out are generic words, figures, measures, and words that say nothing of goods.
    """
    vocabulary, trade_words = (view.packs.get(name) for name in PACKS)
    if vocabulary is None or trade_words is None:
        return None
    folding = derived(folding_of, trade_words)
    left = folding.tokens(without_words(vocabulary, GENERIC, text))
    return tuple(word for word in left if not word.measure and not word.plain[0].isdigit())
