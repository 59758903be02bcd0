"""The audit chain: what it keeps and what it notices."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.storage.sample import ADMIN, LATER, NOW

from landwaiter.canonical import canonical_bytes, instant, sha256_hex
from landwaiter.errors import NotAllowed, Unavailable
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.anchors import (
    add_anchor,
    known_anchors,
    read_anchor_file,
    write_anchor_file,
)
from landwaiter.storage.audit.chain import Anchor, Head
from landwaiter.storage.audit.verification import (
    AuditReport,
    BackdatedEntries,
    ChainStretch,
    joined,
    verify,
)
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook.lifecycle import Casebook
from landwaiter.storage.deeds.erasures import erased_object
from landwaiter.storage.deeds.proof import verify_all
from landwaiter.storage.sqlite.engine import connect


def noted(casebook: Casebook, count: int) -> Head:
    """Add entries `case.noted`, one transaction, and give the head."""
    with casebook.write("note", now=LATER) as work:
        for number in range(count):
            work.audit("case.noted", f"case/{number}", {"number": str(number)})
        return work.head


def verified(casebook: Casebook, *anchors: Anchor) -> AuditReport:
    """What verification finds; wherever the chain is taken apart, both stretches find the same."""
    with casebook.read() as connection:
        found = verify_all(connection, anchors, casebook_id=casebook.id)
        ends = [last for (last,) in connection.exec_driver_sql("SELECT last FROM seal").all()]
        for middle in ends:
            one, other = (
                verify(connection, (*known_anchors(connection), *anchors),
                       casebook_id=casebook.id, stretch=stretch)
                for stretch in (ChainStretch(0, middle), ChainStretch(middle))
            )  # fmt: skip
            in_two = joined(connection, one, other)
            assert in_two.sound or not found.sound
            if found.sound:
                assert in_two == found, middle
            else:
                assert not in_two.sound or found.gone
        return found


def anchored(casebook: Casebook, head: Head) -> Anchor:
    return Anchor(casebook.id, head.seq, head.sha256, LATER, "file")


def tampered(casebook: Casebook, *statements: str) -> None:
    """Change the database behind the back of application, triggers and all."""
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    for trigger in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN "
        "('audit_entry', 'audit_payload', 'seal')"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {trigger[0]}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_new_chain_is_sound_and_says_that_nothing_is_anchored(casebook: Casebook) -> None:
    head = noted(casebook, 5)
    report = verified(casebook)
    assert report.sound
    assert (report.entries, report.not_anchored, report.head) == (head.seq, head.seq, head)


def test_entries_after_the_last_anchor_are_counted(casebook: Casebook) -> None:
    anchor = anchored(casebook, noted(casebook, 2))
    noted(casebook, 3)
    assert verified(casebook, anchor).not_anchored == 3


def test_since_when_nothing_outside_vouches_is_told(casebook: Casebook) -> None:
    assert verified(casebook).open_since == instant(NOW)
    anchor = anchored(casebook, noted(casebook, 2))
    assert verified(casebook, anchor).open_since == ""
    noted(casebook, 1)  # such as the entry that records the anchor
    assert verified(casebook, anchor).open_since == ""
    noted(casebook, 1)
    assert verified(casebook, anchor).open_since == instant(LATER)


def test_an_entry_is_its_canonical_bytes_and_the_chain_hashes_them(casebook: Casebook) -> None:
    noted(casebook, 1)
    with casebook.read() as connection:
        before, last = chain.entries(connection)[-2:]
    assert last.sha256 == sha256_hex(last.entry.encode())
    assert f'"prev":"{before.sha256}"' in last.entry
    begin = (
        f'{{"actor":"{ADMIN}","at":"2026-03-03T09:30:00Z","by":"{casebook.user.id}","case_prev":'
    )
    assert last.entry.startswith(begin)


CHANGES = {
    "an actor": ("UPDATE audit_entry SET entry = replace(entry, 'Anna', 'Hanna') WHERE seq = 4",),
    "a payload": ("UPDATE audit_payload SET content = '{}' WHERE seq = 5",),
    "a payload gone": ("DELETE FROM audit_payload WHERE seq = 5",),
    "a payload erased silently": (
        "UPDATE audit_payload SET content = NULL, salt = NULL, erased_at = 'x' WHERE seq = 5",
    ),
    "an entry gone": ("DELETE FROM audit_entry WHERE seq = 5",),
    "two swapped": (
        "UPDATE audit_entry SET seq = 99 WHERE seq = 5",
        "UPDATE audit_entry SET seq = 5 WHERE seq = 6",
        "UPDATE audit_entry SET seq = 6 WHERE seq = 99",
    ),
    "the tail gone": ("DELETE FROM audit_entry WHERE seq > 6",),
    "another count of a case": (
        "UPDATE audit_entry SET entry = json_set(entry, '$.case_seq', '2') WHERE seq = 5",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_up_to_the_anchor_is_found(casebook: Casebook, name: str) -> None:
    anchor = anchored(casebook, noted(casebook, 5))
    tampered(casebook, "PRAGMA foreign_keys = OFF", *CHANGES[name])
    assert not verified(casebook, anchor).sound


def test_a_tail_written_anew_with_right_hashes_is_found_by_the_anchor(casebook: Casebook) -> None:
    anchor = anchored(casebook, noted(casebook, 5))
    cut(casebook, after=3, seals_after=3)
    noted(casebook, 5)
    assert verified(casebook).sound
    assert any("is not the one anchored" in text for text in verified(casebook, anchor).findings)


def cut(casebook: Casebook, *, after: int, seals_after: int) -> None:
    """Take the end of the chain away, and of the seals."""
    tampered(
        casebook,
        "PRAGMA foreign_keys = OFF",
        f"DELETE FROM audit_payload WHERE seq > {after}",  # noqa: S608
        f"DELETE FROM audit_entry WHERE seq > {after}",  # noqa: S608
        f"DELETE FROM seal WHERE last > {seals_after}",  # noqa: S608
    )


@pytest.mark.parametrize("again", [1, 5])
def test_nobody_goes_on_where_seals_are_over_entries_that_are_gone(
    casebook: Casebook, again: int
) -> None:
    last = noted(casebook, 5).seq
    cut(casebook, after=3, seals_after=last)
    with pytest.raises(Unavailable, match="not as its seals say"):
        noted(casebook, again)
    assert verified(casebook).head.seq == 3


def test_a_seal_over_entries_that_are_gone_is_found(casebook: Casebook) -> None:
    last = noted(casebook, 5).seq
    cut(casebook, after=last - 2, seals_after=last)
    assert verified(casebook).findings == (
        f"The seal of entry {last} does not follow the one before it.",
    )


def test_a_change_of_the_newest_entry_shows_in_its_own_hash(casebook: Casebook) -> None:
    head = noted(casebook, 1)
    tampered(
        casebook,
        "UPDATE audit_entry SET entry = replace(entry, 'Anna', 'Hanna') "
        "WHERE seq = (SELECT max(seq) FROM audit_entry)",
    )
    assert verified(casebook).findings == (
        f"Entry {head.seq} was changed: its hash differs.",
        f"Entry {head.seq} bears another name than that of who did it.",
        f"The seal of entry {head.seq} does not fit: its signature is another.",
    )


def test_a_unit_that_is_gone_is_told_once(casebook: Casebook) -> None:
    last = noted(casebook, 1)
    noted(casebook, 1)
    noted(casebook, 1)
    gone = last.seq + 1
    tampered(
        casebook,
        "PRAGMA foreign_keys = OFF",
        f"DELETE FROM audit_payload WHERE seq = {gone}",  # noqa: S608
        f"DELETE FROM audit_entry WHERE seq = {gone}",  # noqa: S608
    )
    assert verified(casebook).findings == (
        f"Entries {gone} to {gone} are missing.",
        f"Entry {gone + 1} does not follow the one before it.",
        f"Entry {gone + 1} does not follow the one before it about its case.",
        f"The seal of entry {gone} does not follow the one before it.",
    )


def test_an_anchor_of_another_casebook_is_a_finding(casebook: Casebook) -> None:
    foreign = Anchor("another", 1, "0" * 64, NOW, "file")
    assert any("another casebook" in text for text in verified(casebook, foreign).findings)


def erasure(casebook: Casebook, seq: int) -> str:
    """Record that a payload was erased, and give the statement that erases it."""
    with casebook.write("erase", now=LATER) as work:
        work.audit(chain.ERASED, erased_object(seq, "0" * 64), {"reason": "order of the court"})
    return (
        "UPDATE audit_payload SET content = NULL, salt = NULL, erased_by = "  # noqa: S608
        f"'{ADMIN}', erased_at = '2026-03-03T09:30:00Z' WHERE seq = {seq}"
    )


def test_a_payload_erased_in_the_name_of_a_motion_nobody_made_is_found(casebook: Casebook) -> None:
    seq = noted(casebook, 1).seq
    tampered(casebook, erasure(casebook, seq))
    report = verified(casebook)
    assert report.erased == 1
    assert report.findings == (
        f"The payload of entry {seq} is gone, and no two persons wanted that.",
    )


def test_a_recorded_deed_alone_does_not_erase_a_payload(casebook: Casebook) -> None:
    statement = erasure(casebook, noted(casebook, 1).seq)
    with (  # noqa: PT012  # leaving may raise
        pytest.raises(NotAllowed, match="four eyes"),
        casebook.write("erase", now=LATER) as work,
    ):
        work.quiet()
        work.conn.exec_driver_sql(statement)


REFUSED = [
    "UPDATE audit_entry SET entry = '{}'",
    "DELETE FROM audit_entry",
    "INSERT OR REPLACE INTO audit_entry (seq, entry, sha256) "
    "SELECT seq, entry, sha256 FROM audit_entry WHERE seq = 2",
    "INSERT INTO audit_entry (seq, entry, sha256) SELECT 900, entry, sha256 FROM audit_entry",
    "INSERT INTO audit_entry (seq, entry, sha256) SELECT seq + 1, json_set(entry, "
    "'$.seq', CAST(seq + 1 AS TEXT), '$.prev', sha256, '$.object', 'case/1', '$.case_seq', '7'), "
    "sha256 FROM audit_entry ORDER BY seq DESC LIMIT 1",
    "DELETE FROM audit_payload",
    "UPDATE audit_payload SET content = '{}'",
    "UPDATE audit_payload SET content = NULL, salt = NULL, erased_at = 'x', erased_by = 'y'",
    "INSERT OR REPLACE INTO audit_payload (seq, salt, content) VALUES (1, x'00', '{}')",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_triggers_refuse_to_change_the_past(casebook: Casebook, statement: str) -> None:
    with (  # noqa: PT012  # leaving may raise
        pytest.raises(Exception, match=r"landwaiter|refuses"),
        casebook.write("tamper", now=LATER) as work,
    ):
        work.quiet()
        work.conn.exec_driver_sql(statement)
    assert verified(casebook).sound


def test_entries_about_a_case_are_counted_and_chained(casebook: Casebook) -> None:
    for about in ("case/1", "user/Ana", "case/2", "case/1/decision/7"):
        with casebook.write("note", now=LATER, deed_id=f"asked {about}") as work:
            work.audit("case.noted", about, {})
            work.audit("case.noted", about, {})
    with casebook.read() as connection:
        rows = chain.entries(connection)[-8:]
        head = chain.case_head(connection, "1")
        none = chain.case_head(connection, "3")
    said = [json.loads(row.entry) for row in rows]
    assert [one["case_seq"] for one in said] == ["1", "2", "", "", "1", "2", "3", "4"]
    zeros = chain.GENESIS
    hashes = [row.sha256 for row in rows]
    before = [zeros, hashes[0], "", "", zeros, hashes[4], hashes[1], hashes[6]]
    assert [one["case_prev"] for one in said] == before
    assert (head, none) == (Head(4, hashes[7]), Head(0, zeros))
    first = int(said[0]["unit"])
    assert [int(one["unit"]) - first for one in said] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert said[7]["deed_id"] == "asked case/1/decision/7"
    assert verified(casebook).sound


def written_anew(casebook: Casebook, seq: int, **changes: str) -> AuditReport:
    """What is found once an entry says otherwise, all hashes after it made anew."""
    with casebook.read() as connection:
        rows = chain.entries(connection, limit=None)
    statements, prev = [], rows[seq - 2].sha256
    for row in rows[seq - 1 :]:
        said = {**json.loads(row.entry), "prev": prev, **(changes if row.seq == seq else {})}
        entry = canonical_bytes(said)
        prev = sha256_hex(entry)
        text = entry.decode().replace("'", "''")
        statements.append(
            f"UPDATE audit_entry SET entry = '{text}', sha256 = '{prev}' "  # noqa: S608
            f"WHERE seq = {row.seq}"
        )
    tampered(casebook, *statements)
    return verified(casebook)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"unit": "99"}, "does not follow the one before it."),
        ({"unit": "1"}, "does not follow the one before it."),
        ({"case_seq": "2"}, "does not follow the one before it about its case"),
        ({"case_seq": "", "case_prev": ""}, "does not follow the one before it about its case"),
        ({"object": "office/1"}, "does not follow the one before it about its case"),
        ({"v": "1"}, "of a form that is not known"),
    ],
)
def test_what_a_rewritten_tail_says_of_units_and_cases_is_verified(
    casebook: Casebook, changes: dict[str, str], found: str
) -> None:
    last = noted(casebook, 3)
    report = written_anew(casebook, last.seq - 1, **changes)
    assert any(found in text for text in report.findings), report.findings


def test_numbers_in_a_payload_are_text(casebook: Casebook) -> None:
    with casebook.write("note", now=LATER) as work:
        work.audit(
            "case.noted", "case/1", {"n": 7, "list": [{"m": 2**60}], "yes": True, "no": None}
        )
    with casebook.read() as connection:
        payload = chain.entries(connection)[-1].payload
    assert payload == '{"list":[{"m":"1152921504606846976"}],"n":"7","no":null,"yes":true}'


def test_pages_of_entries_are_found_by_object_actor_and_deed(casebook: Casebook) -> None:
    noted(casebook, 3)

    def page(connection: Reader, **filters: Any) -> list[str]:
        return [row.object for row in chain.entries(connection, **filters)]

    with casebook.write("note", now=LATER) as work:
        work.audit("decision.proposed", "case/1/decision/7", {})
        work.audit("case.noted", "case/11", {})
    with casebook.read() as connection:
        assert page(connection, object="case/1") == ["case/1", "case/1/decision/7"]
        assert page(connection, deed="decision.proposed") == ["case/1/decision/7"]
        assert page(connection, actor="nobody") == []
        assert page(connection, newest_first=True, limit=1) == ["case/11"]
        first = chain.entries(connection, object="case/1")[0].seq
        assert page(connection, after_seq=first - 1, limit=1) == ["case/1"]


def test_anchors_are_remembered_and_kept_in_files(casebook: Casebook, tmp_path: Path) -> None:
    head = noted(casebook, 1)
    with casebook.write("anchor", now=LATER) as work:
        made = add_anchor(work, casebook.id, head, kind="report", note="PL1-2026-000001")
        work.quiet()
    write_anchor_file(tmp_path / "a.json", made)
    assert read_anchor_file(tmp_path / "a.json") == made
    with casebook.read() as connection:
        assert known_anchors(connection) == (made,)


def noted_at(casebook: Casebook, *moments: datetime, actor: str = ADMIN) -> list[bool]:
    """Add an entry at each moment; whether each unit of work saw the clock go back."""
    seen = []
    for moment in moments:
        with casebook.write("note", now=moment) as work:
            work.signer = replace(work.signer, name=actor)
            work.audit("case.noted", "case/1", {})
            seen.append(work.clock_went_back)
    return seen


def test_entries_dated_before_the_one_before_are_counted_and_the_chain_is_sound(
    casebook: Casebook,
) -> None:
    day = timedelta(days=1)
    first = noted(casebook, 1).seq + 2
    seen = noted_at(casebook, LATER + day, LATER, LATER, LATER - day, LATER + day)
    report = verified(casebook)
    assert report.sound
    assert report.backdated == BackdatedEntries(count=2, first=first)
    assert report.backdated.sentence() == (
        f"The clock went backwards 2 times, first at entry {first}."
    )
    assert seen == [False, True, False, True, False]


def test_a_deed_that_waited_for_another_is_not_backdated(casebook: Casebook) -> None:
    seen = noted_at(casebook, LATER, LATER - timedelta(seconds=10))
    assert verified(casebook).backdated == BackdatedEntries()
    assert verified(casebook).backdated.sentence() == ""
    assert seen == [False, False]


def test_a_name_cannot_hide_that_an_entry_is_backdated(casebook: Casebook) -> None:
    hiding = 'x","at":"2099-01-01T00:00:00Z","deed":"\\'
    seen = noted_at(casebook, LATER, LATER - timedelta(days=1), actor=hiding)
    assert verified(casebook).backdated.count == 1
    assert seen == [False, True]


def test_fractions_of_a_second_do_not_turn_the_order(casebook: Casebook) -> None:
    seen = noted_at(casebook, LATER, LATER + timedelta(microseconds=5), LATER)
    assert verified(casebook).backdated.count == 0
    assert seen == [False, False, False]
