"""Loads pytest-qt where Qt can be loaded; elsewhere says that the window was not tested.

Tests that take long and show once more, with real processes or in full, what others show are marked
`thorough`: they run with `--thorough`, and where their file is named. What draws each screen in
each language at each size is marked `matrix` and runs where its file is named.

`--of-thorough 1/10` takes a tenth of those, the same on every machine, and `--of-others 1/6` a
sixth of the files of the others, but for those that look at the whole program (`EACH_TURN`):
`.ci/run` takes other ones at each turn, so that six turns show all, and ten also what takes long.

`--share 1/2` runs a part of the files, the same on every machine, and `--share 2/2` the rest: so
that two Pythons run every test between them. What another Python may break runs in each part.
"""

import argparse
import gc
import os
import sys
import zlib
from collections import Counter
from pathlib import Path

import pytest

NO_DISPLAY = not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
NEED_QT = ["tests/ui", "tests/traces"]
OF_THE_PYTHON = ("tests/formats/", "tests/storage/", "tests/ui/kit/")
"""Files, the database, Qt's own classes; and what lies in `tests` itself, but for what follows."""
OF_NO_PYTHON = (
    "tests/storage/base/test_reader.py",
    "tests/test_audit_oracle.py",
    "tests/test_class_names.py",
    "tests/test_contracts.py",
    "tests/test_coverage_of_rules.py",
    "tests/test_evidence_page.py",
    "tests/test_frozen_set.py",
    "tests/test_mutations.py",
    "tests/test_translation.py",
)
"""They read our sources and tables, or do deeds and read what is left of them, as all others do."""
EACH_TURN = ("tests/attacks/", "tests/flags/")
"""Besides what lies in `tests` itself: it asks the whole of the program, or each rule."""
NOT_EACH_TURN = ("tests/test_golden_bytes.py",)
"""It makes every document anew on both Pythons."""
FEW = 10
QT_SETTINGS = ("qt_api", "qt_log_level_fail", "qt_log_ignore")


def _why_no_qt() -> str | None:
    """The missing library as the loader names it, or None where Qt can be loaded."""
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415 (an attempt)
    except ImportError as fault:
        return str(fault)
    return None


if sys.platform == "linux" and NO_DISPLAY:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

WHY_NO_QT = _why_no_qt()
if WHY_NO_QT is None:
    pytest_plugins = ["pytestqt.plugin"]
else:
    collect_ignore = NEED_QT


def pytest_addoption(parser: pytest.Parser) -> None:
    """All tests on demand; without pytest-qt nobody else knows its settings."""
    parser.addoption(
        "--thorough", action="store_true", help="all tests, and every example of the flag rules"
    )
    parser.addoption(
        "--of-thorough",
        default="1/1",
        type=share_said,
        help="with --thorough: a part of what takes long, such as 1/3",
    )
    parser.addoption(
        "--of-others",
        default="1/1",
        type=share_said,
        help="a part of the files of tests that take no long, such as 1/6",
    )
    parser.addoption(
        "--share", default="1/1", type=share_said, help="a part of the files of tests, such as 1/2"
    )
    if WHY_NO_QT is not None:
        for name in QT_SETTINGS:
            parser.addini(name, help="a setting of pytest-qt")


def share_said(said: str) -> tuple[int, int]:
    """Which part, counted from 1, of how many."""
    which, _of, parts = said.partition("/")
    if not (which.isdecimal() and parts.isdecimal() and 1 <= int(which) <= int(parts)):
        raise argparse.ArgumentTypeError(f"{said!r} is no part such as 1/2")
    return int(which), int(parts)


def is_in(share: tuple[int, int], path: Path) -> bool:
    """Whether a file of tests runs in a part."""
    name = named(path)
    if is_at_the_top(name, OF_THE_PYTHON) and name not in OF_NO_PYTHON:
        return True
    return falls_in(share, name)


def is_of_the_turn(share: tuple[int, int], path: Path) -> bool:
    """Whether what takes no long in a file of tests runs at a turn."""
    name = named(path)
    # Spelled otherwise, so that a turn takes of either half.
    is_always = is_at_the_top(name, EACH_TURN) and name not in NOT_EACH_TURN
    return is_always or falls_in(share, name.upper())


def named(path: Path) -> str:
    return path.relative_to(Path(__file__).parent).as_posix()


def is_at_the_top(name: str, besides: tuple[str, ...]) -> bool:
    """Whether a file lies in `tests` itself, or in one of these folders."""
    return name.count("/") == 1 or name.startswith(besides)


def falls_in(share: tuple[int, int], name: str) -> bool:
    """Whether a name is of a part, the same on every machine."""
    which, parts = share
    return zlib.crc32(name.encode()) % parts == which - 1


def pytest_configure(config: pytest.Config) -> None:
    """Where the window must be tested, a missing library is a fault."""
    # Nothing of some hundreds of modules and thousands of tests becomes rubbish while they are
    # gathered; tests/conftest.py turns it on again.
    gc.disable()
    config.addinivalue_line("markers", "thorough: runs with --thorough, or where its file is named")
    config.addinivalue_line("markers", "matrix: runs where its file is named")
    if WHY_NO_QT is not None and os.environ.get("LANDWAITER_REQUIRE_QT") == "1":
        raise pytest.UsageError(f"Qt cannot be loaded, so the window cannot be tested: {WHY_NO_QT}")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file of the other part is not even read, unless somebody names it."""
    if is_asked_for_by_name(config) or not collection_path.match("test_*.py"):
        return None
    return None if is_in(config.getoption("--share"), collection_path) else True


def is_asked_for_by_name(config: pytest.Config) -> bool:
    return any(".py" in one for one in config.args)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long, unless somebody asks for it."""
    if is_asked_for_by_name(config):
        return
    part = config.getoption("--of-thorough") if config.getoption("--thorough") else (0, 1)
    of_turn = config.getoption("--of-others")
    thorough = Counter(one.path for one in items if one.get_closest_marker("thorough"))

    def is_left_out(one: pytest.Item) -> bool:
        marks = {mark.name for mark in one.iter_markers()}
        # Few tests of one file look at the same, which takes long to make: they have one turn.
        name = one.nodeid if thorough[one.path] > FEW else one.nodeid.partition("::")[0]
        if "thorough" in marks:
            return "matrix" in marks or not falls_in(part, name)
        return "matrix" in marks or not is_of_the_turn(of_turn, one.path)

    left_out = [one for one in items if is_left_out(one)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        away = set(left_out)
        items[:] = [one for one in items if one not in away]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tests that were left out are named, not forgotten."""
    if WHY_NO_QT is not None:
        left_out = " and ".join(NEED_QT)
        terminalreporter.write_line(f"{left_out} left out: Qt cannot be loaded: {WHY_NO_QT}")
