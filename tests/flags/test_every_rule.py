"""Every rule of the pack decides, and has an example of each of its three outcomes."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.domain.packs import shipped
from tests.flags.driver import Example, outcomes

from landwaiter.domain.case import Evaluation
from landwaiter.domain.flags import RULES


def all_examples() -> Iterator[Example]:
    """Every example of this folder."""
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        if file != Path(__file__):
            yield from getattr(import_module(f"tests.flags.{file.stem}"), "EXAMPLES", ())


SHOWN = outcomes(all_examples())
RULE_IDS = tuple(row["id"] for row in shipped("flag_rules").rows)


@pytest.mark.parametrize("rule", RULE_IDS)
def test_a_rule_of_the_pack_decides(rule: str) -> None:
    assert rule in RULES


@pytest.mark.parametrize("rule", RULE_IDS)
def test_a_rule_has_an_example_of_each_outcome(rule: str) -> None:
    missing = set(Evaluation) - SHOWN.get(rule, set())
    assert not missing, f"no example is {', '.join(sorted(missing))}"
