"""Names that are nobody's in place of the real ones, and all else kept.

A rule that knows names shows here; one that knows spelling does not suffer.

*Replaced*, by a fixed seed, in each word that is no word of language: the consonants that hardly
any custom of transliteration writes in two ways, b, d, p among themselves and l, m, n, r among
themselves, in Latin, Cyrillic and Arabic letters alike. In names of China and Korea, and beside
names in Han, instead: b and p, d and t, g and k change places (Wade–Giles, Korean and foreign
names in Chinese make no difference between them), and in pinyin also an and en, ang and eng, ai
and ei, ao and ou. A Han character becomes another one that is read as the Latin side now spells
it; a Chinese town beside its name in Han becomes another town in both.

*Kept*: the same letter becomes the same everywhere, so slips of the pen, customs of spelling
(kh and h, ts and c, y and i, all vowels), doubled letters, order, joined words, initials,
acronyms, length, and how many names share a word. Words of language stay: generic words, legal
forms, titles, particles, numbers, places, given names and surnames of the product's tables,
patronymics, a word one slip from such a word, two of them written as one, a translation beside
the characters that it translates, and what beside any of these in the other name is so like it
that the same word is meant. Names in other scripts stay, and those beside them.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from tests.benchmarks.screening.generated_han import HanExchange
from tests.benchmarks.screening.pairs import Pair

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening.languages import (
    asian,
    given_names,
    han,
    han_words,
    legal_forms,
    romanise,
    slavic,
    vocabulary,
)

SEED = 17
_FAR = {"latin": ("bdp", "lmnr"), "cyrillic": ("бдп", "лмнр"), "arabic": ("بدپ", "لمنر")}
_NEAR = {"latin": ("bp", "dt", "gk"), "cyrillic": ("бп", "дт", "гк")}
_ONE_SOUND = re.compile("(ph|dh|dz|dj|дж|дз|^ال)|(.)", re.IGNORECASE | re.DOTALL)
_ONE_SOUND_NEAR = re.compile(
    "(ph|th|dh|dz|dj|tz|tch|ts|ng|ck|kh|gh|[gk](?=[eiy])|дж|дз)|(.)", re.IGNORECASE | re.DOTALL
)
"""What is not read letter by letter stays: g and k are soft before e, i and y."""
_LETTER, _CAPITAL, _SMALL = "[A-Za-zÀ-ɏЀ-ӿ]", "[A-ZА-Я]", "[a-zа-я]"
_WORD = re.compile(
    rf"(?<!\d)(?:(?:{_LETTER}\.){{2,}}{_LETTER}?(?!{_LETTER})"
    rf"|{_LETTER}*?{_SMALL}{{4}}(?={_CAPITAL}{_SMALL})"
    rf"|{_LETTER}+(?:(?:['’‘ʼ`]|\d+){_LETTER}+)*|[؀-ۿ]+)"
)
"""Letters with dots, a word before a capital that begins another, and words as usual."""
_FOREIGN = re.compile(r"(?![A-Za-zÀ-ɏЀ-ӿ؀-ۿ㐀-鿿])[^\W\d_]")
_PATRONYMIC = re.compile("(?:[aeo][vw][iy]|[iy])(?:ch|tch|tsch|c)$|[vw]na$")
_SERVANT = re.compile("(abd[aeou][lrsz])(.{3,})", re.IGNORECASE)
"""Abdul and its like are written together with the next word, and apart."""
_SLIP_LEAST = 5
_AKIN_LEAST, _AKIN = 4, 67
_LONGEST_RUN = 4
_PARTICLE = 40
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_SURNAMES_OF_KOREA = """
    ahn an bae baek cha chae chang cho choe choi chon chong chung ha han ho hong hwang hyon im jang
    jo jon jong jung kang kim ko kwak kwon kye lee lim min mun myong nam no o oh om paek pak park
    ri rim ro ryang ryu seo shim shin sim sin so son song yang yi yim yoon yu yun
