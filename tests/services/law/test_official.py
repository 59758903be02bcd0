"""Official files in: looked at, compared, taken in whole or not at all."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from tests.formats.official.official_files import HEADER, ROWS, a_table, a_workbook
from tests.services.sample_office import ADMIN, ANALYST, REVIEWER, Office

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.law.deeds import ImportPack
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.formats.law.registry import IMPORTERS
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.law import packs
from landwaiter.services.law.official_files import (
    OfficialHead,
    is_pack_path,
    kinds,
    preview_official,
    preview_pack,
    template,
)
from landwaiter.services.lists import list_imports
from landwaiter.services.lists.list_imports import ListHead

SAID = OfficialHead(edition="2026", valid_from=date(2026, 1, 1))


class Stopped(BaseException):
    """What a window raises when its person cancels."""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "correlation.xlsx"
    path.write_bytes(a_table(*ROWS))
    return path


def said(kind: str, **more: object) -> OfficialHead:
    facts = {"kind": kind, "edition": "2026", "valid_from": date(2026, 1, 1), **more}
    return OfficialHead(**facts)  # type: ignore[arg-type]  # the tests name its fields


def ids(office: Office) -> set[str]:
    return {row.id for row in packs.editions(office.session(ANALYST))}


def test_a_workbook_becomes_an_edition_of_its_pack(office: Office, table: Path) -> None:
    came = office.official_by_two(table, SAID)
    assert came.row is not None
    row = came.row
    assert (row.id, row.kind, row.rows) == ("correlation_official", "correlation", 4)
    assert (row.edition, row.trust, row.trust_said) == ("2026", "transcribed", "official")
    assert any("official only by a publisher's signature" in said for said in came.said)
    assert "correlation.xlsx" in row.source
    assert audit_page(office.session(ANALYST), text="pack.imported").rows[0].actor == REVIEWER


def test_a_look_keeps_nothing(office: Office, table: Path) -> None:
    found = preview_official(office.session(ANALYST), table, SAID)
    assert (found.read, found.rows, found.added, found.against) == (4, 4, 4, "")
    assert found.first[0][found.columns.index("control_code")] == "2B001"
    assert "correlation_official" not in ids(office)


def test_a_look_says_what_would_change_against_the_edition_in_force(
    office: Office, table: Path, tmp_path: Path
) -> None:
    session = office.session(ANALYST)
    office.official_by_two(table, SAID)
    newer = tmp_path / "newer.xlsx"
    newer.write_bytes(a_table(*ROWS[1:], ("85423190", "", "3A001")))
    found = preview_official(session, newer, said("", edition="2027", valid_from=date(2027, 1, 1)))
    assert found.against == "2026"
    assert (found.added, found.removed, found.unchanged) == (1, 1, 3)


def test_a_rejected_row_keeps_nothing_and_is_reported(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(a_table(*ROWS, ("84571010", "", "2Z001"), ("8457", "", "2B001")))
    result = run(office.session(ANALYST), ImportPack(path=path, **asdict(SAID)))
    assert result.came is None
    assert [(one.row, one.field) for one in result.preview.rejected] == [
        (6, "control_code"),
        (7, "cn"),
    ]
    assert "correlation_official" not in ids(office)


def test_the_same_file_with_the_same_words_is_in_the_casebook_already(
    office: Office, table: Path
) -> None:
    office.official_by_two(table, SAID)
    with pytest.raises(NotAllowed, match="in the casebook already"):
        run(office.session(ANALYST), ImportPack(path=table, **asdict(SAID)))


@pytest.mark.parametrize(
    ("head", "field"),
    [
        (OfficialHead(valid_from=date(2026, 1, 1)), "edition"),
        (OfficialHead(edition="2026"), "valid_from"),
    ],
)
def test_edition_and_first_day_must_be_said(
    office: Office, table: Path, head: OfficialHead, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        run(office.session(ANALYST), ImportPack(path=table, **asdict(head)))
    assert refused.value.field == field


def test_an_edition_that_ends_before_it_begins_is_refused(office: Office, table: Path) -> None:
    with pytest.raises(Invalid) as refused:
        run(
            office.session(ANALYST),
            ImportPack(path=table, **asdict(said("", valid_to=date(2025, 12, 31)))),
        )
    assert refused.value.field == "valid_to"


def test_trust_is_the_person_s_word_where_it_is_said(office: Office, table: Path) -> None:
    found = preview_official(office.session(ANALYST), table, said("", trust="transcribed"))
    assert found.trust == "transcribed"
    with pytest.raises(Invalid):
        preview_official(office.session(ANALYST), table, said("", trust="hearsay"))


def test_a_file_of_another_kind_than_was_asked_for_is_refused_by_its_own(
    office: Office, table: Path
) -> None:
    with pytest.raises(Invalid) as refused:
        preview_official(office.session(ANALYST), table, said("taric_nomenclature"))
    assert refused.value.value == "correlation_official"


def test_a_kind_that_is_not_known_is_refused(office: Office, table: Path) -> None:
    with pytest.raises(Invalid) as refused:
        preview_official(office.session(ANALYST), table, said("gossip"))
    assert refused.value.field == "kind"


def test_annexes_of_several_acts_have_one_form_and_must_be_said(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "annex.csv"
    path.write_text(template("eu_833_annexes") + "833/2014,XXIII,845710,,,,,\n", encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        preview_official(office.session(ANALYST), path, SAID)
    assert "eu_833_annexes" in str(refused.value.value)
    row = office.official_by_two(path, said("eu_833_annexes")).row
    assert row is not None
    assert row.trust == "transcribed"
    assert "eu_833_annexes" in ids(office)


def test_other_headers_are_mapped(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Ware;Position\n84571010;2B001\n", encoding="utf-8")
    mapping = {"cn": "Ware", "control_code": "Position"}
    found = preview_official(
        office.session(ANALYST), path, said("correlation_official", mapping=mapping)
    )
    assert found.rows == 1


def test_a_sheet_is_chosen_where_several_would_do(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    path.write_bytes(a_workbook([HEADER, *ROWS], [HEADER, *ROWS[:1]], titles=("new", "old")))
    found = preview_official(office.session(ANALYST), path, said("", sheet="old"))
    assert found.rows == 1


def test_cancelling_keeps_nothing(office: Office, table: Path) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        run(office.session(ANALYST), ImportPack(path=table, **asdict(SAID)), stop)
    assert "correlation_official" not in ids(office)


def test_progress_is_told_row_by_row_to_the_end(office: Office, table: Path) -> None:
    told: list[tuple[int, int, str]] = []
    progress: Callable[[int, int, str], None] = lambda *step: told.append(step)  # noqa: E731
    preview_official(office.session(ANALYST), table, SAID, progress=progress)
    assert (4, 4, "reading rows") in told


def test_an_import_waits_for_a_second_person(office: Office, table: Path) -> None:
    result = run(office.session(ANALYST), ImportPack(path=table, **asdict(SAID)))
    assert result.came is not None
    assert result.came.row is None
    assert "correlation_official" not in ids(office)
    (waiting,) = motions.waiting(office.session(REVIEWER))
    do(office.session(REVIEWER), SecondOpenMotions((waiting.motion.id,)))
    assert "correlation_official" in ids(office)
    assert casebooks.check(office.session(ADMIN)).sound


def test_partners_replace_their_own_set_and_leave_the_others(
    office: Office, tmp_path: Path
) -> None:
    session = office.session(ANALYST)
    before = packs.pack_rows(session, "countries")
    path = tmp_path / "partners.csv"
    path.write_text("country,basis\nJP,Reg. (EU) 2024/1745\n", encoding="utf-8")
    row = office.official_by_two(path, said("annex_viii_partners", trust="official")).row
    after = packs.pack_rows(session, "countries")
    assert {row["country"] for row in after.rows if row["set"] == "annex_viii"} == {"JP"}
    assert [row for row in after.rows if row["set"] == "hub"] == [
        row for row in before.rows if row["set"] == "hub"
    ]
    assert row is not None
    assert row.trust == before.trust.value
    assert before.edition in after.source


def test_a_pack_is_told_from_an_official_file_by_its_content(
    office: Office, table: Path, tmp_path: Path
) -> None:
    disguised = tmp_path / "pack.zip"
    disguised.write_bytes(table.read_bytes())
    assert not is_pack_path(disguised)
    with pytest.raises(NotFound):
        is_pack_path(tmp_path / "nowhere.xlsx")
    folder = tmp_path / "denials"
    folder.mkdir()
    facts = ["id", "kind", "edition", "title", "source", "licence"]
    manifest = "".join(f'{name} = "x"\n' for name in facts)
    (folder / "pack.toml").write_text(
        manifest + 'trust = "official"\ndata = "data.csv"\n', encoding="utf-8"
    )
    (folder / "data.csv").write_text("code\n1\n", encoding="utf-8")
    assert is_pack_path(folder)
    assert preview_pack(office.session(ANALYST), folder).added == 1


def test_what_was_taken_in_is_read_by_the_rules(office: Office, table: Path) -> None:
    office.official_by_two(table, SAID)
    office.act(ANALYST, "evaluate")
    editions = {one.id for one in packs.editions_used(office.session(ANALYST), office.case().id)}
    assert "correlation_official" in editions


def test_a_list_of_the_us_says_its_kind_itself(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "dpl.txt"
    path.write_text(
        "Name\tStreet_Address\tCity\tState\tCountry\tEffective_Date\tExpiration_Date\t"
        "Standard_Order\tFR_Citation\nJAN EXAMPLE\t\t\t\tPL\t06/19/2003\t\tY\t68 F.R. 1\n",
        encoding="utf-8",
    )
    run(
        office.session(ANALYST),
        ImportList(files=(path,), **asdict(ListHead("us_dpl", edition="2023"))),
    )[0]
    (row,) = [
        one for one in list_imports.list_editions(office.session(ANALYST)) if one.id == "us_dpl"
    ]
    assert row.kind == "export_list"


def test_every_kind_says_what_it_reads() -> None:
    found = kinds()
    assert {one.name for one in found} == set(IMPORTERS)
    assert all(one.title and one.about and one.pack_kind for one in found)


def test_a_kind_without_a_form_of_ours_has_no_template() -> None:
    with pytest.raises(NotFound):
        template("taric_nomenclature")
