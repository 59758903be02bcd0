"""How alike two words are, and what makes them so."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from landwaiter.screening.languages import asian, slavic, transcription
from landwaiter.screening.languages.romanise import rough_sound, same_in_slavic, skeleton, sound
from landwaiter.screening.name import Word

UNLIKE = (0, "unmatched")

_SHORT_PINYIN = 5
"""Letters up to which two pinyin syllables that differ are two different characters."""
_ACRONYM, _ACRONYMS_ALIKE = 3, 740
"""Letters of what may be an acronym, where each letter counts: STK is hardly STC."""
_LONGER = 5
"""Letters by which one spelling of a word may be longer than another."""
_LONG, _FAR_APART = 6, 0.4
"""Letters from which no system of spelling changes as many as this share leaves."""
_ABJADS = frozenset({"arabic", "hebrew"})
_EDITS_BY_LENGTH = (0, 0, 0, 0, 1, 1, 2, 2, 2, 3)
ROMANISED, _ONE_SYLLABLE = 880, 800
_FOREIGN = 2
"""Characters from which a name in Chinese may stand for a foreign word."""
_PLAIN_LEAST = 4
_SLAVIC_LEAST = 6
_LONG_SKELETON = 5
LEAST = 700
"""Thousandths below which two words are different words."""


def similarity(one: Word, other: Word) -> tuple[int, str]:
    """Thousandths and method (`equal`, `spelling`, `sound`, `transliteration` …)."""
    if one.text == other.text:
        return 1000, _why_equal(one, other)
    return _similarity(one, other)


@lru_cache(maxsize=1 << 12)
def _similarity(one: Word, other: Word) -> tuple[int, str]:
    shared = set(one.spellings).intersection(other.spellings)
    if shared:
        return _by_shared(one, other, shared)
    if one.is_number or other.is_number:
        return UNLIKE
    if one.is_initial or other.is_initial:
        return _by_initial(one, other)
    if is_plain(one) and is_plain(other) and are_far_apart(one.text, other.text):
        return UNLIKE
    found = _across_scripts(one, other) if one.script != other.script else _best(one, other)
    if found[0] < ROMANISED:
        return max(found, _by_romanisation(one, other))
    return found


def is_plain(word: Word) -> bool:
    """Latin, and nothing but what stands there."""
    return word.script == "latin" and len(word.spellings) == 1 and word.written == word.text


def _by_shared(one: Word, other: Word, shared: set[str]) -> tuple[int, str]:
    """A translation or a neighbour's form; characters in another romanisation tell less."""
    written = one if one.script == "han" else other
    if not written.personal or written.script != "han" or written.text in shared:
        return 960, "translation"
    return (ROMANISED if written.syllables > 1 else _ONE_SYLLABLE), "romanisation"


def _by_initial(one: Word, other: Word) -> tuple[int, str]:
    """A person's name may be cut to its letter; a firm's letters are its own."""
    if not (one.may_be_personal and other.may_be_personal) or one.is_initial == other.is_initial:
        return UNLIKE
    return (700, "initial") if one.text[0] == other.text[0] else UNLIKE


def _across_scripts(one: Word, other: Word) -> tuple[int, str]:
    scripts = {one.script, other.script}
    if "han" in scripts:
        written, plain = (one, other) if one.script == "han" else (other, one)
        if not written.personal and plain.text.removesuffix("s") in written.spellings:
            return 960, "translation"
        if written.syllables and len(asian.syllables(plain.text)) == written.syllables:
            return _other_signs(written, plain)
        found = _transcribed(written, plain)
        if min(len(one.text), len(other.text)) <= _SHORT_PINYIN:
            return found
        return max(found, _best(one, other))
    found = (_by_skeleton(one.text, other.text), "sound") if _ABJADS & scripts else UNLIKE
    if scripts == {"cyrillic", "latin"}:
        found = _heard(*((one, other) if one.script == "cyrillic" else (other, one)))
    best, method = max(found, _best(one, other))
    return best, "transliteration" if method == "sound" and not _ABJADS & scripts else method


def _heard(written: Word, plain: Word) -> tuple[int, str]:
    """ё is written e, yo, io; English words are written as they are heard."""
    found = alike(*(word.text.replace("yo", "e") for word in (written, plain)))
    likeness, method = alike(written.text, slavic.heard(plain.text))
    return max(found, (min(likeness, ROMANISED), method))


