"""Attacks 76 to 83: reference data that is not what it says, of whom it says, or as new as it says.

Each is tried on the whole office, and then with what stands against it taken away: it succeeds.
"""

import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.published import Published, a_signed_pack, published
from tests.services.law.test_bundles import accepted, rewritten, row_of
from tests.services.sample_office import ADMIN, ANALYST, EVERYTHING, NOW, Office
from tuf.api.metadata import DelegatedRole

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.law.deeds import ImportPack, TakeBundle
from landwaiter.domain.law.pack import Warrant
from landwaiter.errors import Fault
from landwaiter.formats.law.bundles import archive, reading, roots
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions, writing_motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.law import bundles
from landwaiter.services.law.assents import Assents
from landwaiter.services.law.bundle_status import bundle_status
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.deeds import approvals
from landwaiter.storage.law import bundles as stored
from landwaiter.storage.sqlite.engine import connect

Patch = pytest.MonkeyPatch


@pytest.fixture
def publisher(office: Office, tmp_path: Path) -> Published:
    """Whose root two persons have accepted."""
    found = published(tmp_path / "out", NOW)
    accepted(office, found)
    return found


@contextmanager
def disk(office: Office) -> Iterator[Any]:
    """A connection of whoever has the key and the file."""
    casebook = office.session(ANALYST).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    try:
        yield connection
    finally:
        connection.close()


def without_trigger(office: Office, *names: str) -> None:
    with disk(office) as connection:
        for name in names:
            connection.execute(f"DROP TRIGGER {name}")


def nothing(*_: object, **__: object) -> None:
    return None


def all_well(*_: object, **__: object) -> str:
    return ""


def taken(office: Office, file: Path) -> bool:
    """Whether the bundle came in."""
    try:
        return bool(run(office.session(ANALYST), TakeBundle(file=file)).taken)
    except Fault:
        return False


# 76: a pack calls itself official ----------------------------------------------------------------


def is_official(office: Office) -> bool:
    row = row_of(office)
    return row is not None and row.trust == "official"


def test_76_a_pack_that_calls_itself_official_is_transcribed(
    office: Office, tmp_path: Path
) -> None:
    came = office.pack_by_two(a_signed_pack(tmp_path))
    assert any("official only by a publisher's signature" in said for said in came.said)
    assert not is_official(office)


OFFICIAL: dict[str, Callable[[Office, Patch], None]] = {
    "warrant": lambda _office, patch: patch.setattr(Warrant, "trust", lambda _self, said: said),
    "trigger": lambda office, _patch: without_trigger(office, "pack_edition_official_is_signed"),
    "reading": lambda _office, patch: patch.setattr(Assents, "_is_signed", lambda *_: True),
}


def called_official(office: Office, folder: Path) -> bool:
    with suppress(Fault):
        office.pack_by_two(a_signed_pack(folder))
    return is_official(office)


@pytest.mark.parametrize("alone", OFFICIAL)
def test_76_each_protection_alone_stops_it(
    office: Office, tmp_path: Path, monkeypatch: Patch, alone: str
) -> None:
    for name, remove in OFFICIAL.items():
        if name != alone:
            remove(office, monkeypatch)
    assert not called_official(office, tmp_path)


def test_76_succeeds_without_its_protections(
    office: Office, tmp_path: Path, monkeypatch: Patch
) -> None:
    for remove in OFFICIAL.values():
        remove(office, monkeypatch)
    assert called_official(office, tmp_path)
    findings = casebooks.check(office.session(ADMIN)).findings
    assert any("no publisher signed it" in one.message for one in findings), "and is named"


# 77: a lower version -----------------------------------------------------------------------------


def older(publisher: Published, office: Office, folder: Path) -> Path:
    """Version 4, where 5 was taken in."""
    assert taken(office, publisher.bundle(a_signed_pack(folder), version=5))
    return publisher.bundle(a_signed_pack(folder, edition="2020", rows={"1": "2"}), version=4)


