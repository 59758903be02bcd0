"""Control entries an item may fall under. A candidate confirms nothing: it says what to check.

One candidate per list and head. Sources: the correlation of HS headings, codes written in the
description, words of the description that make up an entry's title, and, for an item of
internal repression, the anti-torture regulation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from landwaiter.domain import parameters
from landwaiter.domain.case import Candidate, Enrichment
from landwaiter.domain.control_codes import ControlCode, recognise
from landwaiter.domain.declaration import Item
from landwaiter.domain.pack import Pack
from landwaiter.domain.pack_index import Row, derived, rows_by
from landwaiter.domain.words import folded, found_words
from landwaiter.i18n import _

Packs = Mapping[str, Pack]

CONFIDENCE: Final[Mapping[str, int]] = {"H": 700, "M": 500, "L": 300, "": 800}
"""Score in thousandths of a correlation by its confidence; an official table states none."""
_CODE_SCORE: Final = 900
_TITLE_SCORE: Final = 600
_WORD_SCORE: Final = 400
_GENERAL_TECHNOLOGY_SCORE: Final = 300
_SECOND_REASON: Final = 50
_CORRELATIONS: Final = ("correlation_official", "hs_control")
_TITLE_LISTS: Final[Mapping[str, str]] = {"annex1": "eu", "cml": "cml"}
_STOP: Final = frozenset({"and", "or", "of", "for", "the", "to", "in", "with", "not", "from"})


@dataclass(frozen=True, slots=True)
class _Lead:
    """One reason for one code."""

    list: str
    code: str
    score: int
    reason: str
    pack: Pack

    @property
    def head(self) -> str:
        return self.code.partition(".")[0]


def candidates(
    item: Item, packs: Packs, enrichment: Iterable[Enrichment] = ()
) -> tuple[Candidate, ...]:
    """Candidates for a declared item, best first; `packs` are those in force by id."""
    leads = [*_by_heading(item.cn, packs), *_by_text(item.description or "", packs)]
    return _ranked(item.no, leads, packs, params_of(enrichment, item.no))


def classify(text: str, packs: Packs, *, cn: str | None = None) -> tuple[Candidate, ...]:
    """Candidates for a description and, if given, a commodity code (6 figures or more)."""
    return candidates(Item(no=0, cn=cn, description=text), packs)


def project_candidates(project: Mapping[str, Any], packs: Packs) -> tuple[Candidate, ...]:
    """Candidates for the technology of a research or intangible case (item number 0).

    Beside the entry claimed comes the general technology entry of its category (nE001), which
    covers development and production technology of the category's goods.
    """
    text = " ".join(str(project.get(key) or "") for key in ("technology", "topic"))
    leads = list(_by_text(text, packs))
    general = [lead for code in leads for lead in _general_technology(code, packs)]
    return _ranked(0, [*leads, *general], packs, {})


def params_of(enrichment: Iterable[Enrichment], item_no: int) -> Mapping[str, Any]:
    """Deciding values stated for an item, the newest statement last; None values are not known."""
    found: dict[str, Any] = {}
    for row in enrichment:
        if row.field == "params" and row.item_no in (None, item_no):
            found |= {key: value for key, value in (row.value or {}).items() if value is not None}
    return found


def correlated_codes(cn: str | None, packs: Packs) -> tuple[Row, ...]:
    """Correlation rows `{list, control_code, confidence …}` for a commodity code."""
    return tuple(row for _pack, row in _correlations(cn, packs))


def meets_title(description: str, head: str, packs: Packs) -> bool:
    """True when the description holds every significant word of the entry's title."""
    return any(lead.head == head for lead in _by_title(description, packs))


def _correlations(cn: str | None, packs: Packs) -> tuple[tuple[Pack, Row], ...]:
    return tuple(
        (packs[pack_id], row)
        for pack_id in _CORRELATIONS
        if cn and len(cn) >= 6 and pack_id in packs
        for row in _rows_of_heading(packs[pack_id], cn)
    )


def _rows_of_heading(pack: Pack, cn: str) -> tuple[Row, ...]:
    """Rows at six figures, and those at eight or ten that the code lies under."""
    finer = (row for length in (8, 10) for row in rows_by(pack, "cn").get(cn[:length], ()))
    return (*rows_by(pack, "hs6").get(cn[:6], ()), *finer)


def _by_heading(cn: str | None, packs: Packs) -> Iterable[_Lead]:
    for pack, row in _correlations(cn, packs):
        reason = _("{heading} correlates with {code} (confidence {confidence}, {trust}).").format(
            heading=spaced(row.get("cn") or row["hs6"]),
            code=row["control_code"],
            confidence=row.get("confidence") or _("not graded"),
            trust=pack.trust.value,
        )
        score = CONFIDENCE.get(row.get("confidence", ""), CONFIDENCE["L"])
        yield _Lead(row.get("list", "eu"), row["control_code"], score, reason, pack)


