"""What an insider writes past the program: statements, entries and seals.

The insider has the key of the data and the own signing key. What is well formed and not allowed
has no effect and is named; what breaks the order lets the casebook be read and not changed.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, NOW, PASSWORDS, REVIEWER

from landwaiter.canonical import canonical_bytes, instant, sha256_hex
from landwaiter.errors import NotAllowed, Unavailable
from landwaiter.storage.audit import chain, verification
from landwaiter.storage.audit.sealed_chain import StoredChain, end_of_seals, newest_seal_of
from landwaiter.storage.audit.statements import read_registry, stored_statements
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import Casebook, open_first
from landwaiter.storage.keys.casebook_keys import new_signing_key, private
from landwaiter.storage.people import user_keys, users
from landwaiter.storage.people.new_statements import said_next, write_statement
from landwaiter.storage.sqlite.engine import connect
from landwaiter.trust.pairs import SignatureRefusal, placed, sealed_deed
from landwaiter.trust.registry import Registry
from landwaiter.trust.seals import sealed_text
from landwaiter.trust.signed import FORM, SignedContent, signed

FIRST, OWN = "a first password for them", "only the person knows this"
Said = dict[str, Any]


def registry_of(casebook: Casebook) -> Registry:
    with casebook.read() as connection:
        return read_registry(connection)


def id_of(casebook: Casebook, name: str) -> str:
    people = registry_of(casebook).people.values()
    return next(one.user_id for one in people if one.name == name)


def named(casebook: Casebook, sentence: str) -> None:
    """The check says it."""
    found = [finding.message for finding in check_casebook(casebook).findings]
    assert any(sentence in one for one in found), found


def noted(casebook: Casebook) -> int:
    """A deed of who is signed in; the number of its entry."""
    with casebook.write("note", now=LATER) as work:
        work.audit("case.noted", "case/1", {})
        return work.head.seq


# Statements, rightly linked, signed and sealed, which the program would not have made


def stated(
    casebook: Casebook,
    kind: str,
    content: Mapping[str, Any],
    *more: Ed25519PrivateKey,
    by: Ed25519PrivateKey | None = None,
    change: Callable[[Said], object] = lambda said: None,
    written: Callable[[SignedContent], SignedContent] = lambda made: made,
) -> Registry:
    """Add a statement as the program does, without asking whether it would have an effect."""
    with casebook.write("tamper", now=LATER) as work:
        registry = read_registry(work.conn)
        said = said_next(work, registry, kind, content)
        change(said)
        record = written(signed(said, [by or casebook.own_key, *more]))
        write_statement(work, 1 + len(registry.heads), record, audited="user.tampered", payload={})
    return registry_of(casebook)


def without_effect(casebook: Casebook, registry: Registry, reason: str) -> None:
    assert not registry.broken
    assert reason in registry.problems[-1]
    named(casebook, registry.problems[-1])
    noted(casebook)


def test_a_person_whom_an_analyst_invents_does_not_count(path: Path) -> None:
    _own, public = new_signing_key()
    with sample.opened(path, ANALYST) as casebook:
        content = {"user_id": "eve", "name": "Eve", "roles": ["head"], "ticket": public}
        registry = stated(casebook, "user_added", content)
        without_effect(casebook, registry, "no administrator")
        with casebook.write("tamper", now=LATER) as work:
            work.quiet()
            work.conn.exec_driver_sql("INSERT INTO user VALUES ('eve', 'Eve', 'eve', 1, 'x', NULL)")
        named(casebook, "No statement vouches for the user Eve.")


def test_nobody_is_recovered_without_the_halves(path: Path) -> None:
    _own, public = new_signing_key()
    with sample.opened(path, ANALYST) as casebook:
        victim = id_of(casebook, REVIEWER)
        registry = stated(casebook, "key_recovered", {"user_id": victim, "ticket": public})
        without_effect(casebook, registry, "not enough halves")
        assert registry.key_of(victim) is not None


def test_nobody_says_that_a_colleagues_key_is_followed_by_another(path: Path) -> None:
    own, public = new_signing_key()
    with sample.opened(path, ANALYST) as casebook:
        victim = registry_of(casebook).key_of(id_of(casebook, REVIEWER))
        assert victim is not None
        content = {"old": victim.public, "key": public}
        registry = stated(casebook, "key_rotated", content, private(own))
        without_effect(casebook, registry, "one of the two did not sign")
        assert registry.in_force(victim.public)


def test_who_gave_out_the_first_password_does_not_confirm_the_key_first(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.write("reset", now=LATER) as work:
            user_keys.reset_password(work, casebook, name=REVIEWER, new_password=FIRST)
        with (
            open_first(path, user=REVIEWER, password=FIRST) as first,
            first.write("make_key", now=LATER) as work,
        ):
            key = user_keys.make_key(work, first, password=OWN)
        registry = stated(casebook, "key_confirmed", {"key": key})
        without_effect(casebook, registry, "not who gave it out")
        assert registry.in_force(key) is None


def test_a_first_password_that_was_used_makes_no_second_key(path: Path) -> None:
    """Who made it up has what it gives, and its owner was faster."""
    mine, public = new_signing_key()
    with sample.opened(path) as casebook:
        with casebook.write("add", now=LATER) as work:
            eve = users.add_user(work, casebook, name="Eve", roles=["reviewer"], password=FIRST)
        with open_first(path, user="Eve", password=FIRST) as first:
            ticket = first.own_key
            with first.write("make_key", now=LATER) as work:
                user_keys.make_key(work, first, password=OWN)
        content = {"user_id": eve, "key": public}
        registry = stated(casebook, "key_made", content, private(mine), by=ticket)
        without_effect(casebook, registry, "no such first password")
        assert public not in registry.keys


def test_one_person_makes_no_recovery_key(path: Path) -> None:
    mine, public = new_signing_key()
    with sample.opened(path, ANALYST) as casebook:
        content = {"halves": {casebook.user.id: public}, "recovery_needs": "1"}
        registry = stated(casebook, "recovery_set", content, private(mine))
        without_effect(casebook, registry, "one person could recover alone")
        assert registry.recovery_needs == 2


@pytest.mark.parametrize(
    ("at", "reason"), [(NOW, "its time is before"), (LATER, "no administrator")]
)
def test_who_no_longer_administers_states_nothing_whatever_the_date(
    path: Path, at: datetime, reason: str
) -> None:
    with sample.opened(path) as casebook, sample.opened(path, REVIEWER) as reviewer:
        for roles in (["analyst", "administrator"], ["analyst"]):
            with casebook.write("roles", now=LATER) as work:
                users.set_roles(work, casebook, name=ANALYST, roles=roles)
            if "administrator" in roles:
                with reviewer.write("second", now=LATER) as work:
                    users.second_change(work, reviewer, name=ANALYST)
    with sample.opened(path, ANALYST) as former:
        content = {"user_id": former.user.id, "roles": ["analyst", "head"]}
        registry = stated(
            former, "roles_set", content, change=lambda said: said.update(at=instant(at))
        )
        without_effect(former, registry, reason)
        assert not registry.waiting


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        ("crowned", {"user_id": "eve"}, "its kind is unknown"),
        ("roles_set", {}, "not complete"),
        ("roles_set", {"user_id": ["x"], "roles": "analyst"}, "not complete"),
        ("key_confirmed", {"key": {}}, "not complete"),
        ("seconded", {"of": "9" * 5000, "of_sha256": ""}, "not complete"),
    ],
)
def test_what_makes_no_sense_has_no_effect(
    path: Path, kind: str, content: Said, reason: str
) -> None:
    with sample.opened(path) as casebook:
        without_effect(casebook, stated(casebook, kind, content), reason)


# Statements that break the chain of statements


def breaks(casebook: Casebook, registry: Registry, reason: str) -> None:
    """From there on nothing counts and nothing is written; what is there can be read."""
    assert reason in registry.broken
    named(casebook, registry.broken)
    with pytest.raises(Unavailable, match=re.escape(registry.broken)) as refused:
        noted(casebook)
    assert "can be read and not changed" in refused.value.sentence()
    with sample.opened(casebook.path, REVIEWER) as other, other.read() as connection:
        assert chain.entries(connection)


NO_EFFECT = {"user_id": "nobody", "roles": ["analyst"]}


@pytest.mark.parametrize(
    ("over", "reason"),
    [
        ({"seq": "1"}, "does not follow the one before it"),
        ({"prev": "0" * 64}, "does not follow the one before it"),
        ({"casebook": "0" * 64}, "of another casebook"),
        ({"v": "1"}, "not in the form of statements"),
        ({"kind": "founded"}, "the founding is the first statement"),
        ({"head": {"seq": "3", "sha256": "0" * 64}}, "the audit head it names is not in the chain"),
        ({"head": {"seq": "0", "sha256": "0" * 64}}, "place in the audit chain"),
        ({"head": {"seq": "none", "sha256": ""}}, "names no head"),
        ({"head": {"seq": "²", "sha256": ""}}, "names no head"),
        ({"head": {"seq": "9" * 30, "sha256": ""}}, "names no head"),
        ({"head": {"seq": "9" * 5000, "sha256": ""}}, "names no head"),
        ({"head": ["seq"]}, "names no head"),
    ],
)
def test_a_statement_that_is_not_linked_ends_the_reading(
    path: Path, over: Said, reason: str
) -> None:
    with sample.opened(path) as casebook:
        registry = stated(casebook, "roles_set", NO_EFFECT, change=lambda said: said.update(over))
        breaks(casebook, registry, reason)


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.replace(b":", b": "),
        lambda text: text[:-1],
        lambda text: b"[" * 100_000,
        lambda text: b"7",
    ],
    ids=["other bytes", "cut off", "nested", "a number"],
)
def test_other_bytes_than_those_of_the_form_end_the_reading(
    path: Path, written: Callable[[bytes], bytes]
) -> None:
    with sample.opened(path) as casebook:
        registry = stated(
            casebook,
            "roles_set",
            NO_EFFECT,
            written=lambda made: SignedContent(written(made.text), made.signatures),
        )
        breaks(casebook, registry, "it is not")


def test_an_old_statement_is_not_said_again(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.read() as connection:
            (first,) = stored_statements(connection)
        registry = stated(casebook, "founded", {}, written=lambda _made: first)
        breaks(casebook, registry, "does not follow the one before it")


def test_a_statement_that_no_entry_seals_ends_the_reading(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.write("tamper", now=LATER) as work:
            work.quiet()
            said = said_next(work, read_registry(work.conn), "roles_set", NO_EFFECT)
            text = canonical_bytes(said).decode()
            work.conn.exec_driver_sql("INSERT INTO statement VALUES (2, ?, '[]')", (text,))
        breaks(casebook, registry_of(casebook), "does not seal it")


def test_an_entry_that_names_a_statement_nobody_has_breaks_the_chain(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.write("tamper", now=LATER) as work:
            work.audit("user.tampered", f"statement/2/{'0' * 64}", {})
        breaks(casebook, registry_of(casebook), "names statements that are not in the casebook")


def test_a_signature_taken_off_ends_the_reading(path: Path) -> None:
    with sample.opened(path) as casebook:
        with past_the_program(casebook) as connection:
            signatures = json.loads(
                connection.execute("SELECT signatures FROM statement").fetchone()[0]
            )
            connection.execute("UPDATE statement SET signatures = ?", (json.dumps(signatures[1:]),))
        assert "does not seal it" in registry_of(casebook).broken
        named(casebook, "does not seal it")


# Entries with right hashes, and their seals


@contextmanager
def past_the_program(casebook: Casebook) -> Iterator[sqlite3.Connection]:
    """A connection with the key of the data, and no trigger in the way."""
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    try:
        yield connection
    finally:
        connection.close()


def forged(casebook: Casebook, name: str) -> int:
    """An entry in the name of somebody, after the last one and with right hashes; its number."""
    by = id_of(casebook, name)
    with past_the_program(casebook) as connection:
        seq, entry, sha256 = connection.execute(
            "SELECT seq, entry, sha256 FROM audit_entry ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        said = json.loads(entry)
        said |= {
            "seq": str(seq + 1),
            "prev": sha256,
            "unit": str(int(said["unit"]) + 1),
            "by": by,
            "actor": name,
            "deed": "case.noted",
            "object": "office",
            "case_seq": "",
            "case_prev": "",
        }
        text = canonical_bytes(said)
        connection.execute(
            "INSERT INTO audit_entry (seq, entry, sha256) VALUES (?, ?, ?)",
            (seq + 1, text.decode(), sha256_hex(text)),
        )
        connection.execute(
            "INSERT INTO audit_payload (seq, salt, content) "
            "SELECT ?, salt, content FROM audit_payload WHERE seq = ?",
            (seq + 1, seq),
        )
    return int(seq) + 1


def sealed(casebook: Casebook, key: Ed25519PrivateKey) -> None:
    """The seal over everything that has none, as it would be right for this key."""
    public = key.public_key().public_bytes_raw()
    with casebook.read() as connection:
        head, own = chain.head(connection), newest_seal_of(connection, public.hex())
        text = sealed_text(
            casebook.id,
            first=end_of_seals(connection) + 1,
            last=head.seq,
            sha256=head.sha256,
            own=own,
        )
    with past_the_program(casebook) as raw:
        row = (head.seq, public, own.seals + 1, key.sign(text))
        raw.execute("INSERT INTO seal (last, key, own, signature) VALUES (?, ?, ?, ?)", row)


@pytest.fixture
def insider(path: Path) -> Iterator[Casebook]:
    """The analyst, who knows how everything is stored."""
    with sample.opened(path, ANALYST) as casebook:
        yield casebook


def test_an_own_entry_sealed_by_hand_is_as_one_of_the_program(insider: Casebook) -> None:
    """So that the tests below know what they are refused for."""
    forged(insider, ANALYST)
    sealed(insider, insider.own_key)
    assert {one.check for one in check_casebook(insider).findings} == {"schema"}


def test_an_entry_in_somebody_elses_name_is_sealed_by_nobody(insider: Casebook) -> None:
    seq = forged(insider, REVIEWER)
    named(insider, f"The entries from {seq} on are sealed by nobody.")


def test_nor_is_it_that_persons_when_the_insider_seals_it(insider: Casebook) -> None:
    seq = forged(insider, REVIEWER)
    sealed(insider, insider.own_key)
    named(insider, f"Entry {seq} is of somebody else than who sealed it.")


@pytest.mark.parametrize("next_one", [ADMIN, ANALYST, REVIEWER])
def test_nor_does_anybodys_next_deed_seal_it(path: Path, insider: Casebook, next_one: str) -> None:
    """Least of all that of the person in whose name it is: it would be that person's for good."""
    seq = forged(insider, REVIEWER)
    with (
        sample.opened(path, next_one) as casebook,
        pytest.raises(Unavailable, match=f"Up to entry {seq}"),
    ):
        noted(casebook)
    named(insider, f"The entries from {seq} on are sealed by nobody.")


