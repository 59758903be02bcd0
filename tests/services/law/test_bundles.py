"""Reference bundles: a root of two persons, releases that are whole, newer, and told when old."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from tests.attacks.scene import unguarded
from tests.published import Published, a_signed_pack, key, published
from tests.services.sample_office import ADMIN, ANALYST, HEAD, NOW, REVIEWER, Office

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.law.deeds import AcceptRoot, ImportPack, TakeBundle
from landwaiter.errors import Conflict, Invalid, NotAllowed
from landwaiter.formats.law.bundles import archive
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.law import packs
from landwaiter.services.law.bundle_status import bundle_status
from landwaiter.services.law.bundles import (
    accept_or_second,
    root_accepted,
    root_in_file,
    show_bundle,
)
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.people.today import today_view
from landwaiter.services.table import sessions


@pytest.fixture
def publisher(tmp_path: Path) -> Published:
    return published(tmp_path / "out", NOW)


def accepted(office: Office, publisher: Published, number: int = 1) -> None:
    """The head asks, the administrator agrees: both compare the fingerprint."""
    root = publisher.root(number)
    print_of = root_in_file(root).fingerprint
    assert accept_or_second(office.session(HEAD), AcceptRoot(file=root, fingerprint=print_of)).waits
    assert not accept_or_second(
        office.session(ADMIN), AcceptRoot(file=root, fingerprint=print_of)
    ).waits


def row_of(office: Office, pack_id: str = "eu_extra") -> EditionRow | None:
    return next((row for row in packs.editions(office.session(ANALYST)) if row.id == pack_id), None)


def test_a_bundle_brings_official_packs_at_once(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    own = a_signed_pack(tmp_path, "own_words")
    file = publisher.bundle(a_signed_pack(tmp_path), own, version=7)
    found = run(office.session(ANALYST), TakeBundle(file=file))
    assert [(one.pack, one.publisher, one.trust) for one in found.packs] == [
        ("eu_extra", "eu", "official"),
        ("own_words", "own", "transcribed"),
    ]
    official, lowered = row_of(office), row_of(office, "own_words")
    assert official is not None
    assert lowered is not None
    assert (official.trust, official.assent, official.lowered) == ("official", "", "")
    assert (lowered.trust, lowered.trust_said) == ("transcribed", "official")
    assert any("only by a publisher's signature" in said for said in found.said)
    assert motions.waiting(office.session(REVIEWER)) == ()
    assert casebooks.check(office.session(ADMIN)).sound
    status = bundle_status(office.session(ANALYST))
    assert (status.version, status.age_days, status.expired) == (7, 0, False)
    (entry,) = audit_page(office.session(ANALYST), text="bundle.taken").rows
    assert entry.actor == ANALYST


def test_nothing_is_taken_before_two_persons_accepted_the_root(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    file = publisher.bundle(a_signed_pack(tmp_path))
    print_of = root_in_file(publisher.root()).fingerprint
    with pytest.raises(NotAllowed, match="No root of reference bundles is accepted"):
        run(office.session(ADMIN), TakeBundle(file=file))
    assert accept_or_second(
        office.session(HEAD), AcceptRoot(file=publisher.root(), fingerprint=print_of)
    ).waits
    with pytest.raises(NotAllowed, match="No root of reference bundles is accepted"):
        run(office.session(ADMIN), TakeBundle(file=file))
    assert row_of(office) is None


def test_a_root_of_another_fingerprint_is_refused(office: Office, publisher: Published) -> None:
    with pytest.raises(Invalid, match="another fingerprint"):
        accept_or_second(
            office.session(HEAD), AcceptRoot(file=publisher.root(), fingerprint="0" * 64)
        )
    print_of = root_in_file(publisher.root()).fingerprint
    with pytest.raises(NotAllowed, match="needs the role"):
        accept_or_second(
            office.session(ANALYST), AcceptRoot(file=publisher.root(), fingerprint=print_of)
        )


def test_a_new_root_of_the_old_keys_and_its_own_is_followed(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    publisher.next_root(("anna2", "ben"), ("anna", "ben", "anna2"))
    found = run(office.session(ANALYST), TakeBundle(file=publisher.bundle(a_signed_pack(tmp_path))))
    assert found.root_version == 2
    root = root_accepted(office.session(ANALYST))
    assert root is not None
    assert root.version == 2
    assert casebooks.check(office.session(ADMIN)).sound
    newer = a_signed_pack(tmp_path, edition="2027", rows={"845710": "2B201"})
    run(office.session(ANALYST), TakeBundle(file=publisher.bundle(newer, version=2)))


@pytest.mark.parametrize("signers", [("anna", "ben"), ("anna2", "ben")])
def test_a_new_root_without_enough_signatures_of_old_and_new_is_refused(
    office: Office, publisher: Published, tmp_path: Path, signers: tuple[str, ...]
) -> None:
    accepted(office, publisher)
    file = publisher.bundle(a_signed_pack(tmp_path))
    root = publisher.next_root(("anna2", "ben"), signers)
    broken = rewritten(file, {"root/2.root.json": root.read_bytes()})
    with pytest.raises(Invalid, match="Not enough of the keys"):
        run(office.session(ANALYST), TakeBundle(file=broken))


def rewritten(file: Path, changes: dict[str, bytes | None], name: str = "broken.zip") -> Path:
    """The bundle with members added, replaced or left out."""
    with zipfile.ZipFile(file) as archive:
        members: dict[str, bytes | None] = {n: archive.read(n) for n in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member, content in {**members, **changes}.items():
            if content is not None:
                archive.writestr(member, content)
    out = file.with_name(name)
    out.write_bytes(stream.getvalue())
    return out


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"timestamp.json": None}, "lacks a file"),
        ({"timestamp.json": b"{}"}, "cannot be read"),
        ({"timestamp.json": b"[" * 100_000}, "cannot be read"),
        ({"packs/eu_extra.zip": b"other"}, "not the one that was signed"),
        ({"packs/eu_extra.zip": None}, "signed twice, or is not there"),
        ({"packs/eu_more.zip": b"x"}, "nobody signed"),
        ({"publishers/eu.json": None}, "lacks a file"),
        ({"read me.txt": b"x"}, "belongs in none"),
        ({"../out.json": b"x"}, "belongs in none"),
        ({"root/1.root.json": None}, "another root"),
        ({"root/3.root.json": b"{}"}, "does not follow"),
    ],
)
def test_a_bundle_that_was_changed_is_refused_whole(
    office: Office,
    publisher: Published,
    tmp_path: Path,
    change: dict[str, bytes | None],
    why: str,
) -> None:
    accepted(office, publisher)
    file = publisher.bundle(a_signed_pack(tmp_path), a_signed_pack(tmp_path, "own_words"))
    with pytest.raises(Invalid, match=why) as refused:
        run(office.session(ANALYST), TakeBundle(file=rewritten(file, change)))
    assert refused.value.file == "broken.zip"
    assert row_of(office) is row_of(office, "own_words") is None


def test_what_is_no_zip_or_cut_off_is_refused(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    file = publisher.bundle(a_signed_pack(tmp_path))
    for content in (b"", b"no zip", file.read_bytes()[:-30], file.read_bytes()[:2000]):
        broken = tmp_path / "cut.zip"
        broken.write_bytes(content)
        with pytest.raises(Invalid, match="no bundle"):
            run(office.session(ANALYST), TakeBundle(file=broken))


def test_a_bundle_of_another_root_is_refused(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    other = published(tmp_path / "other", NOW + timedelta(days=1))
    with pytest.raises(Invalid, match="another root"):
        run(office.session(ANALYST), TakeBundle(file=other.bundle(a_signed_pack(tmp_path))))


def test_an_expired_bundle_is_taken_and_called_so(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    file = publisher.bundle(a_signed_pack(tmp_path), now=NOW - timedelta(days=40))
    found = run(office.session(ANALYST), TakeBundle(file=file))
    assert found.expired
    assert any("expired" in said for said in found.said)
    today = today_view(office.session(ANALYST))
    assert today.bundle is not None
    assert today.bundle.expired
    assert "40 days old and expired" in today.bundle.sentence
    row = row_of(office)
    assert row is not None
    assert row.trust == "official", "editions in force stay"


def test_a_bundle_grows_old_in_today(office: Office, publisher: Published, tmp_path: Path) -> None:
    assert today_view(office.session(ANALYST)).bundle is None
    accepted(office, publisher)
    run(office.session(ANALYST), TakeBundle(file=publisher.bundle(a_signed_pack(tmp_path))))
    fresh = today_view(office.session(ANALYST)).bundle
    office.clock.move(days=36)
    old = today_view(office.session(ANALYST)).bundle
    assert fresh is not None
    assert old is not None
    assert (fresh.expired, old.expired, old.age_days) == (False, True, 36)


def test_a_bundle_from_the_future_tells_that_the_clock_is_wrong(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    file = publisher.bundle(a_signed_pack(tmp_path), now=NOW + timedelta(days=3))
    with pytest.raises(Invalid, match="later than the clock"):
        run(office.session(ANALYST), TakeBundle(file=file))


def test_the_same_bundle_twice_needs_nothing(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    file = publisher.bundle(a_signed_pack(tmp_path))
    run(office.session(ANALYST), TakeBundle(file=file))
    with pytest.raises(Conflict, match="taken in already"):
        run(office.session(ANALYST), TakeBundle(file=file))


def test_a_bundle_can_be_looked_at_with_and_without_a_casebook(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    file = publisher.bundle(a_signed_pack(tmp_path))
    alone, here = show_bundle(None, file), show_bundle(office.session(ANALYST), file)
    assert alone.root_fingerprint == here.root_fingerprint
    assert [one.pack for one in here.packs] == ["eu_extra"]
    assert row_of(office) is None


def test_a_pack_that_one_took_in_is_seconded_and_stays_transcribed(
    office: Office, tmp_path: Path
) -> None:
    came = run(office.session(ANALYST), ImportPack(path=a_signed_pack(tmp_path)))
    assert came.row is None
    assert row_of(office) is None, "it judges nothing before"
    (waiting,) = motions.waiting(office.session(REVIEWER))
    do(office.session(REVIEWER), SecondOpenMotions((waiting.motion.id,)))
    row = row_of(office)
    assert row is not None
    assert (row.trust, row.trust_said) == ("transcribed", "official")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE bundle_root SET fingerprint = 'f'",
        "UPDATE bundle_root SET motion_id = NULL",
        "UPDATE bundle_taken SET metadata = replace(metadata, 'own_', 'eu__')",
        "UPDATE bundle_taken SET metadata = '{}'",
        "UPDATE pack_edition SET trust = 'official' WHERE pack_id = 'own_words'",
        "UPDATE pack_edition SET trust = 'official' WHERE pack_id = 'annex1'",
        "UPDATE pack_edition SET sha256 = 'f' WHERE pack_id = 'own_words'",
    ],
)
def test_the_check_verifies_what_came_in_a_bundle(
    office: Office, publisher: Published, tmp_path: Path, change: str
) -> None:
    accepted(office, publisher)
    own = a_signed_pack(tmp_path, "own_words")
    run(office.session(ANALYST), TakeBundle(file=publisher.bundle(a_signed_pack(tmp_path), own)))
    assert not casebooks.check(office.session(ADMIN)).findings
    with unguarded(office.session(ANALYST)) as connection:
        connection.execute(change)
    assert casebooks.check(office.session(ADMIN)).findings


def test_a_root_that_one_person_wrote_into_the_table_counts_for_nothing(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    """Neither as the successor of the accepted one, nor in its place."""
    accepted(office, publisher)
    other = published(tmp_path / "other", NOW)
    forged = other.next_root(("anna2", "stranger"), ("anna2", "stranger")).read_bytes()
    told = root_in_file(publisher.root()).fingerprint
    with unguarded(office.session(ANALYST)) as connection:
        connection.execute(
            "INSERT INTO bundle_root SELECT 'zzz', 2, ?, ?, NULL, author, at FROM bundle_root",
            ("f" * 64, forged),
        )
    assert bundle_status(office.session(ANALYST)).root_fingerprint == told
    with unguarded(office.session(ANALYST)) as connection:
        connection.execute("UPDATE bundle_root SET body = ?", (forged,))
    with pytest.raises(Invalid):
        run(office.session(ANALYST), TakeBundle(file=other.bundle(a_signed_pack(tmp_path))))
    run(
        office.session(ANALYST),
        TakeBundle(file=publisher.bundle(a_signed_pack(tmp_path, edition="2"))),
    )


def test_official_by_sql_is_shown_as_what_the_signatures_say(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    own = a_signed_pack(tmp_path, "own_words")
    run(office.session(ANALYST), TakeBundle(file=publisher.bundle(a_signed_pack(tmp_path), own)))
    with unguarded(office.session(ANALYST)) as connection:
        connection.execute("UPDATE pack_edition SET trust = 'official'")
    shown = {row.id: row.trust for row in packs.editions(office.session(ANALYST))}
    assert [name for name, trust in shown.items() if trust == "official"] == ["eu_extra"]


def test_an_edition_that_one_had_taken_in_before_stays_transcribed(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    place = a_signed_pack(tmp_path)
    office.pack_by_two(place)
    found = run(office.session(ANALYST), TakeBundle(file=publisher.bundle(place)))
    assert [one.is_new for one in found.packs] == [False]
    assert any("was in the casebook already and stays as it is" in said for said in found.said)
    row = row_of(office)
    assert row is not None
    assert row.trust == "transcribed"


def test_in_an_office_of_one_a_root_is_accepted_at_once_and_called_so(
    publisher: Published, tmp_path: Path
) -> None:
    alone = sessions.create_casebook(
        tmp_path / "alone",
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Solo",
        password="a sentence that is long enough",
        now=lambda: NOW,
        packs=(),
    ).session
    with alone.casebook:
        told = root_in_file(publisher.root()).fingerprint
        assert not accept_or_second(
            alone, AcceptRoot(file=publisher.root(), fingerprint=told)
        ).waits
        status = bundle_status(alone)
        assert (status.root_fingerprint, status.by_one) == (told, True)
        assert run(alone, TakeBundle(file=publisher.bundle(a_signed_pack(tmp_path)))).taken
        assert casebooks.check(alone).sound


def test_one_pack_that_cannot_be_kept_leaves_out_all_of_them(
    office: Office, publisher: Published, tmp_path: Path
) -> None:
    accepted(office, publisher)
    office.pack_by_two(a_signed_pack(tmp_path / "before", "own_words"))
    other = a_signed_pack(tmp_path, "own_words", rows={"1": "2"})
    file = publisher.bundle(a_signed_pack(tmp_path), other)
    with pytest.raises(Conflict, match="an edition 2026 of the pack own_words with other content"):
        run(office.session(ANALYST), TakeBundle(file=file))
    assert row_of(office) is None
    assert bundle_status(office.session(ANALYST)).version == 0


@pytest.mark.parametrize("limit", ["MOST_PACK", "MOST_METADATA", "MOST_MEMBERS", "MOST_BYTES"])
def test_more_than_a_bundle_holds_is_refused_unread(
    office: Office,
    publisher: Published,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
) -> None:
    accepted(office, publisher)
    file = publisher.bundle(a_signed_pack(tmp_path))
    monkeypatch.setattr(archive, limit, 3)
    with pytest.raises(Invalid, match=r"too large|more than a bundle does"):
        run(office.session(ANALYST), TakeBundle(file=file))


def test_keys_are_files_of_their_owner_alone() -> None:
    private = key("anna")
    assert private.stat().st_mode & 0o077 == 0
    assert b"ENCRYPTED PRIVATE KEY" in private.read_bytes()
