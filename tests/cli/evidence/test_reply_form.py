"""`--form FILE`: a reply form that came back, shown first, then recorded with its evidence."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.cli.terminal import Desk
from tests.deeds.said import REF

WORDS = "The goods are listed, 2B001.b.2."


def sent(desk: Desk, folder: Path, act: str) -> Path:
    """The form to a request that was sent."""
    opened = ("--item", 1, "--track", "L", "--basis", "UCC 188")
    assert desk.types("case", "act", REF, "open-track", *opened).code == 0
    asked = ("--to", "licensing authority", "--reason", "Are the goods listed?")
    track = ("--track", "L") if act == "consult" else ()
    ended = desk.types("case", "act", REF, act, *asked, *track)
    assert ended.code == 0, ended.err
    target = folder / "referral.pdf"
    ended = desk.types("report", "referral", REF, "--pdf", target)
    assert ended.code == 0, ended.err
    return target


def filled(path: Path, words: str = WORDS) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.TU).endswith("Reply and reasons"):
                field.V = pikepdf.String(words)
            if str(field.TU).endswith("Decision and date:") and str(field.FT) == "/Btn":
                field.V = field.AS = pikepdf.Name.Yes
        pdf.save(path)
    return path


def case_of(desk: Desk) -> Any:
    return desk.types("case", "show", REF, "--json").data


def test_a_form_is_shown_and_then_recorded_as_the_reply(desk: Desk, tmp_path: Path) -> None:
    path = filled(sent(desk, tmp_path, "consult"))
    before = case_of(desk)
    words = ("case", "act", REF, "record-reply", "--form", path)
    shown = desk.types(*words)
    assert shown.code == 0, shown.err
    assert WORDS in shown.out
    assert "Nothing is recorded. To record it, say what it is: --outcome acts" in shown.out
    found = desk.types(*words, "--json").data
    assert (found["act"], found["form"]["outcome"]) == ("record_reply", "acts")
    assert case_of(desk) == before
    ended = desk.types(*words, "--outcome", "acts", "--json")
    assert ended.code == 0, ended.err
    after = case_of(desk)
    (action,) = [one for one in after["actions"] if one["id"] == found["form"]["action"]]
    assert action["answer"] == found["form"]["reason"]
    assert [one["sha256"] for one in after["evidence"]] == [found["form"]["sha256"]]


def test_a_form_to_a_referral_is_recorded_as_its_answer(desk: Desk, tmp_path: Path) -> None:
    path = filled(sent(desk, tmp_path, "refer"))
    reply = desk.types(
        *("case", "act", REF, "record-reply", "--form", path, "--outcome", "acts", "--json")
    )
    assert reply.code == 1
    error = reply.data["error"]
    assert "replies to a referral" in error["message"]
    assert (error["file"], error["field"]) == (str(path), "action")
    assert "answer to the referral" in error["remedy"]
    words = ("case", "act", REF, "record-answer", "--form", path)
    shown = desk.types(*words, "--json").data["form"]
    ended = desk.types(*words, "--action", "referral")
    assert ended.code == 0, ended.err
    (action,) = [one for one in case_of(desk)["actions"] if one["id"] == shown["action"]]
    assert WORDS in action["answer"]


@pytest.mark.parametrize(
    ("outcome", "said"), [("maintained", "says another reply: acts"), ("shrug", "shrug")]
)
def test_what_the_form_does_not_say_is_not_recorded(
    desk: Desk, tmp_path: Path, outcome: str, said: str
) -> None:
    path = filled(sent(desk, tmp_path, "consult"))
    before = case_of(desk)
    ended = desk.types(
        *("case", "act", REF, "record-reply", "--form", path, "--outcome", outcome, "--json")
    )
    assert ended.code == 1
    assert said in str(ended.data["error"])
    assert case_of(desk) == before


def test_a_file_that_is_no_form_is_named(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7 no more")
    ended = desk.types("case", "act", REF, "record-reply", "--form", path, "--json")
    assert ended.code == 1
    error = ended.data["error"]
    assert error["file"] == str(path)
    assert "not a readable PDF" in error["message"]
    assert error["remedy"]
