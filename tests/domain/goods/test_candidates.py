"""Candidates: where they come from, how they rank, what they still miss."""

from tests.domain.builders import an_item, learned
from tests.domain.packs import inline, shipped

from landwaiter.domain.goods.candidates import (
    candidates,
    classify,
    heading_candidates,
    project_candidates,
    spaced,
)
from landwaiter.i18n import catalogue, form_of, message, speaking

PACKS = {
    pack_id: shipped(pack_id)
    for pack_id in ("annex1", "cml", "hs_control", "vocabulary", "deciding_parameters")
}


def codes(text: str, cn: str | None = None) -> list[str]:
    return [found.code for found in classify(text, PACKS, cn=cn)]


def test_a_heading_brings_its_correlated_heads() -> None:
    found = candidates(an_item(), PACKS)
    assert [one.code for one in found] == ["2B001", "2B201"]
    assert found[0].reasons == (
        "8457 10 correlates with 2B001.b (confidence high, own knowledge).",
    )
    assert (found[0].edition, found[0].trust) == (
        "hs_control@own-knowledge-2026-11-28",
        "own knowledge",
    )


def test_a_reason_is_read_in_another_language_with_its_trust_and_confidence() -> None:
    (reason,) = candidates(an_item(), PACKS)[0].reasons
    kept = form_of(reason)
    with speaking(catalogue("pl")):
        polish = message(kept)
    assert polish.endswith("(pewność wysoka, wiedza własna).")
    assert form_of(polish) == kept


def test_no_reason_has_a_raw_word_of_trust() -> None:
    packs = {
        **PACKS,
        **{one: shipped(one) for one in ("substances", "doc_codes", "trade_words")},
    }
    said = [
        reason
        for text in ("CAS 111-48-8", "thiodiglycol", "machining centre, five axes")
        for one in classify(text, packs, cn="84571010")
        for reason in one.reasons
    ]
    assert any("CAS" in one for one in said)
    with speaking(catalogue("pl")):
        polish = [message(form_of(one)) for one in said]
    assert [one for one in polish if "own knowledge" in one or "transcribed" in one] == []


def test_a_surer_correlation_ranks_higher() -> None:
    by_confidence = [
        classify("", PACKS, cn=cn)[0].score for cn in ("84571010", "84572000", "39269097")
    ]
    assert by_confidence == [700, 500, 300]


def test_an_official_table_is_read_at_eight_figures() -> None:
    table = inline(
        "correlation_official",
        "correlation",
        {"cn": "84571010", "hs6": "", "control_code": "2B003"},
    )
    packs = {"annex1": PACKS["annex1"], "correlation_official": table}
    assert [one.code for one in classify("", packs, cn="8457101000")] == ["2B003"]
    assert classify("", packs, cn="84571090") == ()


def test_a_code_written_in_the_text_is_a_candidate() -> None:
    assert codes("amplifier 3A001.b.2, see invoice") == ["3A001"]
    assert codes("sight of class ML15.d") == ["ML15"]


def test_an_american_code_is_no_candidate() -> None:
    assert codes("rated 3A991 by the seller") == []


def test_all_words_of_a_title_are_needed() -> None:
    assert "6A001" in codes("acoustic and sonar system, towed")
    assert codes("acoustic guitar") == []


def test_a_title_of_one_word_matches_nothing() -> None:
    assert "6A003" not in codes("cameras for weddings")


def test_goods_of_internal_repression_point_to_the_torture_regulation() -> None:
    assert [(one.list, one.code) for one in classify("water cannon monitors", PACKS)] == [
        ("atr", "ATR")
    ]


def test_restraints_point_to_the_torture_regulation_and_rigging_does_not() -> None:
    assert codes("leg irons, stainless") == codes("kajdanki na nogi") == ["ATR"]
    assert codes("bow shackle 2 t, galvanised, for lifting") == []


