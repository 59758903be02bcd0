"""Rules of trade patterns by example: the history of exports in an audit."""

from typing import Any

import pytest
from tests.flags.driver import (
    Example,
    Given,
    Loaded,
    Offices,
    check,
    fires,
    learned,
    no_declaration,
    spares,
    waits,
)

from landwaiter.domain.intake.case_kind import CaseKind

COVERED = "all exports of the firm, customs data 2019 to 2025"


def history(
    amounts: dict[str, int], *, to: str = "KG", coverage: str | None = COVERED, **more: Any
) -> Given:
    """What trade data say of one heading of one exporter, in EUR."""
    stated = {
        "exporter": "Lager Wisla",
        "hs6": "848210",
        "destination": to,
        "coverage": coverage,
        "history_eur": amounts,
        **more,
    }
    return no_declaration(CaseKind.AUDIT, learned=(learned("exports", stated, "trade_data"),))


def monthly(**amounts: int) -> dict[str, int]:
    """`KG_2022_04=10` as `KG_2022-04`."""
    return {f"{key[:7]}-{key[8:]}": value for key, value in amounts.items()}


NO_COUNTRIES = Loaded(without=("countries",))
STEADY = {f"KG_{year}": 100 for year in range(2019, 2023)}

JUMPS = (
    fires(
        "RF-R07",
        "medium",
        "more than three times the mean of two years",
        history({"KG_2020": 100, "KG_2021": 200, "KG_2022": 451}),
        "enrichment/exports/history_eur/KG_2022: 451",
        "enrichment/exports/destination: KG",
        "enrichment/exports/hs6: 848210",
    ),
    fires(
        "RF-R07",
        "medium",
        "a year without an amount in covered data had none",
        history({"KG_2019": 90, "RU_2020": 10, "KG_2021": 136}),
    ),
    fires(
        "RF-R07",
        "medium",
        "a jump that fell back again still is one",
        history({**STEADY, "KG_2022": 400, "KG_2023": 100, "KG_2024": 100}),
    ),
    fires(
        "RF-R07",
        "medium",
        "any twelve months, not calendar years alone",
        history(
            monthly(
                KG_2018_01=100,
                KG_2019_01=100,
                KG_2020_01=100,
                KG_2021_07=200,
                KG_2022_06=200,
                KG_2022_12=1,
            )
        ),
        "enrichment/exports/history_eur/KG_2022-06: 400",
    ),
    spares(
        "RF-R07",
        "exactly three times is not more",
        history({"KG_2020": 100, "KG_2021": 200, "KG_2022": 450}),
    ),
    spares("RF-R07", "steady trade", history(STEADY)),
    spares(
        "RF-R07",
        "a jump to a country that is no hub",
        history({"NO_2020": 1, "NO_2021": 1, "NO_2022": 900}, to="NO"),
    ),
    spares(
        "RF-R07",
        "another country jumps, not this one",
        history({**STEADY, "KZ_2019": 1, "KZ_2022": 900}),
    ),
    waits(
        "RF-R07",
        "nobody says what the data cover",
        history({"KG_2020": 1, "KG_2021": 1, "KG_2022": 900}, coverage=None),
        "exports.coverage",
    ),
    waits(
        "RF-R07", "two years are no three", history({"KG_2021": 1, "KG_2022": 9}), "exports.history"
    ),
    waits(
        "RF-R07",
        "thirty-five months are no thirty-six",
        history(monthly(KG_2020_02=1, KG_2022_12=900)),
        "exports.history",
    ),
    waits("RF-R07", "no trade data", no_declaration(CaseKind.AUDIT), "exports.history"),
    waits(
        "RF-R07",
        "no set of hubs",
        history({"KG_2020": 1, "KG_2021": 1, "KG_2022": 900}),
        "pack:countries",
        loaded=NO_COUNTRIES,
    ),
)

BEFORE = {"KG_2020": 0, "RU_2020": 500, "RU_2021": 500}

INVERSIONS = (
    fires(
        "RF-R08",
        "high",
        "it began in the year in which the exports to Russia ended",
        history({**BEFORE, "RU_2022": 80, "KG_2022": 300}),
        "enrichment/exports/history_eur/KG_2022: 300",
        "enrichment/exports/history_eur/RU_2022: 80",
    ),
    fires("RF-R08", "high", "or in the year after", history({**BEFORE, "KG_2022": 300})),
    fires(
        "RF-R08",
        "high",
        "Belarus counts like Russia",
        history({"BY_2021": 40, "BY_2022": 40, "KG_2021": 0, "KG_2023": 300}),
    ),
    fires(
        "RF-R08",
        "high",
        "the last year may be stated beside the history",
        history({"KG_2021": 0, "KG_2022": 300}, last_export_year={"RU": 2022, "NO": 2018}),
    ),
    fires(
        "RF-R08",
        "high",
        "by month: twelve months after the last",
        history(monthly(KG_2021_01=0, RU_2022_03=70, KG_2023_03=9)),
    ),
    spares(
        "RF-R08",
        "by month: thirteen months after the last",
        history(monthly(KG_2021_01=0, RU_2022_03=70, KG_2023_04=9)),
    ),
    spares(
        "RF-R08",
        "by month: the hub bought in the month before",
        history(monthly(RU_2021_12=70, KG_2022_01=9, KG_2022_04=9)),
    ),
    fires(
        "RF-R08",
        "high",
        "by month: a year stated as the last ends in December",
        history(monthly(KG_2021_01=0, KG_2023_12=9), last_export_year={"RU": 2022}),
    ),
    spares(
        "RF-R08",
        "by month: thirteen months after that December",
        history(monthly(KG_2021_01=0, KG_2024_01=9), last_export_year={"RU": 2022}),
    ),
    spares("RF-R08", "the hub bought before", history({**BEFORE, "KG_2021": 20, "KG_2022": 300})),
    spares("RF-R08", "two years after the last", history({**BEFORE, "KG_2023": 300})),
    spares("RF-R08", "the hub bought nothing after", history({**BEFORE, "RU_2022": 30})),
    spares("RF-R08", "no hub", history({"RU_2021": 5, "NO_2020": 0, "NO_2022": 9}, to="NO")),
    waits(
        "RF-R08", "nothing from before", history({"RU_2022": 30, "KG_2022": 9}), "exports.history"
    ),
    waits(
        "RF-R08",
        "no exports to Russia or Belarus are known",
        history({"KG_2021": 0, "KG_2022": 9}),
        "exports.last_export_year",
    ),
    waits(
        "RF-R08",
        "coverage not declared",
        history({**BEFORE, "KG_2022": 300}, coverage=None),
        "exports.coverage",
    ),
    waits("RF-R08", "no trade data", no_declaration(CaseKind.AUDIT), "exports.history"),
    waits(
        "RF-R08",
        "no sets of countries",
        history({**BEFORE, "KG_2022": 300}),
        "pack:countries",
        loaded=NO_COUNTRIES,
    ),
)
EXAMPLES: tuple[Example, ...] = (*JUMPS, *INVERSIONS)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_trade_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)
