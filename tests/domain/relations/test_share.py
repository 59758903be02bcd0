"""A percentage exists only with what it counts, or is quoted and says what it lacks."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.relations.share import CountryShare, ShareOrigin, checked_figures
from landwaiter.errors import Invalid


def a_share(**given: Any) -> CountryShare:
    numbers: dict[str, Any] = {
        name: Decimal(text) if text else None for name, text in given.items()
    }
    by = ShareOrigin.PUBLISHER if "quoted" in given else ShareOrigin.PROGRAM
    return CountryShare(
        id="s",
        states=("CN", "RU"),
        source="SIPRI",
        grade="B2",
        read_on="2026-03-02",
        certainty=Certainty.REPORTED,
        author="Ana",
        at=datetime(2026, 3, 30, tzinfo=UTC),
        counted="TIV delivered to CN by RU",
        population="TIV delivered to CN",
        period_from="2018",
        period_to="2022",
        edition="2023",
        method="as published",
        computed_by=by,
        unit="TIV" if "numerator" in given else "",
        **numbers,
    )


def test_a_publishers_figure_without_parts_says_so_wherever_it_is_printed() -> None:
    said = a_share(quoted="14").said
    assert said == "14 % (publisher's figure); numerator and denominator not given"


def test_a_publishers_figure_is_never_computed_again() -> None:
    one = a_share(quoted="83", numerator="800", denominator="1000")
    assert one.percent == 83
    assert one.said == "83 %: 800 of 1000 TIV (publisher's figure)"


def test_a_computed_share_prints_its_parts_and_its_range() -> None:
    one = a_share(numerator="764.3", denominator="1000", lower="17.9", upper="100")
    assert one.said == "76.4 %: 764.3 of 1000 TIV, range 17.9 to 100 %"


@pytest.mark.parametrize(
    ("given", "by", "field"),
    [
        ({}, ShareOrigin.PROGRAM, "numerator"),
        ({"quoted": "83"}, ShareOrigin.PROGRAM, "quoted"),
        ({}, ShareOrigin.PUBLISHER, "quoted"),
        ({"numerator": "1"}, ShareOrigin.PROGRAM, "denominator"),
        ({"denominator": "1"}, ShareOrigin.PUBLISHER, "numerator"),
        ({"numerator": "2", "denominator": "1"}, ShareOrigin.PROGRAM, "numerator"),
        ({"numerator": "0", "denominator": "0"}, ShareOrigin.PROGRAM, "numerator"),
        ({"quoted": "101"}, ShareOrigin.PUBLISHER, "quoted"),
        ({"quoted": "most"}, ShareOrigin.PUBLISHER, "quoted"),
        ({"quoted": "-1"}, ShareOrigin.PUBLISHER, "quoted"),
        ({"quoted": "NaN"}, ShareOrigin.PUBLISHER, "quoted"),
        ({"quoted": "50", "lower": "40"}, ShareOrigin.PUBLISHER, "upper"),
        ({"quoted": "50", "lower": "60", "upper": "70"}, ShareOrigin.PUBLISHER, "lower"),
    ],
)
def test_what_does_not_fit_names_its_field(
    given: dict[str, str | None], by: ShareOrigin, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        checked_figures(given, by, "TIV")
    assert caught.value.field == field
    assert caught.value.remedy


def test_parts_stand_with_their_unit() -> None:
    with pytest.raises(Invalid, match="unit"):
        checked_figures({"numerator": "1", "denominator": "2"}, ShareOrigin.PROGRAM, " ")
