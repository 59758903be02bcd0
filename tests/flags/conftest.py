"""Casebooks shared by the examples of a file; a quick run tries some examples of each outcome."""

import zlib
from collections import Counter
from collections.abc import Iterator

import pytest
from tests.flags.driver import Example, Offices

QUICK = 1
"""Examples of one outcome of one rule that are tried without `--thorough`."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every rule keeps examples that fire, spare and wait; the rest is for `--thorough`, which may
    be asked for a part of them.
    """
    which, parts = config.getoption("--of-thorough") if config.getoption("--thorough") else (0, 1)
    seen: Counter[tuple[str, str]] = Counter()
    left: list[pytest.Item] = []
    for item in items:
        called = getattr(item, "callspec", None)
        example = called.params.get("example") if called else None
        if isinstance(example, Example):
            key = (example.rule, str(example.evaluation))
            seen[key] += 1
            if seen[key] > QUICK and zlib.crc32(item.nodeid.encode()) % parts != which - 1:
                left.append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in set(left)]


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    """Closed at the end of the run."""
    made = Offices(tmp_path_factory.mktemp("flags"))
    yield made
    made.close()
