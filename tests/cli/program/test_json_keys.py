"""The JSON of what writes, and of what only other tests read: for the keys of json_keys.json.

An answer that lacks a key fails by the fixture of this folder; here nothing more is asked of it.
"""

from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from tests.cli.json_keys import gone, lacks
from tests.cli.terminal import Seen, typed
from tests.faults import deed as typing
from tests.faults.deed import Deed, answer
from tests.faults.deed_table import DEEDS
from tests.services.sample_office import ANALYST, HEAD, REVIEWER, Office, an_office

TYPED = [deed for deed in DEEDS if not deed.name.startswith("act ")]
READ = (
    ("rules", "list"),
    ("rules", "show", "RF-P12"),
    ("rules", "history", "RF-P12"),
    ("rules", "calibration"),
    ("four-eyes", "show"),
    ("access-request", "grounds"),
    ("control", "search", "lathe"),
    ("entity", "kinds"),
    ("pack", "kinds"),
    ("retention", "removed"),
    *(("register", kind, word) for kind in ("denials", "findings", "informed", "licences")
      for word in ("list", "template")),
)  # fmt: skip


def in_json(*words: Any, **more: Any) -> Seen:
    return typed(*words, *([] if "--json" in words else ["--json"]), **more)


@pytest.mark.thorough
@pytest.mark.parametrize("deed", TYPED, ids=lambda deed: deed.name)
def test_what_a_deed_answers_has_its_keys(deed: Deed, tmp_path: Path) -> None:
    office = an_office(tmp_path)
    try:
        with mock.patch.object(typing, "typed", in_json):
            for step in (*deed.before, deed.run):
                step(office)
            _read_again(office, deed)
    finally:
        office.close()


def _read_again(office: Office, deed: Deed) -> None:
    """What is there after the deed: motions and entries of registers, one by one."""
    if deed.renewed or deed.settles:
        return
    for row in answer(office, "motions", "list", who=HEAD):
        if "id" in row:  # a new user waits too, and is no motion
            answer(office, "motions", "show", row["id"], who=HEAD)
    for kind in ("denials", "findings", "informed", "licences"):
        if deed.name.startswith(f"register {kind}"):
            answer(office, "register", kind, "list", who=ANALYST)
    if deed.name.startswith("access-request"):
        answer(office, "access-request", "show", "1", who=REVIEWER)


@pytest.mark.thorough
@pytest.mark.parametrize("words", READ, ids=" ".join)
def test_what_is_read_has_its_keys(words: tuple[str, ...], tmp_path: Path) -> None:
    office = an_office(tmp_path)
    try:
        assert answer(office, *words, who=HEAD) is not None
    finally:
        office.close()


def test_a_key_that_each_object_had_is_missed_in_one() -> None:
    keys = ("[].id", "[].note?", "[].place", "[].place.city")
    whole: dict[str, Any] = {"id": 1, "place": {"city": "Gdynia"}}
    assert lacks(keys, [whole, {**whole, "note": ""}]) == []
    assert lacks(keys, [whole, {"id": 2, "place": None}]) == []
    assert lacks(keys, [whole, {"id": 2, "place": {}}]) == ["[].place.city"]
    assert lacks(keys, [{"place": None}]) == ["[].id"]


def test_what_vanished_is_named_by_command() -> None:
    old = {"case list": ["[].id", "[].note?"]}
    assert gone(old, old) == []
    assert gone(old, {"case list": ["[].id"]}) == ["case list: [].note?"]
    assert gone(old, {"case list": ["[].id?", "[].note?"]}) == [
        "case list: [].id (not in each any more)"
    ]
