"""Foreign names written in Chinese, and which Latin word they may stand for.

Chinese writes 克里彭 (ke-li-peng) for Crippen: each syllable is one consonant and a vowel, so a
consonant that stands alone gets a vowel, r and l fall together, and -n or -ng closes a syllable.
Both sides are reduced to classes of consonants and compared; vowels only break ties. Rules are
those of common transcription practice (Xinhua tables and their Taiwanese and Hong Kong cousins).
"""

import re
from functools import lru_cache

_INITIALS = {
    "zh": "J", "ch": "J", "sh": "S", "b": "P", "p": "P", "m": "M", "f": "F", "d": "T", "t": "T",
    "n": "N", "l": "L", "g": "K", "k": "K", "h": "H", "j": "J", "q": "J", "x": "S", "r": "R",
    "z": "Z", "c": "Z", "s": "S", "w": "W", "y": "Y",
}  # fmt: skip
_SYLLABLE = re.compile(
    "(zh|ch|sh|[bpmfdtnlgkhjqxrzcswy])?"
    "(iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ueng|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui"
    "|uo|ue|ve|vn|er|a|o|e|i|u|v)"
)
_LATIN = (
    ("tsch", "J"), ("dsch", "J"), ("shch", "S"), ("sch", "S"), ("tch", "J"), ("dge", "J"),
    ("tz", "Z"), ("ts", "Z"), ("cz", "J"), ("sz", "S"), ("zh", "J"), ("sh", "S"), ("ch", "J"),
    ("kh", "H"), ("gh", "K"), ("ph", "F"), ("th", "T"), ("wh", "W"), ("ck", "K"), ("qu", "KW"),
    ("dj", "J"), ("gn", "N"), ("kn", "N"), ("wr", "L"), ("x", "KS"), ("ce", "Sa"), ("ci", "Si"),
    ("cy", "Si"), ("ge", "Ja"), ("gi", "Ji"), ("gy", "Ji"), ("b", "P"), ("p", "P"), ("m", "M"),
    ("f", "F"), ("v", "F"), ("d", "T"), ("t", "T"), ("n", "N"), ("l", "L"), ("r", "L"),
    ("g", "K"), ("k", "K"), ("c", "K"), ("q", "K"), ("h", "H"), ("j", "J"), ("s", "S"),
    ("z", "Z"), ("w", "W"),
)  # fmt: skip
_LATIN_PATTERN = re.compile("|".join(sign for sign, _ in _LATIN))
_LATIN_CLASSES = dict(_LATIN)

_SWAPPED: dict[str, int] = {
    pair: cost
    for both, cost in (
        ("SZ", 20), ("SJ", 45), ("JZ", 40), ("KJ", 45), ("KH", 40), ("FW", 25), ("HF", 70),
        ("JY", 40), ("HW", 60), ("TZ", 55), ("TJ", 50), ("LR", 10), ("MN", 45), ("SR", 50),
        ("JR", 40), ("HJ", 55), ("PF", 60), ("PW", 70), ("NL", 60), ("YL", 80), ("HS", 60),
        ("ZR", 60), ("WN", 90), ("YH", 60),
    )
    for pair in (both, both[::-1])
}  # fmt: skip
"""Hundredths of an edit for consonants that stand for each other."""
_SWAPPED |= {one + other: 22 for one in "aiu" for other in "aiu"}
_DROPPED = {
    "H": 35,
    "W": 40,
    "Y": 15,
    "L": 55,
    "N": 70,
    "T": 75,
    "K": 85,
    "R": 60,
    "S": 80,
    "a": 16,
    "i": 20,
    "u": 16,
}
_WHOLE = 100
_MOST = 42
"""Hundredths of an edit for each consonant up to which two skeletons are the same name."""


@lru_cache(maxsize=1 << 12)
def of_syllables(pinyin: str) -> str:
    """Classes of the consonants of pinyin syllables written together; vowels as a, i, u."""
    signs: list[str] = []
    at = 0
    while at < len(pinyin):
        met = _SYLLABLE.match(pinyin, at)
        if met is None:
            at += 1
            continue
        signs.append(_of_syllable(met.group(1) or "", met.group(2)))
        at = met.end()
    return "".join(signs)


def of_each(syllables: tuple[str, ...]) -> str:
    """As `of_syllables`, of syllables that are known one by one."""
    return "".join(of_syllables(syllable) for syllable in syllables)


def _of_syllable(initial: str, final: str) -> str:
    if final == "er":
        return "L"
    head = _INITIALS.get(initial, "")
    vowel = "i" if final[0] in "iv" else "u" if final[0] in "uo" else "a"
    if final in {"ai", "ei"}:
        vowel = "a"
    tail = "N" if final.endswith(("n", "ng")) else ""
    return f"{head}{vowel}{tail}"


@lru_cache(maxsize=1 << 12)
def of_latin(word: str) -> str:
    """Classes of the consonants of a Latin word; vowels as a, i, u."""
    signs: list[str] = []
    at = 0
    while at < len(word):
        met = _LATIN_PATTERN.match(word, at)
        if met:
            signs.append(_LATIN_CLASSES[met.group()])
            at = met.end()
            continue
        letter = word[at]
        if letter == "y":
            signs.append("Y" if at == 0 or word[at - 1] in "aeiou" else "i")
        elif letter in "aeiou":
            signs.append({"a": "a", "e": "a", "i": "i"}.get(letter, "u"))
        at += 1
    return re.sub(r"([A-Z])\1+", r"\1", "".join(signs))


_SPOKEN = (("ch", "k"), ("ch", "sh"), ("th", "s"), ("gi", "ghi"), ("w", "v"), ("j", "y"))
"""Letters of Latin names that some language speaks otherwise: Michael, Chirac, Smith, Gilbert,
Wagner, Jung."""
_SPOKEN_OTHERWISE = 50
"""Thousandths less, because more of what is spoken is guessed."""


@lru_cache(maxsize=1 << 12)
def likeness_of(syllables: str, word: str) -> int:
    """Thousandths for classes of syllables and a Latin word, however its letters are spoken."""
    usual = _likeness(syllables, of_latin(word))
    spoken = (word.replace(sign, other) for sign, other in _SPOKEN if sign in word)
    others = (_likeness(syllables, of_latin(one)) - _SPOKEN_OTHERWISE for one in spoken)
    return max(usual, *others, 0)


def _likeness(syllables: str, latin: str) -> int:
    """Thousandths for two strings of classes; 0 where they cannot be the same name."""
    counts = [sum(map(str.isupper, signs)) for signs in (syllables, latin)]
    count = max(counts)
    if min(counts) < 2 or max(counts) - min(counts) > 1 + count // 3:
        return 0
    most = _MOST * count
    edits = _distance(syllables, latin, most)
    if edits > most:
        return 0
    unlike = edits / (_WHOLE * count)
    return max(0, 930 - round(600 * unlike) - (60 if count == 2 else 0))


def _distance(one: str, other: str, most: int) -> int:
    """Hundredths of edits between two strings of classes; of more than `most` only that it is
    more."""
    above = [0]
    for sign in other:
        above.append(above[-1] + _DROPPED.get(sign, _WHOLE))
    for left in one:
        gone = _DROPPED.get(left, _WHOLE)
        before = above[0] + gone
        row = [before]
        for place, right in enumerate(other):
            found = above[place]
            if left != right:
                found += _SWAPPED.get(left + right, 2 * _WHOLE)
            found = min(found, above[place + 1] + gone)
            before += _DROPPED.get(right, _WHOLE)
            before = min(before, found)
            row.append(before)
        if min(row) > most:
            return most + 1
        above = row
    return above[-1]
