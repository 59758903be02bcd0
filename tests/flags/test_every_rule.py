"""Every rule of the pack decides, and has an example of each of its three outcomes."""

from collections.abc import Collection, Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest
from tests.domain.packs import shipped
from tests.flags.driver import Example, outcomes

from landwaiter.domain.cases.case import Evaluation
from landwaiter.domain.flags.registry import RULES


def all_examples(files: Collection[str] = ()) -> Iterator[Example]:
    """Every example of this folder, or of these files (without their ending)."""
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        if file != Path(__file__) and (not files or file.stem in files):
            yield from getattr(import_module(f"tests.flags.{file.stem}"), "EXAMPLES", ())


OUTCOMES = (Evaluation.RAISED, Evaluation.NOT_RAISED, Evaluation.NOT_EVALUATED)
"""Where a rule is not applicable is shown in `tests/domain/flags/test_applicable.py`."""
NEVER = {"RF-D07": {Evaluation.NOT_EVALUATED}}
"""Requests are the office's own record: each has a day, and where none was sent there is none."""
RULE_IDS = tuple(row["id"] for row in shipped("flag_rules").rows)


@pytest.mark.parametrize("rule", RULE_IDS)
def test_a_rule_of_the_pack_decides(rule: str) -> None:
    assert rule in RULES


@pytest.fixture(scope="module")
def shown() -> Mapping[str, set[Evaluation]]:
    return outcomes(all_examples())


@pytest.mark.parametrize("rule", RULE_IDS)
def test_a_rule_has_an_example_of_each_outcome(
    shown: Mapping[str, set[Evaluation]], rule: str
) -> None:
    missing = {*OUTCOMES} - shown.get(rule, set()) - NEVER.get(rule, set())
    assert not missing, f"no example is {', '.join(sorted(missing))}"
