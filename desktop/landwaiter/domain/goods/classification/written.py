"""What stands in the text outright: codes, whole titles of entries, words of repression."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from landwaiter.domain.goods.classification.leads import Lead, LeadSource, Packs
from landwaiter.domain.law.control_codes import ControlCode, recognise
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived, rows_by
from landwaiter.domain.law.word_lists import folded, found_words
from landwaiter.i18n import _

TITLE_LISTS: Final[Mapping[str, str]] = {"annex1": "eu", "cml": "cml"}
_BEGINS_A_CODE: Final = re.compile(r"ML\d|\d[A-E]\d", re.IGNORECASE)
_HOLDS_A_CODE: Final = re.compile(r"[Mm][Ll]\d|\d[A-Ea-e]\d")
_CODE: Final = 900
_REFERRED: Final = 300
_WORDS_BEFORE: Final = 3
_MOST_GIVEN: Final = 3
"""Codes that a line gives for its goods; more are a list of references."""
_TITLE: Final = 600
_WORD: Final = 400
_STOP: Final = frozenset({"and", "or", "of", "for", "the", "to", "in", "with", "not", "from"})


def by_code(text: str, packs: Packs) -> Iterable[Lead]:
    """Codes written out in the text, such as 3A001.a.2 or ML15."""
    annex = packs.get("annex1")
    if annex is None:
        return
    if not _HOLDS_A_CODE.search(text):
        return
    words = text.replace(",", " ").replace(";", " ").split()
    refers = _words_of_reference(packs)
    found = [
        (place, code)
        for place, word in enumerate(words)
        if _BEGINS_A_CODE.match(word)
        and (code := recognise(word, heads=rows_by(annex, "code"))) is not None
        and code.list in ("eu", "cml")
    ]
    for place, code in found:
        before = {folded(one) for one in words[max(0, place - _WORDS_BEFORE) : place]}
        is_reference = len(found) > _MOST_GIVEN or bool(before & refers)
        yield _code_lead(code, annex, refers=is_reference)


def _code_lead(code: ControlCode, annex: Pack, *, refers: bool) -> Lead:
    """A code that the text gives, or one it only refers to ("for goods specified in 2B001")."""
    if refers:
        reason = _("The text refers to {code}.").format(code=code.code)
        return Lead(code.list, code.code, _REFERRED, reason, annex, LeadSource.CODE, firm=False)
    reason = _("The text names {code}.").format(code=code.code)
    return Lead(code.list, code.code, _CODE, reason, annex, LeadSource.CODE)


def _words_of_reference(packs: Packs) -> frozenset[str]:
    words = packs.get("trade_words")
    rows = rows_by(words, "kind").get("refers", ()) if words else ()
    return frozenset(folded(row["written"]) for row in rows)


def by_title(text: str, packs: Packs) -> Iterable[Lead]:
    """Entries all significant words of whose title stand in the text."""
    words = frozenset(_significant(text))
    if len(words) < 2:
        return
    for pack_id, list_id in TITLE_LISTS.items():
        titles = derived(_titles, packs[pack_id]) if pack_id in packs else {}
        begun = sorted(word for word in words if word in titles)
        for code, title in (one for word in begun for one in titles[word]):
            if title <= words:
                reason = _("The description holds the words of the entry's title: {words}.")
                said = reason.format(words=", ".join(sorted(title)))
                yield Lead(list_id, code, _TITLE, said, packs[pack_id], LeadSource.TITLE)


def meets_title(description: str, head: str, packs: Packs) -> bool:
    """True when the description holds every significant word of the entry's title."""
    return any(lead.head == head for lead in by_title(description, packs))


def _titles(pack: Pack) -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
    """First word of a title in the alphabet → codes and their significant title words.

    Titles of a single word match too much to count.
    """
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row in pack.rows:
        words = frozenset(_significant(row["title"]))
        if len(words) >= 2:
            found.setdefault(min(words), []).append((row["code"], words))
    return {word: tuple(titles) for word, titles in found.items()}


def _significant(text: str) -> tuple[str, ...]:
    """Words without stop words, singular for plural, so that `cameras` meets `camera`."""
    return tuple(_singular(word) for word in folded(text).split() if word not in _STOP)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def by_word(text: str, packs: Packs) -> Iterable[Lead]:
    """The anti-torture regulation for goods of internal repression."""
    vocabulary = packs.get("vocabulary")
    if vocabulary is None:
        return
    for word in found_words(vocabulary, "internal_repression", text):
        reason = _("The description says “{word}”: check the anti-torture regulation 2019/125.")
        said = reason.format(word=word)
        yield Lead("atr", "ATR", _WORD, said, vocabulary, LeadSource.VOCABULARY)


def title_of(list_id: str, head: str, packs: Packs) -> str:
    """The title of an entry; empty where no list in force has it."""
    for pack_id, of_list in TITLE_LISTS.items():
        pack = packs.get(pack_id)
        if of_list == list_id and pack is not None:
            return next((row["title"] for row in rows_by(pack, "code").get(head, ())), "")
    return _("Goods of Regulation (EU) 2019/125 (anti-torture)") if list_id == "atr" else ""


def general_technology(lead: Lead, packs: Packs, value: int) -> Iterable[Lead]:
    """The general technology entry of a category beside one of its technology entries."""
    general = f"{lead.head[0]}E001"
    annex = packs.get("annex1")
    is_technology = lead.list == "eu" and lead.head[1] == "E"
    if annex and is_technology and general != lead.head and general in rows_by(annex, "code"):
        reason = _("{code} is technology; {general} is the category's general technology entry.")
        said = reason.format(code=lead.head, general=general)
        yield Lead("eu", general, value, said, annex, LeadSource.FOLLOWS)
