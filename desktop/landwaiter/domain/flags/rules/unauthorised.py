"""RF-G14: a strong candidate without an authorisation, worded as what it is: not confirmed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from landwaiter.domain.cases.case import Candidate, Severity
from landwaiter.domain.flags.authorisations import is_authorised
from landwaiter.domain.flags.embargo.matrix import MatrixCell
from landwaiter.domain.flags.evidence import (
    at,
    of_cn,
    of_declaration,
    of_enrichment,
    of_hit,
    of_item,
    of_pack,
    of_party,
)
from landwaiter.domain.flags.finding import ORDER, Finding, any_of, judge, unknown
from landwaiter.domain.flags.hit_claims import role_name
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.rules.claims import declared_lines
from landwaiter.domain.flags.rules.enduse import end_uses
from landwaiter.domain.flags.rules.party import assessed_or_listed
from landwaiter.domain.flags.strength import (
    LISTS,
    SAID,
    STATED,
    Basis,
    DestinationKnowledge,
    Strong,
    prohibiting,
    strong_candidates,
)
from landwaiter.domain.flags.view import Goods, View, judged
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.i18n import _, joined

RECIPIENTS: Final = (Role.END_USER, Role.CONSIGNEE)
TRADES: Final = ("military", "wmd", "security_services", "sensitive_trade")
"""Word lists that tell of a recipient or an end use for which less is asked of a candidate."""
MOST_NAMED: Final = 3
"""Candidates that a sentence names."""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A fact about who receives the goods, what for or where, in words."""

    words: str
    evidence: tuple[str, ...]
    is_grave: bool
    """False: it makes a weak candidate count, and raises no severity."""
    is_judged: bool = False
    """A person judged the party to be the assessed or listed one."""


@dataclass(frozen=True, slots=True)
class _Raised:
    """A strong candidate that no authorisation covers, or perhaps does not."""

    strong: Strong
    severity: Severity
    covered: bool | None


