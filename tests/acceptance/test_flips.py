"""Every expected flag hangs on one deciding value: with it changed, that flag flips."""

import copy
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.acceptance.conftest import HERE
from tests.acceptance.drive import drive
from tests.acceptance.flips import FLIPS, Flip, apply
from tests.acceptance.scenario import Scenario, raw_scenarios

RAW: dict[str, dict[str, Any]] = {str(raw["id"]): raw for raw in raw_scenarios(HERE)}


@pytest.mark.parametrize("flip", FLIPS, ids=[f"{f.scenario}-{f.flag}" for f in FLIPS])
def test_one_changed_value_flips_the_flag(flip: Flip, tmp_path: Path) -> None:
    raw = copy.deepcopy(RAW[flip.scenario])
    apply(flip, raw["input"])
    changed = msgspec.convert(raw, type=Scenario)
    before = flip.flag in changed.expected.flags
    raised = {flag.rule for flag in drive(changed, tmp_path).view.raised}
    assert (flip.flag in raised) is flip.present
    assert before is not flip.present
