"""What lists answered is kept and sealed; an index over all of them says whether to ask."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.services.lists.test_index_making import came, folders, home
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    LISTED,
    REVIEWER,
    Office,
    declared,
    write_csv,
)
from tests.services.trade.parity import differing
from tests.services.trade.trade_traffic import write_traffic
from tests.settings import change_settings

from landwaiter.domain.lists.listing import Listing
from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.domain.trade.deeds import Sift
from landwaiter.errors import NotAllowed
from landwaiter.screening import ENGINE
from landwaiter.screening.store import FORMAT
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import run
from landwaiter.services.lists import joint_index
from landwaiter.services.lists.index_making import sweep
from landwaiter.services.lists.joint_index import EVERY_LIST, JointIndex
from landwaiter.services.trade.day_knowledge import PartyAnswers
from landwaiter.services.trade.trade_view import figures
from landwaiter.services.warm import index_store
from landwaiter.services.warm.references import References
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.lists.list_indexes import joint_pointers
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.trade.sifted_rows import sifted_named

CHECKS = {"trade store", "audit"}
BIRD = "Amber Kestral Shiping Agency"


def file_of(office: Office, name: str, consignee: str, lrn: str = "K-1") -> Path:
    rows = [declared(lrn=lrn, consignee_name=consignee)]
    return write_csv(office.path.parent / f"{name}.csv", rows)


def fresh(office: Office) -> Session:
    """A session that remembers nothing of another one, as after a new start."""
    return replace(office.another_session(ANALYST), references=References())


def asked_of(session: Session) -> int:
    return session.references.kept(PartyAnswers).asked


def sift(session: Session, *files: Path) -> None:
    assert not any(one.rejected for one in run(session, Sift(files)))


def verdict_of(session: Session, lrn: str) -> bytes:
    with session.reading() as conn:
        return sifted_named(conn, lrn)[-1].verdict


def rewritten(office: Office, change: str) -> None:
    casebook = office.session(ANALYST).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    kept = [str(name) for (name,) in triggers if str(name).startswith("trade_")]
    connection.execute("PRAGMA foreign_keys = OFF")
    for name in kept:
        connection.execute(f"DROP TRIGGER {name}")
    assert connection.execute(change).rowcount
    connection.close()


def found_by_check(office: Office) -> list[str]:
    return [one.message for one in check(office.session(ADMIN)).findings if one.check in CHECKS]


def test_the_next_session_asks_no_list_again(office: Office) -> None:
    first = fresh(office)
    sift(first, file_of(office, "one", LISTED))
    assert asked_of(first)
    other = fresh(office)
    sift(other, file_of(office, "two", LISTED, "K-2"))
    assert asked_of(other) == 0
    assert verdict_of(other, "K-1") == verdict_of(other, "K-2")
    assert LISTED.encode() in verdict_of(other, "K-2") or b'"hits":[{' in verdict_of(other, "K-2")
    assert not found_by_check(office)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE trade_screening SET matches = NULL WHERE matches IS NOT NULL",
        "DELETE FROM trade_screening WHERE matches IS NULL",
        "UPDATE trade_answers SET sealed_by = 'trade/batch/9'",
        "DELETE FROM trade_answers",
    ],
)
def test_answers_that_were_changed_count_no_more(office: Office, change: str) -> None:
    sift(fresh(office), file_of(office, "one", LISTED))
    rewritten(office, change)
    other = fresh(office)
    sift(other, file_of(office, "two", LISTED, "K-2"))
    assert asked_of(other)
    assert verdict_of(other, "K-1") == verdict_of(other, "K-2")
    assert any("What lists answered" in one for one in found_by_check(office))


def test_answers_may_all_go(office: Office) -> None:
    sift(fresh(office), file_of(office, "one", LISTED))
    rewritten(office, "DELETE FROM trade_screening")
    other = fresh(office)
    sift(other, file_of(office, "two", LISTED, "K-2"))
    assert asked_of(other)
    assert not found_by_check(office)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE trade_batch SET policy = 7", "Batch 1 of the trade store is not what was sealed"),
        ("UPDATE trade_batch SET grounds = '{}'", "Batch 1 of the trade store is not what was"),
        ("UPDATE trade_batch SET counts = '{\"sample\": 9}'", "Batch 1 of the trade store is not"),
        ("DELETE FROM trade_batch", "Batch 1 of the trade store is gone"),
        ("UPDATE trade_leaf SET leaf = x'00'", "Its leaves do not give the root"),
        ("DELETE FROM trade_leaf", "Its leaves do not give the root"),
        (
            "UPDATE trade_declaration SET salt = x'00'",
            "Declaration 1 is not what was read and found",
        ),
        (
            "UPDATE trade_declaration SET verdict = (SELECT bases FROM trade_declaration)",
            "Declaration 1 is not what was read and found",
        ),
    ],
)
def test_a_store_that_was_rewritten_is_found(office: Office, change: str, said: str) -> None:
    sift(fresh(office), file_of(office, "one", LISTED))
    assert not found_by_check(office)
    rewritten(office, change)
    assert any(said in one for one in found_by_check(office)), found_by_check(office)


@pytest.fixture
def _joint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_store, "IN_MEMORY", 3)
    monkeypatch.setattr(joint_index, "IN_MEMORY", 3)
    monkeypatch.setattr(joint_index, "WORTH_IT", 1)


def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often the index over all lists was made since."""
    made, real = list[int](), joint_index._made

    def making(*said: object) -> object:
        made.append(1)
        return real(*said)  # type: ignore[arg-type]

    monkeypatch.setattr(joint_index, "_made", making)
    return lambda: len(made)