def test_a_deed_in_somebody_elses_name_through_the_program_is_named(insider: Casebook) -> None:
    with insider.write("tamper", now=LATER) as work:
        work.signer = replace(work.signer, user_id=id_of_in(work.conn, REVIEWER), name=REVIEWER)
        work.audit("case.noted", "case/1", {})
        seq = work.head.seq
    named(insider, f"Entry {seq} is of somebody else than who sealed it.")


def id_of_in(connection: Any, name: str) -> str:
    people = read_registry(connection).people.values()
    return next(one.user_id for one in people if one.name == name)


def test_nor_does_an_own_entry_bear_the_name_of_somebody_else(insider: Casebook) -> None:
    """Sealed by the one who did it, and shown as done by another."""
    with insider.write("tamper", now=LATER) as work:
        work.signer = replace(work.signer, name=REVIEWER)
        work.audit("case.noted", "case/1", {})
        seq = work.head.seq
    named(insider, f"Entry {seq} bears another name than that of who did it.")


def test_a_seal_of_that_person_is_not_copied_under_it(path: Path, insider: Casebook) -> None:
    with sample.opened(path, REVIEWER) as reviewer:
        last = noted(reviewer)
    seq = forged(insider, REVIEWER)
    with past_the_program(insider) as connection:
        connection.execute(
            "INSERT INTO seal SELECT ?, key, own + 1, signature FROM seal WHERE last = ?",
            (seq, last),
        )
    named(insider, f"The seal of entry {seq} does not fit: its signature is another.")