def with_authorisations(view: View, found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, those of the control lists with whether they are authorised."""
    lines = {line.no: line for line in declared_lines(view)}
    return tuple(
        replace(one, authorised=_is_covered(view, lines[one.item_no], one))
        if one.list in LISTS and one.item_no in lines
        else one
        for one in found
    )


def _is_covered(view: View, line: Goods, candidate: Candidate) -> bool | None:
    acts = tuple(cell.instrument for cell in prohibiting(view, line, candidate))
    return is_authorised(view, line, candidate.list, candidate.code, acts)


def strong_candidate_unauthorised(view: View, rule: Rule) -> Finding:
    """RF-G14, each line for itself; never critical, as nothing is confirmed."""
    around = tuple(circumstances(view))
    return any_of(
        (_line(view, line, around) for line in declared_lines(view)),
        otherwise=unknown("items.description|items.cn8"),
    )


def _line(view: View, line: Goods, around: tuple[Circumstance, ...]) -> Finding:
    destination = view.destination_of(line)
    if not (line.cn or line.description):
        return unknown("items.description|items.cn8")
    if destination is None:
        return unknown("country_destination")
    for name in ("embargo_matrix", "item_groups", "countries", "code_sets"):
        if name not in view.packs:
            return unknown(f"pack:{name}")
    strong = strong_candidates(view, line, in_circumstances=bool(around))
    raised = sorted(
        (one for found in strong if (one := _raised(view, line, found, around))), key=_gravest_first
    )
    if not raised:
        return Finding(False, against=("items.description|items.cn8", "items.docs"))
    return _finding(view, line, raised, around)


def _gravest_first(one: _Raised) -> tuple[int, int, int]:
    place = tuple(DestinationKnowledge).index(one.strong.place)
    return (-ORDER.index(one.severity), place, -one.strong.candidate.score)


def _raised(
    view: View, line: Goods, strong: Strong, around: tuple[Circumstance, ...]
) -> _Raised | None:
    covered = _is_covered(view, line, strong.candidate)
    severity = None if covered else _severity(view, line, strong, around)
    if severity is None:
        return None
    mild = _mildest(severity, Severity.MEDIUM) if covered is None else severity
    return _Raised(strong, mild, covered)


def _severity(
    view: View, line: Goods, strong: Strong, around: tuple[Circumstance, ...]
) -> Severity | None:
    """None: it is listed with the case and raises nothing."""
    kind = _kind(view, line, strong)
    found = _SEVERITY[kind][_place(strong)]
    if around and strong.place in (DestinationKnowledge.SENSITIVE, DestinationKnowledge.HUB):
        found = _in_circumstances(kind, found, strong.place, around)
    return _mildest(found, Severity.MEDIUM) if found and strong.in_mixture else found


NAMED, DISPUTED, FIRMLY = "named", "disputed", "firm"
"""By code, number, part or a name of arms; by words that a self-declaration disputes; by words."""
BY_HEADING, AGAINST, WEAKLY = "heading", "against", "weak"
"""By words that agree with the heading; the same though denied; by little."""
_L, _M, _H = Severity.LOW, Severity.MEDIUM, Severity.HIGH
_SEVERITY: Final[Mapping[str, Mapping[DestinationKnowledge, Severity | None]]] = {
    NAMED: {
        DestinationKnowledge.PROHIBITED: _H,
        DestinationKnowledge.SENSITIVE: _H,
        DestinationKnowledge.HUB: _H,
        DestinationKnowledge.ELSEWHERE: _H,
        DestinationKnowledge.PARTNER: _L,
    },
    DISPUTED: {
        DestinationKnowledge.PROHIBITED: _H,
        DestinationKnowledge.SENSITIVE: _H,
        DestinationKnowledge.HUB: _H,
        DestinationKnowledge.ELSEWHERE: _M,
        DestinationKnowledge.PARTNER: _L,
    },
    FIRMLY: {
        DestinationKnowledge.PROHIBITED: _H,
        DestinationKnowledge.SENSITIVE: _H,
        DestinationKnowledge.HUB: _M,
        DestinationKnowledge.ELSEWHERE: _M,
        DestinationKnowledge.PARTNER: _L,
    },
    BY_HEADING: {
        DestinationKnowledge.PROHIBITED: _H,
        DestinationKnowledge.SENSITIVE: _M,
        DestinationKnowledge.HUB: _M,
        DestinationKnowledge.ELSEWHERE: _M,
        DestinationKnowledge.PARTNER: _L,
    },
    AGAINST: {
        DestinationKnowledge.PROHIBITED: _H,
        DestinationKnowledge.SENSITIVE: None,
        DestinationKnowledge.HUB: None,
        DestinationKnowledge.ELSEWHERE: None,
        DestinationKnowledge.PARTNER: None,
    },
    WEAKLY: {
        DestinationKnowledge.PROHIBITED: _H,
        DestinationKnowledge.SENSITIVE: _M,
        DestinationKnowledge.HUB: _M,
        DestinationKnowledge.ELSEWHERE: None,
        DestinationKnowledge.PARTNER: None,
    },
}
"""How a candidate is strong → where it goes → severity; None: told with the case alone."""


def _kind(view: View, line: Goods, strong: Strong) -> str:
    is_denied = bool(view.carries(line, "not_listed")) and strong.candidate.list == "eu"
    if strong.basis in STATED:
        return NAMED
    if strong.basis in SAID and "against" not in strong.candidate.kinds:
        is_arms = strong.basis is Basis.NAME and strong.candidate.list == "cml"
        return DISPUTED if is_denied else NAMED if is_arms else FIRMLY
    if strong.basis is Basis.CIRCUMSTANCE:
        return WEAKLY
    return AGAINST if is_denied or "against" in strong.candidate.kinds else BY_HEADING


def _place(strong: Strong) -> DestinationKnowledge:
    """Arms need an authorisation towards partners as well."""
    is_arms = strong.candidate.list == "cml"
    return (
        DestinationKnowledge.ELSEWHERE
        if is_arms and strong.place is DestinationKnowledge.PARTNER
        else strong.place
    )


def _in_circumstances(
    kind: str, found: Severity | None, place: DestinationKnowledge, around: tuple[Circumstance, ...]
) -> Severity | None:
    is_grave = any(one.is_grave for one in around)
    if kind in (NAMED, DISPUTED, FIRMLY):
        return Severity.HIGH if is_grave else found
    is_judged = any(one.is_judged for one in around)
    is_high = is_judged or (is_grave and place is DestinationKnowledge.SENSITIVE)
    return Severity.HIGH if is_high else Severity.MEDIUM


def _mildest(one: Severity, other: Severity) -> Severity:
    return min(one, other, key=ORDER.index)


def circumstances(view: View) -> Iterator[Circumstance]:
    """Recipients judged the same as listed ones, their trade, the end use, the place."""
    for party, hit in assessed_or_listed(view, *RECIPIENTS):
        if judged(hit) is JudgementValue.SAME:
            yield Circumstance(
                _("the {role} {name} was judged the same as an entry of {list}").format(
                    role=role_name(party), name=party.name, list=hit.told_list
                ),
                of_hit(party, hit),
                is_grave=True,
                is_judged=True,
            )
    for party in view.parties(*RECIPIENTS):
        if words := _trade(view, party.name):
            said = _("the name of the {role} says “{words}”")
            yield Circumstance(
                said.format(role=role_name(party), words=", ".join(words)),
                (of_party(party),),
                is_grave=True,
            )
    for text in end_uses(view):
        if words := _trade(view, text):
            said = _("the end use says “{words}”").format(words=", ".join(words))
            yield Circumstance(said, (of_enrichment("end_use", text),), is_grave=True)
    place = view.declaration.delivery_place if view.declaration else None
    if view.words("free_zone", place):
        said = _("delivery is in a free zone (“{place}”)").format(place=place)
        yield Circumstance(said, (of_declaration("delivery_place", place),), is_grave=False)


def _trade(view: View, text: str | None) -> tuple[str, ...]:
    found = (word for name in TRADES for word in view.words(name, text) or ())
    return tuple(dict.fromkeys(found))


def _finding(
    view: View, line: Goods, raised: list[_Raised], around: tuple[Circumstance, ...]
) -> Finding:
    first = raised[0]
    named = raised[:MOST_NAMED]
    described = line.description if any(o.strong.candidate.words for o in named) else None
    return judge(
        {"items.docs": True},
        joined(" ", _sentences(view, line, raised, around)),
        severity=first.severity,
        evidence=(
            of_cn(line),
            of_item(line, "description", described),
            *(_of_candidate(line, one.strong) for one in raised),
            of_declaration("country_destination", view.destination_of(line)),
            of_item(line, "documents", ", ".join(sorted(view.document_codes(line)))),
            *(place for one in around for place in one.evidence),
            *(
                of_pack(view.packs.get("embargo_matrix"), f"{cell.instrument} {cell.group}")
                for cell in first.strong.cells
            ),
        ),
    )


def _of_candidate(line: Goods, strong: Strong) -> str:
    return at(f"classifications/{line.no}/{strong.candidate.code}", "candidate")


def _sentences(
    view: View, line: Goods, raised: list[_Raised], around: tuple[Circumstance, ...]
) -> Iterator[str]:
    first, country = raised[0], view.destination_of(line)
    candidate = first.strong.candidate
    yield _(
        "Item {no} ({cn}) may fall under {code}, {title} (candidate, not confirmed): {reason}."
    ).format(
        no=line.no,
        cn=line.cn or _("no commodity code"),
        code=candidate.shown,
        title=candidate.title,
        reason=_reason(first.strong),
    )
    others = [one.strong.candidate.shown for one in raised[1:MOST_NAMED]]
    if others:
        yield _("It may also fall under {codes}.").format(codes=", ".join(others))
    cells = first.strong.prohibited_by or first.strong.cells
    for cell in cells:
        yield _cell_said(cell).format(
            country=country,
            group=cell.group_title,
            instrument=cell.title,
            article=cell.source,
            standing=_(cell.standing.value),
        )
    if not cells:
        yield _places()[first.strong.place].format(country=country)
    for one in around:
        yield _("Note: {circumstance}.").format(circumstance=one.words)
    if first.strong.in_mixture:
        yield _(
            "The commodity code is not that of the substance itself: in a mixture the entry's "
            "concentration decides."
        )
    yield _declared(view, line, first)


def _cell_said(cell: MatrixCell) -> str:
    if cell.is_set:
        return _("It goes to {country}; of {group}, {instrument}, {article}, says “{standing}”.")
    return _(
        "It goes to {country}; of {group}, {instrument}, {article}, leaves the answer to each "
        "state, and the practice of the office's state is not set."
    )


def _reason(strong: Strong) -> str:
    candidate = strong.candidate
    return _reasons()[strong.basis].format(score=candidate.score, words=candidate.words)


def _reasons() -> Mapping[Basis, str]:
    return {
        Basis.CODE: _("the code is written in the declaration or its documents"),
        Basis.NUMBER: _("a substance number names it"),
        Basis.SEEN: _("the same part was found to be so before"),
        Basis.NAME: _("its name is one that mostly goods of this entry bear"),
        Basis.WORDS: _("its words say so ({words} of 1000)"),
        Basis.HEADING: _("commodity code and words agree ({score} of 1000)"),
        Basis.CIRCUMSTANCE: _("commodity code or words suggest it ({score} of 1000)"),
    }


def _places() -> Mapping[DestinationKnowledge, str]:
    elsewhere = _(
        "It goes to {country}; items of a control list need an authorisation for every third "
        "country."
    )
    return {
        DestinationKnowledge.PROHIBITED: elsewhere,
        DestinationKnowledge.SENSITIVE: _("It goes to {country}, a sensitive destination."),
        DestinationKnowledge.HUB: _(
            "It goes to {country}, from where goods are known to be diverted."
        ),
        DestinationKnowledge.ELSEWHERE: elsewhere,
        DestinationKnowledge.PARTNER: _(
            "It goes to {country}, which the general authorisation EU001 would cover."
        ),
    }


def _declared(view: View, line: Goods, first: _Raised) -> str:
    codes = ", ".join(sorted(view.document_codes(line)))
    if first.covered is None:
        return _(
            "{codes} is declared for it; whether that covers {country} and this entry is not known."
        ).format(codes=codes, country=view.destination_of(line))
    if codes:
        return _("No authorisation that counts for it is declared (declared: {codes}).").format(
            codes=codes
        )
    return _("No authorisation is declared for it.")
