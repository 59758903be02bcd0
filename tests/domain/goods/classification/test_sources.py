"""Sources beside the trade terms: numbers, documents, parts seen, texts of the lists."""

import pytest
from tests.domain.packs import inline, shipped

from landwaiter.domain.cases.case import Candidate
from landwaiter.domain.goods.candidates import candidates, classify
from landwaiter.domain.goods.classification.leads import is_hint
from landwaiter.domain.goods.classification.seen import PartFinding, part_numbers
from landwaiter.domain.goods.classification.substances import cas_numbers
from landwaiter.domain.intake.declaration import Item

PACKS = {
    pack_id: shipped(pack_id)
    for pack_id in ("annex1", "cml", "hs_control", "substances", "doc_codes", "code_sets")
}
ANNEX_TEXT = inline(
    "annex1_text",
    "control_text",
    {"code": "1B232", "text": "Turboexpanders or turboexpander-compressor sets for hydrogen"},
    {"code": "2B350.i", "text": "Multiple-seal and seal-less pumps of the listed materials"},
    {"code": "6A001.a", "text": "Marine acoustic systems, equipment and specially designed parts"},
)


def by_code(found: tuple[Candidate, ...]) -> dict[str, Candidate]:
    return {one.code: one for one in found}


def test_a_cas_number_is_read_only_with_the_right_check_digit() -> None:
    assert cas_numbers("thiodiglycol 111-48-8, also 111-48-9 and 7664-39-3") == (
        "111-48-8",
        "7664-39-3",
    )


def test_a_cas_number_brings_every_entry_of_the_substance() -> None:
    found = by_code(classify("liquid, CAS 111-48-8", PACKS))
    assert set(found) == {"1C350", "1C450"}
    assert found["1C350"].reasons == (
        "CAS 111-48-8 is thiodiglycol, which stands under 1C350 (own knowledge).",
    )


def test_a_un_number_declared_or_written_brings_its_entry() -> None:
    declared = candidates(Item(no=1, description="solid", un_numbers=("1689",)), PACKS)
    assert set(by_code(declared)) == set(by_code(classify("solid UN 1689", PACKS))) == {"1C350"}


def test_a_cus_number_is_met_in_an_edition_that_has_it() -> None:
    row = {"head": "1C350", "substance": "x", "cas": "", "un": "", "cus": "0012345-6"}
    packs = {**PACKS, "substances": inline("substances", "substances", row)}
    found = candidates(Item(no=1, description="", cus_code="0012345-6"), packs)
    assert set(by_code(found)) == {"1C350"}


def test_an_empty_number_meets_no_row_without_one() -> None:
    assert candidates(Item(no=1, description="", cus_code="", un_numbers=("",)), PACKS) == ()


def test_a_self_declaration_is_told_as_a_lawful_answer() -> None:
    found = by_code(classify("machine", PACKS, cn="845710", documents=("Y901", "N380")))
    assert [reason for reason in found["2B001"].reasons if "Y901" in reason] == [
        "Y901 is declared: the exporter states that the goods are not in Annex I. "
        "On a correlated code that is a lawful answer."
    ]
    assert not any("N380" in reason for reason in found["2B001"].reasons)


def test_an_authorisation_is_told_with_its_meaning() -> None:
    found = by_code(classify("machine", PACKS, cn="845710", documents=("X060",)))
    assert any("Individual export authorisation" in reason for reason in found["2B001"].reasons)


def test_documents_alone_make_no_candidate() -> None:
    assert classify("machine", PACKS, documents=("Y901", "X060")) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("IC XC7K325T-2FFG900I, 20 pcs", ("XC7K325T-2FFG900I",)),
        ("gyro qa2000-030", ("QA2000-030",)),
        ("pump DN50 2024", ()),
    ],
)
def test_part_numbers_have_letters_and_figures(text: str, parts: tuple[str, ...]) -> None:
    assert part_numbers(text) == parts