def test_a_missing_seal_is_named(path: Path, insider: Casebook) -> None:
    seq = noted(insider)
    with sample.opened(path) as casebook:
        noted(casebook)
    with past_the_program(insider) as connection:
        connection.execute("DELETE FROM seal WHERE last = ?", (seq,))
    named(insider, f"Entry {seq} is of somebody else than who sealed it.")


def test_the_last_seals_missing_are_named(insider: Casebook) -> None:
    seq = noted(insider)
    with past_the_program(insider) as connection:
        connection.execute("DELETE FROM seal WHERE last = ?", (seq,))
    named(insider, f"The entries from {seq} on are sealed by nobody.")


def test_a_seal_by_a_retired_key_is_named(path: Path, insider: Casebook) -> None:
    old = insider.own_key
    with insider.write("password", now=LATER) as work:
        user_keys.change_password(work, insider, old_password=PASSWORDS[ANALYST], new_password=OWN)
    seq = forged(insider, ANALYST)
    sealed(insider, old)
    named(insider, f"The seal of entry {seq} does not fit: the key did not count there.")


def test_a_seal_by_a_key_nobody_knows_is_named(insider: Casebook) -> None:
    own, _public = new_signing_key()
    seq = forged(insider, ANALYST)
    sealed(insider, private(own))
    named(insider, f"Entry {seq} is of somebody else than who sealed it.")


