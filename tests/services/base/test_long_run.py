"""A run in many steps gives back what it is done with, and looks through the rest no more."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from landwaiter.services.base.long_run import LongRun


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


class Ring:
    """Held by itself alone."""

    def __init__(self) -> None:
        self.own = self


def test_what_a_step_is_done_with_is_given_back_however_old_it_is() -> None:
    with LongRun() as run:
        run.step()
        run.step()
        ring = Ring()
        gone = weakref.ref(ring)
        # Two looks and it counts as old, as what a batch holds while it is judged.
        gc.collect(0)
        gc.collect(1)
        del ring
        run.step()
        assert gone() is None


def test_what_is_held_by_then_is_looked_through_no_more() -> None:
    with LongRun() as run:
        run.step()
        held = gc.get_freeze_count()
        run.step()
        assert gc.get_freeze_count() > held


def test_while_it_goes_on_the_newest_are_looked_through_more_seldom() -> None:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 5)
    try:
        with LongRun() as run:
            run.step()
            assert gc.get_threshold() == (20_000, 10, 5)
        assert gc.get_threshold() == (700, 10, 5)
    finally:
        gc.set_threshold(*before)
