"""The shipped calendars are the holidays library's, for every Member State."""

from importlib.metadata import version

import holidays
import pytest
from tests.domain.packs import shipped

from landwaiter.domain.base.zones import ZONES


@pytest.mark.parametrize("state", ZONES)
def test_a_shipped_calendar_equals_the_library(state: str) -> None:
    pack = shipped(f"calendar_{state}")
    if pack.edition != f"holidays-{version('holidays')}":
        pytest.skip(f"the calendars are of {pack.edition}, installed is {version('holidays')}")
    assert pack.valid_from is not None
    assert pack.valid_to is not None
    years = range(pack.valid_from.year, pack.valid_to.year + 1)
    library = holidays.country_holidays(state, years=years)
    assert {row["date"] for row in pack.rows} == {day.isoformat() for day in library}
