"""What words of a line say for heads: rarity, completeness, words against, software."""

from dataclasses import replace

import pytest
from tests.domain.packs import inline

from landwaiter.domain.goods.classification.evidence import HeadEvidence, words_of
from landwaiter.domain.goods.classification.glossary import ControlFrequency, glossary_of
from landwaiter.domain.law.pack import Pack


def row(
    head: str, term: str, kind: str = "name", language: str = "en", controlled: str = ""
) -> dict[str, str]:
    return {
        "head": head,
        "language": language,
        "term": term,
        "kind": kind,
        "controlled": controlled,
    }


GLOSSARY = inline(
    "glossary",
    "glossary",
    row("2B231", "vacuum pump"),
    row("2B350", "chemical pump"),
    row("2B350", "heat exchanger"),
    row("7A003", "inertial navigation"),
    row("7D002", "inertial navigation source code"),
    row("7E001", "gyro design"),
    row("7A103", "inertial navigation", "context"),
    row("6A005", "laser"),
    row("6A005", "laser printer", "not"),
    row("6A005", "Trumpf", "maker"),
    row("3A001", "行波管", language="zh"),
    row("D", "source code"),
    row("D", "licence", "context"),
    row("E", "technical drawings"),
    row("*", "toy", "not"),
    row("3A228", "triggered spark gap", controlled="mostly"),
    row("3A228", "krytron", controlled="mostly"),
    row("3A228", "krytron socket", "not"),
    row("6A003", "streak camera", controlled="often"),
    row("D", "flight control software", controlled="mostly"),
)


def found(text: str, *packs: Pack) -> dict[str, HeadEvidence]:
    glossary = glossary_of({pack.id: pack for pack in (GLOSSARY, *packs)})
    assert glossary is not None
    return {one.head: one for one in words_of(text, glossary).speaking}


def test_a_whole_term_says_more_than_a_part_of_one() -> None:
    scores = found("vacuum pump")
    assert scores["2B231"].score > 2 * scores["2B350"].score > 0


def test_the_terms_met_are_told_with_their_words() -> None:
    (told, *_rest) = found("dry VACUUM pumps 5 m3")["2B231"].terms
    assert (told.term.text, told.words, told.covered) == ("vacuum pump", ("vacuum", "pumps"), 1000)


def test_a_term_is_met_whole_where_its_words_are_written_as_one() -> None:
    (told, *_rest) = found("Vacuumpumps, oil free")["2B231"].terms
    assert (told.term.text, told.words) == ("vacuum pump", ("vacuumpumps",))
    assert told.covered > 800


def test_a_context_term_says_less_than_a_name() -> None:
    scores = found("inertial navigation")
    assert scores["7A103"].score < scores["7A003"].score


def test_a_maker_says_less_than_a_name() -> None:
    assert found("Trumpf")["6A005"].score < found("laser")["6A005"].score


def test_words_against_a_head_lower_it() -> None:
    assert found("laser printer")["6A005"].score < found("laser printing")["6A005"].score


def test_words_of_everyday_goods_lower_every_head() -> None:
    assert found("toy laser")["6A005"].score < found("laser")["6A005"].score


def test_a_chinese_term_is_met_by_its_characters() -> None:
    assert found("Ku波段行波管放大器")["3A001"].terms[0].covered == 1000


def test_without_a_glossary_nothing_is_said() -> None:
    assert glossary_of({}) is None


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("inertial navigation", "7A003"),
        ("source code inertial navigation", "7D002"),
        ("technical drawings of inertial navigation", "7E001"),
        ("licence inertial navigation", "7A003"),
    ],
)
def test_software_and_technology_come_first_where_the_line_names_them(text: str, best: str) -> None:
    assert next(iter(found(text))) == best


def test_an_entry_of_technology_tells_which_goods_it_follows() -> None:
    assert found("technical drawings of inertial navigation")["7E001"].follows == "7A003"


def test_words_of_software_are_no_heads_of_their_own() -> None:
    assert not {"D", "E", "*"} & set(found("source code toy technical drawings laser"))


def test_a_long_text_proves_less_than_a_line() -> None:
    long = "vacuum pump laser heat exchanger chemical gyro design Trumpf inertial navigation"
    assert found(long)["2B231"].score < found("vacuum pump")["2B231"].score


def test_the_same_line_gives_the_same_answer() -> None:
    assert found("vacuum pump laser") == found("vacuum pump laser")


def test_two_sessions_share_the_index_of_one_edition() -> None:
    one, other = (replace(GLOSSARY, sha256="c" * 64) for _time in range(2))
    assert glossary_of({"glossary": one}) is glossary_of({"glossary": other})
    newer = replace(GLOSSARY, sha256="d" * 64)
    assert glossary_of({"glossary": newer}) is not glossary_of({"glossary": one})


@pytest.mark.parametrize(
    ("text", "controlled", "least"),
    [
        ("Krytrons KN-22, 12 pcs", ControlFrequency.MOSTLY, 850),
        ("gap, spark, triggered, 40 kV", ControlFrequency.MOSTLY, 850),
        ("spark gap", ControlFrequency.SELDOM, 0),
        ("spark plugs for engines with a gap of 0.7 mm, key triggered", ControlFrequency.SELDOM, 0),
        ("krytron socket", ControlFrequency.SELDOM, 0),
        ("toy krytron", ControlFrequency.SELDOM, 0),
        ("krytran", ControlFrequency.SELDOM, 0),
    ],
)
def test_a_name_of_controlled_goods_says_so_where_it_is_met_surely(
    text: str, controlled: ControlFrequency, least: int
) -> None:
    said = found(text)["3A228"]
    assert said.controlled is controlled
    assert said.score >= least or not least
    assert least or said.score < 850


def test_a_name_that_is_often_one_of_controlled_goods_says_less() -> None:
    said = found("Streak camera, used")["6A003"]
    assert (said.controlled, said.score) == (ControlFrequency.OFTEN, max(said.score, 700))


def test_a_name_of_software_says_so_of_the_entry_that_follows_its_goods() -> None:
    scores = found("flight control software for inertial navigation")
    assert scores["7D002"].controlled is ControlFrequency.MOSTLY
    assert scores["7A003"].controlled is ControlFrequency.SELDOM


def test_the_name_that_counts_is_told_first() -> None:
    (told, *_rest) = found("krytron and triggered spark gap trigger spark gap")["3A228"].terms
    assert told.term.heads["3A228"] is ControlFrequency.MOSTLY