def test_stated_values_are_no_longer_missing() -> None:
    stated = (learned("params", {"simultaneous_axes": 5, "travel_mm": None}, "data_sheet"),)
    missing = candidates(an_item(), PACKS, stated)[0].missing
    assert "simultaneously contouring axes" not in missing
    assert "travel per linear axis (mm)" in missing


def test_a_claimed_technology_brings_the_general_entry_of_its_category() -> None:
    project = {"technology": "1E103", "topic": "autoclave cure"}
    assert [one.code for one in project_candidates(project, PACKS)] == ["1E103", "1E001"]


def test_an_audited_heading_has_the_entries_that_it_correlates_with() -> None:
    found = heading_candidates("845710", PACKS)
    assert {(one.item_no, one.code) for one in found} >= {(0, "2B001"), (0, "2B201")}
    assert heading_candidates("", PACKS) == ()


def test_without_packs_there_is_no_candidate() -> None:
    assert classify("3A001 acoustic and sonar system", {}, cn="84571010") == ()


def test_a_commodity_code_is_printed_as_tariffs_do() -> None:
    assert [spaced(cn) for cn in ("845710", "84571010", "8457101090")] == [
        "8457 10",
        "8457 10 10",
        "8457 10 10 90",
    ]


FIRM = PACKS | {name: shipped(name) for name in ("substances", "glossary", "trade_words")}


def test_a_candidate_tells_which_kinds_of_leads_speak_for_it() -> None:
    [found] = [one for one in classify("Thionyl chloride, CAS 7719-09-7", FIRM, cn="28121700")
               if one.code == "1C350"]  # fmt: skip
    assert found.kinds[0] == "number"
    assert "heading" in found.kinds


def test_a_number_that_substances_share_and_a_code_only_referred_to_are_no_firm_kinds() -> None:
    shared = classify("UN 1836", FIRM)
    assert all("number" not in one.kinds for one in shared)
    referred = [one for one in classify("valves for goods specified in 2B350", FIRM)
                if one.code == "2B350"]  # fmt: skip
    assert referred
    assert all("code" not in one.kinds for one in referred)


def test_words_leave_the_commodity_code_out() -> None:
    [bare] = [one for one in classify("", FIRM, cn="84571010") if one.code == "2B001"]
    assert (bare.score, bare.words, bare.kinds) == (700, 0, ("heading",))


def test_a_term_that_speaks_against_an_entry_is_told_and_makes_no_candidate() -> None:
    found = {one.code: one for one in classify("Milking machine vacuum pump", FIRM, cn="84141020")}
    assert any("against" in one.kinds for one in found.values())
    assert all(one.score for one in found.values())
    alone = classify("milking machine", FIRM)
    assert all(one.score for one in alone)


def test_a_candidate_keeps_its_head_and_names_the_deepest_codes_of_its_leads() -> None:
    [engine] = [one for one in classify("marine diesel", FIRM, cn="84081011") if one.code == "ML9"]
    assert engine.entries == ("ML9.b",)
    both = classify("amplifier 3A001.b.2", FIRM)
    assert [one.entries for one in both if one.code == "3A001"] == [("3A001.b.2",)]


def test_a_code_in_a_paper_of_the_item_counts_as_written() -> None:
    found = candidates(an_item(), FIRM, papers=("Goods classified 2B001.b.2 by the maker",))
    assert [one.kinds[0] for one in found if one.code == "2B001"] == ["code"]


def test_what_a_line_denies_speaks_for_no_entry() -> None:
    said = "Grinding machines, {}numerically controlled"
    positive = {one.code: one.words for one in classify(said.format(""), FIRM)}
    denied = {one.code: one.words for one in classify(said.format("other than "), FIRM)}
    assert denied.get("2B001", 0) < positive["2B001"]


def test_a_denial_does_not_hide_the_rest_of_the_line() -> None:
    text = "not for sale in the EU, thermal imaging camera"
    long = "not one two three four five thermal imaging camera"
    plain = {one.code for one in classify("thermal imaging camera", FIRM)}
    assert plain <= {one.code for one in classify(text, FIRM)}
    assert plain <= {one.code for one in classify(long, FIRM)}
