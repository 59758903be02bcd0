"""`evidence …` as typed: added, listed, previewed, exported, wiped by two persons."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image
from tests.cli.terminal import ANALYST, REVIEWER, Desk
from tests.formats.test_mail import MACROS, with_attachments

REF = "PL1-2026-000001"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(file, "PNG")
    path = tmp_path / "photo.png"
    path.write_bytes(file.getvalue())
    return path


@pytest.fixture
def kept(desk: Desk, photo: Path) -> Desk:
    """The analyst, after a photograph was added to the first case."""
    added = desk.types(
        "evidence", "add", REF, photo, "--from", "border guard", "--date", "2026-03-27",
        "--place", "Medyka", "--seal", "PL-0071", "--grade", "b2",
    )  # fmt: skip
    assert added.code == 0, added.err
    return desk


def test_what_was_said_with_a_file_is_listed(kept: Desk) -> None:
    (piece,) = kept.gets("evidence", "list", REF)
    assert (piece["no"], piece["grade"], piece["in_confidence"]) == (1, "B2", False)
    (received,) = piece["custody"]
    assert (received["party"], received["seal"]) == ("border guard", "PL-0071")
    said = kept.types("evidence", "list", REF).out
    assert "27 Mar 2026: received from border guard, at Medyka, seal PL-0071" in said
    assert "B2: source usually reliable, information probably true" in said


def test_a_case_shows_the_custody_of_its_evidence(kept: Desk) -> None:
    kept.gets(
        "case", "act", REF, "record_custody", "--evidence", "1", "--outcome", "handed_over",
        "--to", "laboratory",
    )  # fmt: skip
    (piece,) = kept.gets("case", "show", REF)["evidence"]
    assert [event["kind"] for event in piece["custody"]] == ["received", "handed_over"]


def test_the_same_file_on_another_case_is_told(kept: Desk, photo: Path) -> None:
    answer = kept.gets("evidence", "add", "PL1-2026-000002", photo)
    assert answer["elsewhere"] == [{"reference": REF, "no": 1, "name": "photo.png"}]


def test_a_case_without_evidence_says_so(reader: Desk) -> None:
    assert reader.types("evidence", "list", REF).out == "The case has no evidence.\n"
    assert reader.gets("evidence", "list", REF) == []


def test_the_original_is_written_out_unchanged(kept: Desk, photo: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    kept.gets("evidence", "export", REF, "1", target, "--reason", "for the court")
    assert target.read_bytes() == photo.read_bytes()
    again = kept.types("evidence", "export", REF, "1", target)
    assert again.code == 1
    assert "already" in again.err


def test_a_picture_is_drawn_into_a_file_of_its_own(kept: Desk, tmp_path: Path) -> None:
    target = tmp_path / "seen.png"
    answer = kept.gets("evidence", "preview", REF, "1", "--png", target)
    assert (answer["width"], answer["height"], answer["pages"]) == (30, 20, 1)
    with Image.open(target) as seen:
        assert (seen.size, seen.getpixel((3, 3))) == ((30, 20), (255, 0, 0))


def test_a_text_is_printed_and_does_nothing_to_the_terminal(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_text("five axes\x1b[2J", encoding="utf-8")
    desk.gets("evidence", "add", REF, path)
    said = desk.types("evidence", "preview", REF, "1")
    assert (said.code, "five axes" in said.out, "\x1b" in said.out) == (0, True, False)


def test_a_text_is_printed_line_by_line(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_text("Dear colleagues,\n\nfive axes", encoding="utf-8")
    desk.gets("evidence", "add", REF, path)
    said = desk.types("evidence", "preview", REF, "1").out
    assert "Dear colleagues,\n\nfive axes" in said
    assert "\\u000a" not in said


def test_a_preview_by_a_process_that_is_not_confined_says_so(
    kept: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "from landwaiter.services.base import confinement;"
        "from landwaiter.services.evidence import preview_child;"
        "confinement.PROTECTIONS = {}; preview_child.serve()"
    )
    command = [sys.executable, "-c", script]
    monkeypatch.setattr("landwaiter.services.base.decoding.command", lambda: command)
    note = kept.gets("evidence", "preview", REF, "1")["note"]
    assert "not fully confined; not kept from it: files, network" in note
    said = kept.types("evidence", "preview", REF, "1").out
    assert note in said.replace("\n", " ")


def test_a_hostile_file_costs_one_sentence_and_exit_1(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"<<" * 500)
    desk.gets("evidence", "add", REF, path)
    said = desk.types("evidence", "preview", REF, "1")
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1


def test_a_piece_is_wiped_by_two_persons_and_stays_in_the_list(kept: Desk) -> None:
    reason = "it shows a person who has nothing to do with it"
    asked = kept.gets("evidence", "wipe", REF, "1", "--reason", reason)
    seconded = kept.colleague(REVIEWER).types("motions", "second", asked["motion"])
    assert seconded.code == 0, seconded.err
    (piece,) = kept.gets("evidence", "list", REF)
    assert (piece["wipe"]["author"], piece["wipe"]["seconded_by"]) == (ANALYST, REVIEWER)
    assert kept.gets("evidence", "verify") == {"read": 0, "faults": []}
    assert "was wiped on" in kept.types("evidence", "export", REF, "1", "x.png").err


def test_a_wipe_without_a_reason_is_wrong_usage(kept: Desk) -> None:
    assert kept.types("evidence", "wipe", REF, "1").code == 2


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    mail = with_attachments(("order.docm", MACROS), subject=f"Re: {REF}")
    path = tmp_path / "letter.eml"
    path.write_bytes(mail.as_bytes())
    return path


def test_a_mail_is_added_with_its_attachments_and_a_person_says_what_it_answers(
    desk: Desk, letter: Path
) -> None:
    desk.gets("case", "act", REF, "request_information", "--to", "exporter", "--reason", "who?")
    added = desk.gets("evidence", "add", REF, letter)
    assert added["mail"]["sender"] == "Jan Kowalski <jan@firma.example>"
    assert [(one["name"], one["attached_to"]) for one in added["attached"]] == [("order.docm", 1)]
    (proposed,) = added["proposals"]
    said = ("--evidence", "1", "--action", proposed["action"], "--outcome")
    desk.gets("case", "act", REF, "judge-mail", *said, "in_part", "--reason", "no contract")
    case = desk.gets("case", "show", REF)
    assert case["actions"][0]["answered_at"] is None
    assert case["mail_proposals"] == []
    desk.gets("case", "act", REF, "judge-mail", *said, "in_full")
    (action,) = desk.gets("case", "show", REF)["actions"]
    assert action["answer"] == f"E-01: Re: {REF}"


def test_a_mail_is_previewed_as_text(desk: Desk, letter: Path) -> None:
    assert "not proven" in desk.types("evidence", "add", REF, letter).out
    shown = desk.types("evidence", "preview", REF, "1").out
    assert "From (as stated, not proven): Jan Kowalski <jan@firma.example>" in shown
    assert "See what is attached." in shown


def test_a_call_is_noted_with_its_promise(desk: Desk) -> None:
    desk.gets("case", "act", REF, "request_information", "--to", "exporter", "--reason", "who?")
    desk.gets(
        "case", "act", REF, "call", "--with", "Mr Nowak", "--said", "He looks for it.",
        "--promised", "the contract", "--by", "2026-12-24", "--request", "information_request",
    )  # fmt: skip
    (call,) = desk.gets("case", "show", REF)["calls"]
    assert (call["party"], call["promised"], call["due"]) == (
        "Mr Nowak",
        "the contract",
        "2026-12-24",
    )
    refused = desk.types(
        "case", "act", REF, "call", "--with", "x", "--said", "y", "--by", "2026-12-24"
    )
    assert refused.code != 0
    assert "promised" in refused.err.lower()


def test_what_was_added_is_found_by_its_words_without_another_command(
    desk: Desk, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("The osmium left on Friday.", encoding="utf-8")
    desk.gets("evidence", "add", REF, letter, "--from", "exporter")
    answer = desk.gets("find", "osmium")
    assert [(one["reference"], one["evidence"]) for one in answer["matches"]] == [(REF, 1)]
    assert answer["unread"] == 0
