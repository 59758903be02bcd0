"""What holds for any names: see docs/screening.md."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Query, compare, compare_names
from landwaiter.screening.alignment import weighed
from landwaiter.screening.batch import PreparedName, score_many
from landwaiter.screening.languages.legal_forms import STARTS
from landwaiter.screening.name import parse
from landwaiter.screening.rarity import PRIOR, Rarity
from landwaiter.screening.scorer import WeighedQuery, _meet

RARE = st.text(alphabet="bdfgklmnprstvzaeiou", min_size=4, max_size=9)
COMMON = st.sampled_from(["trading", "institute", "optics", "global", "ali", "wang", "no", "12"])
WORDS = st.one_of(RARE, RARE, COMMON)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
KINDS = st.sampled_from(["person", "organisation", "vessel"])
SCHEMAS = {"person": "Person", "organisation": "Company", "vessel": "Vessel"}


def name_score(query: str, listed: str, kind: str, rarity: Rarity) -> int:
    """The part of the score that the two names give, 0 to 1000."""
    one, two = (weighed(parse(name, kind), rarity) for name in (query, listed))
    return _meet(one, two, kind).score


def _prepared(name: str, kind: str) -> PreparedName:
    return PreparedName(name, SCHEMAS[kind], parse(name, kind))


def a_listing(name: str, kind: str = "organisation", **more: object) -> Listing:
    return replace(Listing("L-1", SCHEMAS[kind], name), **more)  # type: ignore[arg-type]


@settings(deadline=None)
@given(NAMES, NAMES, KINDS)
def test_a_score_is_the_same_both_ways(one: str, other: str, kind: str) -> None:
    assert compare_names(one, other, kind).score == compare_names(other, one, kind).score


@settings(deadline=None)
@given(NAMES, NAMES, KINDS)
def test_case_accents_and_spaces_do_not_count(one: str, other: str, kind: str) -> None:
    dressed = one.upper().replace("A", "Á").replace(" ", "   ")
    assert compare_names(dressed, other, kind).score == compare_names(one, other, kind).score


@settings(deadline=None)
@given(NAMES.flatmap(lambda name: st.tuples(st.just(name), st.permutations(name.split()))), NAMES)
def test_the_order_of_the_words_of_a_person_does_not_count(
    names: tuple[str, list[str]], other: str
) -> None:
    one, mixed = names[0], " ".join(names[1])
    equal = compare_names(one, one, "person").score
    assert compare_names(one, mixed, "person").score == equal


@settings(deadline=None)
@given(
    st.lists(RARE.filter(lambda word: word not in STARTS), min_size=2, max_size=4).map(" ".join),
    st.sampled_from(["Ltd", "GmbH", "ООО"]),
)
def test_a_legal_form_on_one_side_does_not_count(name: str, form: str) -> None:
    bare = compare_names(name, name, "organisation").score
    assert compare_names(f"{name} {form}", name, "organisation").score == bare


@settings(deadline=None)
@given(NAMES, NAMES, KINDS)
def test_the_reasons_add_up(one: str, other: str, kind: str) -> None:
    match = compare_names(one, other, kind)
    assert sum(reason.score for reason in match.reasons) == match.score
    assert 0 <= match.score <= 1000


@settings(deadline=None)
@given(NAMES, NAMES)
def test_evidence_against_never_raises(one: str, other: str) -> None:
    listing = a_listing(other, "person", countries=("RU",), birth_dates=("1970-01-18",))
    bare = compare(Query(one, "person"), listing).score
    assert compare(Query(one, "person", country="CN"), listing).score <= bare
    assert compare(Query(one, "person", born="1981"), listing).score <= bare
    assert compare(Query(one, "person", country="CN", born="1981"), listing).score <= bare


@settings(deadline=None)
@given(NAMES, NAMES)
def test_evidence_for_never_lowers(one: str, other: str) -> None:
    listing = a_listing(other, "person", countries=("RU",), birth_dates=("1970-01-18",))
    bare = compare(Query(one, "person"), listing).score
    assert compare(Query(one, "person", country="RU"), listing).score >= bare
    assert compare(Query(one, "person", born="1970-01-18"), listing).score >= bare


@settings(deadline=None)
@given(RARE, RARE, RARE)
def test_a_word_that_both_names_keep_for_themselves_never_raises(
    shared: str, one: str, other: str
) -> None:
    joined = compare_names(f"{shared} {one}", f"{shared} {one}", "person").score
    assert compare_names(f"{shared} {one}", f"{shared} {other}", "person").score <= joined


@settings(deadline=None)
@given(st.lists(RARE, min_size=2, max_size=3, unique=True), st.integers(1, 20_000))
def test_equal_names_of_rarer_words_score_no_lower(words: list[str], seen: int) -> None:
    name = " ".join(words)
    often = Rarity(dict.fromkeys(words, seen), names=20_000)
    seldom = Rarity(dict.fromkeys(words, max(1, seen // 2)), names=20_000)
    assert name_score(name, name, "person", seldom) >= name_score(name, name, "person", often)


def test_a_rare_name_scores_higher_than_a_common_one() -> None:
    rare = compare_names("Vardges Tarkhanyan", "Vardges Tarkhanyan", "person").score
    common = compare_names("Wang Li", "Wang Li", "person").score
    assert rare > common + 100


@settings(deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=6), NAMES, KINDS)
def test_many_names_at_once_score_as_one_by_one(names: list[str], asked: str, kind: str) -> None:
    prepared = [_prepared(name, kind) for name in names]
    one_by_one = [name_score(asked, name, kind, PRIOR) for name in names]
    assert score_many(WeighedQuery(Query(asked, kind), PRIOR), prepared) == one_by_one


@settings(deadline=None)
@given(NAMES, NAMES, KINDS)
def test_what_is_cut_below_a_least_score_is_told_as_nothing(
    one: str, other: str, kind: str
) -> None:
    exact = name_score(one, other, kind, PRIOR)
    (cut,) = score_many(WeighedQuery(Query(one, kind), PRIOR), [_prepared(other, kind)], least=600)
    assert cut == (exact if exact >= 600 else 0)


@pytest.mark.parametrize(
    "field",
    [
        "Velmora Optics a/k/a Quanmei Ltd",
        "Quanmei Ltd (formerly Velmora Optics)",
        "Harbin Instrument Institute 哈尔滨仪器研究所",
    ],
)
def test_a_field_with_several_names_scores_as_its_best_name(field: str) -> None:
    for listed in ("Velmora Optics", "Quanmei", "哈尔滨仪器研究所"):
        asked = [_prepared(listed, "organisation")]
        (quick,) = score_many(WeighedQuery(Query(field, "organisation"), PRIOR), asked)
        assert quick >= compare(Query(field, "organisation"), a_listing(listed)).score


def test_words_of_chinese_numerals_and_places_are_told_apart() -> None:
    words = [
        word.text for word in parse("中国电子科技集团公司第三十八研究所", "organisation").words
    ]
    assert words == [
        "china",
        "electronic",
        "science",
        "technology",
        "group",
        "38",
        "research",
        "institute",
    ]
