"""Times in which no garbage is looked for."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it Python looks for no rings of objects that nothing refers to any more.

    For work whose objects stay, of which looking is a third of the time; and while others wait for
    a lock: with the lists of an office in memory one look takes a third of a second.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
