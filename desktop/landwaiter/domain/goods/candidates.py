"""Control entries an item may fall under. A candidate confirms nothing: it says what to check.

One candidate per list and head, with every reason that speaks for it; the sources are modules of
`domain.goods.classification`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from landwaiter.domain.cases.case import Candidate, Enrichment
from landwaiter.domain.goods.classification.denied import affirmed
from landwaiter.domain.goods.classification.documents import said_by_documents
from landwaiter.domain.goods.classification.headings import (
    CONFIDENCE,
    by_heading,
    correlated_codes,
    spaced,
)
from landwaiter.domain.goods.classification.leads import (
    Lead,
    Packs,
    deepest,
    grouped,
    joint_score,
    kinds,
    score_of_words,
)
from landwaiter.domain.goods.classification.official_text import LEAST as LEAST_OF_TEXT
from landwaiter.domain.goods.classification.official_text import by_official_text
from landwaiter.domain.goods.classification.seen import PartFinding, by_part
from landwaiter.domain.goods.classification.substances import by_substance
from landwaiter.domain.goods.classification.terms import LEAST, by_terms
from landwaiter.domain.goods.classification.written import (
    by_code,
    by_title,
    by_word,
    general_technology,
    meets_title,
    title_of,
)
from landwaiter.domain.intake.declaration import Item
from landwaiter.domain.interviews import criterion
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived, rows_by

__all__ = [
    "CONFIDENCE",
    "about_item",
    "candidates",
    "classify",
    "correlated_codes",
    "meets_title",
    "params_of",
    "project_candidates",
    "spaced",
]


@dataclass(frozen=True, slots=True)
class Least:
    """Thousandths that words must reach to be told of, by source."""

    terms: int
    texts: int


ON_A_CASE: Final = Least(terms=500, texts=500)
"""Less is noise where a person works through a case."""
ASKED: Final = Least(terms=LEAST, texts=LEAST_OF_TEXT)
"""All that is worth a look, for somebody who asks."""
_GENERAL_TECHNOLOGY_SCORE: Final = 300


@dataclass(frozen=True, slots=True)
class ItemKnowledge:
    """What is known of an item beside the leads."""

    params: Mapping[str, Any] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    about: criterion.About = criterion.NOTHING_KNOWN


def about_item(item: Item, sets: Iterable[str] = ()) -> criterion.About:
    """What heading and words say of an item; `sets` are those that hold its destination."""
    return criterion.About(item.cn or "", item.description or "", frozenset(sets))


def candidates(
    item: Item,
    packs: Packs,
    enrichment: Iterable[Enrichment] = (),
    *,
    documents: Iterable[str] = (),
    papers: Iterable[str] = (),
    seen: Iterable[PartFinding] = (),
    least: Least = ON_A_CASE,
) -> tuple[Candidate, ...]:
    """Candidates for a declared item, best first; `packs` are those in force by id.

    `documents` are the document codes declared for the item, `papers` what those documents say,
    `seen` findings on other items that may name the same part; `least` is what trade terms and
    texts must reach.
    """
    text = item.description or ""
    leads = [
        *by_heading(item.cn, packs),
        *by_substance(text, packs, un_numbers=item.un_numbers, cus_code=item.cus_code),
        *by_part(text, seen, packs),
        *_by_text(text, packs, least),
        *(lead for paper in papers for lead in by_code(paper, packs)),
    ]
    known = ItemKnowledge(params_of(enrichment, item.no), tuple(documents), about_item(item))
    return _ranked(item.no, leads, packs, known)


def classify(
    text: str,
    packs: Packs,
    *,
    cn: str | None = None,
    documents: Iterable[str] = (),
    seen: Iterable[PartFinding] = (),
) -> tuple[Candidate, ...]:
    """Candidates for a description and, if given, a commodity code (6 figures or more)."""
    item = Item(no=0, cn=cn, description=text)
    return candidates(item, packs, documents=documents, seen=seen, least=ASKED)


def project_candidates(project: Mapping[str, Any], packs: Packs) -> tuple[Candidate, ...]:
    """Candidates for the technology of a research or intangible case (item number 0).

    Beside the entry claimed comes the general technology entry of its category (nE001), which
    covers development and production technology of the category's goods.
    """
    text = " ".join(str(project.get(key) or "") for key in ("technology", "topic"))
    leads = list(_by_text(text, packs, ON_A_CASE))
    general = [
        lead
        for code in leads
        for lead in general_technology(code, packs, _GENERAL_TECHNOLOGY_SCORE)
    ]
    return _ranked(0, [*leads, *general], packs, ItemKnowledge())


def heading_candidates(heading: str, packs: Packs) -> tuple[Candidate, ...]:
    """Candidates for a heading that is audited without a declaration (item number 0)."""
    return _ranked(0, list(by_heading(heading, packs)), packs, ItemKnowledge())


def params_of(enrichment: Iterable[Enrichment], item_no: int) -> Mapping[str, Any]:
    """Deciding values stated for an item, the newest statement last; None values are not known."""
    found: dict[str, Any] = {}
    for row in enrichment:
        if row.field == "params" and row.item_no in (None, item_no):
            found |= {key: value for key, value in (row.value or {}).items() if value is not None}
    return found


def _by_text(text: str, packs: Packs, least: Least) -> Iterable[Lead]:
    yield from by_code(text, packs)
    yield from by_word(text, packs)
    said = affirmed(text, packs)
    yield from by_title(said, packs)
    yield from by_official_text(said, packs, least=least.texts)
    yield from by_terms(said, packs, least=least.terms)


def _ranked(
    item_no: int,
    leads: Iterable[Lead],
    packs: Packs,
    known: ItemKnowledge,
) -> tuple[Candidate, ...]:
    found = [_candidate(item_no, group, packs, known) for group in grouped(leads).values()]
    return tuple(sorted(found, key=lambda one: (-one.score, one.list, one.code)))


def _missing(deciding: Pack, head: str, known: ItemKnowledge) -> tuple[str, ...]:
    if known.params or criterion.course_of(deciding, head, {}, known.about):
        return criterion.missing(deciding, head, known.params, known.about)
    return derived(_all_missing, deciding).get(head, ())


def _all_missing(deciding: Pack) -> Mapping[str, tuple[str, ...]]:
    """What is missing of each head while nothing is stated."""
    heads = rows_by(deciding, "head")
    return {head: criterion.missing(deciding, head, {}) for head in heads}


def _candidate(
    item_no: int,
    leads: tuple[Lead, ...],
    packs: Packs,
    known: ItemKnowledge,
) -> Candidate:
    firmest = leads[0]
    list_id, head = firmest.list, firmest.head
    said = (*(lead.reason for lead in leads), *said_by_documents(known.documents, list_id, packs))
    deciding = packs.get("deciding_parameters")
    return Candidate(
        item_no=item_no,
        list=list_id,
        code=head,
        title=title_of(list_id, head, packs),
        edition=f"{firmest.pack.id}@{firmest.pack.edition}",
        score=joint_score(leads),
        reasons=tuple(dict.fromkeys(said)),
        missing=_missing(deciding, head, known) if deciding else (),
        trust=firmest.pack.trust.value,
        kinds=kinds(leads),
        words=score_of_words(leads),
        entries=deepest(leads, _met(deciding, head, known)),
    )


def _met(deciding: Pack | None, head: str, known: ItemKnowledge) -> tuple[str, ...]:
    """The entry that the stated values reach; none while nothing is stated."""
    if deciding is None or not known.params:
        return ()
    entry = criterion.met_entry(deciding, head, known.params, known.about)
    return (entry,) if entry else ()
