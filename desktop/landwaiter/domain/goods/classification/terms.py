"""Leads from trade terms, each with the words that met and the term they met."""

from collections.abc import Iterable, Mapping
from typing import Final

from landwaiter.domain.goods.classification.evidence import HeadEvidence, TermMatch, words_of
from landwaiter.domain.goods.classification.glossary import ControlFrequency, glossary_of
from landwaiter.domain.goods.classification.leads import Lead, LeadSource, Packs
from landwaiter.i18n import _

LEAST: Final = 250
"""Thousandths below which the words of a line say nothing worth a look."""

_SOURCES: Final[Mapping[ControlFrequency, LeadSource]] = {
    ControlFrequency.MOSTLY: LeadSource.NAME,
    ControlFrequency.OFTEN: LeadSource.USUAL_NAME,
    ControlFrequency.SELDOM: LeadSource.TERMS,
}


def by_terms(text: str, packs: Packs, *, least: int = LEAST) -> Iterable[Lead]:
    """The entries whose trade terms the text meets best; none without a glossary."""
    glossary = glossary_of(packs)
    if glossary is None or not text:
        return
    found = words_of(text, glossary, least=least)
    for one in found.speaking:
        for number, reason in enumerate(_reasons(one)):
            value = one.score if number == 0 else 0
            list_id = "cml" if one.head.startswith("ML") else "eu"
            source = _SOURCES[one.controlled]
            yield Lead(list_id, one.head, value, reason, packs["glossary"], source)

    for head, terms in found.against.items():
        reason = _("“{term}” speaks against an entry of this kind.").format(term=", ".join(terms))
        list_id = "cml" if head.startswith("ML") else "eu"
        yield Lead(list_id, head, 0, reason, packs["glossary"], LeadSource.AGAINST)


def _reasons(one: HeadEvidence) -> Iterable[str]:
    yield from (_term(met, one.head) for met in one.terms)
    if one.follows:
        yield _("The text speaks of software or technology of {goods}; {code} follows.").format(
            goods=one.follows, code=one.head
        )


def _term(met: TermMatch, head: str) -> str:
    return _template(met, head).format(
        words=" ".join(met.words),
        part=min(100, met.covered // 10),
        term=met.term.text,
        code=head,
        language=met.term.language,
        trust=_(met.term.pack.trust.value),
    )


def _template(met: TermMatch, head: str) -> str:
    if met.term.kind == "title":
        return _("The title of {code} says “{term}”: “{words}” meets {part} % of it ({trust}).")
    controlled = met.term.heads[head] if met.is_sure else ControlFrequency.SELDOM
    if controlled is ControlFrequency.MOSTLY:
        return _("“{words}” is “{term}”, which mostly goods of {code} are called ({trust}).")
    if controlled is ControlFrequency.OFTEN:
        return _("“{words}” is “{term}”, which goods of {code} are often called ({trust}).")
    return _("“{words}” meets {part} % of “{term}”, a trade term of {code} ({language}, {trust}).")
