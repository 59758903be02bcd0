"""Watched folders: what comes is taken in whole or not at all, moved once, and refused with why."""

import errno
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests.services.intake.message_files import EXPORTED
from tests.services.intake.watched import DAY, GATEWAY, Gate
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    REVIEWER,
    Office,
    declared,
    two_items,
    write_csv,
)
from tests.storage.plans import plans_of
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import DealWithFile, TakeIn, WatchFolder
from landwaiter.domain.people.deeds import DisableUser
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake import taking_in, watched_folder, watching
from landwaiter.services.intake.staged_files import staged_file
from landwaiter.services.intake.watched_files import count_refused, refused_files
from landwaiter.storage.intake import watched_files as stored
from landwaiter.storage.schema.intake import watched_file

XML = Path(__file__).resolve().parents[3] / "resources" / "samples" / "aes_cc515c.xml"


@pytest.fixture
def gate(office: Office) -> Gate:
    return Gate.of(office)


def cases(gate: Gate) -> int:
    return len(list_cases(gate.office.session(ANALYST)).rows)


def states(outcomes: tuple[watching.WatchOutcome, ...]) -> list[tuple[str, str]]:
    return [(one.file, one.state) for one in outcomes]


def rows(gate: Gate) -> list[tuple[str, str]]:
    with gate.office.session(ANALYST).reading() as conn:
        found = conn.execute(watched_file.select().order_by(watched_file.c.id)).mappings()
        return [(row["name"], row["state"]) for row in found]


def test_what_comes_is_taken_in_and_moved(gate: Gate) -> None:
    before = cases(gate)
    gate.drop("a.csv")
    assert states(gate.look()) == [("a.csv", "taken")]
    assert gate.files == [f"done/{DAY}/a.csv"]
    assert cases(gate) == before + 1
    assert rows(gate) == [("a.csv", "taken")]
    assert (gate.folder / ".landwaiter.lock").read_bytes() == b""


def test_its_deeds_are_sealed_in_its_own_name(gate: Gate) -> None:
    gate.drop("a.csv")
    gate.look()
    with gate.office.session(ANALYST).reading() as conn:
        found = conn.exec_driver_sql(
            "SELECT actor, deed FROM audit_entry ORDER BY seq DESC LIMIT 2"
        ).fetchall()
    assert [tuple(one) for one in found] == [
        (GATEWAY, "intake.watched"),
        (GATEWAY, "intake.taken_in"),
    ]


def test_what_is_refused_is_kept_and_only_the_casebook_says_why(gate: Gate) -> None:
    gate.drop("bad.csv", cn8="no code")
    gate.drop("good.csv")
    assert sorted(states(gate.look())) == [("bad.csv", "refused"), ("good.csv", "taken")]
    assert gate.files == [f"done/{DAY}/good.csv", "refused/bad.csv"]
    (refused,) = refused_files(gate.office.session(REVIEWER)).rows
    assert (refused.file, refused.fault_count) == ("bad.csv", 1)
    assert refused.place == str(gate.folder / "refused" / "bad.csv")
    (fault,) = refused.faults
    assert (fault.row, fault.field, fault.value) == (2, "cn8", "no code")
    assert fault.message
    assert fault.remedy
    assert count_refused(gate.office.session(ANALYST)) == 1


def test_a_list_of_what_was_refused_reads_nothing_of_what_was_taken(gate: Gate) -> None:
    gate.drop("bad.csv", cn8="no code")
    gate.look()
    session = gate.office.session(REVIEWER)
    with session.reading() as conn:
        plans = plans_of(conn, lambda: stored.refused_files(conn, limit=50))
    (steps,) = [one for statement, one in plans.items() if "watched_file" in statement]
    assert not [step for step in steps if step.startswith("SCAN")]
    (later,) = [step for step in steps if " later " in step]
    assert "folder=? AND name=? AND id>?" in later


