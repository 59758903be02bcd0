"""The arrays of an index are the same whoever reads the names."""

import subprocess
from collections.abc import Callable
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import part
from landwaiter.screening.arrays import ARRAYS, Arrays
from landwaiter.services.lists.index_build import built

SYLLABLES = ("bar", "ko", "lin", "ma", "ter", "vo", "shi", "zan", "pe", "dru")


def bodies(count: int = 60) -> list[str]:
    made = []
    for at in range(count):
        words = [SYLLABLES[at % 10] + SYLLABLES[at // 7 % 10], SYLLABLES[at // 3 % 10] * 2, "Ltd"]
        one = Listing(f"n-{at:03d}", "Company", " ".join(words).title(), (f"{words[0]} завод",))
        made.append(msgspec.json.encode(replace(one, identifiers=(f"12345{at:05d}",))).decode())
    return made


def finished(children: int, told: Callable[[float], object] = float) -> Arrays:
    steps = built(bodies(), 60, children=children)
    while True:
        try:
            told(next(steps))
        except StopIteration as end:
            arrays: Arrays = end.value
            return arrays


def equal(one: Arrays, other: Arrays) -> bool:
    return one.schemas == other.schemas and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in ARRAYS
    )


@pytest.fixture(autouse=True)
def _short_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part, "_AT_ONCE", 7)


def test_two_processes_make_the_same_arrays_as_none() -> None:
    assert equal(finished(2), finished(0))


def test_a_process_that_does_not_start_is_stood_in_for(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = finished(0)

    def refused(*_args: object, **_more: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refused)
    assert equal(finished(2), alone)


def test_processes_killed_midway_are_stood_in_for(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = finished(0)
    started: list[subprocess.Popen[bytes]] = []
    plain = subprocess.Popen

    def remembered(*args: object, **more: object) -> subprocess.Popen[bytes]:
        started.append(plain(*args, **more))  # type: ignore[call-overload]  # passed on as it came
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remembered)

    def kill(share: float) -> None:
        if share > 0.2:
            for process in started:
                process.kill()

    assert equal(finished(2, kill), alone)
    assert len(started) == 2
