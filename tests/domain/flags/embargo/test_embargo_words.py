"""The words of a cell of the embargo matrix: renewal, exemptions, authority, the act in short."""

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.packs import shipped

from landwaiter.domain.flags.embargo.embargo_words import (
    act_name,
    article,
    condition_words,
    notes,
    says,
    says_of_item,
    source_words,
    standing_words,
)
from landwaiter.domain.flags.embargo.matrix import GroupCertainty, MatrixCell, Standing, matrix

PACKS = {name: shipped(name) for name in ("embargo_matrix", "item_groups")}


def cell(instrument: str, group: str = "military", on: date = date(2026, 11, 28)) -> MatrixCell:
    found = matrix(PACKS, {}, on)
    return next(one for one in found if (one.instrument, one.group) == (instrument, group))


def test_a_renewal_that_nobody_read_is_told_and_ends_nothing() -> None:
    myanmar = cell("DEC-2013-184")
    assert myanmar.standing is Standing.PROHIBITED
    assert "In force until 30 Apr 2026 when this edition was written; renewal not read." in notes(
        myanmar
    )
    before = cell("DEC-2013-184", on=date(2026, 4, 30))
    assert "Renewal due on 30 Apr 2026." in notes(before)
    assert not before.is_renewal_open


def test_exemptions_stand_under_the_cell() -> None:
    said = notes(cell("DEC-2014-450"))
    assert any(line.startswith("Exempted: non-lethal equipment") for line in said)
    assert notes(cell("CP-2008-944")) == ()


def test_the_authority_stands_beside_article_and_trust() -> None:
    assert source_words(cell("REG-833-2014", "dual_use")) == "Art. 2(1) (EU; transcribed)"
    assert "(EU+UN; transcribed)" in source_words(cell("REG-267-2012", "dual_use"))


@pytest.mark.parametrize(
    ("instrument", "group", "name"),
    [
        ("REG-833-2014", "dual_use", "Reg. 833/2014"),
        ("REG-2017-1509", "dual_use", "Reg. 2017/1509"),
        ("DEC-2013-184", "military", "Decision 2013/184/CFSP"),
        ("DEC-2016-849", "military", "Decision (CFSP) 2016/849"),
        ("CP-2003-495", "military", "Common Position 2003/495/CFSP"),
    ],
)
def test_an_act_is_named_in_short(instrument: str, group: str, name: str) -> None:
    assert act_name(cell(instrument, group)) == name


def test_an_article_that_nobody_read_says_so() -> None:
    assert article(cell("REG-833-2014", "dual_use")) == "Reg. 833/2014 Art. 2(1)"
    assert article(cell("REG-833-2014", "ru_arms_goods")).endswith("(not read)")


def test_regulations_bind_everyone_and_decisions_the_states() -> None:
    bound = {one.instrument: one.is_regulation for one in matrix(PACKS, {})}
    assert bound["REG-833-2014"]
    assert bound["REG-2017-1509"]
    assert not any(bound[name] for name in ("DEC-2013-184", "CP-2008-944", "CN-1989", "HK-2020"))


def test_every_condition_of_the_shipped_matrix_has_words() -> None:
    conditions = {one.condition for one in matrix(PACKS, {}) if one.condition}
    assert {"end_use=military", "recipient=designated", "part=small arms"} <= conditions
    assert all("=" not in condition_words(one) for one in conditions)
    assert condition_words("end_use=new_one") == "end use: new one"


def test_what_is_prohibited_on_a_condition_always_names_one() -> None:
    rows = [one for one in matrix(PACKS, {}) if one.standing is Standing.PROHIBITED_IF]
    assert rows
    assert all(one.condition for one in rows)
    assert says(cell("DEC-2014-932")) == (
        "prohibited if for designated persons or those who act for them"
    )


def test_scrutiny_and_practice_keep_their_words() -> None:
    assert says(cell("HK-2020", "repression")) == "case by case if for internal repression"
    asked = cell("OSCE-1992")
    assert says(asked) == "unstated"
    assert "Condition, not settled: for forces in the area." in notes(asked)
    may_be = replace(asked, certainty=GroupCertainty.MAY_BE, met_by=("ML1",))
    assert says_of_item(may_be) == "unstated"


def test_what_an_item_may_be_is_named_by_codes_or_by_the_group() -> None:
    sudan = replace(cell("DEC-2014-450"), certainty=GroupCertainty.CANDIDATE)
    several = replace(sudan, met_by=("ML1", "ML3", "“rifle”"))
    assert says_of_item(several) == "would be prohibited if it is ML1 or ML3 (candidate)"
    word = replace(sudan, certainty=GroupCertainty.MAY_BE, met_by=("“rifle”",))
    assert says_of_item(word) == (
        "would be prohibited if it is Common Military List (by words only)"
    )


def test_the_strictest_answer_says_how_sure_it_is() -> None:
    said = [standing_words(Standing.PROHIBITED, one) for one in GroupCertainty]
    assert said == [
        "prohibited",
        "prohibited, for a candidate",
        "prohibited, for what it may be by words only",
    ]
    assert standing_words(Standing.PROHIBITED_IF, GroupCertainty.CONFIRMED) == (
        "prohibited on a condition"
    )
