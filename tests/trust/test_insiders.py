"""Random insiders find nothing; where a protection is missing, they find it.

LANDWAITER_LONGER=100 pytest tests/trust plays more than 20,000 steps.
"""

import importlib

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.properties.length import LONGER
from tests.trust.insiders import Insiders
from tests.trust.test_protections import PROTECTIONS, anew

STEPS = 25
GENEROUS = settings(
    max_examples=8 * LONGER,
    stateful_step_count=STEPS,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)


def test_one_person_never_makes_two() -> None:
    run_state_machine_as_test(Insiders, settings=GENEROUS)


FOUND_MISSING = (
    "what the machine has seen",
    "nobody vouches for the own counterpart",
    "the text that was approved",
    "entries are of who sealed them",
)
"""Protections of which each alone keeps one hand from being two, or from writing as another."""
SOON = seed(12)
"""By which each of them is found within a few offices; a longer run begins where it likes."""


@pytest.mark.parametrize("name", FOUND_MISSING)
def test_a_missing_protection_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    anew(monkeypatch, next(one for one in PROTECTIONS if one.name == name))
    weakened = importlib.import_module("tests.trust.insiders").Insiders
    insiders = weakened if LONGER > 1 else SOON(weakened)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(insiders, settings=settings(GENEROUS, max_examples=60))
