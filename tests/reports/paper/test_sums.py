"""A page is laid out alike on every Python: 3.12 and later sum floats otherwise than 3.11."""

import builtins
import sys
from collections.abc import Iterable
from typing import Any

import pytest
from tests.reports.builders import a_rich_dossier, a_signer
from tests.reports.paper.test_archive import DOCUMENTS

from landwaiter.reports.workbook.xlsx import render_xlsx

_LAYS_OUT = ("landwaiter.reports", "reportlab")
_ONLY_ASKS = {"reportlab.pdfgen.canvas"}
"""Whether the dashes of a line are all nought."""
_plain_sum = builtins.sum


@pytest.fixture
def summed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where floats were given to `sum` by whoever lays out; `math.fsum` is exact everywhere."""
    found: list[str] = []

    def looking(values: Iterable[Any], /, start: Any = 0) -> Any:
        given = [*values]
        caller = sys._getframe(1)
        name = str(caller.f_globals.get("__name__"))
        if (
            name.startswith(_LAYS_OUT)
            and name not in _ONLY_ASKS
            and any(type(one) is float for one in given)
        ):
            found.append(f"{name}:{caller.f_lineno}")
        return _plain_sum(given, start)

    monkeypatch.setattr(builtins, "sum", looking)
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_float_is_summed_as_each_python_likes(name: str, summed: list[str]) -> None:
    DOCUMENTS[name]()
    assert summed == []


def test_nor_in_a_workbook(summed: list[str]) -> None:
    render_xlsx(a_rich_dossier(), signer=a_signer())
    assert summed == []


def test_a_float_that_is_summed_so_is_seen(summed: list[str]) -> None:
    exec("sum([0.1, 0.2]), sum([1, 2])", {"__name__": "landwaiter.reports.x"})  # noqa: S102  # as a module of theirs
    assert summed == ["landwaiter.reports.x:1"]
