"""The form of a scenario is strict: what nobody reads is an error, not an ornament."""

import copy

import msgspec
import pytest
from tests.acceptance.conftest import HERE
from tests.acceptance.scenario import Scenario, raw_scenarios


@pytest.mark.parametrize("place", [(), ("input",), ("input", "declaration"), ("expected",)])
def test_an_unknown_field_is_an_error(place: tuple[str, ...]) -> None:
    raw = copy.deepcopy(raw_scenarios(HERE)[0])
    target = raw
    for step in place:
        target = target[step]
    target["colour"] = "blue"
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.convert(raw, type=Scenario)