"""


class Exchange:
    """Names for names; the same seed gives the same."""

    def __init__(self, seed: int = SEED) -> None:
        chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
        self._far = _table(_FAR, [_deranged(len(group), chance) for group in _FAR["latin"]])
        self._near = _table(_NEAR, [(1, 0)] * len(_NEAR["latin"]))
        self._han = HanExchange(chance)

    def listing(self, one: Listing) -> Listing:
        """A listing with all its names exchanged alike."""
        name, *aliases = self.names((one.name, *one.aliases))
        return replace(one, name=name, aliases=tuple(aliases))

    def pair(self, pair: Pair) -> Pair:
        """A pair with both names exchanged alike."""
        one, other = self.names((pair.one, pair.other))
        return replace(pair, one=one, other=other)

    def names(self, names: Sequence[str]) -> list[str]:
        """Names of one entity, or of one pair, exchanged alike."""
        if any(map(_FOREIGN.search, names)):
            return list(names)
        words = list(dict.fromkeys(word for name in names for word in _WORD.findall(name)))
        long = [word for word in words if len(word) > 1]
        runs = [run for name in names for run in han.RUN.findall(name)]
        plain = [_plain(word) for word in words]
        staying = self._staying(long, names, runs, plain)
        moving = [word for word in long if word not in staying]
        changed = {word: word for word in long} | self._moved(moving, names, runs, plain)
        changed |= _joined(names, changed) | _acronyms(names, changed)
        changed |= self._moved_towns(long, runs) | _letters(words, changed)
        return [
            han.RUN.sub(
                lambda met: self._han.run(met.group(), plain),
                _WORD.sub(lambda met: changed.get(met.group(), met.group()), name),
            )
            for name in names
        ]

    def _staying(
        self,
        words: Sequence[str],
        names: Sequence[str],
        runs: Sequence[str],
        plain: Sequence[str],
    ) -> set[str]:
        """Words of language, translations of what is in Han, and what is akin to either."""
        meant = {one for run in runs for one in self._han.meant(run, frozenset(plain))}
        spelled = {word for word in words if self._han.spells(_plain(word), runs, plain)}
        staying = {
            word
            for word in words
            if _plain(word) in meant or (word not in spelled and _is_of_language(word))
        }
        for parts, whole in _written_together(names, words):
            if whole in staying:
                staying.update(parts)
            elif staying.issuperset(parts):
                staying.add(whole)
        akin = staying
        while akin:
            free = [word for word in words if word not in staying | spelled]
            akin = {word for word in free if any(_is_akin(word, one) for one in akin)}
            staying = staying | akin
        return staying

    def _moved(
        self,
        words: Sequence[str],
        names: Sequence[str],
        runs: Sequence[str],
        plain: Sequence[str],
    ) -> dict[str, str]:
        if not runs and not any(map(_is_eastern, names)):
            return {word: self._far_word(word) for word in words}
        # Beside characters that it does not spell in pinyin, it is Wade–Giles and stays.
        syllabic = all(asian.syllables(word) or asian.elsewhere(word) for word in plain)
        chinese = not runs and all(asian.syllables(_plain(word)) for word in words)
        changed: dict[str, str] = {}
        for word in words:
            if chinese or self._han.spells(_plain(word), runs, plain):
                changed[word] = _cased(self._han.pinyin(_plain(word)), word)
            elif not (runs and syllabic):
                changed[word] = self._near_word(word)
        return changed

    def _moved_towns(self, words: Sequence[str], runs: Sequence[str]) -> dict[str, str]:
        towns = {word: self._han.town(_plain(word), runs) for word in words}
        return {word: _cased(town, word) for word, town in towns.items() if town}

    def _far_word(self, word: str) -> str:
        servant = _SERVANT.fullmatch(word)
        if servant:
            rest = servant[2]
            return servant[1] + (rest if _is_of_language(rest) else self._far_word(rest))
        return _ONE_SOUND.sub(lambda met: met[1] or met[2].translate(self._far), word)

    def _near_word(self, word: str) -> str:
        plain = _plain(word)
        if not asian.syllables(plain) and asian.elsewhere(plain):
            # Wade–Giles writes neither b nor d nor g.
            return word
        return _ONE_SOUND_NEAR.sub(lambda met: met[1] or met[2].translate(self._near), word)


def _deranged(size: int, chance: random.Random) -> tuple[int, ...]:
    """An order in which nothing stands in its own place."""
    while True:
        order = chance.sample(range(size), size)
        if all(at != place for at, place in enumerate(order)):
            return tuple(order)


def _table(groups: Mapping[str, Sequence[str]], orders: Sequence[Sequence[int]]) -> dict[int, str]:
    """The same exchange in every script, in small letters and in capitals."""
    found: dict[int, str] = {}
    for scripted in groups.values():
        for letters, order in zip(scripted, orders, strict=True):
            for letter, place in zip(letters, order, strict=True):
                found[ord(letter)] = letters[place]
                found[ord(letter.upper())] = letters[place].upper()
    return found


@lru_cache(maxsize=1 << 17)
def _plain(word: str) -> str:
    return romanise.romanised(romanise.composed(word)).replace(".", "")


def _written_together(
    names: Sequence[str], words: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Neighbouring words of a name that stand as one word in another."""
    wholes = {_plain(word): word for word in words}
    for name in names:
        found = _WORD.findall(name)
        for size in range(2, _LONGEST_RUN + 1):
            for at in range(len(found) - size + 1):
                parts = tuple(found[at : at + size])
                whole = wholes.get("".join(map(_plain, parts)))
                if whole and whole not in parts:
                    yield parts, whole


