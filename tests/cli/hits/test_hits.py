"""`case hits`, `case hit` and judging equal hits together."""

from datetime import timedelta
from pathlib import Path

from tests.cli.terminal import ADMIN, NOW, SAMPLES, Desk

REASON = "Name and country agree with the end-use statement."


def waiting(desk: Desk) -> list[str]:
    return [one["hit"] for one in desk.gets("case", "hits", "--all")]


def test_hits_that_wait_are_listed(reader: Desk) -> None:
    found = waiting(reader)
    assert found
    lines = reader.types("case", "hits", "--all").out.splitlines()
    assert [line.split()[0] for line in lines] == found


def test_a_hit_that_waits_says_what_became_of_the_addresses(reader: Desk) -> None:
    (one, *_others) = reader.gets("case", "hits", "--all")
    assert one["address"]["answer"] in {"same", "partly", "none", "not_compared"}
    assert "address" in one["address"]["said"]
    text = reader.types("case", "hits", "--all").out
    assert one["address"]["said"] in text
    assert one["name"] in text
    shown = ("case", "hit", one["hit"])
    assert reader.gets(*shown)["address"] == one["address"]
    assert one["address"]["said"] in reader.types(*shown).out
    (kept,) = [
        hit
        for hit in reader.gets("case", "show", one["reference"])["hits"]
        if hit["id"] == one["hit"]
    ]
    assert kept["address"] == one["address"]
    assert one["address"]["said"] in reader.types("case", "show", one["reference"]).out


def test_a_hit_shows_both_sides_and_what_speaks_against_it(reader: Desk) -> None:
    one = reader.gets("case", "hit", waiting(reader)[0])
    assert {"party", "listing", "pairs", "against", "earlier", "equal"} <= set(one)
    assert one["pairs"][0]["words"]
    text = reader.types("case", "hit", one["hit"]).out
    assert one["listing"]["name"] in text


def test_a_hit_that_is_not_there_is_refused_in_a_sentence(reader: Desk) -> None:
    seen = reader.types("case", "hit", "none")
    assert seen.code == 1
    assert "no such hit" in seen.err


def test_a_judged_hit_whose_listing_changed_since_is_listed_with_what_changed(
    desk: Desk, tmp_path: Path
) -> None:
    hit = waiting(desk)[0]
    one = desk.gets("case", "hit", hit)
    words = ("--hit", hit, "--outcome", "same", "--reason", REASON)
    desk.gets("case", "act", one["reference"], "judge", *words)
    assert desk.gets("case", "hits", one["reference"], "--changed") == []
    newer = tmp_path / f"{one['list']}.csv"
    text = (SAMPLES / newer.name).read_text(encoding="utf-8")
    newer.write_text(text.replace("Sample annex", "Another annex"), encoding="utf-8")
    keeper = desk.colleague(ADMIN)
    seen = keeper.types(
        "list", "import", newer, "--published", "2026-04-02", now=lambda: NOW + timedelta(days=1)
    )
    assert seen.code == 0, seen.err
    [changed] = desk.gets("case", "hits", one["reference"], "--changed")
    assert (changed["hit"], changed["judgement"]["value"]) == (hit, "same")
    fields = changed["changed_since"]["fields"]
    assert [one["was"] != one["now"] for one in fields] == [True]
    assert "Another annex" in fields[0]["now"][0]
    assert "Another annex" in desk.types("case", "hit", hit).out
    assert "look at it again" in desk.types("case", "hits", "--all", "--changed").out


def test_only_equal_hits_are_judged_together(desk: Desk) -> None:
    first, *others = waiting(desk)
    one = desk.gets("case", "hit", first)
    equal = {hit["hit_id"] for hit in one["equal"]}
    unequal = next(hit for hit in others if hit not in equal)
    words = ("--hit", first, "--outcome", "unsure", "--reason", REASON)
    seen = desk.types("case", "act", one["reference"], "judge", *words, "--equal", unequal)
    assert seen.code == 1
    assert "not equal" in seen.err
    assert waiting(desk) == [first, *others]


def test_every_equal_hit_that_is_named_is_judged(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    head = "lrn,accepted,country_destination,consignee_name,consignee_country,item_no,cn8\n"
    rows = [f"EQ-{no},2026-03-27T10:00:00Z,RU,Ivanov Primer,RU,1,84571010\n" for no in (1, 2)]
    file.write_text(head + "".join(rows))
    [taken] = desk.gets("intake", file)
    first, other = taken["cases"]
    [hit] = [one["hit"] for one in desk.gets("case", "hits", first)]
    one = desk.gets("case", "hit", hit)
    assert [(equal["reference"], equal["role"]) for equal in one["equal"]] == [(other, "consignee")]
    also = ("--equal", one["equal"][0]["hit_id"])
    words = ("--hit", hit, "--outcome", "unsure", "--reason", REASON, *also)
    desk.gets("case", "act", first, "judge", *words)
    for reference in (first, other):
        assert desk.gets("case", "hits", reference) == []


def test_equal_goes_with_judging_alone(reader: Desk) -> None:
    [first, *_rest] = waiting(reader)
    one = reader.gets("case", "hit", first)
    seen = reader.types("case", "act", one["reference"], "note", "--reason", REASON, "--equal", "x")
    assert seen.code == 2