@pytest.mark.parametrize(("confirmed", "said"), [(True, "to be 7A001"), (False, "not to be 7A001")])
def test_a_part_seen_before_brings_what_was_found(confirmed: bool, said: str) -> None:
    seen = (PartFinding("QA2000-030", "PL1-2026-000001", 2, "eu", "7A001", confirmed),)
    (found,) = classify("sensor QA2000-030", PACKS, seen=seen)
    assert (found.code, found.score > 0) == ("7A001", confirmed)
    assert said in found.reasons[0]
    assert classify("sensor QA3000-030", PACKS, seen=seen) == ()


def test_the_text_of_a_list_is_met_by_its_telling_words() -> None:
    packs = {"annex1": PACKS["annex1"], "annex1_text": ANNEX_TEXT}
    (found, *_rest) = classify("turboexpander compressor sets", packs)
    assert found.code == "1B232"
    (reason,) = found.reasons
    assert reason.startswith("The text of 1B232 in annex1_text has the words ")
    assert "turboexpander compressor" in reason


def test_bare_figures_are_no_words_of_a_text() -> None:
    text = {"code": "2B350", "text": "pumps with a flow of more than 5 m3 at 0.6 and 273 or 101.3"}
    packs = {
        "annex1": PACKS["annex1"],
        "annex1_text": inline("annex1_text", "control_text", text),
    }
    assert classify("order 5, 0.6, 273, 101.3", packs) == ()
    assert classify("5 flow 273", packs) == ()


def test_a_part_of_a_heading_counts_for_less_and_is_told() -> None:
    row = {"hs6": "847989", "cn": "", "list": "eu", "control_code": "2B352.b"}
    scores = {}
    for part in ("", "y"):
        table = inline("correlation_official", "correlation", {**row, "part": part})
        (found,) = classify("", {"annex1": PACKS["annex1"], table.id: table}, cn="84798997")
        scores[part] = found.score
    assert scores == {"": 800, "y": 500}
    assert found.reasons == (
        "A part of 8479 89 correlates with 2B352.b (confidence not graded, own knowledge).",
    )


@pytest.mark.parametrize(
    "written", ["CUS 0012345-6", "cus-no. 0012345-6", "CUS: 0012345-6", "0012345-6, drums"]
)
def test_a_cus_number_is_met_however_the_text_writes_it(written: str) -> None:
    row = {"head": "1C350", "substance": "x", "cas": "", "un": "", "cus": "0012345-6"}
    packs = {**PACKS, "substances": inline("substances", "substances", row)}
    (found,) = classify(f"liquid {written}", packs)
    assert found.reasons == ("CUS 0012345-6 is x, which stands under 1C350 (own knowledge).",)


@pytest.mark.parametrize("written", ["10012345-6", "0012345-67", "A0012345-6", "0012345-7"])
def test_a_longer_or_another_number_is_no_cus_number(written: str) -> None:
    row = {"head": "1C350", "substance": "x", "cas": "", "un": "", "cus": "0012345-6"}
    packs = {**PACKS, "substances": inline("substances", "substances", row)}
    assert classify(f"liquid {written}", packs) == ()


def test_a_heading_with_many_entries_is_ordered_by_the_text() -> None:
    packs = {**PACKS, "glossary": shipped("glossary"), "trade_words": shipped("trade_words")}
    bare = [one.code for one in classify("", packs, cn="901580")]
    assert len(bare) >= 3
    for text, head in (("gravimeter", "6A007"), ("magnetometer", "6A006"), ("sonar", "6A001")):
        assert classify(text, packs, cn="901580")[0].code == head


def test_a_code_that_the_text_only_refers_to_says_little() -> None:
    packs = {**PACKS, "trade_words": shipped("trade_words")}
    given = by_code(classify("machine 2B001.b", packs))["2B001"]
    referred = by_code(classify("software for machines specified in 2B001.b", packs))["2B001"]
    assert (given.score, referred.score) == (900, 300)


def test_what_rests_on_trade_terms_alone_is_a_hint() -> None:
    packs = {**PACKS, "glossary": shipped("glossary"), "trade_words": shipped("trade_words")}
    alone = classify("ring laser gyroscope", packs)[0]
    with_heading = by_code(classify("ring laser gyroscope", packs, cn="901420"))["7A002"]
    assert is_hint(alone.edition)
    assert not is_hint(with_heading.edition)
