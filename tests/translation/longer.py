"""A language that is none, 40 % longer than English and still readable: for what has no room."""

from string import Formatter

from landwaiter.i18n import SOURCE, Catalogue
from landwaiter.message import NOTATION, parts_of_count

MORE = 0.4
"""So much longer is a text than in English: German and Polish are, on average by a third."""
_ACCENTS = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")


class Longer(Catalogue):
    """Vowels with an accent, words with more letters; places, codes and figures as they are.

    Days and countries are those of English: babel has none of its own for it.
    """

    def __init__(self) -> None:
        super().__init__(SOURCE, {})

    def text(self, text: str) -> str:
        if text in NOTATION:
            return text
        count = parts_of_count(text)
        if count:
            text = count[1] if count[0] == 1 else count[2]
        return "".join(
            _escaped(longer(before)) + ("" if name is None else f"{{{name}}}")
            for before, name, _spec, _turned in Formatter().parse(text)
        )


def longer(text: str) -> str:
    """The text with its words stretched; what a code leaves out, the next word makes up for."""
    owed, words = 0.0, []
    for word in text.split(" "):
        owed += MORE * len(word)
        if _is_code(word):
            words.append(word)
            continue
        words.append(_stretched(word, int(owed)))
        owed -= int(owed)
    return " ".join(words)


def _is_code(word: str) -> bool:
    """What no translator touches: figures, articles, abbreviations; and what has no letter."""
    letters = [sign for sign in word if sign.isalpha()]
    return not letters or any(map(str.isdigit, word)) or all(map(str.isupper, letters))


def _stretched(word: str, by: int) -> str:
    """The vowels in turn once more; behind the last letter where there is none."""
    places = [n for n, sign in enumerate(word) if sign.lower() in "aeiouy"]
    places = places or [max(n for n, sign in enumerate(word) if sign.isalpha())]
    more = [0] * len(word)
    for number in range(by):
        more[places[number % len(places)]] += 1
    return "".join(
        sign.translate(_ACCENTS) + sign.lower() * times
        for sign, times in zip(word, more, strict=True)
    )


def _escaped(text: str) -> str:
    """Braces that are no place of an argument stay what they are."""
    return text.replace("{", "{{").replace("}", "}}")
