"""Why a name met a listing: the score, the words that met, and each feature's part."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.lists.listing import Match
from landwaiter.i18n import N_, _
from landwaiter.services.base.wording import shown_score
from landwaiter.ui.hits.contribution import Contributions
from landwaiter.ui.hits.word_alignment import WordAlignment
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.label import MarkLabel


class Explanation(QWidget):
    """The alignment and contribution widgets of the hit screen for one match."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.features = WordAlignment(), Contributions()
        self.facts = MarkLabel(wrap=True)
        self._words_card = Card(_("Words that met"))
        self._words_card.add(
            column(self.words, self.facts, gap=6, margins=(12, 8, 12, 8)),
        )
        features = Card(_("Features"), _("each part adds to the score")).add(self.features)
        self.setLayout(column(self._words_card, features, 0, gap=10))

    def show_match(self, match: Match) -> None:
        self._words_card.name(
            _("Words that met"),
            _("{query} and {listed}, pair {score}").format(
                query=match.name, listed=match.matched_name, score=shown_score(match.score)
            ),
        )
        self.words.show_words(match.words)
        self.features.show_reasons(match.reasons, match.score)
        self.facts.show_lines(_compared(match))


_COUNTRY = {
    True: N_("Country: the same."),
    False: N_("Country: another one."),
    None: N_("Country: not compared."),
}


def _compared(match: Match) -> Line:
    """Beside the words: identifier and country; what was not compared says so."""
    identifier = (
        _("Identifier: equal.") if match.identifier_equal else _("Identifier: none is equal.")
    )
    said = f"{identifier} {_(_COUNTRY[match.country_equal])}"
    name = _("The names are equal once normalised.") if match.name_equal else ""
    return (Text(said, "text2", Size.SMALL), Gap(6), Text(name, "text2", Size.SMALL))
