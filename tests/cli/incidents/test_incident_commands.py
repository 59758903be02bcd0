"""`incident …` on the command line, with the row of the table of new subjects."""

from typing import Any

from tests.cli.terminal import Desk

PIPELINE = "Damage to the Baltconnector pipeline"
READ = ("--grade", "F6", "--read-on", "2026-03-02")
CARRIED = ("--source", "seed of the project, own knowledge", "--certainty", "reported", *READ)
WHY = ("--reason", "it is told of another place")


def entered(desk: Desk) -> str:
    kind = ("--kind", "infrastructure_damage", "--since", "2023-10-08")
    made = desk.gets("incident", "add", PIPELINE, *kind, *CARRIED)
    for what, value in (("place", "Gulf of Finland"), ("means", "container ship")):
        desk.gets("incident", "state", PIPELINE, what, "--value", value, *CARRIED)
    said = ("--by", "Finnish authorities", "--wording", "most likely", "--day", "2023-10")
    sure = ("--source", "seed of the project, own knowledge", "--certainty", "assessed", *READ)
    how = ("--attribution", "assessed_likely")
    desk.gets("incident", "attribute", PIPELINE, *said, *how, *sure)
    return str(made["incident"])


def shown(desk: Desk, name: str = PIPELINE) -> dict[str, Any]:
    found: dict[str, Any] = desk.gets("incident", "show", name)
    return found


def test_an_incident_is_printed_no_surer_than_it_was_entered(desk: Desk) -> None:
    entered(desk)
    told = desk.types("incident", "show", PIPELINE).out
    assert "no public confirmation" in told
    assert "(assessed likely)" in told
    assert "Background: no case rests on it" in told
    data = shown(desk)
    assert (data["confirmed"], data["kind"]) == (False, "infrastructure_damage")
    assert [one["certainty"] for one in data["attributions"]] == ["assessed"]
    (row,) = desk.gets("incident", "list", "--query", "Gulf")
    assert (row["title"], row["happened"], row["grounds"]) == (PIPELINE, "8 Oct 2023", 0)


def test_what_would_be_surer_is_refused_with_field_and_remedy(desk: Desk) -> None:
    entered(desk)
    said = ("--by", "us", "--wording", "it was them", "--attribution", "alleged")
    sure = ("--source", "x", "--certainty", "established", *READ)
    seen = desk.types("incident", "attribute", PIPELINE, *said, *sure, "--json")
    assert (seen.code, seen.data["error"]["field"]) == (1, "certainty")
    assert "at most alleged" in seen.data["error"]["remedy"]


def test_a_vessel_and_a_case_are_linked_and_a_link_is_ended(desk: Desk) -> None:
    entered(desk)
    desk.gets("entity", "add", "Heron Star", "--kind", "vessel", "--source", "register")
    flag = ("--value", "MH", "--source", "register", "--since", "2020")
    desk.gets("entity", "state", "Heron Star", "flag", *flag[1:])
    role = ("--entity", "Heron Star", "--role", "means")
    made = desk.gets("incident", "link", PIPELINE, *role, *CARRIED)
    (linked,) = shown(desk)["linked"]
    assert linked["vessel"]["flag_text"] == "Flag on 8 Oct 2023: MH (register)."
    assert linked["vessel"]["owner_text"] == "Owner on 8 Oct 2023: not known."
    desk.gets("entity", "add", "Heron Lines", "--kind", "organisation", "--source", "register")
    desk.gets("incident", "link", PIPELINE, "--entity", "Heron Lines", *CARRIED)
    (seen,) = desk.gets("entity", "show", "Heron Lines")["incidents"]
    assert seen["confirmation"] == "no public confirmation"
    assert "used in" in desk.types("entity", "show", "Heron Star").out
    desk.gets("incident", "end", made["id"], *WHY)
    (ended,) = shown(desk)["over"]
    assert ended["reason"] == "it is told of another place"


def test_who_was_told_is_stated(desk: Desk) -> None:
    entered(desk)
    told = ("--who", "coast guard", "--day", "2023-10-08T02:00Z")
    desk.gets("incident", "told", PIPELINE, *told, *CARRIED)
    assert "8 Oct 2023, 02:00 UTC" in desk.types("incident", "show", PIPELINE).out
