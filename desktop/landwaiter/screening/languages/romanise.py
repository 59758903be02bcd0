"""Any script in plain Latin letters, and the folding of spellings that sound alike."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u0670\u0640]")
_APOSTROPHES = re.compile("['`\"’‘ʼʻʹ′´]")

_GREEK = str.maketrans({"υ": "y", "ύ": "y"})
_GREEK_PAIRS = (
    ("ου", "u"),
    ("ού", "u"),
    ("μπ", "b"),
    ("ντ", "nt"),
    ("γκ", "g"),
    ("γγ", "ng"),
    ("ευ", "ev"),
    ("εύ", "ev"),
    ("αυ", "av"),
    ("αύ", "av"),
    ("χ", "ch"),
)

_ARABIC = str.maketrans(
    {
        "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th",
        "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
        "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a",
        "غ": "gh", "ف": "f", "ق": "q", "ک": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m",
        "ن": "n", "ه": "h", "ة": "a", "و": "w", "ؤ": "u", "ی": "y", "ي": "y", "ئ": "y",
        "ى": "a", "ء": "", "\u200c": "", "ھ": "h", "ہ": "h", "ۃ": "a", "ے": "y", "ٹ": "t",
        "ڈ": "d", "ڑ": "r", "ں": "n", "ۍ": "y", "ې": "e", "ټ": "t", "ډ": "d", "ړ": "r", "ښ": "sh",
        "ځ": "z", "څ": "ts", "ګ": "g", "ڼ": "n", "ږ": "zh",
    }
)  # fmt: skip
"""Letters of Arabic, Persian, Urdu and Pashto; short vowels are not written."""

_PERSIAN = re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")
_PERSIAN_SOUNDS = str.maketrans({"ض": "z", "ذ": "z", "ث": "s", "و": "v"})

_SCRIPTS = (
    ("latin", 0x0000, 0x024F),
    ("latin", 0x1E00, 0x1EFF),
    ("greek", 0x0370, 0x03FF),
    ("greek", 0x1F00, 0x1FFF),
    ("cyrillic", 0x0400, 0x052F),
    ("hebrew", 0x0590, 0x05FF),
    ("arabic", 0x0600, 0x06FF),
    ("arabic", 0x0750, 0x077F),
    ("arabic", 0xFB50, 0xFDFF),
    ("hangul", 0xAC00, 0xD7AF),
)


def script_of(text: str) -> str:
    """The script of the first letter of `text` that is not ASCII; `latin` when all are."""
    for character in text:
        code = ord(character)
        if code > 0x7F and character.isalpha():
            return next((name for name, low, high in _SCRIPTS if low <= code <= high), "other")
    return "latin"


def composed(text: str) -> str:
    """NFKC with stress marks and vowel points taken off; letters with breve stay whole."""
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=1 << 12)
def romanised(text: str) -> str:
    """`text` in lower-case ASCII, apostrophes and soft signs dropped."""
    if not text.isascii():
        text = text.lower()
        for pair, sound in _GREEK_PAIRS:
            text = text.replace(pair, sound)
        text = text.translate(_PERSIAN_SOUNDS) if _PERSIAN.search(text) else text
        text = anyascii(text.translate(_GREEK).translate(_ARABIC))
    return _APOSTROPHES.sub("", text.lower())


_FOLDED_FIRST = (
    ("tsch", "S"), ("shch", "S"), ("sch", "S"), ("S", "s"), ("dzh", "J"), ("dj", "J"), ("J", "j"),
    ("tch", "C"), ("ch", "C"), ("sh", "s"), ("zh", "z"), ("kh", "H"), ("gh", "H"), ("H", "h"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("q", "k"), ("ts", "C"), ("tz", "C"), ("cz", "C"),
    ("x", "ks"),
)  # fmt: skip
"""Letters and their sound, in this order. A capital is what may not be read again with its
neighbours: C is the sound of ch and ts until k has its own sign."""
_SOFT_C = re.compile("c(?=[eiy])")
_FOLDED_THEN = (("c", "k"), ("C", "c"), ("w", "v"), ("oo", "u"), ("ou", "u"))
_FIRST_E = re.compile("^[yji]e")
_J = re.compile("j(?![iu])")
_E_WITHIN = re.compile("(?<=.)ie(?=.)")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = str.maketrans({"e": "a", "o": "u"})


@lru_cache(maxsize=1 << 12)
def sound(word: str) -> str:
    """`word` with the customs of transliteration folded (kh/h, ts/c, x/ks, y/i/j, doubles)."""
    # Plain replacements wherever they do: this is called for every word of every candidate.
    for letters, folded in _FOLDED_FIRST:
        word = word.replace(letters, folded)
    word = _SOFT_C.sub("s", word)
    for letters, folded in _FOLDED_THEN:
        word = word.replace(letters, folded)
    word = _J.sub("i", _FIRST_E.sub("e", word)).replace("y", "i")
    while "ii" in word:
        word = word.replace("ii", "i")
    return _TWICE.sub(r"\1", _E_WITHIN.sub("e", word))


@lru_cache(maxsize=1 << 12)
def rough_sound(word: str) -> str:
    """`sound` with vowels in three classes, as in Mohammed, Muhammad, Mohamad."""
    return _TWICE.sub(r"\1", sound(word).translate(_VOWELS))


_SURNAME_END = re.compile("[aeo]u(?=$|sk)")
_SLAVIC = tuple(
    (re.compile(pattern), fold)
    for pattern, fold in (
        ("dz(?=[aeiou])", "d"),
        ("c(?=[aeiou])|c$", "t"),
        ("[hg]", "g"),
        ("i(?=[aeou])", ""),
        ("(?:[aeo][vu])(?=$|s|a$|ic|n)", "av"),
        ("[eo]", "a"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=1 << 12)
def slavic_sound(word: str) -> str:
    """`sound` with what parts Belarusian from Russian folded: unstressed o, soft t and d, -ou."""
    word = sound(_SURNAME_END.sub("ov", word))
    for pattern, fold in _SLAVIC:
        word = pattern.sub(fold, word)
    return word


_FIRST_IN_SLAVIC = str.maketrans("cheoui", "tgaaaa")
"""Letters that `slavic_sound` may put first for one another; j of ju stays."""


def same_in_slavic(one: str, other: str) -> bool:
    """Have both words one `slavic_sound`? The first letters alone rule out most."""
    first, second = (sound(word)[:1].translate(_FIRST_IN_SLAVIC) for word in (one, other))
    return first == second and slavic_sound(one) == slavic_sound(other)


_SILENT_H = re.compile("(?<=[aeiy])h$")


@lru_cache(maxsize=1 << 12)
def skeleton(word: str) -> str:
    """The consonants alone: what Arabic and Hebrew writing keeps of a name."""
    word = _SILENT_H.sub("", word)
    return re.sub(r"(.)\1+", r"\1", re.sub("(?<=.)[aeiouv]", "", sound(word).replace("g", "j")))
