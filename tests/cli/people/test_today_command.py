"""`today` tells what the first screen tells."""

from tests.cli.terminal import REVIEWER, Desk


def test_today_tells_what_waits_and_for_whom(desk: Desk) -> None:
    new = desk.gets("today")
    assert new["unheld"] > 0
    assert any("nobody" in text for text in new["headline"])
    assert len(new["days"]) == 10
    assert new["unit"] is None
    reference = desk.gets("case", "list", "--view", "nobody")[0]["reference"]
    desk.gets("case", "act", reference, "take")
    taken = desk.gets("today")
    assert [row["reference"] for rows in taken["queue"].values() for row in rows] == [reference]
    assert taken["unheld"] == new["unheld"] - 1
    said = desk.types("today").out
    assert "Next 10 working days" in said
    assert reference in said


def test_somebody_else_is_told_what_waits_for_them(desk: Desk) -> None:
    assert Desk(desk.path, REVIEWER).gets("today")["queue"] == {}
