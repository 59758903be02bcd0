"""The drill of forty days, of a few: its own count reads what is sealed as it is sealed now."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.benchmarks import forty_days


def test_the_own_count_agrees_with_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forty_days, "EDITIONS", (2,))
    assert forty_days.drill(tmp_path, a_day=60, count=3) == []


def test_a_sample_that_is_drawn_otherwise_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forty_days, "hmac", SimpleNamespace(digest=lambda *_said: bytes(32)))
    wrong = forty_days.drill(tmp_path, a_day=10, count=1)
    assert any("is in the sample" in one for one in wrong)
