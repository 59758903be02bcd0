"""`preferences`: shown, set, and refused on the command line."""

from tests.cli.terminal import REVIEWER, Desk


def test_they_are_shown_and_set_for_who_asks(desk: Desk) -> None:
    usual = desk.gets("preferences")
    assert usual == {
        "language": "system",
        "theme": "system",
        "text_size": 100,
        "single_keys": True,
        "undo_seconds": 10,
        "lock_after": 15,
        "side": True,
        "first_steps": True,
    }
    assert desk.gets("preferences", "text_size=125", "theme=dark") == {
        **usual,
        "text_size": 125,
        "theme": "dark",
    }
    assert "125" in desk.types("preferences").out
    assert desk.colleague(REVIEWER).gets("preferences") == usual


def test_what_cannot_be_is_refused_with_name_value_and_remedy(desk: Desk) -> None:
    seen = desk.types("preferences", "text_size=300", "--json")
    assert (seen.code, seen.data["error"]["field"], seen.data["error"]["value"]) == (
        1,
        "text_size",
        "300",
    )
    assert "from 90 to 200" in seen.err
    assert desk.types("preferences", "theme").code == 2
