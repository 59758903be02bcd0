"""`reason-template`: the office's list, its places, and who may change it."""

from tests.cli.terminal import ADMIN, Desk


def test_an_administrator_saves_and_removes_and_everybody_reads(desk: Desk) -> None:
    text = "{consignee} did not answer by [day]."
    saving = ("reason-template", "save", "No answer", "--text", text, "--act", "propose")
    refused = desk.types(*saving)
    assert refused.code == 1
    assert "needs the role" in refused.err
    assert desk.gets("reason-template", "list") == []
    assert desk.colleague(ADMIN).types(*saving).code == 0
    [kept] = desk.gets("reason-template", "list")
    assert (kept["title"], kept["text"], kept["act"]) == ("No answer", text, "propose")
    assert "No answer" in desk.types("reason-template", "list").out
    assert desk.colleague(ADMIN).types("reason-template", "remove", "no answer").code == 0
    assert desk.gets("reason-template", "list") == []


def test_an_unknown_place_is_refused_by_its_name(desk: Desk) -> None:
    told = ("reason-template", "save", "Typo", "--text", "To {consigne}.")
    seen = desk.colleague(ADMIN).types(*told)
    assert seen.code == 1
    assert "{consigne}" in seen.err
    assert "{consignee}" in seen.err


def test_the_places_are_named_with_what_they_mean(reader: Desk) -> None:
    places = {one["place"]: one["title"] for one in reader.gets("reason-template", "places")}
    assert places["{consignee}"] == "Consignee"
    assert places["{item.origin}"] == "Origin"
