"""Entities that may be one: the reasons for, the reasons against, and pairs told apart."""

from contextlib import closing
from dataclasses import asdict, replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.sample_office import ANALYST, REF, Office, an_office

from landwaiter.domain.entities.deeds import (
    EndStatement,
    MakeEntity,
    MergeEntities,
    StateFact,
    TellApart,
    UnmergeEntity,
)
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.screening import compare
from landwaiter.services.deeds.engine import do
from landwaiter.services.entities.entity_duplicates import duplicates
from landwaiter.services.entities.entity_index import EntityIndex, listing_of, query_of
from landwaiter.services.warm.references import References

REGISTER = TypedStatement("trade register")
WHY = "different founders"


def made(office: Office, name: str, country: str | None = None) -> str:
    session = office.session(ANALYST)
    return do(
        session, MakeEntity(name=name, kind="organisation", country=country, source="a letter")
    ).made


def stated(office: Office, entity: str, what: str, **value: str) -> str:
    return do(
        office.session(ANALYST),
        StateFact(entity=entity, kind=what, field=value, **asdict(REGISTER)),
    ).made


def test_the_same_number_is_a_reason_whatever_the_names(office: Office) -> None:
    one, two = made(office, "Grey Heron"), made(office, "Baltic Otter")
    for entity in (one, two):
        stated(office, entity, "identifier", kind="VAT", number="PL5261040828")
    (found,) = duplicates(office.session(ANALYST))
    assert {found.one.id, found.other.id} == {one, two}
    assert found.reasons[0] == "VAT PL5261040828 is the same."
    assert found.score == 1000


def test_alike_names_are_found_among_all_names_of_both(office: Office) -> None:
    one, two = made(office, "Grey Heron"), made(office, "Northern Turbine Works")
    stated(office, one, "name", text="Northern Turbine Works GmbH")
    (found,) = duplicates(office.session(ANALYST), two)
    assert {found.one.id, found.other.id} == {one, two}


def test_names_that_are_not_alike_are_not_proposed(office: Office) -> None:
    made(office, "Grey Heron")
    made(office, "Northern Turbine Works")
    assert duplicates(office.session(ANALYST)) == ()


def test_what_speaks_against_is_told_and_lowers_the_order(office: Office) -> None:
    one, two = made(office, "Northern Turbine Works", "NO"), made(office, "Northern Turbine Works")
    (found,) = duplicates(office.session(ANALYST))
    stated(office, two, "country", country="DE")
    (against,) = duplicates(office.session(ANALYST))
    assert against.against == ("Their countries differ: NO, DE.",)
    assert against.score < found.score
    assert one in {against.one.id, against.other.id}


def test_cases_in_common_are_a_reason(office: Office) -> None:
    session = office.session(ANALYST)
    for party in ("consignee", "exporter"):
        office.act(ANALYST, "link", party=party, basis="the same number")
    ids = [p.link.entity_id for p in office.case().parties if p.link]
    for entity in ids:
        stated(office, entity, "name", text="Northern Turbine Works")
    (found,) = [one for one in duplicates(session) if {one.one.id, one.other.id} == set(ids[:2])]
    assert "Both stand in 1 case." in found.reasons
    assert office.case().reference == REF


def test_a_pair_told_apart_stays_so_when_a_third_is_merged(office: Office) -> None:
    one, two = made(office, "Northern Turbine Works"), made(office, "Northern Turbine Works Ltd")
    session = office.session(ANALYST)
    apart = do(session, TellApart(entity=one, other=two, reason=WHY)).made
    do(session, MergeEntities(kept=made(office, "Kept"), gone=one, reason="the same number"))
    assert duplicates(session) == ()
    do(session, EndStatement(statement=apart, reason="they were one after all"))
    assert len(duplicates(session)) == 1


def test_merged_entities_are_proposed_no_more(office: Office) -> None:
    one, two = made(office, "Northern Turbine Works"), made(office, "Northern Turbine Works")
    session = office.session(ANALYST)
    do(session, MergeEntities(kept=one, gone=two, reason="the same number"))
    assert duplicates(session) == ()


