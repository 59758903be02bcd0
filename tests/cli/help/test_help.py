"""`help` prints the pages of the window's help, finds them by words, and names the nearest."""

from typing import Any

from tests.cli.terminal import typed

from landwaiter.services.help.topics import page_of, topics


def in_json(*words: str) -> Any:
    return typed("help", *words, "--json").data


def test_every_topic_is_listed() -> None:
    rows = in_json()["topics"]
    assert [row["topic"] for row in rows] == list(topics())
    said = typed("help").out
    assert all(f"{topic} " in said for topic in topics())


def test_a_page_says_what_the_window_says() -> None:
    said = " ".join(typed("help", "case").out.split())
    for sentence in page_of("case").sentences():
        assert sentence in said
    page = in_json("propose")["page"]
    assert page["topic"] == "case.propose"
    assert page["sections"][0]["title"] == "Who may do it"
    keys = in_json("hit")["page"]["keys"]
    assert {"keys": ["1", "Alt+1"], "words": "same"} in keys


def test_a_title_of_several_words_is_a_topic() -> None:
    assert in_json("place", "a", "legal", "hold")["page"]["topic"] == "retention.hold_placed"


def test_pages_are_found_by_words() -> None:
    found = in_json("--find", "never taken over")["found"]
    assert "hit" in [one["topic"] for one in found]
    assert typed("help", "--find", "xyzzy").out.strip() == "Nothing is found."


def test_an_unknown_topic_names_the_nearest() -> None:
    seen = typed("help", "propos")
    assert seen.code == 1
    assert "propos" in seen.err
    assert "case.propose" in seen.err


def test_a_topic_and_words_to_find_are_one_too_many() -> None:
    assert typed("help", "case", "--find", "clock").code == 2
