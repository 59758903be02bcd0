"""`audit …` and `entity …`."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.terminal import ADMIN, ANALYST, NOW, REVIEWER, Desk
from tests.storage.authority import NAME, Authority

from landwaiter.cli.casebook.casebook_commands import audit_data, audit_lines
from landwaiter.storage.audit.chain import Anchor, Head
from landwaiter.storage.audit.verification import AuditReport, BackdatedEntries

REF = "PL1-2026-000001"


def linked(desk: Desk) -> str:
    """The name of an entity behind the first party of the first case."""
    desk.gets("case", "act", REF, "assess")
    party = desk.gets("case", "show", REF)["parties"][0]
    desk.gets("case", "act", REF, "link", "--party", party["id"], "--basis", "same register number")
    return str(desk.gets("entity", "list")[0]["name"])


def viewed(desk: Desk) -> list[str]:
    return [row["actor"] for row in desk.gets("audit", "list", "--deed", "entity.viewed")]


def test_the_audit_chain_verifies(reader: Desk) -> None:
    audit = reader.gets("audit", "verify")
    assert audit["sound"] is True
    assert audit["head"]["sha256"] == reader.gets("case", "show", REF)["audit_head"]


def test_the_audit_chain_is_exported_as_json_lines(desk: Desk) -> None:
    plain, as_json = desk.types("audit", "export"), desk.types("audit", "export", "--json")
    lines = [json.loads(line) for line in plain.out.splitlines()]
    assert as_json.out.startswith(plain.out)
    assert len(lines) == desk.gets("audit", "verify")["entries"] - 1
    assert set(lines[0]) == {"entry", "sha256", "payload", "salt", "seal", "signed"}


def test_an_extract_says_on_each_line_what_it_is_of(desk: Desk) -> None:
    seen = desk.types("audit", "export", "--case", REF.lower(), "--from", "2026-04-01")
    lines = [json.loads(line) for line in seen.out.splitlines()]
    assert lines
    for line in lines:
        assert line["extract"]["filter"] == {"case": REF.lower(), "first": "2026-04-01"}


def test_entries_are_narrowed_by_case_person_deed_and_day(desk: Desk) -> None:
    desk.gets("case", "act", REF, "note", "--reason", "seen at the quay")
    rows = desk.gets(
        "audit", "list", "--case", REF, "--person", ANALYST.upper(), "--deed", "add a note",
        "--from", "2026-04-01", "--to", "2026-04-01",
    )  # fmt: skip
    assert [(row["actor"], row["deed"]) for row in rows] == [(ANALYST, "Add a note")]
    assert desk.gets("audit", "list", "--case", REF, "--to", "2026-03-31") == []


WRONG = {
    "a day": (["--from", "yesterday"], "This is not a date"),
    "a span": (["--from", "2026-04-02", "--to", "2026-04-01"], "The first day lies after the last"),
    "a case": (["--case", "PL1-2026-999999"], "no case with this reference"),
    "an entity": (["--entity", "nobody"], "no such entity"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_filter_that_is_wrong_is_refused(reader: Desk, name: str) -> None:
    options, sentence = WRONG[name]
    seen = reader.types("audit", "list", *options)
    assert seen.code == 1
    assert sentence in seen.err


def test_the_newest_entries_are_shown(desk: Desk) -> None:
    rows = desk.gets("audit", "show", "--limit", 2, "--of", ADMIN)
    assert [row["actor"] for row in rows] == [ADMIN, ADMIN]


def test_that_somebody_read_the_trail_is_an_entry(desk: Desk) -> None:
    desk.colleague(ADMIN).gets("audit", "list", "--case", REF)
    (row,) = desk.gets("audit", "list", "--deed", "audit.read")
    assert (row["actor"], row["deed"]) == (ADMIN, "Audit trail read")


def test_a_view_of_a_sensitive_entity_is_recorded_once_a_day(desk: Desk) -> None:
    name = linked(desk)
    desk.gets("entity", "sensitive", name, "--reason", "under observation")
    assert desk.gets("entity", "list")[0]["sensitive"] == "marked by the office"
    desk.colleague(REVIEWER).gets("case", "show", REF)
    desk.colleague(REVIEWER).gets("case", "show", REF)
    assert viewed(desk) == [REVIEWER]
    desk.gets("entity", "ordinary", name, "--reason", "the observation ended")
    desk.gets("case", "show", REF)
    assert viewed(desk) == [REVIEWER]


def test_an_anchor_and_its_time_stamp_are_told_by_verify(desk: Desk, tmp_path: Path) -> None:
    authority = Authority()
    anchor, query, reply, roots = (tmp_path / n for n in ("a.json", "a.tsq", "a.tsr", "ca.pem"))
    made = desk.gets("audit", "anchor", anchor, "--request", query)
    reply.write_bytes(authority.reply(query.read_bytes()))
    roots.write_bytes(authority.root)
    stamp = desk.gets("audit", "timestamp", reply, "--ca", roots)
    assert (stamp["seq"], stamp["authority"], stamp["trusted"]) == (made["seq"], NAME, True)
    told = desk.gets("audit", "verify", "--anchor", anchor)
    kinds = {one["kind"]: (one["seq"], one["note"]) for one in told["anchors"]}
    assert kinds["time-stamp"] == (made["seq"], NAME)
    text = desk.types("audit", "verify").out
    assert f"Anchored at entry {made['seq']} by time-stamp {NAME} at 2026-03-03T12:00:00Z." in text


def test_a_file_that_is_no_reply_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>")
    seen = desk.types("audit", "timestamp", tmp_path / "page.html")
    assert seen.code == 1
    assert "not a time-stamp reply" in seen.err


def test_erasing_asks_a_second_person(desk: Desk) -> None:
    desk.gets("case", "act", REF, "note", "--reason", "seen at the quay")
    seq = desk.gets("audit", "list", "--deed", "case.note")[0]["seq"]
    asked = desk.colleague(ADMIN).gets(
        "audit", "erase", seq, "--reason", "it names a person who is not concerned"
    )
    assert (asked["seq"], asked["done"]) == (seq, False)
    assert asked["motion"]


def test_an_erasure_without_a_reason_is_wrong_usage(desk: Desk) -> None:
    assert desk.types("audit", "erase", "5").code == 2


def test_a_missing_medium_is_a_warning_and_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    administrator = desk.colleague(ADMIN)
    assert administrator.types("office", "set", "anchor.folder", folder).code == 0
    seen = desk.types("case", "act", REF, "note", "--reason", "work goes on")
    assert seen.code == 0
    assert "Warning: No anchor of the audit chain could be written." in seen.err
    folder.mkdir()
    assert desk.types("case", "list").err == ""
    (file,) = folder.glob("anchor-PL1-*.json")
    assert desk.gets("audit", "verify", "--anchor", file)["sound"]


def test_a_deed_on_a_clock_that_is_behind_is_done_with_a_warning(desk: Desk) -> None:
    note = ("case", "act", REF, "note", "--reason", "seen at the quay")
    assert desk.types(*note, now=lambda: NOW + timedelta(days=2)).code == 0
    seen = desk.types(*note)
    assert seen.code == 0
    assert "Warning: The clock of this PC is behind" in seen.err
    assert "The clock went backwards 1 time," in desk.types("audit", "verify").out


def test_a_clock_that_went_backwards_is_told_in_both_forms() -> None:
    report = AuditReport(9, Head(9, "ab"), (), 0, backdated=BackdatedEntries(count=2, first=7))
    assert audit_data(report)["backdated"] == {"count": 2, "first": 7}
    assert list(audit_lines(report, NOW))[-1] == (
        "The clock went backwards 2 times, first at entry 7."
    )


def test_a_clock_that_never_did_is_not_mentioned() -> None:
    report = AuditReport(9, Head(9, "ab"), (), 0)
    assert len(list(audit_lines(report, NOW))) == 2


def test_a_week_that_nothing_outside_vouches_for_is_told() -> None:
    report = AuditReport(9, Head(9, "ab"), (), 0, open_since="2026-03-20T09:00:00Z")
    assert "vouches for the last 9 audit entries" in list(audit_lines(report, NOW))[-1]
    assert audit_data(report)["open_since"] == "2026-03-20T09:00:00Z"
    assert len(list(audit_lines(report, NOW - timedelta(days=6)))) == 2


def test_of_each_kind_the_last_anchor_is_told() -> None:
    anchors = tuple(Anchor("c", seq, "ab", NOW, "report", f"dossier {seq}") for seq in (3, 5))
    report = AuditReport(9, Head(9, "ab"), (), 5, anchors=anchors)
    assert [one["seq"] for one in audit_data(report)["anchors"]] == [5]