def test_a_person_takes_the_refused_file_in_by_hand(gate: Gate) -> None:
    write_csv(gate.folder / "a.csv", [declared(lrn="LW-7"), declared(lrn="LW-8", cn8="no code")])
    gate.look()
    path = Path(refused_files(gate.office.session(ANALYST)).rows[0].place)
    (result,) = taken_in(gate.office.session(ANALYST), TakeIn((path,), partial=True))
    assert result.created == 1
    assert not refused_files(gate.office.session(ANALYST)).rows
    assert len(refused_files(gate.office.session(ANALYST), settled=True).rows) == 1


def test_a_person_says_that_a_refused_file_is_dealt_with(gate: Gate) -> None:
    for name in ("a.csv", "b.csv"):
        gate.drop(name, cn8="no code")
    gate.look()
    session = gate.office.session(ANALYST)
    row = next(one for one in refused_files(session).rows if one.file == "a.csv")
    with pytest.raises(Invalid):
        do(session, DealWithFile(row.id, " "))
    do(session, DealWithFile(row.id, "the sender withdrew it by telephone"))
    assert [one.file for one in refused_files(session).rows] == ["b.csv"]
    assert count_refused(session) == 1
    every = {one.file: one for one in refused_files(session, settled=True).rows}
    settled = every["a.csv"].settled
    assert settled is not None
    assert (settled.author, settled.reason) == (ANALYST, "the sender withdrew it by telephone")
    assert (every["a.csv"].is_settled, every["b.csv"].is_settled) == (True, False)
    assert Path(row.place).exists()
    with pytest.raises(NotAllowed, match="any more"):
        do(session, DealWithFile(row.id, "the sender withdrew it again"))
    with pytest.raises(NotFound):
        do(session, DealWithFile("nothing", "the sender withdrew it by telephone"))


def test_what_comes_again_after_it_was_dealt_with_counts_anew(gate: Gate) -> None:
    gate.drop("a.csv", cn8="no code")
    gate.look()
    session = gate.office.session(ANALYST)
    do(session, DealWithFile(refused_files(session).rows[0].id, "the sender was called"))
    gate.drop("a.csv", cn8="still no code")
    gate.look()
    assert count_refused(session) == 1


def test_the_gateway_deals_with_nothing_it_refused(gate: Gate) -> None:
    gate.drop("a.csv", cn8="no code")
    gate.look()
    (row,) = refused_files(gate.office.session(ANALYST)).rows
    with pytest.raises(NotAllowed):
        do(gate.office.session(GATEWAY), DealWithFile(row.id, "nobody needs it any more"))


def test_a_corrected_file_of_the_same_name_settles_the_refused_one(gate: Gate) -> None:
    gate.drop("a.csv", cn8="no code")
    gate.look()
    gate.drop("a.csv")
    gate.look()
    assert count_refused(gate.office.session(ANALYST)) == 0


def test_the_same_name_comes_twice_and_both_are_kept(gate: Gate) -> None:
    for mass in (1, 2):
        gate.drop("a.csv", net_mass_kg=mass)
        gate.look()
    assert gate.files == [f"done/{DAY}/a-2.csv", f"done/{DAY}/a.csv"]


def test_the_same_bytes_come_again_and_open_nothing(gate: Gate) -> None:
    gate.drop("a.csv")
    gate.look()
    before = cases(gate)
    gate.drop("a.csv")
    assert states(gate.look()) == [("a.csv", "taken")]
    assert cases(gate) == before


def test_what_was_refused_is_tried_again_when_it_comes_again(gate: Gate) -> None:
    """Its reason may be gone: here a correction that came before its declaration."""
    correction = gate.folder / "c.xml"
    text = (
        "<CC513C><ExportOperation><LRN>LW-50</LRN></ExportOperation>"
        "<Declarant><identificationNumber>PL526100001900000</identificationNumber></Declarant>"
        f"{EXPORTED}</CC513C>"
    )
    correction.write_text(text, encoding="utf-8")
    if states(gate.look()) != [("c.xml", "refused")]:
        pytest.skip("a message that comes too early waits")
    gate.drop("a.csv", lrn="LW-50")
    correction.write_text(text, encoding="utf-8")
    assert sorted(states(gate.look())) == [("a.csv", "taken"), ("c.xml", "taken")]


