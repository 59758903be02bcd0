"""Lines of trade that nobody who wrote the rules had seen: what is seen of them, what is noise.

What is missed stands in `docs/flags.md`. The bounds leave no room to fall back.
"""

import pytest
from tests.flags.driver import Offices
from tests.flags.trade_lines import judged

LEAST_SEEN = {"first": 33}
"""File → sensitive lines raised at the severity that their author asked for."""


@pytest.mark.parametrize("name", LEAST_SEEN)
def test_sensitive_lines_are_raised_and_ordinary_ones_left_alone(
    offices: Offices, name: str
) -> None:
    found = judged(offices, name)
    assert [one.line.id for one in found if one.is_noise] == []
    assert sum(one.line.is_sensitive and one.is_seen for one in found) >= LEAST_SEEN[name]
