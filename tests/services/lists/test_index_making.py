"""Indexes of long published lists lie beside the casebook; nothing depends on it that they do."""

import errno
import shutil
import stat
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from tests.deeds.said import said
from tests.services.sample_office import ADMIN, ANALYST, Office

from landwaiter.domain.lists.deeds import Rescreen
from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.screening.arrays import Arrays
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.hits.name_queries import NameQuery
from landwaiter.services.hits.screening_jobs import screen_names
from landwaiter.services.lists import index_making
from landwaiter.services.lists.index_making import ensure_indexes, make_indexes, missing_indexes
from landwaiter.services.lists.list_imports import import_list
from landwaiter.services.warm import index_store
from landwaiter.services.warm.references import References
from landwaiter.services.warm.session import Session
from landwaiter.storage.people.open_casebook import INDEX

NAMES = (
    "Amber Kestrel Shipping Agency",
    "Quillon Marine Surveyors",
    "Tarnbrook Lathe Works",
    "Ashgrove Optical Instruments",
    "Ветер Северный Завод",
    "哈尔滨工业大学",
)
LISTINGS = tuple(
    Listing(
        f"k-{at}", "Company", name, aliases=(f"{name} Limited",), identifiers=(f"77042744{at}2",)
    )
    for at, name in enumerate(NAMES)
)


@pytest.fixture(autouse=True)
def _lists_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_store, "IN_MEMORY", 3)


def came(
    session: Session,
    listings: Sequence[Listing] = LISTINGS,
    *,
    edition: str = "one",
    confidential: bool = False,
    published: date | None = None,
) -> None:
    digest = sha256(repr((edition, listings)).encode()).hexdigest()
    head = ListEdition(
        list_id="birds",
        title="Birds",
        kind="other",
        edition=edition,
        sha256=digest,
        source="",
        licence="",
        trust="official",
        listings=len(listings),
        imported_at=datetime(2026, 3, 30, tzinfo=UTC),
        confidential=confidential,
        published=published,
    )
    import_list(session, head, listings)


def home(office: Office) -> Path:
    return office.path / INDEX


def folders(office: Office) -> list[str]:
    return sorted(path.name for path in home(office).iterdir()) if home(office).is_dir() else []


def written(office: Office) -> dict[str, bytes]:
    """Content of the one index by name of file."""
    (folder,) = home(office).iterdir()
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def hits(session: Session, name: str = "Amber Kestral Shiping Agency") -> list[tuple[str, float]]:
    (result,) = screen_names(session, [NameQuery(name)])
    return [(hit.match.listing_id, hit.match.score) for hit in result.hits if hit.list == "birds"]


def test_an_index_on_the_disk_finds_what_one_in_memory_finds(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(office.session(ADMIN))
    monkeypatch.setattr(index_store, "IN_MEMORY", 1000)
    in_memory = [hits(office.another_session(ADMIN), name) for name in NAMES]
    assert folders(office) == []
    monkeypatch.setattr(index_store, "IN_MEMORY", 3)
    assert [hits(office.another_session(ADMIN), name) for name in NAMES] == in_memory
    assert len(folders(office)) == 1
    assert all(in_memory)


def test_an_index_is_made_once(office: Office) -> None:
    came(office.session(ADMIN))
    assert ensure_indexes(office.session(ADMIN)) == 1
    assert ensure_indexes(office.another_session(ADMIN)) == 0


def test_an_index_made_again_has_equal_bytes(office: Office) -> None:
    session = office.session(ADMIN)
    came(session)
    ensure_indexes(session)
    before = written(office)
    (name,) = folders(office)
    (home(office) / name / "head.json").unlink()
    ensure_indexes(session)
    assert folders(office) != [name]
    assert written(office) == before


@pytest.mark.parametrize("damage", ["missing", "cut", "one byte", "other head"])
def test_a_damaged_index_is_made_again_and_names_are_found_meanwhile(
    office: Office, damage: str
) -> None:
    session = office.session(ADMIN)
    came(session)
    ensure_indexes(session)
    (folder,) = home(office).iterdir()
    arrays, head = folder / "arrays.bin", folder / "head.json"
    data = arrays.read_bytes()
    if damage == "missing":
        arrays.unlink()
    elif damage == "cut":
        arrays.write_bytes(data[:-1])
    elif damage == "one byte":
        arrays.write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])
    else:
        head.write_bytes(head.read_bytes().replace(b'"format": ', b'"format": 1'))
    assert hits(office.another_session(ADMIN))
    ensure_indexes(office.another_session(ADMIN))
    assert [folder for folder in folders(office) if (home(office) / folder) != arrays.parent]


def test_a_new_edition_gets_an_index_and_the_one_before_keeps_its_own(office: Office) -> None:
    session = office.session(ADMIN)
    came(session)
    ensure_indexes(session)
    came(session, LISTINGS[:5], edition="two")
    assert ensure_indexes(session) == 1
    assert len(folders(office)) == 2