def test_the_sift_opens_no_case_of_what_has_no_reason(gate: Gate) -> None:
    before = cases(gate)
    row = declared(lrn="LW-S", consignee_name="Plain Bakery", country_destination="CH", docs="")
    write_csv(gate.folder / "a.csv", [{**row, "cn8": "19059080", "description": "bread"}])
    assert states(gate.look(sift=True)) == [("a.csv", "taken")]
    assert cases(gate) == before
    with gate.office.session(ANALYST).reading() as conn:
        found = conn.exec_driver_sql("SELECT count(*) FROM trade_declaration").scalar()
    assert found == 1


# Whole or not at all


@pytest.mark.parametrize("name", [".a.csv", "a.csv.part", "a.csv.tmp", "a.csv.TMP", "~a.csv"])
def test_a_name_that_says_so_is_not_finished(gate: Gate, name: str) -> None:
    gate.drop(name)
    assert not gate.look()
    assert gate.files == [name]


def test_a_file_that_grows_between_two_looks_waits(gate: Gate) -> None:
    file = gate.drop("a.csv")

    def grow(number: int) -> None:
        if number == 1:
            with file.open("a", encoding="utf-8") as more:
                more.write("\n")

    assert not gate.look(between=grow)
    assert gate.files == ["a.csv"]


def test_a_file_that_is_exchanged_for_one_of_its_size_waits(gate: Gate) -> None:
    file = gate.drop("a.csv")
    kept = file.stat()

    def exchange(number: int) -> None:
        if number == 1:
            other = file.with_name(".new")
            other.write_bytes(bytes(reversed(file.read_bytes())))
            os.utime(other, ns=(kept.st_atime_ns, kept.st_mtime_ns))
            other.replace(file)

    assert not gate.look(between=exchange)


