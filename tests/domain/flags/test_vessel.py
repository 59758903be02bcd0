"""What the rules on vessels say."""

import pytest
from tests.domain.flags.use_and_route_examples import ship

from landwaiter.domain.flags.evaluate import evaluate


@pytest.mark.parametrize("declared", ["9074729", "IMO9074729", "IMO 9074729"])
def test_the_number_of_a_vessel_is_told_once_however_it_was_declared(declared: str) -> None:
    (said,) = (flag.explanation for flag in evaluate(ship(declared)) if flag.rule == "RF-V01")
    assert "(IMO 9074729)" in said
