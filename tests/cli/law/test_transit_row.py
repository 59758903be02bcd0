"""What the embargo matrix says of non-Union goods in transit, on the sample case that has some."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.cli.terminal import Seen, typed
from tests.demonstration import NOON, Demonstration

ACT = "Reg. (EU) 2021/821"
WHY = (
    "Art. 3(1) is about exports, and non-Union goods in transit (T1) are none: Art. 7(1) to (3) is "
    "about them. No authorisation is needed unless the authority asks for one in the single case; "
    "it may prohibit the transit of Annex I items that are or may be meant for a use of Art. 4(1)."
)


@pytest.fixture(scope="module")
def sample(
    demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Seen]:
    """An analyst of the sample office at its casebook."""
    book = demonstration.casebook_in(tmp_path_factory.mktemp("transit"))
    told = {
        "LANDWAITER_USER": demonstration.result.user,
        "LANDWAITER_PASSWORD": demonstration.result.password,
    }
    return lambda *said: typed(*said, "--casebook", book, environment=told, now=lambda: NOON)


@pytest.fixture(scope="module")
def reference(sample: Callable[..., Seen], demonstration: Demonstration) -> str:
    """The sample case of the type T1."""
    shown = (sample("case", "show", one, "--json").data for one in demonstration.result.references)
    declared = [(one["reference"], one["declaration"] or {}) for one in shown]
    (found,) = (name for name, said in declared if said.get("type") == "T1")
    return str(found)


def test_the_rule_on_exports_is_told_as_not_applicable_with_why(
    sample: Callable[..., Seen], reference: str
) -> None:
    said = sample("case", "show", reference).out
    assert f": not applicable: {ACT}, Art. 3(1) (EU; transcribed)" in said
    assert WHY in " ".join(said.split())
    assert f"case by case if it is 2B001.c or 2B201.b (candidate): {ACT}, Art. 7(1) to (3)" in said


def test_json_says_the_same(sample: Callable[..., Seen], reference: str) -> None:
    (item,) = sample("case", "show", reference, "--json").data["embargo"]
    of_act: dict[str, Any] = {c["way"]: c for c in item["cells"] if c["title"] == ACT}
    export, own = of_act["export"], of_act["transit T1"]
    assert (export["standing"], export["absent_because"]) == ("not applicable", WHY)
    assert (own["standing"], own["absent_because"]) == ("case by case", "")
    assert item["standing"] == "case by case"


def test_the_dossier_prints_both_rows(
    sample: Callable[..., Seen], reference: str, tmp_path: Path
) -> None:
    sheet = tmp_path / "report.xlsx"
    made = sample("report", "case", reference, "--xlsx", sheet)
    assert made.code == 0, made.err
    found = {"not applicable": WHY, "transit T1": "Art. 7(1) to (3) (EU; transcribed)"}
    for asked, told in found.items():
        lines = [
            (one.title, line)
            for one in load_workbook(sheet)
            for line in (" | ".join(map(str, row)) for row in one.iter_rows(values_only=True))
            if asked in line and ACT in line
        ]
        paper, table = lines
        assert (table[0][:9], paper[0]) == ("Embargoes", "For printing")
        assert told in table[1]
        assert told in paper[1]
