"""Two names, or a party and a listing: what scores, and why."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from landwaiter.domain.lists.listing import Listing, Match
from landwaiter.screening import DEFAULT_THRESHOLD, Query, compare, compare_names

WORDS = st.text(alphabet="abcdefghijklmnoprstuvz", min_size=3, max_size=9)
NAMES = st.lists(WORDS, min_size=1, max_size=5)
KINDS = st.sampled_from([None, "person", "organisation", "vessel"])


def a_listing(**given_fields: object) -> Listing:
    fields: dict[str, object] = {
        "listing_id": "L-1",
        "schema": "Company",
        "name": "Romashka Optics LLC",
        **given_fields,
    }
    return Listing(**fields)  # type: ignore[arg-type]  # a builder of many kinds of fields


def feature(match: Match, name: str) -> int:
    return sum(reason.score for reason in match.reasons if reason.feature == name)


SAME = (
    ("Щербаков Юрий Петрович", "SHCHERBAKOV Yuri Petrovich", "person"),
    ("Хабаров Цезарь", "Habarov Cezar", "person"),
    ("Олексій Миколайович Гудзь", "Aleksei Nikolaevich Gudz", "person"),
    ("Κυριάκος Παπαδόπουλος", "Kyriakos Papadopoulos", "person"),
    ("حسین موسوی", "Hossein Mousavi", "person"),
    ("张伟民", "Zhang Weimin", "person"),
    ("張偉民", "Zhang Wei Min", "person"),
    ("单田芳", "Shan Tianfang", "person"),
    ("Alrawi Abou Sadeq", "Abu Sadek al-Rawi", "person"),
    ("Mohammed Qasimi", "Muhammad Qasimi", "person"),
    ("ООО «Ромашка»", "Romashka LLC", "organisation"),
    ("Завод «Ромашка» АО", "Romashka Plant Joint Stock Company", "organisation"),
    ("Northwestern Polytechnical Univ.", "Northwestern Polytechnical University", "organisation"),
    ("哈尔滨工业大学", "Harbin Institute of Technology", "organisation"),
    ("香港科源世紀發展有限公司", "Hong Kong Keyuan Century Development Co. Ltd.", "organisation"),
    ("中国电力科学研究院", "China Electric Power Research Academy of Science", "organisation"),
    ("38th Institute of Optronics", "Institute of Optronics 38", "organisation"),
)

DIFFERENT = (
    ("Nikolai Vavilov", "Nikolai Pirogov", "person"),
    ("Zhang Wei", "Zhang Li", "person"),
    ("Harbin Engineering University", "Harbin Institute of Technology", "organisation"),
    ("哈尔滨工程大学", "Harbin Institute of Technology", "organisation"),
    ("Global Trading Company Ltd", "International Trading Co", "organisation"),
    ("Sberkas Factory 12", "Sberkas Factory 14", "organisation"),
    ("Acme Optronics Ltd", "Zenith Optronics Ltd", "organisation"),
)


@pytest.mark.parametrize(("one", "other", "kind"), SAME)
def test_the_same_name_in_another_writing_reaches_the_threshold(
    one: str, other: str, kind: str
) -> None:
    assert compare_names(one, other, kind).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(("one", "other", "kind"), DIFFERENT)
def test_another_name_stays_below_the_threshold(one: str, other: str, kind: str) -> None:
    assert compare_names(one, other, kind).score < DEFAULT_THRESHOLD


def test_a_common_name_alone_never_saturates() -> None:
    assert DEFAULT_THRESHOLD <= compare_names("Zhang Wei", "Zhang Wei", "person").score < 800


def test_a_single_given_name_of_a_person_is_no_hit() -> None:
    assert compare_names("Ahmed", "Ahmed", "person").score < DEFAULT_THRESHOLD


def test_one_name_of_a_person_meeting_a_single_listed_name_is_no_hit() -> None:
    assert compare_names("Patrizius Nevarez", "Patrizius", "person").score < DEFAULT_THRESHOLD


def test_equal_names_of_common_words_are_a_hit() -> None:
    match = compare_names("Global Shipping Holding", "Global Shipping Holding Ltd", "organisation")
    assert match.score >= DEFAULT_THRESHOLD


def test_initials_stand_for_a_given_name_but_not_for_a_firm() -> None:
    person = compare_names("V. Drozdov", "Vavilen Drozdov", "person")
    firm = compare_names("V. Drozdov", "Vavilen Drozdov", "organisation")
    assert person.score >= DEFAULT_THRESHOLD > firm.score


def test_acronyms_that_sound_alike_are_no_hit() -> None:
    assert compare_names("STK Air LLC", "STC LLC", "organisation").score < DEFAULT_THRESHOLD


def test_contradiction_weighs_more_than_omission() -> None:
    omission = compare_names("Drozdov Vavilen", "Drozdov Vavilen Zakhar", "person")
    contradiction = compare_names("Drozdov Vavilen Osip", "Drozdov Vavilen Zakhar", "person")
    assert omission.score - contradiction.score > 150


def test_a_legal_form_left_out_keeps_names_equal() -> None:
    match = compare_names("Romashka Optics", "Romashka Optics LLC", "organisation")
    assert match.name_equal


def test_legal_forms_at_odds_make_names_unequal() -> None:
    match = compare_names("Romashka Optics Ltd", "Romashka Optics GmbH", "organisation")
    assert not match.name_equal
    assert match.score >= DEFAULT_THRESHOLD


def test_names_are_equal_across_scripts() -> None:
    assert compare_names("ООО Ромашка", "LLC Romashka", "organisation").name_equal
    assert compare_names("Щербаков Юрий", "Yuri Shcherbakov", "person").name_equal


def test_like_names_of_one_script_are_not_called_equal() -> None:
    assert not compare_names("Zang Weimin", "Zhang Weimin", "person").name_equal


def test_an_alias_can_be_the_name_that_meets() -> None:
    match = compare(Query("Romachka Optik"), a_listing(name="Other", aliases=("Romachka Optik",)))
    assert match.matched_name == "Romachka Optik"
    assert match.name_equal


def test_words_tell_which_met_and_which_stayed_alone() -> None:
    match = compare_names("Ромашка Zenith", "Romashka Acme LLC", "organisation")
    told = {(word.query, word.listed): word.method for word in match.words}
    assert told == {
        ("romashka", "romashka"): "transliteration",
        ("zenith", ""): "unmatched",
        ("", "acme"): "unmatched",
    }


def test_an_equal_strong_identifier_decides() -> None:
    listing = a_listing(schema="Vessel", name="ROSALIN", identifiers=("IMO9253325", "613881403"))
    match = compare(Query("Wholly Other", "vessel", identifiers=("9253325",)), listing)
    assert match.identifier_equal
    assert match.score == 980


def test_an_imo_number_at_odds_lowers() -> None:
    listing = a_listing(schema="Vessel", name="ROSALIN", identifiers=("IMO9253325",))
    match = compare(Query("Rosalin", "vessel", identifiers=("IMO 9384069",)), listing)
    assert feature(match, "identifier") < 0
    assert match.score < DEFAULT_THRESHOLD


@pytest.mark.parametrize("placeholder", ["000000", "N/A", "12345", "UNKNOWN"])
def test_a_placeholder_is_no_identifier(placeholder: str) -> None:
    listing = a_listing(identifiers=(placeholder,))
    assert not compare(Query("Other", identifiers=(placeholder,)), listing).identifier_equal


def test_country_birth_and_kind_have_reasons_of_their_own() -> None:
    listing = a_listing(
        schema="Person",
        name="Drozdov Vavilen",
        countries=("RU", "BY"),
        birth_dates=("1970-01-18",),
    )
    near = compare(Query("Drozdov Vavilen", "person", country="BY", born="1970-01"), listing)
    far = compare(Query("Drozdov Vavilen", "vessel", country="CN", born="1981-05-02"), listing)
    assert (near.country_equal, far.country_equal) == (True, False)
    assert [feature(near, name) > 0 for name in ("country", "date")] == [True, True]
    assert [feature(far, name) < 0 for name in ("country", "date", "kind")] == [True, True, True]


def test_a_country_that_nobody_states_is_no_evidence() -> None:
    match = compare(Query("Romashka Optics"), a_listing(countries=("RU",)))
    assert match.country_equal is None
    assert feature(match, "country") == 0


@given(st.text(max_size=60), st.text(max_size=60), KINDS)
@settings(deadline=None)  # the first Chinese name of a body loads the dictionary
def test_any_text_gets_a_score_whose_reasons_add_up(one: str, other: str, kind: str | None) -> None:
    match = compare_names(one, other, kind)
    assert 0 <= match.score <= 1000
    assert sum(reason.score for reason in match.reasons) == match.score


@given(NAMES, NAMES, KINDS)
def test_a_name_is_most_like_itself(one: list[str], other: list[str], kind: str | None) -> None:
    itself = compare_names(" ".join(one), " ".join(one), kind)
    assert itself.name_equal
    assert itself.score >= compare_names(" ".join(one), " ".join(other), kind).score


@given(NAMES.flatmap(lambda words: st.tuples(st.just(words), st.permutations(words))))
def test_the_order_of_words_does_not_change_the_score(names: tuple[list[str], list[str]]) -> None:
    one, other = (" ".join(words) for words in names)
    assert compare_names(one, other, "person").score == compare_names(one, one, "person").score


@given(NAMES)
@example(["icv"])
def test_names_score_nothing_unless_a_word_is_like_one_of_the_other(words: list[str]) -> None:
    """`icv` and `yyqw` have no letter in common and are spoken alike."""
    pairs = ((word, listed) for word in words for listed in ("Yyqw", "Xqyw"))
    is_alike = any(compare_names(*pair, "person").score for pair in pairs)
    assert is_alike or compare_names(" ".join(words), "Yyqw Xqyw", "person").score == 0