def test_xml_without_its_end_waits_and_is_refused_when_none_comes(gate: Gate) -> None:
    whole = XML.read_bytes()
    file = gate.folder / "a.xml"
    file.write_bytes(whole[: len(whole) // 2])
    ((outcome),) = gate.look()
    assert (outcome.state, outcome.why) == ("left", "Its end is missing.")
    file.write_bytes(whole)
    assert states(gate.look()) == [("a.xml", "taken")]
    file.write_bytes(whole[: len(whole) // 3])
    os.utime(file, (1, 1))
    assert states(gate.look()) == [("a.xml", "refused")]


def test_a_file_that_changes_while_it_is_taken_in_is_taken_in_anew(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = gate.drop("a.csv")
    real = run

    def written_to(*given: Any) -> Any:
        found = real(*given)
        gate.drop("a.csv", net_mass_kg=77)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(watching, "run", written_to)
        assert not [one for one in gate.look() if one.state != "left"]
    assert file.exists()
    assert states(gate.look()) == [("a.csv", "taken")]
    assert gate.files == [f"done/{DAY}/a.csv"]


# What is no file


def test_links_pipes_and_folders_stay_and_are_told_once(gate: Gate, tmp_path: Path) -> None:
    outside = write_csv(tmp_path / "outside.csv", two_items(lrn="LW-99"))
    (gate.folder / "link.csv").symlink_to(outside)
    (gate.folder / "gone.csv").symlink_to(tmp_path / "nothing")
    (gate.folder / "sub").mkdir()
    os.mkfifo(gate.folder / "pipe")
    gate.drop("a.csv")
    told = dict(states(gate.look()))
    assert told == {
        "a.csv": "taken",
        "link.csv": "left",
        "gone.csv": "left",
        "sub": "left",
        "pipe": "left",
    }
    assert outside.exists()
    before = len(gate.said)
    with pytest.raises(_Enough):
        gate.look(once=False, between=_until(5))
    assert len(gate.said) == before + 4  # another watch tells them once again


NAME_OF_BYTES = os.fsdecode(b"part\xb3.csv")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no such name")
@pytest.mark.parametrize("sift", [False, True])
def test_a_name_that_is_not_text_is_told_once_and_left(gate: Gate, *, sift: bool) -> None:
    gate.drop("a.csv")
    bad = gate.folder / NAME_OF_BYTES
    gate.drop("b.csv").rename(bad)
    told = {one.file: (one.state, one.why) for one in gate.look(sift=sift)}
    why = "Its name is not text in this system’s encoding: give it another one."
    assert told == {"a.csv": ("taken", ""), NAME_OF_BYTES: ("left", why)}
    assert (bad.exists(), gate.bugs) == (True, [])


class _Enough(Exception):
    """A test has seen enough of a watch that has no end."""


def _until(last: int) -> Callable[[int], None]:
    def end(number: int) -> None:
        if number == last:
            raise _Enough

    return end


def test_done_that_is_a_link_leads_nothing_out_of_the_folder(gate: Gate, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (gate.folder / "done").symlink_to(elsewhere)
    gate.drop("a.csv")
    with pytest.raises(Invalid, match="link or a file"):
        gate.look()
    assert not list(elsewhere.iterdir())
    assert (gate.folder / "a.csv").exists()


def test_a_name_that_looks_like_a_path_or_a_command_is_a_name(gate: Gate) -> None:
    for name in ("-rf.csv", "a b;c.csv", "ż ó\u202e.csv", "x'y.csv"):
        gate.drop(name)
    assert {state for _name, state in states(gate.look())} == {"taken"}
    assert all(name.startswith(f"done/{DAY}/") for name in gate.files)


# Killed, refused, in one another's way


def test_killed_between_commit_and_move_it_is_only_moved(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.drop("a.csv")
    gate.drop("bad.csv", cn8="no code")
    before = cases(gate)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(watched_folder.WatchedFolder, "move", killed)
        with pytest.raises(KeyboardInterrupt):
            gate.look()
    assert gate.files == ["a.csv", "bad.csv"]
    assert sorted(states(gate.look())) == [("a.csv", "taken"), ("bad.csv", "refused")]
    assert gate.files == [f"done/{DAY}/a.csv", "refused/bad.csv"]
    assert cases(gate) == before + 1
    assert sorted(rows(gate)) == [("a.csv", "taken"), ("bad.csv", "refused")]


def test_killed_while_it_has_both_names_it_loses_the_old_one(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.drop("a.csv")

    real = Path.unlink

    def killed(path: Path, **how: Any) -> None:
        if path.name == "a.csv":
            raise KeyboardInterrupt
        real(path, **how)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            gate.look()
    assert gate.files == ["a.csv", f"done/{DAY}/a.csv"]
    gate.look()
    assert gate.files == [f"done/{DAY}/a.csv"]
    assert rows(gate) == [("a.csv", "taken")]


def test_a_disk_without_second_names_is_renamed_on(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    gate.drop("a.csv")
    gate.look()
    assert gate.files == [f"done/{DAY}/a.csv"]


def test_two_watchers_do_not_fight_over_a_folder(gate: Gate) -> None:
    other = watched_folder.WatchedFolder(gate.folder)
    gate.drop("a.csv")
    with other.held(), pytest.raises(Conflict, match="watches this folder already"):
        gate.look()
    assert gate.files == ["a.csv"]
    assert states(gate.look()) == [("a.csv", "taken")]


def test_a_full_disk_is_told_once_and_waited_for(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.drop("a.csv")
    real = os.link

    def full(*given: Any, **how: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(gate.folder))

    def later(number: int) -> None:
        if number == 4:
            monkeypatch.setattr(os, "link", real)
        if number == 7:
            raise _Enough

    monkeypatch.setattr(os, "link", full)
    with pytest.raises(_Enough):
        gate.look(once=False, between=later)
    assert len(gate.trouble) == 1
    assert "No space left" in gate.trouble[0]
    assert "MiB are free" in gate.trouble[0]
    assert gate.files == [f"done/{DAY}/a.csv"]


def test_a_folder_that_goes_and_comes_is_waited_for(gate: Gate) -> None:
    away = gate.folder.with_name("away")

    def happen(number: int) -> None:
        if number == 1:
            gate.folder.rename(away)
        if number == 3:
            gate.folder.mkdir()
            gate.drop("a.csv")
        if number == 7:
            raise _Enough

    with pytest.raises(_Enough):
        gate.look(once=False, between=happen)
    assert len(gate.trouble) == 1
    assert "gone" in gate.trouble[0]
    assert gate.files == [f"done/{DAY}/a.csv"]


def test_a_casebook_that_somebody_writes_in_is_waited_for(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.drop("a.csv")
    real = run
    refusals = iter((Unavailable("Somebody else is writing in the casebook."),) * 2)

    def busy(*given: Any) -> Any:
        for fault in refusals:
            raise fault
        return real(*given)

    monkeypatch.setattr(watching, "run", busy)
    with pytest.raises(_Enough):
        gate.look(once=False, between=_until(6))
    assert gate.trouble == ["Somebody else is writing in the casebook."]
    assert gate.files == [f"done/{DAY}/a.csv"]


def test_a_file_that_the_program_fails_on_keeps_no_other_waiting(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.csv", "poison.csv", "z.csv"):
        gate.drop(name)
    real = staged_file

    def failing(path: Path, *more: Any) -> Any:
        if path.name == "poison.csv":
            raise ZeroDivisionError("a secret of the file")
        return real(path, *more)

    monkeypatch.setattr(taking_in, "staged_file", failing)
    found = dict(states(gate.look()))
    assert found == {"a.csv": "taken", "poison.csv": "refused", "z.csv": "taken"}
    assert [type(bug) for bug in gate.bugs] == [ZeroDivisionError]
    (refused,) = refused_files(gate.office.session(ANALYST)).rows
    assert "made a mistake" in refused.faults[0].message
    assert "secret" not in refused.faults[0].message


def test_many_files_come_in_batches_and_an_end_is_heard_between_them(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "BATCH_FILES", 2)
    for number in range(5):
        gate.drop(f"{number}.csv")
    stop = Event()
    told: list[str] = []

    def tell(one: watching.WatchOutcome) -> None:
        told.append(one.file)
        stop.set()

    watch = watching.FolderWatch(told=tell, stop=stop)
    stop.wait = lambda timeout=None: stop.is_set()  # type: ignore[method-assign]  # nobody waits
    said = WatchFolder(gate.folder)
    watching.watch_folder(gate.office.session(GATEWAY), said, watch)
    assert len(told) == 2
    assert len([name for name in gate.files if "/" not in name]) == 3


# Who may


def test_a_person_may_watch_too_and_an_auditor_may_not(gate: Gate) -> None:
    gate.drop("a.csv")
    assert states(gate.look(who=ANALYST)) == [("a.csv", "taken")]
    assert not gate.look(who=ADMIN)


def test_who_is_shut_out_takes_nothing_more_in(gate: Gate) -> None:
    """A service user that is disabled while it watches ends, and is not asked again."""
    gate.look()
    do(gate.office.session(ADMIN), DisableUser(GATEWAY))
    gate.drop("a.csv")
    with pytest.raises(NotAllowed, match=f"{GATEWAY} was shut out of this casebook"):
        gate.look(once=False)
    assert gate.files == ["a.csv"]


def test_it_reads_no_list_of_what_was_refused(gate: Gate) -> None:
    with pytest.raises(NotAllowed, match="needs the role"):
        refused_files(gate.office.session(GATEWAY))


def test_a_folder_that_is_not_there_is_refused_at_once(gate: Gate) -> None:
    gone = replace(gate, folder=gate.folder / "nowhere")
    with pytest.raises(NotFound, match="not there"):
        gone.look()


@pytest.mark.parametrize("seconds", [0, -1, 3601])
def test_looks_are_neither_without_pause_nor_rarer_than_an_hour(gate: Gate, seconds: int) -> None:
    with pytest.raises(Invalid, match="every 1 to 3600 seconds"):
        gate.look(every=seconds)


def test_the_deed_gives_back_what_came_of_each_file(gate: Gate) -> None:
    gate.drop("a.csv")
    gate.office.session(GATEWAY)
    said = WatchFolder(gate.folder, once=True)
    found = run(gate.office.session(GATEWAY), said)
    assert states(found) == [("a.csv", "taken")]