def forged_seal(casebook: Casebook, last: int) -> None:
    with past_the_program(casebook) as connection:
        connection.execute("UPDATE seal SET signature = randomblob(64) WHERE last = ?", (last,))


def faults_of_seals(casebook: Casebook, *, full: bool) -> tuple[str, ...]:
    with casebook.read() as connection:
        return verification.verify(connection, (), casebook_id=casebook.id, full=full).findings


@pytest.mark.parametrize("full", [False, True])
def test_the_last_seal_of_a_key_forged_is_named(insider: Casebook, full: bool) -> None:
    seq = noted(insider)
    forged_seal(insider, seq)
    assert faults_of_seals(insider, full=full) == (
        f"The seal of entry {seq} does not fit: its signature is another.",
    )


def test_one_in_the_middle_is_named_by_the_full_reading(insider: Casebook) -> None:
    seq = noted(insider)
    noted(insider)
    forged_seal(insider, seq)
    assert faults_of_seals(insider, full=False) == ()
    assert faults_of_seals(insider, full=True) == (
        f"The seal of entry {seq} does not fit: its signature is another.",
    )


def test_nobody_seals_after_an_own_seal_that_is_forged(path: Path, insider: Casebook) -> None:
    with sample.opened(path, REVIEWER) as reviewer:
        seq = noted(reviewer)
        forged_seal(insider, seq)
        with pytest.raises(Unavailable, match="bears a seal of your key"):
            noted(reviewer)
    noted(insider)


