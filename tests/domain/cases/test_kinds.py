"""The table of kinds of case: checked when it is read, and in step with what it leaves out."""

import copy
import tomllib
from typing import Any

import pytest

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.case_of_kind import kinds_of, stages_of
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import Invalid
from landwaiter.resources import root
from landwaiter.services.reports.dossier.types import REPORT_TYPES
from landwaiter.ui.cases.case_sections import _PARTS

FILE = "case_kinds.toml"
TABLE: dict[str, Any] = tomllib.loads((root() / "kinds" / FILE).read_text(encoding="utf-8"))
CLOCKS = {"art_21_4", "vessel_cut_off", "triage", "hearing", "referral", "consultation"}


def test_every_kind_of_the_domain_has_its_row() -> None:
    assert {*kinds_of(TABLE, FILE, ON_CASE)} == {*CaseKind}
    assert len(REPORT_TYPES) == 10


def test_sections_and_clocks_that_a_kind_leaves_out_are_there() -> None:
    sections = {part.key for part in _PARTS}
    for kind in kinds_of(TABLE, FILE, ON_CASE).values():
        assert kind.without_sections <= sections
        assert kind.without_clocks <= CLOCKS


def _broken(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    table = copy.deepcopy(TABLE)
    target: Any = table
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return table


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("holiday",), {}, "holiday"),
        (("export", "colour"), "blue", "export.colour"),
        (("export", "without_acts"), ["dance"], "export.without_acts"),
        (("export", "without_stages"), ["decided"], "export.without_stages"),
        (("export", "triage_days"), "soon", "export"),
        (("export", "fields", 0, "declared"), "weather", "export.exporter"),
        (("export", "fields", 0, "type"), "rows", "export.exporter"),
        (("export", "fields", 0, "type"), "choice", "export.exporter"),
        (("export", "fields", 0, "type"), "song", "export"),
        (("export", "fields", 0, "name"), "consignee", "export.fields"),
    ],
)
def test_a_table_that_is_wrong_is_refused_by_the_place(
    path: tuple[Any, ...], value: Any, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        kinds_of(_broken(path, value), FILE, ON_CASE)
    assert (refused.value.file, refused.value.field) == (FILE, field)


def test_a_stage_that_is_left_out_is_passed_over() -> None:
    kinds = kinds_of(TABLE, FILE, ON_CASE)
    close = ON_CASE["close"]
    assert stages_of(close, kinds[CaseKind.RESEARCH]) == {Stage.DECIDED}
    assert stages_of(close, kinds[CaseKind.EXPORT]) == {Stage.EXECUTED}