def _other_signs(written: Word, plain: Word) -> tuple[int, str]:
    """Pinyin of as many syllables: one letter may be a slip, more are another sign."""
    if len(plain.text) <= _SHORT_PINYIN or OSA.distance(written.text, plain.text) > 1:
        return UNLIKE
    return alike(written.text, plain.text)


def _transcribed(written: Word, plain: Word) -> tuple[int, str]:
    """A foreign name in Chinese beside a word in letters."""
    if written.syllables < _FOREIGN or plain.script == "han":
        return UNLIKE
    if 0 < len(asian.syllables(plain.text)) < written.syllables:
        return UNLIKE
    found = transcription.likeness_of(written.signs, plain.text)
    return (found, "transcription") if found >= LEAST else UNLIKE


def _by_romanisation(one: Word, other: Word) -> tuple[int, str]:
    """Wade–Giles beside pinyin; two romanisations of Korean."""
    if min(len(one.text), len(other.text)) < _PLAIN_LEAST and not one.personal:
        return UNLIKE
    if other.text in asian.elsewhere(one.text) or (
        asian.may_stand_elsewhere(one.text) and one.text in asian.elsewhere(other.text)
    ):
        return ROMANISED, "romanisation"
    if (
        one.personal
        and other.personal
        and not {"han", "arabic", "hebrew"} & {one.script, other.script}
    ):
        left = asian.korean(one.text)
        if left is not None and left == asian.korean(other.text):
            return ROMANISED - 20, "romanisation"
        if min(len(one.text), len(other.text)) >= _SLAVIC_LEAST and same_in_slavic(
            one.text, other.text
        ):
            return ROMANISED - 20, "sound"
    return UNLIKE


def _best(one: Word, other: Word) -> tuple[int, str]:
    if one.script == other.script == "han":
        return UNLIKE
    lefts, rights = _written(one), _written(other)
    if len(lefts) == len(rights) == 1:
        return alike(one.text, other.text)
    return max(alike(left, right) for left in lefts for right in rights)


def _written(word: Word) -> tuple[str, ...]:
    """All spellings, and how it stood before an abbreviation was spelled out."""
    if word.script in {"latin", "cyrillic"} and word.written != word.text:
        return (*word.spellings, word.written)
    return word.spellings


def _why_equal(one: Word, other: Word) -> str:
    if one.script != other.script:
        return "transliteration"
    return "equal" if one.written == other.written else "abbreviation"


@lru_cache(maxsize=1 << 12)
def _by_skeleton(one: str, other: str) -> int:
    left, right = skeleton(one), skeleton(other)
    if left == right:
        return 0 if len(left) < 2 else 880 if len(left) > 2 else 800
    if min(len(left), len(right)) >= _LONG_SKELETON and OSA.distance(left, right) == 1:
        return 740
    return 0


@lru_cache(maxsize=1 << 12)
def alike(one: str, other: str) -> tuple[int, str]:
    """Thousandths and method for two romanised spellings; below `LEAST` they are unlike."""
    if one == other:
        return 1000, "equal"
    if are_far_apart(one, other):
        return UNLIKE
    if sound(one) == sound(other):
        return 960 if min(len(one), len(other)) > _ACRONYM else _ACRONYMS_ALIKE, "sound"
    left, right = rough_sound(one), rough_sound(other)
    if left == right and len(left) >= 3 and min(len(one), len(other)) > _ACRONYM:
        return 910, "sound"
    found = _by_edits(one, other)
    if min(len(left), len(right)) >= 4:
        found = max(found, _by_edits(left, right) - 60)
    if found >= LEAST:
        return found, "spelling"
    return UNLIKE


def are_far_apart(one: str, other: str) -> bool:
    """Sure to be unlike, which is cheaper to see than how alike they are."""
    if abs(len(one) - len(other)) > _LONGER:
        return True
    is_long = min(len(one), len(other)) >= _LONG
    return is_long and not OSA.normalized_similarity(one, other, score_cutoff=_FAR_APART)


def _by_edits(one: str, other: str) -> int:
    length = max(len(one), len(other))
    allowed = _EDITS_BY_LENGTH[min(length, len(_EDITS_BY_LENGTH) - 1)]
    edits = OSA.distance(one, other, score_cutoff=allowed)
    if edits > allowed:
        return 0
    likeness = 1000 - 1000 * edits // length
    return likeness if length > 4 else likeness - 50