def spaced(heading: str) -> str:
    """A commodity code as tariffs print it: 8457 10 10."""
    return " ".join(part for part in (heading[:4], heading[4:6], heading[6:8], heading[8:]) if part)


def _by_text(text: str, packs: Packs) -> Iterable[_Lead]:
    yield from _by_code(text, packs)
    yield from _by_title(text, packs)
    yield from _by_word(text, packs)


def _by_code(text: str, packs: Packs) -> Iterable[_Lead]:
    """Codes written out in the text, such as 3A001.a.2 or ML15."""
    annex = packs.get("annex1")
    if annex is None:
        return
    for word in text.replace(",", " ").replace(";", " ").split():
        code = recognise(word, heads=rows_by(annex, "code"))
        if code is not None and code.list in ("eu", "cml"):
            yield _Lead(code.list, code.code, _CODE_SCORE, _code_reason(code), annex)


def _code_reason(code: ControlCode) -> str:
    return _("The text names {code}.").format(code=code.code)


def _by_title(text: str, packs: Packs) -> Iterable[_Lead]:
    words = frozenset(_significant(text))
    if len(words) < 2:
        return
    for pack_id, list_id in _TITLE_LISTS.items():
        for code, title in derived(_titles, packs[pack_id]) if pack_id in packs else ():
            if title <= words:
                reason = _("The description holds the words of the entry's title: {words}.")
                text = reason.format(words=", ".join(sorted(title)))
                yield _Lead(list_id, code, _TITLE_SCORE, text, packs[pack_id])


def _titles(pack: Pack) -> tuple[tuple[str, frozenset[str]], ...]:
    """Code and significant title words; titles of a single word match too much to count."""
    titles = ((row["code"], frozenset(_significant(row["title"]))) for row in pack.rows)
    return tuple((code, words) for code, words in titles if len(words) >= 2)


def _significant(text: str) -> tuple[str, ...]:
    """Words without stop words, singular for plural, so that `cameras` meets `camera`."""
    return tuple(_singular(word) for word in folded(text).split() if word not in _STOP)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _by_word(text: str, packs: Packs) -> Iterable[_Lead]:
    vocabulary = packs.get("vocabulary")
    if vocabulary is None:
        return
    for word in found_words(vocabulary, "internal_repression", text):
        reason = _("The description says “{word}”: check the anti-torture regulation 2019/125.")
        yield _Lead("atr", "ATR", _WORD_SCORE, reason.format(word=word), vocabulary)


def _general_technology(lead: _Lead, packs: Packs) -> Iterable[_Lead]:
    general = f"{lead.head[0]}E001"
    annex = packs.get("annex1")
    is_technology = lead.list == "eu" and lead.head[1] == "E"
    if annex and is_technology and general != lead.head and general in rows_by(annex, "code"):
        reason = _("{code} is technology; {general} is the category's general technology entry.")
        text = reason.format(code=lead.head, general=general)
        yield _Lead("eu", general, _GENERAL_TECHNOLOGY_SCORE, text, annex)


def _ranked(
    item_no: int, leads: Iterable[_Lead], packs: Packs, params: Mapping[str, Any]
) -> tuple[Candidate, ...]:
    groups: dict[tuple[str, str], list[_Lead]] = {}
    for lead in leads:
        groups.setdefault((lead.list, lead.head), []).append(lead)
    found = [_candidate(item_no, key, group, packs, params) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda c: (-c.score, c.list, c.code)))


def _candidate(
    item_no: int,
    key: tuple[str, str],
    leads: list[_Lead],
    packs: Packs,
    params: Mapping[str, Any],
) -> Candidate:
    list_id, head = key
    best = max(leads, key=lambda lead: lead.score)
    reasons = tuple(dict.fromkeys(lead.reason for lead in leads))
    deciding = packs.get("deciding_parameters")
    return Candidate(
        item_no=item_no,
        list=list_id,
        code=head,
        title=_title(list_id, head, packs),
        edition=f"{best.pack.id}@{best.pack.edition}",
        score=min(1000, best.score + _SECOND_REASON * (len(reasons) - 1)),
        reasons=reasons,
        missing=parameters.missing(deciding, head, params) if deciding else (),
        trust=best.pack.trust.value,
    )


def _title(list_id: str, head: str, packs: Packs) -> str:
    for pack_id, of_list in _TITLE_LISTS.items():
        pack = packs.get(pack_id)
        if of_list == list_id and pack is not None:
            return next((row["title"] for row in rows_by(pack, "code").get(head, ())), "")
    return _("Goods of Regulation (EU) 2019/125 (anti-torture)") if list_id == "atr" else ""