@pytest.mark.usefixtures("_joint")
def test_the_index_over_all_lists_changes_no_verdict(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(office.session(ADMIN))
    names = (LISTED, BIRD, "哈尔滨工业大学", "Veter Severnyi Zavod")
    path = write_traffic(office.path.parent / "trade.csv", 60, listed=names)
    made = counted(monkeypatch)
    sift(fresh(office), path)
    assert made() == 1
    assert differing(office.session(ANALYST)) == (60, "")


@pytest.mark.usefixtures("_joint")
def test_it_lies_on_the_disk_and_is_made_again_where_it_is_not(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(office.session(ADMIN))
    made = counted(monkeypatch)
    sift(fresh(office), file_of(office, "one", BIRD))
    assert made() == 1
    sift(fresh(office), file_of(office, "two", BIRD + " Ltd", "K-2"))
    assert made() == 1
    for damaged in (b"x", b""):
        with office.session(ANALYST).reading() as conn:
            pointer = joint_pointers(conn, engine=ENGINE, version=FORMAT)["short"]
        (home(office) / pointer.folder / "arrays.bin").write_bytes(damaged)
        before = made()
        lrn = f"K-{before + 10}"
        sift(fresh(office), file_of(office, lrn, f"{BIRD} {before}", lrn))
        assert made() == before + 1


@pytest.mark.usefixtures("_joint")
def test_another_edition_of_a_list_makes_another_and_the_old_one_is_swept(office: Office) -> None:
    came(office.session(ADMIN))
    sift(fresh(office), file_of(office, "one", BIRD))
    before = set(folders(office))
    heron = Listing("k-9", "Company", "Grey Heron Reedworks", identifiers=("770427449",))
    came(office.session(ADMIN), (heron,) * 1 + listings_of(5), edition="two")
    other = fresh(office)
    sift(other, file_of(office, "two", "Grey Heron Reedworks Ltd", "K-2"))
    assert b"k-9" in verdict_of(other, "K-2")
    sweep(other)
    gone = before - set(folders(office))
    assert gone


def listings_of(count: int) -> tuple[Listing, ...]:
    names = ("Quillon Marine", "Tarnbrook Lathe", "Ashgrove Optical", "Ellerby Pumps", "Sedge Tool")
    return tuple(Listing(f"n-{at}", "Company", name) for at, name in enumerate(names[:count]))


@pytest.mark.usefixtures("_joint")
def test_no_byte_of_a_confidential_list_is_in_it_and_it_is_always_asked(office: Office) -> None:
    came(office.session(ADMIN), confidential=True)
    session = fresh(office)
    sift(session, file_of(office, "one", BIRD))
    assert b"k-0" in verdict_of(session, "K-1")
    kept = b"".join(p.read_bytes() for p in home(office).rglob("*") if p.is_file())
    assert b"Kestrel" not in kept


@pytest.mark.usefixtures("_joint")
def test_a_full_disk_is_told_and_the_sift_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(office.session(ADMIN))
    session = fresh(office)
    sift(session, file_of(office, "one", "Nobody At All"))
    shutil.rmtree(home(office))

    def full(*_said: object, **_more: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("landwaiter.services.lists.index_making.save", full)
    session = fresh(office)
    sift(session, file_of(office, "two", BIRD, "K-2"))
    assert b"k-0" in verdict_of(session, "K-2")
    assert any("all lists together was not kept" in str(one) for one in session.notices)


@pytest.mark.usefixtures("_joint")
def test_the_office_can_have_every_list_asked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(office.session(ADMIN))
    change_settings(office.session(HEAD), {EVERY_LIST: "true"})
    made = counted(monkeypatch)
    session = fresh(office)
    sift(session, file_of(office, "one", BIRD))
    assert made() == 0
    assert session.references.kept(PartyAnswers).joint == ()
    assert b"k-0" in verdict_of(session, "K-1")


@pytest.mark.usefixtures("_joint")
def test_what_no_index_lets_through_is_found_where_every_list_is_asked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of names for which an index has said that nothing is there, sifted before or not."""
    monkeypatch.setattr(
        JointIndex,
        "finding_nothing",
        lambda _index, _query, lists, _points: frozenset(one.key for one in lists),
    )
    came(office.session(ADMIN))
    sift(fresh(office), file_of(office, "one", BIRD))
    assert b"k-0" not in verdict_of(fresh(office), "K-1")
    change_settings(office.session(HEAD), {EVERY_LIST: "true"})
    session = fresh(office)
    assert figures(session).waiting_for_lists == 1
    sift(session, file_of(office, "two", BIRD, "K-2"))
    assert b"k-0" in verdict_of(session, "K-2")
    again = run(replace(office.another_session(HEAD), references=References()), SiftAgain())
    assert (again.judged, again.new_hits) == (1, 1)
    assert [one.get("every_list", False) for one in sealed(session)] == [False, True]
    assert not found_by_check(office)
    change_settings(office.session(HEAD), {EVERY_LIST: "false"})
    again = run(replace(office.another_session(HEAD), references=References()), SiftAgain())
    assert again.judged == 0, "fewer lists find no more"


def sealed(session: Session) -> list[dict[str, Any]]:
    """What the entries of batches say."""
    with session.reading() as conn:
        found = chain.entries(conn, deed="trade.sifted", limit=None)
        return [json.loads(one.payload or "{}") for one in found]


def test_the_setting_is_of_the_office_and_on_record(office: Office) -> None:
    for who in (ANALYST, REVIEWER):
        with pytest.raises(NotAllowed):
            change_settings(office.session(who), {EVERY_LIST: "true"})
    change_settings(office.session(HEAD), {EVERY_LIST: "true"})
    with office.session(ANALYST).reading() as conn:
        (entry,) = chain.entries(conn, deed="office.setting_changed", limit=None)
    assert entry.actor == HEAD
    assert EVERY_LIST in f"{entry.object} {entry.payload}"
