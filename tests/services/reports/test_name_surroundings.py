"""What belongs to the place of a name, by its rules read plainly, and in texts without an end.

The long texts are not timed: gone through from each of their signs, they would take hours.
"""

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.screening import Query, passages
from landwaiter.services.reports.sources import source_names
from landwaiter.services.reports.sources.name_surroundings import Surroundings, surroundings
from landwaiter.services.reports.sources.source_names import SourceNames
from landwaiter.services.reports.sources.unbroken import unbroken

_WORDS: Final = (
    r"[\w.+%\-]+@[\w.\-]*\w",
    r"(?<!\w)\w+://\S*[^\s.,;:)\]>]",
    r"(?<![^\s/\\:*?\"<>|,;()\[\]])[^\s/\\:*?\"<>|,;()\[\]]+\.[A-Za-z][A-Za-z0-9]{1,4}(?!\w)",
)
_INITIALS: Final = (
    r"(?<!\w)(?:[^\W\d_]\.[ \-]?)+\Z",
    r",? ?(?:[^\W\d_]\.[ \-]?)*[^\W\d_]\.",
)
_JOINED: Final = (r"(?<!\w)(?:[^\W\d_]+[\-‐‑–])+\Z", r"(?:[\-‐‑–][^\W\d_]+)+")
_PARTICLES: Final = (
    r"(?i)(?<!\w)(?:(?:al|el|ul|bin|ibn|abu|van|von|zu|de|der|den|del|della|di|da|du|la|le)"
    r"[ \-])+\Z"
)
_ENDING: Final = r"['’ʼ][^\W\d_]{1,4}(?!\w)"


def _plainly(text: str, first: int, last: int) -> tuple[int, int]:
    """By searching the whole text for each rule."""
    for words in _WORDS:
        for met in re.finditer(words, text):
            if met.start() < last and first < met.end():
                first, last = min(first, met.start()), max(last, met.end())
    first, last = _beside(_JOINED, text, first, last)
    if particles := re.compile(_PARTICLES).search(text, 0, first):
        first = particles.start()
    if ending := re.compile(_ENDING).match(text, last):
        last = ending.end()
    return _beside(_INITIALS, text, first, last)


def _beside(rules: tuple[str, str], text: str, first: int, last: int) -> tuple[int, int]:
    before, after = (re.compile(one) for one in rules)
    if (met := before.search(text, 0, first)) and met.group()[0].isupper():
        first = met.start()
    if (met := after.match(text, last)) and met.group().lstrip(", -‐‑–")[0].isupper():
        last = met.end()
    return first, last


_SIGNS: Final = st.sampled_from([*"aAäÄé1@.-_/–’ ,:", "van ", "De-", ".pdf", "http://", "J."])


@given(st.lists(_SIGNS, max_size=14), st.integers(0, 30), st.integers(0, 10))
def test_what_belongs_to_a_place_is_what_its_rules_say(
    signs: list[str], first: int, length: int
) -> None:
    text = "".join(signs)
    first = min(first, len(text))
    last = min(first + length, len(text))
    assert surroundings(text).of(first, last) == _plainly(text, first, last)


LONG: Final = 200_000
RUNS: Final = (*"aAß1@.-_/·", "a.", "A-", "a@", "Aa", "a b ", "van ")


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_is_gone_through_once(run: str) -> None:
    text = run * (LONG // len(run)) + "\nJan Kowalski"
    place = (len(text) - len("Jan Kowalski"), len(text))
    assert surroundings(text).of(*place) == place


@pytest.mark.parametrize("run", ["a1" + "a" * LONG + "_", "A" + "a" * LONG, "a" + "\u0301" * LONG])
def test_a_name_is_found_beside_one_long_word(run: str) -> None:
    assert SourceNames(("Kim Min-jun",)).found_in(f"{run}\nKim Min-jun") == ("Kim Min-jun",)


def test_marks_in_no_order_do_not_hold_a_text_up() -> None:
    text = "a" + "\u0301\u0316" * (LONG // 2)
    assert len(unbroken(text).places) == len(unbroken(text).text)


def test_of_a_text_with_many_names_the_surroundings_are_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def counted(text: str) -> Surroundings:
        read.append(text)
        return surroundings(text)

    monkeypatch.setattr(source_names, "surroundings", counted)
    text = "Kowalski " * 5_000
    (found,) = SourceNames(("Jan Kowalski",)).found_beside((), text)
    assert len(found.spans) == 5_000
    assert read == [text]


def test_a_name_that_stands_beside_itself_is_found_each_time() -> None:
    text = "Jan Kowalski " * 2_000
    found = passages(Query("Jan Kowalski", "person"), text, threshold=600)
    assert len(found) == 2_000


def test_dots_of_a_file_name_do_not_hold_a_text_up() -> None:
    names = SourceNames((), ("scan . . . 1.pdf",))
    text = "scan" + "." * LONG
    assert names.found_in(text) == ()
    assert names.found_in("see scan_._1.pdf") == ("scan_._1.pdf",)
