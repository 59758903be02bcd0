"""`entity …` and `report entity` on the command line."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from tests.cli.terminal import Desk

SOURCE = ("--source", "trade register of 2 Mar 2026", "--grade", "b2")
WHY = ("--reason", "the same number in two registers")


def add(desk: Desk, name: str, kind: str = "organisation", *more: str) -> str:
    made = desk.gets("entity", "add", name, "--kind", kind, "--source", "a letter", *more)
    return str(made["entity"])


def shown(desk: Desk, name: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.gets("entity", "show", name)
    return found


def test_what_is_stated_is_shown_with_its_identity(desk: Desk) -> None:
    add(desk, "Grey Heron")
    made = desk.gets("entity", "state", "Grey Heron", "name", "灰鹭", *SOURCE, "--since", "2019-04")
    (name,) = [one for one in shown(desk, "Grey Heron")["names"] if one["text"] == "灰鹭"]
    assert (name["statement"], name["script"], name["grade"]) == (made["id"], "han", "B2")
    assert (name["since"], name["until"]) == ("2019-04", None)


def test_a_number_is_stated_with_its_kind(desk: Desk) -> None:
    add(desk, "Grey Heron")
    stated = ("entity", "state", "Grey Heron", "identifier", "549300123456789012")
    seen = desk.types(*stated, "--field", "kind=LEI", *SOURCE, "--json")
    assert (seen.code, seen.data["error"]["field"]) == (1, "number")
    assert seen.data["error"]["remedy"]


def test_links_read_both_ways(desk: Desk) -> None:
    add(desk, "Grey Heron")
    add(desk, "Heron Holding")
    desk.gets("entity", "link", "Heron Holding", "owns", "Grey Heron", "--percent", "51", *SOURCE)
    (link,) = shown(desk, "Grey Heron")["links"]
    assert (link["kind"], link["direction"], link["percent"]) == ("owns", "back", "51")
    assert "is owned by" in desk.types("entity", "show", "Grey Heron").out


def test_a_holding_is_typed_seen_and_withdrawn(desk: Desk) -> None:
    add(desk, "Grey Heron")
    add(desk, "Heron Holding")
    owns = ("entity", "link", "Heron Holding", "owns", "Grey Heron", *SOURCE)
    made = desk.gets(*owns, "--percent", "25-50", "--since", "2024-05")
    told = desk.types("ownership", "Grey Heron").out
    assert "Heron Holding" in told
    assert "25 to 50 %" in told
    assert made["id"] in told
    desk.gets("entity", "end", made["id"], "--reason", "it was another firm")
    assert "Heron Holding" not in desk.types("ownership", "Grey Heron").out
    (ended,) = shown(desk, "Grey Heron")["ended"]
    assert ended["said"] == "is owned by Heron Holding (25 to 50 %)"
    assert ended["reason"] == "it was another firm"


def test_control_without_shares_is_typed_with_its_test(desk: Desk) -> None:
    add(desk, "Grey Heron")
    add(desk, "Heron Holding")
    desk.gets(
        "entity", "link", "Heron Holding", "controls", "Grey Heron", "--test", "golden share",
        *SOURCE,
    )  # fmt: skip
    (link,) = shown(desk, "Grey Heron")["links"]
    assert (link["kind"], link["test"], link["percent"]) == ("controls", "golden share", None)
    assert "golden share" in desk.types("ownership", "Grey Heron").out


def test_a_share_of_more_than_the_whole_is_refused_with_its_value(desk: Desk) -> None:
    add(desk, "Grey Heron")
    add(desk, "Heron Holding")
    owns = ("entity", "link", "Heron Holding", "owns", "Grey Heron", *SOURCE)
    seen = desk.types(*owns, "--percent", "101 %", "--json")
    error = seen.data["error"]
    assert (seen.code, error["field"], error["value"]) == (1, "percent", "101 %")
    assert "over 50" in error["remedy"]


def test_merge_and_unmerge(desk: Desk) -> None:
    kept, gone = add(desk, "Grey Heron"), add(desk, "Gray Heron")
    before = desk.gets("entity", "show", gone)
    desk.gets("entity", "merge", kept, gone, *WHY)
    assert desk.gets("entity", "show", gone)["id"] == kept
    desk.gets("entity", "unmerge", gone, *WHY)
    assert desk.gets("entity", "show", gone) == before


def test_duplicates_are_proposed_with_reasons_until_told_apart(desk: Desk) -> None:
    one, two = add(desk, "Grey Heron Shipping Ltd"), add(desk, "Grey Heron Shipping Limited")
    (found,) = desk.gets("entity", "duplicates", one)
    assert {found["one"]["id"], found["other"]["id"]} == {one, two}
    assert any("alike" in reason for reason in found["reasons"])
    desk.gets("entity", "distinct", one, two, *WHY)
    assert desk.gets("entity", "duplicates", one) == []


def test_a_wrong_kind_is_told_with_those_there_are(desk: Desk) -> None:
    add(desk, "Grey Heron")
    seen = desk.types("entity", "state", "Grey Heron", "nickname", "x", *SOURCE, "--json")
    assert "address" in seen.data["error"]["remedy"]
    assert "owns" in desk.types("entity", "kinds").out


def test_the_report_of_an_entity_verifies(desk: Desk, tmp_path: Path) -> None:
    add(desk, "Grey Heron")
    pdf, xlsx = tmp_path / "heron.pdf", tmp_path / "heron.xlsx"
    made = desk.gets("report", "entity", "Grey Heron", "--pdf", pdf, "--xlsx", xlsx)
    assert made["dossier"].endswith("-D1")
    assert desk.types("verify", pdf, xlsx).code == 3


def test_a_report_without_a_file_is_wrong_usage(desk: Desk) -> None:
    assert desk.types("report", "entity", "Grey Heron").code == 2


def test_an_entity_that_is_not_there_is_told(desk: Desk) -> None:
    seen = desk.types("entity", "show", "Nobody", "--json")
    assert (seen.code, seen.data["error"]["kind"]) == (1, "not_found")


def test_an_acquisition_is_typed_with_certainty_and_shown_with_its_owners(desk: Desk) -> None:
    for name in ("Optik Nord", "Boreal Holding", "Anna Berg"):
        add(desk, name)
    owned = ("owns", "Optik Nord", *SOURCE)
    desk.gets("entity", "link", "Anna Berg", *owned, "--since", "2010", "--until", "2022-03-31")
    desk.gets("entity", "link", "Boreal Holding", *owned, "--since", "2022-04-01")
    desk.gets(
        "entity", "link", "Boreal Holding", "acquired", "Optik Nord", *SOURCE, "--percent", "83",
        "--since", "2022-04-01", "--field", "channel=company_acquisition",
        "--certainty", "established", "--read-on", "2026-03-02",
    )  # fmt: skip
    desk.gets(
        "entity", "state", "Optik Nord", "channel", "industrial_espionage", *SOURCE,
        "--field", "acquirer=Boreal Holding", "--certainty", "alleged",
        "--read-on", "2026-03-02",
    )  # fmt: skip
    seen = shown(desk, "Optik Nord")
    (deal,) = seen["acquisitions"]
    assert [one["name"] for one in deal["before"]] == ["Anna Berg"]
    assert [one["name"] for one in deal["after"]] == ["Boreal Holding"]
    assert [one["certainty"] for one in seen["statements"]] == ["alleged"]
    (of_other,) = shown(desk, "Boreal Holding")["channels_of_others"]
    assert (of_other["of"], of_other["certainty"]) == ("Optik Nord", "alleged")
    out = desk.types("entity", "show", "Optik Nord").out
    assert "alleged" in out
    assert "Owners before and after" in out


def test_a_word_of_certainty_that_there_is_not_is_refused_with_those_there_are(desk: Desk) -> None:
    add(desk, "Grey Heron")
    stated = ("entity", "state", "Grey Heron", "activity", "lenses", *SOURCE)
    seen = desk.types(*stated, "--certainty", "certain", "--json")
    assert seen.code != 0
    assert "established" in seen.out + seen.err


def test_the_kinds_of_link_say_what_they_carry(desk: Desk) -> None:
    kinds = {one["kind"]: one for one in desk.gets("entity", "kinds")["links"]}
    assert (kinds["supplies"]["may"], kinds["stole_from"]["certainty"]) == (["item", "entry"], True)


def test_the_reservation_of_a_source_stands_beside_the_certainty(
    desk: Desk, tmp_path: Path
) -> None:
    add(desk, "Grey Heron")
    add(desk, "Heron Holding")
    words = ("--certainty", "reported", "--wording", "unconfirmed reports")
    desk.gets("entity", "state", "Grey Heron", "activity", "gas turbines", *SOURCE, *words)
    desk.gets("entity", "link", "Heron Holding", "owns", "Grey Heron", *SOURCE, *words)
    found = shown(desk, "Grey Heron")
    assert found["links"][0]["wording"] == "unconfirmed reports"
    (activity,) = (one for one in found["statements"] if one["kind"] == "activity")
    assert activity["wording"] == "unconfirmed reports"
    quoted = "reported; in their words “unconfirmed reports”"
    assert desk.types("entity", "show", "Grey Heron").out.count(quoted) == 2
    sheet = tmp_path / "report.xlsx"
    assert desk.types("report", "entity", "Grey Heron", "--xlsx", sheet).code == 0
    rows = (row for one in load_workbook(sheet) for row in one.iter_rows(values_only=True))
    beside = "trade register of 2 Mar 2026; in their words “unconfirmed reports”"
    assert sum({beside, "reported"} <= set(map(str, row)) for row in rows) == 4, "timeline too"
