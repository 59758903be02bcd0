"""Watch lists and packs: editions come, stay and go; what was judged stays judged."""

from dataclasses import asdict
from pathlib import Path

import pytest
from tests.services.sample_office import ADMIN, ANALYST, CONSIGNEE, Office, write_csv, write_list

from landwaiter.domain.lists.deeds import ImportList
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.deeds.engine import run
from landwaiter.services.law.packs import editions, pack_rows
from landwaiter.services.lists.list_imports import ListHead, list_editions

HEAD_OF = ListHead("ports", kind="asset_freeze", edition="2026-02", trust="official")


@pytest.fixture
def ports(tmp_path: Path) -> Path:
    return write_list(tmp_path / "ports.csv", CONSIGNEE, "Grey Pier Holdings")


def a_pack(folder: Path, edition: str, *rows: dict[str, str]) -> Path:
    place = folder / f"countries-{edition}"
    place.mkdir()
    facts = {
        "id": "denials",
        "kind": "denial_register",
        "edition": edition,
        "title": "Denials",
        "source": "office",
        "licence": "none",
        "trust": "own knowledge",
        "data": "data.csv",
    }
    text = "\n".join(f'{name} = "{value}"' for name, value in facts.items())
    (place / "pack.toml").write_text(text, encoding="utf-8")
    write_csv(place / "data.csv", rows)
    return place


def test_an_imported_list_is_screened_against(office: Office, ports: Path) -> None:
    result = run(office.session(ADMIN), ImportList(files=(ports,), **asdict(HEAD_OF)))[0]
    assert (result.listings, result.edition, result.rejected) == (2, "2026-02", ())
    office.act(ANALYST, "screen")
    assert {hit.list_id for hit in office.case().hits} == {"watched", "ports"}
    (row,) = [row for row in list_editions(office.session(ANALYST)) if row.id == "ports"]
    assert (row.rows, row.trust, row.kind) == (2, "transcribed", "asset_freeze")
    assert row.assent == "not seconded"
    assert audit_page(office.session(ANALYST), text="list.imported").rows[0].actor == ADMIN


def test_the_very_same_edition_twice_is_a_conflict(office: Office, ports: Path) -> None:
    run(office.session(ADMIN), ImportList(files=(ports,), **asdict(HEAD_OF)))[0]
    with pytest.raises(Conflict, match="in the casebook already"):
        run(office.session(ADMIN), ImportList(files=(ports,), **asdict(HEAD_OF)))[0]


def test_a_list_with_a_rejected_row_is_not_imported(office: Office, tmp_path: Path) -> None:
    path = write_list(tmp_path / "bad.csv", "Grey Pier Holdings", "")
    result = run(office.session(ADMIN), ImportList(files=(path,), **asdict(HEAD_OF)))[0]
    assert result.rejected
    assert result.listings == 0
    assert [row.id for row in list_editions(office.session(ANALYST))] == ["watched"]


def test_a_list_of_an_unknown_kind_is_refused(office: Office, ports: Path) -> None:
    with pytest.raises(Invalid, match="no list of this kind"):
        run(
            office.session(ADMIN),
            ImportList(files=(ports,), **asdict(ListHead("ports", kind="gossip"))),
        )[0]


def test_a_removed_list_is_not_shown_and_not_removed_twice(office: Office) -> None:
    office.list_out("watched")
    assert list_editions(office.session(ANALYST)) == ()
    with pytest.raises(NotFound, match="no such list"):
        office.list_out("watched")


def test_the_shipped_packs_are_there_with_edition_and_trust(office: Office) -> None:
    rows = {row.id: row for row in editions(office.session(ANALYST))}
    assert {"annex1", "flag_rules", "calendar_PL"} <= rows.keys()
    assert all(row.edition and row.trust and len(row.sha256) == 64 for row in rows.values())


def test_a_newer_edition_of_a_pack_is_used_and_the_older_stays(
    office: Office, tmp_path: Path
) -> None:
    session = office.session(ADMIN)
    for edition in ("2025", "2026"):
        row = office.pack_by_two(a_pack(tmp_path, edition, {"id": edition})).row
        assert row is not None
        assert row.edition == edition
    assert pack_rows(session, "denials").rows[0]["id"] == "2026"
    assert [row.edition for row in editions(session) if row.id == "denials"] == ["2026"]


def test_the_very_same_pack_twice_is_refused(office: Office, tmp_path: Path) -> None:
    folder = a_pack(tmp_path, "2026", {"id": "1"})
    office.pack_by_two(folder)
    with pytest.raises((NotAllowed, Conflict), match="in the casebook already"):
        office.pack_by_two(folder)


def test_a_case_keeps_what_it_was_evaluated_with_until_it_is_evaluated_again(
    office: Office, tmp_path: Path
) -> None:
    before = office.case()
    office.pack_by_two(
        a_pack(tmp_path, "2026", {"id": "D1", "item": "2B001"}),
    )
    assert office.case() == before
    office.act(ANALYST, "evaluate")
    assert office.case().flags != before.flags


def test_a_pack_that_is_not_there_is_named(office: Office) -> None:
    with pytest.raises(NotFound, match="no such pack") as refused:
        pack_rows(office.session(ANALYST), "unicorns")
    assert refused.value.value == "unicorns"