def test_the_index_of_a_removed_list_is_swept(office: Office) -> None:
    session = office.session(ADMIN)
    came(session)
    ensure_indexes(session)
    office.list_out("birds")
    ensure_indexes(session)
    assert folders(office) == []


def test_no_byte_of_a_confidential_list_is_on_the_disk(office: Office) -> None:
    session = office.session(ADMIN)
    came(session, confidential=True)
    assert ensure_indexes(session) == 1
    assert hits(session)
    content = b"".join(path.read_bytes() for path in office.path.rglob("*") if path.is_file())
    for word in ("kestrel", "kastral", "Quillon", "quillon", "Ветер", "veter", "哈尔滨"):
        assert word.encode() not in content
    assert folders(office) == []


def test_a_list_that_becomes_confidential_loses_its_index(office: Office) -> None:
    session = office.session(ADMIN)
    came(session)
    ensure_indexes(session)
    office.list_out("birds")
    came(session, confidential=True)
    ensure_indexes(session)
    assert hits(session)
    assert folders(office) == []


def test_a_cancelled_index_leaves_nothing(office: Office) -> None:
    session = office.session(ADMIN)
    came(session)
    with closing(make_indexes(session)) as steps:
        next(steps)
    assert folders(office) == []
    assert hits(session)


def test_a_full_disk_is_told_and_the_index_before_still_serves(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = office.session(ADMIN)
    came(session)
    ensure_indexes(session)
    before = folders(office)
    came(session, LISTINGS[:5], edition="two")

    def full(*_given: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(index_making, "save", full)
    assert ensure_indexes(session) == 0
    assert folders(office) == before
    assert "Birds" in session.notices[-1]
    assert hits(session)


def test_what_a_killed_process_left_is_not_used_and_is_swept_in_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = office.session(ADMIN)
    came(session)
    home(office).mkdir(mode=0o700)
    (home(office) / ".half.new").mkdir()
    (home(office) / ".half.new" / "arrays.bin").write_bytes(b"half")
    ensure_indexes(session)
    assert ".half.new" in folders(office)
    monkeypatch.setattr(index_making, "_ABANDONED_S", -1.0)
    ensure_indexes(session)
    assert ".half.new" not in folders(office)
    assert len(folders(office)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_may_read_an_index(office: Office) -> None:
    came(office.session(ADMIN))
    ensure_indexes(office.session(ADMIN))
    assert stat.S_IMODE(home(office).stat().st_mode) == 0o700
    for path in home(office).rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_progress_rises_to_the_whole(office: Office) -> None:
    came(office.session(ADMIN))
    told: list[tuple[int, int, str]] = []
    ensure_indexes(office.session(ADMIN), lambda *step: told.append(step))
    done = [step[0] for step in told]
    assert done == sorted(done)
    assert told[-1] == (1000, 1000, "Birds")


def test_a_deed_that_screens_nobody_makes_no_index(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(office.session(ADMIN))

    def built_now(_bodies: object) -> Arrays:
        raise AssertionError("an index was made")

    monkeypatch.setattr(index_store, "_made_now", built_now)
    session = replace(office.session(ANALYST), references=References())
    do(session, said("note", reason="called the firm"))
    do(session, said("evaluate"))
    with pytest.raises(AssertionError, match="was made"):
        do(session, said("screen"))


def test_screening_again_makes_what_is_missing_first_and_tells_how_far_it_is(
    office: Office,
) -> None:
    came(office.session(ADMIN))
    told: list[str] = []
    run(office.session(ADMIN), Rescreen(), lambda _done, _total, text: told.append(text))
    assert "Birds" in told
    assert len(folders(office)) == 1


def test_an_older_edition_is_indexed_while_it_counts_for_an_open_case(office: Office) -> None:
    session = office.session(ADMIN)
    came(session, published=date(2026, 3, 1))
    came(session, LISTINGS[1:], edition="two", published=date(2026, 3, 29))
    assert {kept.edition.edition for kept in missing_indexes(session)} == {"one", "two"}
    assert ensure_indexes(session) == 2
    assert len(folders(office)) == 2
    office.act(ANALYST, "triage")
    office.act(ANALYST, "dismiss", reason="declared twice by mistake")
    for folder in home(office).iterdir():
        shutil.rmtree(folder)
    assert {kept.edition.edition for kept in missing_indexes(session)} == {"two"}


def test_the_index_of_a_confidential_list_is_made_once_a_session_and_never_written(
    office: Office,
) -> None:
    came(office.session(ADMIN), confidential=True)
    session = replace(office.session(ANALYST), references=References())
    told: list[str] = []
    assert ensure_indexes(session, lambda _done, _total, text: told.append(text)) == 1
    assert "Birds" in told
    assert folders(office) == []
    assert ensure_indexes(session) == 0
    assert hits(session)
