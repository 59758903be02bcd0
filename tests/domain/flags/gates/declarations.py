"""Declarations drawn from the packs themselves, at the places where gates open and shut.

Each begins with facts on which a rule is raised. Then goods are declared under headings, words and
to countries that some pack names, parts of other examples are joined to it, and fields are changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st
from tests.domain.builders import a_document, a_version
from tests.domain.flags.gates.changes import changed
from tests.domain.flags.gates.ways import WAYS
from tests.domain.flags.test_examples import EXAMPLES
from tests.domain.packs import shipped

from landwaiter.domain.cases.case import Case, CaseParty, Evaluation
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.goods.candidates import candidates
from landwaiter.domain.intake.declaration import Address, Declaration, Item, Money
from landwaiter.domain.law.pack import Pack
from landwaiter.resources import root

Change = Callable[[Facts], Facts]
MOST_CHANGES = 4
REFERENCES = (None, "", "PL-77", "PL-IND-2026-77", "ML10.b", "see 3A001")
STREETS = (
    None,
    "Rua Augusta 9",
    "RUA AUGUSTA, 9",
    "Suite 1201, virtual office",
    "Free Zone Hall 4",
)
AMOUNTS = (None, Decimal(0), Decimal("0.5"), Decimal(1040), Decimal(900_000))


@cache
def every_pack() -> Mapping[str, Pack]:
    """All shipped packs."""
    names = sorted(path.name for path in (root() / "packs").iterdir() if path.is_dir())
    return {name: shipped(name) for name in names}


@cache
def headings() -> tuple[str | None, ...]:
    """Codes of every length that some pack names, with those that lie beside them."""
    stated = {
        row[name].replace(" ", "")
        for pack in every_pack().values()
        for row in pack.rows
        for name in ("hs6", "cn", "cn8", "heading")
        if row.get(name)
    }
    stated |= {row["code"] for row in shipped("code_sets").rows if row["code"].isdecimal()}
    fine = {one.ljust(8, "0") for one in stated if one.isdecimal()}
    return (None, "", *sorted(stated | fine | {one[:4] for one in stated}))


@cache
def countries() -> tuple[str | None, ...]:
    named = {row["country"] for row in shipped("countries").rows}
    return (None, *sorted(named | {"BR", "US", "ZA"}))


@cache
def words() -> tuple[str, ...]:
    """Phrases of every list, an ending in the place of an open one, and terms of the glossary."""
    listed = {row["word"].replace("*", "s") for row in shipped("vocabulary").rows}
    terms = {row.get("term", "") for row in shipped("glossary").rows}
    return tuple(sorted(listed | terms - {""}))


@cache
def codes() -> tuple[str, ...]:
    """Document codes that a set names, and some that none does."""
    listed = {row["code"] for row in shipped("code_sets").rows if not row["code"].isdecimal()}
    return (*sorted(listed), "N380", "ZZZZ")


@cache
def raising(rule: str) -> tuple[Facts, ...]:
    """Facts on which an example says that the rule is raised."""
    found = (*WAYS, *EXAMPLES)
    return tuple(
        one.facts for one in found if (one.rule, one.evaluation) == (rule, Evaluation.RAISED)
    )


@cache
def others() -> tuple[Facts, ...]:
    return tuple(one.facts for one in (*WAYS, *EXAMPLES))


@st.composite
def texts(draw: st.DrawFn) -> str | None:
    """None to three phrases in one of several hands."""
    found = draw(st.lists(st.sampled_from(words()), max_size=3))
    text = draw(st.sampled_from((" ", ", ", "/"))).join(found)
    return draw(st.sampled_from((text, text.upper(), text.title()))) if found else None


def described(item: Item) -> st.SearchStrategy[Item]:
    amounts = st.sampled_from(AMOUNTS)
    return st.builds(
        replace,
        st.just(item),
        cn=st.sampled_from(headings()),
        description=texts(),
        net_mass_kg=amounts,
        gross_mass_kg=amounts,
        statistical_value=amounts.map(lambda one: None if one is None else Money(one, "EUR")),
        destination=st.one_of(st.none(), st.sampled_from(countries())),
        licence_ref=st.sampled_from(REFERENCES),
    )


@st.composite
def other_goods(draw: st.DrawFn, facts: Facts) -> Facts:
    """One item under another heading, with other words."""
    declared = facts.case.declaration
    if declared is None or not declared.items:
        return facts
    place = draw(st.integers(0, len(declared.items) - 1))
    items = list(declared.items)
    items[place] = draw(described(items[place]))
    return _declaring(facts, items=tuple(items))


@st.composite
def other_papers(draw: st.DrawFn, facts: Facts) -> Facts:
    """A document with a code of a set."""
    declared = facts.case.declaration
    if declared is None:
        return facts
    made = a_document(
        draw(st.sampled_from(codes())),
        item_no=draw(st.sampled_from((None, 1, 2))),
        reference=draw(st.sampled_from(REFERENCES)),
    )
    return _declaring(facts, documents=(*declared.documents, made))


@st.composite
def other_way(draw: st.DrawFn, facts: Facts) -> Facts:
    """Another destination, way and place of delivery."""
    places = st.sampled_from(countries())
    way = draw(st.lists(places, max_size=3))
    return _declaring(
        facts,
        country_destination=draw(places),
        country_routing=tuple(one for one in way if one),
        delivery_place=draw(texts()),
    )


@st.composite
def other_parties(draw: st.DrawFn, facts: Facts) -> Facts:
    """A party under another name, in another country or street."""
    parties = list(facts.case.parties)
    if not parties:
        return facts
    place = draw(st.integers(0, len(parties) - 1))
    address = Address(street=draw(st.sampled_from(STREETS)), city="Sao Paulo", country="BR")
    changes: Mapping[str, Any] = draw(
        st.sampled_from(
            (
                {"name": draw(texts()) or ""},
                {"name": parties[place].name.upper().replace(" ", "-")},
                {"address": address},
                {"country": draw(st.sampled_from(countries()))},
            )
        )
    )
    parties[place] = replace(parties[place], **changes)
    return _with_case(facts, parties=tuple(parties))


@st.composite
def joined(draw: st.DrawFn, facts: Facts) -> Facts:
    """Something of another example, beside what is there."""
    other = draw(st.sampled_from(others()))
    return draw(st.sampled_from(JOINS))(facts, other)


def _learning(facts: Facts, other: Facts) -> Facts:
    known = (*facts.case.enrichment, *other.case.enrichment)
    return _with_case(facts, enrichment=known, project=facts.case.project or other.case.project)


def _meeting(facts: Facts, other: Facts) -> Facts:
    """The other's parties with their hits, in the lists they are of."""
    parties: dict[str, CaseParty] = {
        one.id: one for one in (*other.case.parties, *facts.case.parties)
    }
    found = _with_case(
        facts, parties=tuple(parties.values()), hits=(*facts.case.hits, *other.case.hits)
    )
    return replace(found, lists={**other.lists, **facts.lists})


