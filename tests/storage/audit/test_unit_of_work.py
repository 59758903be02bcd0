"""One write: one commit, the audit entries in it."""

import gc
from datetime import timedelta
from pathlib import Path

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, NOW

from landwaiter.errors import Unavailable
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.unit_of_work import Changes, UnauditedWrite, new_id
from landwaiter.storage.casebook.lifecycle import Casebook
from landwaiter.storage.keys.lock import WRITER_NOTE


def count(casebook: Casebook) -> int:
    with casebook.read() as connection:
        return chain.head(connection).seq


def test_a_deed_is_seen_by_others_once_it_is_committed(casebook: Casebook) -> None:
    before = count(casebook)
    with casebook.write("note", now=LATER) as work:
        work.audit("case.noted", "case/1", {})
        assert count(casebook) == before
    assert count(casebook) == before + 1


def test_a_deed_that_fails_leaves_nothing(casebook: Casebook) -> None:
    before = count(casebook)
    with pytest.raises(RuntimeError), casebook.write("note", now=LATER) as work:  # noqa: PT012  # leaving may raise
        work.audit("case.noted", "case/1", {})
        raise RuntimeError
    assert count(casebook) == before
    with casebook.write("note", now=LATER) as work:
        work.audit("case.noted", "case/1", {})


def test_no_garbage_is_looked_for_while_others_wait_for_the_lock(casebook: Casebook) -> None:
    assert gc.isenabled()
    with casebook.write("note", now=LATER) as work:
        assert not gc.isenabled()
        work.quiet()
    assert gc.isenabled()
    with pytest.raises(RuntimeError), casebook.write("note", now=LATER):
        raise RuntimeError
    assert gc.isenabled()


def test_a_write_without_an_audit_entry_is_a_bug_and_saves_nothing(casebook: Casebook) -> None:
    with (
        pytest.raises(UnauditedWrite, match="set_office"),
        casebook.write("set_office", now=LATER) as work,
    ):
        work.conn.exec_driver_sql("INSERT INTO office_setting VALUES ('a', 'b', 'c', 'd')")
    with casebook.read() as connection:
        kept = connection.exec_driver_sql("SELECT key FROM office_setting").scalars().all()
    assert "a" not in kept


def test_a_draft_may_be_quiet(casebook: Casebook) -> None:
    with casebook.write("draft", now=LATER) as work:
        work.quiet()
        work.conn.exec_driver_sql("INSERT INTO draft VALUES ('u', 'k', 'text', 'at')")
    with casebook.read() as connection:
        assert connection.exec_driver_sql("SELECT content FROM draft").scalar() == "text"


def test_what_had_nothing_to_do_needs_no_entry(casebook: Casebook) -> None:
    with casebook.write("note", now=LATER) as work:
        work.nothing_done()


def test_what_says_so_and_wrote_saves_nothing(casebook: Casebook) -> None:
    with (  # noqa: PT012  # the rows are counted when it says so
        pytest.raises(UnauditedWrite, match="nothing was to be done"),
        casebook.write("note", now=LATER) as work,
    ):
        work.conn.exec_driver_sql("INSERT INTO draft VALUES ('u', 'k', 'text', 'at')")
        work.nothing_done()
    assert drafts(casebook) == 0


def test_what_says_so_and_writes_afterwards_saves_nothing(casebook: Casebook) -> None:
    with (  # noqa: PT012  # leaving may raise
        pytest.raises(UnauditedWrite, match="note"),
        casebook.write("note", now=LATER) as work,
    ):
        work.nothing_done()
        work.conn.exec_driver_sql("INSERT INTO draft VALUES ('u', 'k', 'text', 'at')")
    assert drafts(casebook) == 0


def drafts(casebook: Casebook) -> int:
    with casebook.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM draft").scalar_one())


def test_the_entries_of_one_deed_follow_each_other(casebook: Casebook) -> None:
    with casebook.write("note", now=LATER) as work:
        first = work.audit("case.noted", "case/1", {})
        second = work.audit("case.noted", "case/2", {})
    assert second.seq == first.seq + 1 == work.head.seq


def test_changes_say_what_the_views_look_at_again(casebook: Casebook) -> None:
    with casebook.write("note", now=LATER) as work:
        work.audit("case.noted", "case/1", {})
        work.changed("cases", "1")
        work.changed("queue")
    assert work.changes == Changes(frozenset({"cases", "queue"}), frozenset({"1"}))


def test_a_reader_stays_on_its_snapshot(casebook: Casebook) -> None:
    with casebook.read() as connection:
        before = chain.head(connection)
        with casebook.write("note", now=LATER) as work:
            work.audit("case.noted", "case/1", {})
        assert chain.head(connection) == before


def test_who_waits_too_long_is_told_who_writes_what_since_when(path: Path) -> None:
    with (
        sample.opened(path, ADMIN) as first,
        sample.opened(path, ANALYST, wait_s=0.05) as second,
        first.write("import_list", now=NOW) as work,
    ):
        work.quiet()
        with pytest.raises(Unavailable) as refused, second.write("note", now=LATER):
            pass
    assert ADMIN in refused.value.message
    assert "import_list" in refused.value.message
    assert "2026-03-02T09:30:00Z" in refused.value.message


def test_the_note_of_the_writer_goes_with_the_write(casebook: Casebook) -> None:
    with casebook.write("note", now=LATER) as work:
        work.quiet()
        assert (casebook.path / WRITER_NOTE).exists()
    assert not (casebook.path / WRITER_NOTE).exists()


def test_ids_rise_even_for_moments_that_go_back() -> None:
    made = [new_id(LATER), new_id(NOW), new_id(LATER + timedelta(days=1)), new_id(NOW)]
    assert made == sorted(set(made))


def test_a_fault_of_somebody_elses_file_is_not_taken_for_one_of_the_casebook(
    casebook: Casebook,
) -> None:
    with pytest.raises(PermissionError), casebook.write("add_evidence", now=LATER):
        raise PermissionError(13, "Permission denied", "/media/stick/invoice.pdf")


def test_a_file_is_put_back_when_the_commit_fails(casebook: Casebook) -> None:
    done: list[str] = []

    def fail() -> None:
        raise OSError(28, "No space left on device")

    with (  # noqa: PT012  # leaving may raise
        pytest.raises(Unavailable, match="disk is full"),
        casebook.write("note", now=LATER) as work,
    ):
        work.quiet()
        work.with_file(lambda: done.append("first"), lambda: done.append("undone"))
        work.with_file(fail, lambda: done.append("never"))
    assert done == ["first", "undone"]


def test_what_follows_a_commit_runs_after_it_and_may_write(casebook: Casebook) -> None:
    seen: list[int] = []

    def follow() -> None:
        with casebook.read() as connection:
            seen.append(chain.head(connection).seq)
        with casebook.write("follow", now=LATER) as work:
            work.quiet()

    with casebook.write("do", now=LATER) as work:
        head = work.audit("thing.done", "thing/1", {}).seq
        work.after_commit(follow)
        assert seen == []
    assert seen == [head]


def test_what_follows_a_commit_does_not_run_where_the_deed_failed(casebook: Casebook) -> None:
    seen: list[int] = []

    def fail() -> None:
        with casebook.write("do", now=LATER) as work:
            work.after_commit(lambda: seen.append(1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert seen == []
