"""Entities in and out, and the chart of an entity, on the command line."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.formats.test_ftm import OWNED, OWNER
from tests.services.entities.test_exchange import OWNS, a_file
from tests.services.sample_office import ANALYST, PASSWORD, Office

from landwaiter.cli.program.program import DONE, REFUSED, run

Told = Callable[..., tuple[int, Any]]


@pytest.fixture
def told(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Told:
    """What a command prints as JSON, with its exit code."""

    def call(*words: str) -> tuple[int, Any]:
        monkeypatch.setenv("LANDWAITER_CASEBOOK", str(office.path))
        monkeypatch.setenv("LANDWAITER_USER", ANALYST)
        monkeypatch.setenv("LANDWAITER_PASSWORD", PASSWORD)
        code = run([*words, "--json"], now=office.clock)
        printed = capsys.readouterr().out
        assert isinstance(code, int)
        return code, json.loads(printed)

    return call


def test_entities_come_in_are_drawn_and_go_out(office: Office, told: Told) -> None:
    folder = office.path.parent
    path = str(a_file(folder, OWNER, OWNED, OWNS))
    code, seen = told("entity", "import", path, "--source", "A register", "--dry-run")
    assert (code, seen["entities"], seen["import_id"]) == (DONE, 2, "")
    code, seen = told("entity", "import", path, "--source", "A register", "--grade", "b2")
    assert (code, seen["links"], bool(seen["import_id"])) == (DONE, 1, True)
    out = folder / "links.graphml"
    words = ("chart", "Anna Berg", "--ways-to", "berg tools", "--graphml", str(out))
    code, seen = told(*words)
    assert (code, len(seen["ways"]), out.exists()) == (DONE, 1, True)
    code, seen = told("entity", "export", str(folder / "all.json"))
    assert (code, seen["entities"], seen["links"]) == (DONE, 2, 1)


def test_a_way_to_nobody_and_a_broken_file_are_refused(office: Office, told: Told) -> None:
    broken = a_file(office.path.parent, OWNER, b"{", name="broken.json")
    code, seen = told("entity", "import", str(broken), "--source", "A register")
    assert (code, seen["error"]["row"]) == (REFUSED, 2)
    code, seen = told("chart", "PL1-2026-000001", "--ways-to", "Nobody")
    assert (code, seen["error"]["field"]) == (REFUSED, "ways-to")


@pytest.mark.parametrize("wanted", ["cn", "china (CN)"])
def test_a_way_to_a_country_is_sought_by_its_code_or_name(told: Told, wanted: str) -> None:
    _code, seen = told("chart", "PL1-2026-000001", "--ways-to", wanted)
    assert [way["nodes"][-1] for way in seen["ways"]] == ["country/CN"]


def test_a_chart_is_narrowed_to_a_period_and_without_kinds(office: Office, told: Told) -> None:
    path = str(a_file(office.path.parent, OWNER, OWNED, OWNS))
    told("entity", "import", path, "--source", "A register")

    def links(*words: str) -> int:
        code, seen = told("chart", "Anna Berg", *words)
        assert code == DONE
        return len(seen["edges"])

    assert links("--until", "2021-03-01") == 1
    assert links("--until", "2021-02-28") == 0
    assert links("--date", "2021-02-28") == 0
    assert links("--from", "2021-02-28") == 1
    assert links("--without", "owns") == 0


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--date", "2021-01-01", "--from", "2021-01-01"), "date"),
        (("--from", "2021-01-02", "--until", "2021-01-01"), "until"),
        (("--from", "yesterday"), "from"),
        (("--without", "friendship"), "without"),
    ],
)
def test_no_period_and_no_kind_that_there_is_not(
    told: Told, words: tuple[str, ...], field: str
) -> None:
    code, seen = told("chart", "PL1-2026-000001", *words)
    assert (code, seen["error"]["field"]) == (REFUSED, field)