def test_what_a_retired_key_seals_is_refused_before_anything_is_saved(
    path: Path, insider: Casebook
) -> None:
    with sample.opened(path) as casebook, casebook.write("disable", now=LATER) as work:
        users.disable_user(work, casebook, name=ANALYST)
    with pytest.raises(NotAllowed, match="no longer in force: nothing was saved"):
        noted(insider)
    with sample.opened(path, ADMIN) as casebook:
        assert check_casebook(casebook).sound


# Signed deeds


def signed_deed(casebook: Casebook, over: Mapping[str, Any] | None = None) -> Said:
    """What is signed of a deed as the next entry would name it, changed."""
    with casebook.read() as connection:
        head, registry = chain.head(connection), read_registry(connection)
    said = {
        "v": FORM,
        "casebook": casebook.id,
        "deed": "proposal",
        "by": casebook.user.id,
        "at": instant(LATER),
        "head": {"seq": str(head.seq), "sha256": head.sha256},
        "registry": {"seq": "1", "sha256": registry.heads[-1].sha256},
    }
    return {**said, **(over or {})}


def why_not(casebook: Casebook, made: SignedContent, object: str = "") -> str:
    """Why the signed deed does not count once an entry names it so; empty when it does."""
    with casebook.write("tamper", now=LATER) as work:
        work.audit("case.noted", object or f"office/{sealed_deed('proposal', made)}", {})
    with casebook.read() as connection:
        registry = read_registry(connection)
        try:
            placed(registry, StoredChain(connection), made, deed="proposal", roles=["analyst"])
        except SignatureRefusal as reason:
            return str(reason)
    return ""


def test_a_signed_deed_as_the_program_makes_it_counts(insider: Casebook) -> None:
    assert why_not(insider, signed(signed_deed(insider), [insider.own_key])) == ""


@pytest.mark.parametrize(
    "over",
    [
        {"head": {"seq": "9" * 30, "sha256": ""}},
        {"head": {"seq": "9" * 5000, "sha256": ""}},
        {"head": {"seq": "²", "sha256": ""}},
        {"head": []},
        {"registry": "none"},
        {"registry": {"seq": "1", "sha256": "0" * 64}},
        {"casebook": "0" * 64},
        {"deed": "approval"},
        {"by": "somebody else"},
    ],
)
def test_one_that_says_something_else_does_not(insider: Casebook, over: Said) -> None:
    assert why_not(insider, signed(signed_deed(insider, over), [insider.own_key]))


@pytest.mark.parametrize("text", [b"", b"7", b"[]", b"\xff", b"[" * 100_000])
def test_one_that_is_not_readable_does_not(insider: Casebook, text: bytes) -> None:
    signature = insider.own_key.sign(text).hex()
    assert why_not(insider, SignedContent(text, ((insider.public_key, signature),)))


def test_one_that_no_entry_names_does_not(insider: Casebook) -> None:
    made = signed(signed_deed(insider), [insider.own_key])
    assert "does not stand in the audit chain" in why_not(insider, made, "office/1")
