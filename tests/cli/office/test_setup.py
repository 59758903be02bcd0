"""`office setup`: what an office does first, for programs and for people."""

from tests.cli.terminal import Desk


def test_it_tells_what_is_done_and_what_is_not(desk: Desk) -> None:
    found = desk.gets("office", "setup")
    assert found["of"] == len(found["steps"]) == 8
    assert found["done"] == sum(one["done"] for one in found["steps"])
    assert "take in declarations" in found["works_now"]
    said = desk.types("office", "setup").out
    assert "Member State" in said
    assert "What works now: take in declarations" in said