def test_77_a_lower_version_is_refused(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    file = older(publisher, office, tmp_path)
    with pytest.raises(Fault, match="older than one that was taken in: 4 after 5"):
        run(office.session(ANALYST), TakeBundle(file=file))


def test_77_the_audit_trail_remembers_what_was_taken_out_of_its_table(
    office: Office, publisher: Published, tmp_path: Path, monkeypatch: Patch
) -> None:
    file = older(publisher, office, tmp_path)
    monkeypatch.setattr(stored, "newest_bundle", nothing)
    assert not taken(office, file)


def test_77_the_database_refuses_it_too(
    office: Office, publisher: Published, tmp_path: Path, monkeypatch: Patch
) -> None:
    file = older(publisher, office, tmp_path)
    monkeypatch.setattr(bundles, "_refuse_older", nothing)
    assert not taken(office, file)


def test_77_succeeds_without_its_protections(
    office: Office, publisher: Published, tmp_path: Path, monkeypatch: Patch
) -> None:
    file = older(publisher, office, tmp_path)
    monkeypatch.setattr(bundles, "_refuse_older", nothing)
    without_trigger(office, "bundle_taken_is_newer")
    assert taken(office, file)


# 78: an expired bundle ---------------------------------------------------------------------------


def called_expired(office: Office, publisher: Published, folder: Path) -> bool:
    file = publisher.bundle(a_signed_pack(folder), now=NOW - timedelta(days=50))
    return bool(run(office.session(ANALYST), TakeBundle(file=file)).expired)


def test_78_an_expired_bundle_is_called_so(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    assert called_expired(office, publisher, tmp_path)
    assert bundle_status(office.session(ANALYST)).expired


def test_78_succeeds_without_its_protection(
    office: Office, publisher: Published, tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(bundles, "latest", lambda *_: NOW - timedelta(days=60))
    assert not called_expired(office, publisher, tmp_path)


# 79: one of two signatures under a root ----------------------------------------------------------


def seized(publisher: Published, folder: Path) -> Path:
    """Who holds one of the two keys names only own keys in the next root."""
    publisher.next_root(("anna2", "stranger"), ("anna", "anna2", "stranger"))
    with pytest.MonkeyPatch.context() as patch:
        unverified(patch)
        return publisher.bundle(a_signed_pack(folder))


def unverified(patch: Patch) -> None:
    """Nobody counts signatures."""
    patch.setattr(roots, "verify", nothing)
    patch.setattr(reading, "verify", nothing)


def test_79_one_of_two_root_signatures_is_not_enough(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    file = seized(publisher, tmp_path)
    with pytest.raises(Fault, match="Not enough of the keys"):
        run(office.session(ANALYST), TakeBundle(file=file))


def test_79_succeeds_without_its_protection(
    office: Office, publisher: Published, tmp_path: Path, monkeypatch: Patch
) -> None:
    file = seized(publisher, tmp_path)
    unverified(monkeypatch)
    assert taken(office, file)


# 80: a publisher outside its pattern -------------------------------------------------------------


def beyond(publisher: Published, folder: Path) -> Path:
    """A publisher that may say official signs a pack that is not its own to publish."""
    with pytest.MonkeyPatch.context() as patch:
        unpatterned(patch)
        return publisher.bundle(a_signed_pack(folder, "substances"))


def unpatterned(patch: Patch) -> None:
    patch.setattr(DelegatedRole, "is_delegated_path", lambda *_: True)


def test_80_a_publisher_outside_its_pattern_is_refused(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    file = beyond(publisher, tmp_path)
    with pytest.raises(Fault, match="eu signed a pack that is not its own to publish"):
        run(office.session(ANALYST), TakeBundle(file=file))


def test_80_succeeds_without_its_protection(
    office: Office, publisher: Published, tmp_path: Path, monkeypatch: Patch
) -> None:
    file = beyond(publisher, tmp_path)
    unpatterned(monkeypatch)
    assert taken(office, file)


# 81: the clock set back --------------------------------------------------------------------------


def revived(office: Office, publisher: Published, folder: Path) -> bool:
    """A bundle that expired while the office worked is fresh again."""
    file = publisher.bundle(a_signed_pack(folder), days=10)
    office.clock.move(days=20)
    office.act(ANALYST, "note", reason="the day is written down here")
    office.clock.move(days=-20)
    found = run(office.session(ANALYST), TakeBundle(file=file))
    return not found.expired


def test_81_a_clock_that_is_set_back_revives_nothing(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    assert not revived(office, publisher, tmp_path)
    assert bundle_status(office.session(ANALYST)).expired


def test_81_a_newer_bundle_tells_the_time_too(
    office: Office, publisher: Published, tmp_path: Path, monkeypatch: Patch
) -> None:
    later = NOW + timedelta(days=40)
    office.clock.move(days=40)
    assert taken(office, publisher.bundle(a_signed_pack(tmp_path), now=later, days=1))
    office.clock.move(days=-40)
    monkeypatch.setattr(chain, "latest_at", lambda _conn: "")
    office.clock.move(days=2)
    assert bundle_status(office.session(ANALYST)).age_days == 0


def test_81_succeeds_without_its_protection(
    office: Office, publisher: Published, tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(bundles, "latest", lambda _conn, now: now)
    assert revived(office, publisher, tmp_path)


# 82: zips with links, and wrong lengths ----------------------------------------------------------


def with_a_link(publisher: Published, folder: Path) -> Path:
    file = publisher.bundle(a_signed_pack(folder))
    link = zipfile.ZipInfo("packs/eu_link.zip")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "a") as opened:
        opened.writestr(link, "/etc/passwd")
    return file


def of_another_length(publisher: Published, folder: Path) -> Path:
    """The same pack in a longer zip, with a file more that nobody signed."""
    place = a_signed_pack(folder)
    file = publisher.bundle(place)
    longer = folder / "longer.zip"
    with zipfile.ZipFile(longer, "w") as opened:
        for name in ("pack.toml", "data.csv"):
            opened.write(place / name, name)
        opened.writestr("more.txt", "what nobody signed")
    return rewritten(file, {"packs/eu_extra.zip": longer.read_bytes()})


LINK: dict[str, Callable[[Patch], None]] = {
    "kinds": lambda patch: patch.setattr(archive, "_refuse_odd", nothing),
    "strangers": lambda patch: patch.setattr(reading, "_refuse_strangers", nothing),
}


def test_82_a_zip_with_a_link_is_refused(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    with pytest.raises(Fault, match="is a link"):
        run(office.session(ANALYST), TakeBundle(file=with_a_link(publisher, tmp_path)))


@pytest.mark.parametrize("alone", LINK)
def test_82_each_protection_alone_stops_a_link(
    office: Office, publisher: Published, tmp_path: Path, monkeypatch: Patch, alone: str
) -> None:
    file = with_a_link(publisher, tmp_path)
    for name, remove in LINK.items():
        if name != alone:
            remove(monkeypatch)
    assert not taken(office, file)


def test_82_a_wrong_length_is_refused(office: Office, publisher: Published, tmp_path: Path) -> None:
    file = of_another_length(publisher, tmp_path)
    with pytest.raises(Fault, match="not the one that was signed"):
        run(office.session(ANALYST), TakeBundle(file=file))


@pytest.mark.parametrize("make", [with_a_link, of_another_length])
def test_82_succeeds_without_its_protections(
    office: Office,
    publisher: Published,
    tmp_path: Path,
    monkeypatch: Patch,
    make: Callable[[Published, Path], Path],
) -> None:
    file = make(publisher, tmp_path)
    for remove in LINK.values():
        remove(monkeypatch)
    monkeypatch.setattr(reading, "_fits", nothing)
    assert taken(office, file)


# 83: an import seconded by its mover -------------------------------------------------------------

OWN_SECOND: dict[str, Callable[[Office, Patch], None]] = {
    "another": lambda _office, patch: patch.setattr(writing_motions, "require_another", nothing),
    "pair": lambda _office, patch: patch.setattr(Session, "require_pair", nothing),
    "trigger": lambda office, _patch: without_trigger(office, "second_is_anothers"),
    "signature": lambda _office, patch: patch.setattr(approvals, "why_not_two", all_well),
}


def seconded_alone(office: Office, folder: Path) -> bool:
    """Whether a pack counts, as seconded, that one person moved and seconded."""
    session = office.session(EVERYTHING)
    run(session, ImportPack(path=a_signed_pack(folder)))
    (row,) = motions.waiting(session)
    try:
        do(session, SecondOpenMotions((row.motion.id,)))
    except Fault:
        return False
    found = row_of(office)
    return found is not None and not found.assent


def test_83_an_import_is_not_seconded_by_its_mover(office: Office, tmp_path: Path) -> None:
    assert not seconded_alone(office, tmp_path)
    assert row_of(office) is None


@pytest.mark.parametrize("alone", OWN_SECOND)
def test_83_each_protection_alone_stops_it(
    office: Office, tmp_path: Path, monkeypatch: Patch, alone: str
) -> None:
    for name, remove in OWN_SECOND.items():
        if name != alone:
            remove(office, monkeypatch)
    assert not seconded_alone(office, tmp_path)


def test_83_succeeds_without_its_protections(
    office: Office, tmp_path: Path, monkeypatch: Patch
) -> None:
    for remove in OWN_SECOND.values():
        remove(office, monkeypatch)
    assert seconded_alone(office, tmp_path)