def _joined(names: Sequence[str], changed: Mapping[str, str]) -> dict[str, str]:
    """What is written together follows its parts."""
    return {
        whole: _cased("".join(changed.get(part, part) for part in parts).lower(), whole)
        for parts, whole in _written_together(names, list(changed))
    }


@lru_cache(maxsize=1 << 18)
def _is_akin(one: str, other: str) -> bool:
    """So alike that one may be meant for the other."""
    left, right = _plain(one), _plain(other)
    return min(len(left), len(right)) >= _AKIN_LEAST and fuzz.ratio(left, right) >= _AKIN


def _cased(text: str, like: str) -> str:
    return text.upper() if like.isupper() else text.capitalize() if like[0].isupper() else text


def _is_eastern(name: str) -> bool:
    """A name of two words and more that are all syllables of China or Korea, one a surname."""
    words = [_plain(word) for word in re.findall(r"[^\W\d_]+", name.replace("'", ""))]
    return (
        len(words) > 1
        and not _surnames().isdisjoint(words)
        and all(asian.syllables(word) or asian.korean(word) is not None for word in words)
    )


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_SURNAMES_OF_KOREA.split()) | {han.pinyin(sign) for sign in han_words.SURNAMES}


@cache
def _known() -> frozenset[str]:
    """Words that the tables of the product know as a matter of language."""
    tables: list[str] = [*vocabulary.PRIOR, *vocabulary.TITLES, *vocabulary.NUMBER_WORDS]
    tables += [*legal_forms.WHOLE, *vocabulary.SPELLED_OUT, *vocabulary.SPELLED_OUT.values()]
    for word, also in vocabulary.ALSO.items():
        tables += [word, *also]
    for (first, second), word in vocabulary.JOINED.items():
        tables += [first, second, word]
    for table in (han_words.WORDS, han_words.PLACES, slavic.STEMS):
        tables += re.findall("[a-z]+", table)
    return frozenset(tables)


@cache
def _long_known() -> tuple[str, ...]:
    return tuple(sorted(word for word in _known() if len(word) >= _SLIP_LEAST))


@cache
def _known_skeletons() -> frozenset[str]:
    """Arabic writes no short vowels."""
    return frozenset(romanise.skeleton(word) for word in _known())


@lru_cache(maxsize=1 << 17)
def _is_of_language(word: str) -> bool:
    plain, script = _plain(word), romanise.script_of(word)
    if script == "arabic":
        return romanise.skeleton(_plain(word.removeprefix("ال"))) in _known_skeletons()
    return (
        _is_known(plain)
        or bool(slavic.meaning(plain, script))
        or _PATRONYMIC.search(plain) is not None
        or any(_is_known(plain[:at]) and _is_known(plain[at:]) for at in range(3, len(plain) - 2))
        or _is_slip(plain)
    )


def _is_known(plain: str) -> bool:
    return plain in _known() or given_names.canonical(plain) is not None


def _is_slip(plain: str) -> bool:
    if len(plain) < _SLIP_LEAST:
        return False
    found = process.extractOne(plain, _long_known(), scorer=OSA.distance, score_cutoff=1)
    return found is not None


def _letters(words: Sequence[str], changed: Mapping[str, str]) -> dict[str, str]:
    """An initial follows the word that it stands for."""
    return {
        letter: changed[word][0].upper() if letter.isupper() else changed[word][0].lower()
        for letter in words
        if len(letter) == 1
        for word in changed
        if word[0].lower() == letter.lower()
    }


def _acronyms(names: Sequence[str], changed: Mapping[str, str]) -> dict[str, str]:
    """What is made of the first letters of another name follows them."""
    found: dict[str, str] = {}
    for name in names:
        words = [word for word in _WORD.findall(name) if _plain(word)]
        telling = [word for word in words if vocabulary.PRIOR.get(_plain(word), 1000) > _PARTICLE]
        for some in (words, telling):
            letters = "".join(changed.get(word, word)[0] for word in some).upper()
            found["".join(_plain(word)[0] for word in some)] = letters
    return {
        word: letters if _CYRILLIC.search(word) else _plain(letters).upper()
        for word in changed
        if len(word) > 2 and (letters := found.get(_plain(word), ""))
    }