def test_an_index_that_followed_changes_says_what_a_new_one_says(office: Office) -> None:
    session = office.session(ANALYST)
    ids = [made(office, name) for name in ("Northern Turbine Works", "Grey Heron", "Baltic Otter")]
    assert duplicates(session) == ()
    fact = stated(office, ids[1], "name", text="Northern Turbine Works Ltd")
    merge = do(session, MergeEntities(kept=ids[0], gone=ids[2], reason="the same number"))
    twin = made(office, "Baltic Otter GmbH")
    fresh = replace(session, references=References())
    assert len(duplicates(session)) == 2
    assert duplicates(session) == duplicates(fresh)
    do(session, EndStatement(statement=fact, reason="another firm"))
    do(session, UnmergeEntity(gone=merge.made, reason="two after all"))
    (pair,) = duplicates(session)
    assert {pair.one.id, pair.other.id} == {ids[2], twin}
    assert duplicates(replace(session, references=References())) == (pair,)


ALIKE_SETS = st.lists(
    st.tuples(
        st.sampled_from(("Northern", "Nothern", "Baltic", "Grey", "Norddeutsche", "Серая")),
        st.sampled_from(("Turbine", "Turbines", "Heron", "Otter", "цапля", "灰鹭")),
        st.sampled_from(("Works", "Works Ltd", "GmbH", "Holding", "有限公司", "")),
        st.sampled_from(("", "", "Quay 1, Gdynia", "Road 2, Oslo")),
        st.sampled_from(("", "", "PL5261040828", "A-17")),
    ),
    min_size=2,
    max_size=8,
    unique_by=lambda one: " ".join(one[:3]),
)


@settings(max_examples=12, deadline=None)
@given(made_of=ALIKE_SETS)
def test_what_is_proposed_is_what_comparing_each_with_each_gives(
    made_of: list[tuple[str, ...]],
) -> None:
    with TemporaryDirectory() as folder, closing(an_office(Path(folder))) as office:
        proposed_as_expected(office, made_of)


def proposed_as_expected(office: Office, made_of: list[tuple[str, ...]]) -> None:
    session = replace(office.session(ANALYST), references=References())
    ids = []
    for *words, address, number in made_of:
        ids.append(made(office, " ".join(words).strip()))
        if address:
            stated(office, ids[-1], "address", text=address)
        if number:
            stated(office, ids[-1], "identifier", kind="OTHER", number=number)
    proposed = {frozenset((one.one.id, one.other.id)) for one in duplicates(session, limit=1000)}
    with session.reading() as conn:
        found = session.references.kept(EntityIndex).of(conn)
    known = found.known

    def alike(one: str, other: str) -> int:
        """The score of two entities, whichever of them asks."""
        return max(
            compare(query_of(known[a]), listing_of(b, known[b]), rarity=found.base.rarity).score
            for a, b in ((one, other), (other, one))
        )

    def belong(one: str, other: str) -> bool:
        a, b = known[one], known[other]
        least = 600 if set(a.addresses) & set(b.addresses) else 800
        return bool(set(a.identifiers) & set(b.identifiers)) or alike(one, other) >= least

    expected = {frozenset(pair) for pair in combinations(ids, 2) if belong(*pair)}
    of_these = {pair for pair in proposed if pair <= set(ids)}
    assert of_these == expected


def test_a_search_of_the_whole_casebook_tells_how_far_it_is_and_may_be_left(
    office: Office,
) -> None:
    for number in range(25):
        made(office, f"Works {number}")

    class Left(Exception):
        pass

    told: list[tuple[int, int]] = []

    def tell(done: int, total: int, _what: str) -> None:
        told.append((done, total))
        if done:
            raise Left

    with pytest.raises(Left):
        duplicates(office.session(ANALYST), tell=tell)
    assert told == [(0, 25), (10, 25)]
