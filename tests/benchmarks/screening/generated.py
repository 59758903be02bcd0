"""Made-up names with the phenomena of the real sets, so that a result can be told from luck.

Names are put together from syllables by a fixed seed; no name of a list or of `matching/` is
read. Each set holds as many pairs that are the same as pairs that are not.
"""

import random
from collections.abc import Callable, Iterator

from tests.benchmarks.screening.pairs import Pair
from tests.benchmarks.screening.questions import misheard

COUNT = 600

_ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
)
_NUCLEI = ("a", "e", "i", "o", "u", "ai", "ei")
_CODAS = ["", "", "n", "r", "s", "l", "m", "rt", "nd", "k"]
_FIELDS = ("Optics", "Aviation", "Trading", "Shipping", "Electronics", "Machinery", "Energy")
_FORMS = ("Ltd", "LLC", "GmbH", "JSC", "Co., Ltd.", "Inc.", "S.A.", "")
_CYRILLIC = {
    "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "e": "е", "z": "з", "i": "и", "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "u": "у",
    "f": "ф", "h": "х", "j": "ж", "c": "ц",
}  # fmt: skip
_CHARACTERS = {
    "wei": "伟", "jun": "军", "ming": "明", "hua": "华", "qiang": "强", "jian": "建", "guo": "国",
    "ping": "平", "bo": "波", "tao": "涛", "lei": "磊", "fang": "芳", "jing": "静", "li": "丽",
    "yan": "燕", "hong": "红", "xin": "新", "yong": "勇", "hai": "海", "long": "龙",
}  # fmt: skip
_SURNAMES = {
    "Zhang": "张", "Liu": "刘", "Chen": "陈", "Zhao": "赵", "Zhou": "周", "Huang": "黄",
    "Sun": "孙", "Guo": "郭", "Xu": "徐", "Gao": "高", "Luo": "罗", "Liang": "梁",
}  # fmt: skip


class Maker:
    """Names from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)

    def word(self, syllables: int = 2) -> str:
        """A pronounceable word that is nobody's."""
        pick = self.chance.choice
        parts = (pick(_ONSETS) + pick(_NUCLEI) + pick(_CODAS) for _ in range(syllables))
        return "".join(parts).capitalize()

    def person(self) -> str:
        return " ".join(self.word(self.chance.randint(2, 3)) for _ in range(2))

    def firm(self) -> str:
        pick = self.chance.choice
        return f"{self.word()} {self.word(3)} {pick(_FIELDS)} {pick(_FORMS)}".strip()

    def chinese(self) -> tuple[str, str]:
        """A person in pinyin and in characters."""
        surname = self.chance.choice(list(_SURNAMES))
        given = self.chance.sample(list(_CHARACTERS), 2)
        characters = _SURNAMES[surname] + "".join(_CHARACTERS[one] for one in given)
        return f"{surname} {''.join(given).capitalize()}", characters


def in_cyrillic(name: str) -> str:
    """`name` letter by letter in Cyrillic."""
    return "".join(
        _CYRILLIC[letter.lower()].upper() if letter.isupper() else _CYRILLIC.get(letter, letter)
        for letter in name
    )


def _against(make: Callable[[Maker], tuple[str, str]], schema: str, seed: int) -> list[Pair]:
    """Each made pair, and its first half with the second half of the next."""
    maker = Maker(seed)
    made = [make(maker) for _ in range(COUNT)]
    found = [Pair(schema, one, other, same=True) for one, other in made]
    for at, (one, _) in enumerate(made):
        found.append(Pair(schema, one, made[(at + 1) % COUNT][1], same=False))
    return found


def _mishandled(make: Callable[[Maker], str]) -> Callable[[Maker], tuple[str, str]]:
    def both(maker: Maker) -> tuple[str, str]:
        name = make(maker)
        return name, misheard(name, maker.chance)

    return both


def _cyrillic(maker: Maker) -> tuple[str, str]:
    name = maker.person()
    return name, in_cyrillic(name)


def pair_sets(seed: int = 11) -> Iterator[tuple[str, list[Pair]]]:
    """Title and pairs of each phenomenon."""
    yield "generated persons, mishandled", _against(_mishandled(Maker.person), "Person", seed)
    yield "generated firms, mishandled", _against(_mishandled(Maker.firm), "Company", seed + 1)
    yield "generated persons, Cyrillic and Latin", _against(_cyrillic, "Person", seed + 2)
    yield "generated persons, Han and pinyin", _against(Maker.chinese, "Person", seed + 3)