def _carrying(facts: Facts, other: Facts) -> Facts:
    """The other's goods and papers beside one's own."""
    mine, more = facts.case.declaration, other.case.declaration
    if mine is None or more is None:
        return facts
    first = max((one.no for one in mine.items), default=0)
    items = tuple(replace(one, no=first + n) for n, one in enumerate(more.items, start=1))
    return _declaring(
        facts,
        items=(*mine.items, *items),
        documents=(*mine.documents, *(replace(one, item_no=None) for one in more.documents)),
        containers=(*mine.containers, *more.containers),
        transport=(*mine.transport, *more.transport),
    )


def _deciding(facts: Facts, other: Facts) -> Facts:
    return _with_case(
        facts,
        classifications=(*facts.case.classifications, *other.case.classifications),
        candidates=(*facts.case.candidates, *other.case.candidates),
        actions=(*facts.case.actions, *other.case.actions),
    )


def _ruling(facts: Facts, other: Facts) -> Facts:
    """The other's registers, past, packs and settings."""
    return replace(
        facts,
        registers=other.registers,
        bases=other.bases,
        ownership=other.ownership or facts.ownership,
        trade=facts.trade or other.trade,
        settings={**facts.settings, **other.settings},
        packs={**facts.packs, **other.packs},
    )


JOINS = (_learning, _meeting, _carrying, _deciding, _ruling)


@st.composite
def other_field(draw: st.DrawFn, facts: Facts) -> Facts:
    """One field changed, whichever."""
    ways = list(changed(facts))
    return draw(st.sampled_from(ways))[1]


CHANGES = (other_goods, other_papers, other_way, other_parties, joined, other_field)


@st.composite
def near(draw: st.DrawFn, rule: str) -> Facts:
    """Facts near to some on which the rule is raised, under its own packs or all that are shipped,
    with the candidates that the goods then have."""
    facts = draw(st.sampled_from(raising(rule)))
    if draw(st.booleans()):
        facts = replace(facts, packs={**every_pack(), **facts.packs})
    for change in draw(st.lists(st.sampled_from(CHANGES), max_size=MOST_CHANGES)):
        facts = draw(change(facts))
    return with_candidates(facts) if draw(st.booleans()) else facts


def with_candidates(facts: Facts) -> Facts:
    declared = facts.case.declaration
    found = [
        one
        for item in (declared.items if declared else ())
        for one in candidates(item, facts.packs, facts.case.learned)
    ]
    return _with_case(facts, candidates=(*facts.case.candidates, *found))


def _declaring(facts: Facts, **changes: Any) -> Facts:
    declared: Declaration | None = facts.case.declaration
    if declared is None:
        return facts
    version = facts.case.versions[-1]
    made = a_version(replace(declared, **changes), version.version)
    return _with_case(facts, versions=(*facts.case.versions[:-1], made))


def _with_case(facts: Facts, **changes: Any) -> Facts:
    case: Case = replace(facts.case, **changes)
    return replace(facts, case=case)
