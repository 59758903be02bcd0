"""A new edition sets a task on each open case it touches, and changes no verdict."""

from pathlib import Path

import pytest
from tests.services.cases.test_recheck import OTHER, ROW, a_correlation
from tests.services.sample_office import ADMIN, ANALYST, CONSIGNEE, REF, REVIEWER, Office

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.law.deeds import EndTask, ImportPack, ImportShippedPacks
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.resources import root
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.law.edition_tasks import list_tasks
from landwaiter.services.law.packs import (
    compare_packs,
    edition_before,
    editions,
    shipped_packs,
    show_pack,
)
from landwaiter.services.people.today import today_view

WHY = "the goods are not of this kind"


def imported(office: Office, folder: Path, edition: str, **dates: str) -> None:
    office.pack_by_two(
        a_correlation(folder, edition, ROW, OTHER, **dates),
    )


def test_the_first_edition_of_a_text_of_all_goods_is_said_once_and_the_next_sets_tasks(
    office: Office, tmp_path: Path
) -> None:
    def came(edition: str, words: str) -> tuple[str, ...]:
        row = {"code": "8457", "suffix": "80", "description": words}
        pack = a_correlation(tmp_path, edition, row, pack_id="hs_nomenclature")
        manifest = pack / "pack.toml"
        manifest.write_text(
            manifest.read_text().replace('kind = "correlation"', 'kind = "nomenclature"')
        )
        return office.pack_by_two(pack).said

    assert any("goods that it speaks of: 1." in said for said in came("one", "machining centres"))
    assert list_tasks(office.session(ANALYST)) == ()
    came("two", "machining centres for metal")
    assert [task.edition for task in list_tasks(office.session(ANALYST))] == ["two"]


def test_an_open_case_whose_heading_the_edition_changes_has_a_task(
    office: Office, tmp_path: Path
) -> None:
    before = office.case()
    came = office.pack_by_two(a_correlation(tmp_path, "2026-04", ROW))
    (task,) = list_tasks(office.session(ANALYST))
    assert (task.reference, task.pack_id, task.edition) == (REF, "hs_control", "2026-04")
    assert "84571010" in task.touched
    assert "It touches 1 open case, which has a task now." in came.said
    assert office.case() == before
    (entry,) = audit_page(office.session(ANALYST), text="task.opened").rows
    assert entry.object == REF


def test_an_edition_that_says_the_same_of_its_goods_sets_no_task(
    office: Office, tmp_path: Path
) -> None:
    imported(office, tmp_path, "one")
    (first,) = list_tasks(office.session(ANALYST))
    do(office.session(ANALYST), EndTask(task=first.id, state="done"))
    office.pack_by_two(a_correlation(tmp_path, "two", ROW))
    assert list_tasks(office.session(ANALYST)) == ()


def test_an_edition_that_is_not_valid_on_the_day_of_the_declaration_sets_no_task(
    office: Office, tmp_path: Path
) -> None:
    imported(office, tmp_path, "later", valid_from="2026-04-01")
    imported(office, tmp_path, "earlier", valid_from="2025-01-01", valid_to="2026-03-26")
    assert list_tasks(office.session(ANALYST)) == ()


def test_an_edition_for_past_days_touches_a_case_of_these_days(
    office: Office, tmp_path: Path
) -> None:
    imported(office, tmp_path, "past", valid_from="2026-03-01", valid_to="2026-03-27")
    assert [task.edition for task in list_tasks(office.session(ANALYST))] == ["past"]


def test_a_case_that_is_over_has_no_task(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "triage")
    office.act(ANALYST, "dismiss", reason=WHY)
    assert office.case().stage is Stage.DISMISSED
    imported(office, tmp_path, "2026-04")
    assert list_tasks(office.session(ANALYST), ended=True) == ()


def test_an_institution_that_resembles_a_party_touches_the_case(
    office: Office, tmp_path: Path
) -> None:
    pack = a_correlation(
        tmp_path,
        "2026-04",
        {"name_en": CONSIGNEE, "name_zh": "", "aliases": "", "type": "company"},
        {"name_en": "Quite Another Academy", "name_zh": "", "aliases": "", "type": "academy"},
        pack_id="office_entities",
    )
    manifest = pack / "pack.toml"
    manifest.write_text(manifest.read_text().replace("correlation", "institutions", 1))
    office.pack_by_two(pack)
    assert [task.touched for task in list_tasks(office.session(ANALYST))] == [(CONSIGNEE,)]


def test_a_task_is_done_once(office: Office, tmp_path: Path) -> None:
    imported(office, tmp_path, "2026-04")
    (task,) = list_tasks(office.session(ANALYST))
    do(office.session(ANALYST), EndTask(task=task.id, state="done"))
    assert list_tasks(office.session(ANALYST)) == ()
    (ended,) = list_tasks(office.session(ANALYST), ended=True)
    assert (ended.state, ended.ended_by) == ("done", ANALYST)
    with pytest.raises(NotAllowed, match="ended by Ana already"):
        do(office.session(REVIEWER), EndTask(task=task.id, state="done"))


def test_a_dismissal_needs_a_reason(office: Office, tmp_path: Path) -> None:
    imported(office, tmp_path, "2026-04")
    (task,) = list_tasks(office.session(ANALYST))
    with pytest.raises(Invalid, match="fewer than 10 characters"):
        do(office.session(ANALYST), EndTask(task=task.id, state="dismissed", reason="no"))
    do(office.session(ANALYST), EndTask(task=task.id, state="dismissed", reason=WHY))
    assert [one.reason for one in list_tasks(office.session(ANALYST), ended=True)] == [WHY]


def test_what_cannot_be_ended_is_refused(office: Office, tmp_path: Path) -> None:
    imported(office, tmp_path, "2026-04")
    (task,) = list_tasks(office.session(ANALYST))
    with pytest.raises(Invalid, match="done or dismissed"):
        do(office.session(ANALYST), EndTask(task=task.id, state="forgotten"))
    with pytest.raises(NotFound, match="no such task"):
        do(office.session(ANALYST), EndTask(task="nothing", state="done"))
    with pytest.raises(NotAllowed):
        do(office.session(ADMIN), EndTask(task=task.id, state="done"))


def test_today_shows_the_tasks_of_my_cases_and_of_nobody(office: Office, tmp_path: Path) -> None:
    imported(office, tmp_path, "2026-04")
    assert [task.reference for task in today_view(office.session(REVIEWER)).tasks] == [REF]
    office.act(ANALYST, "take")
    assert today_view(office.session(REVIEWER)).tasks == ()
    assert [task.reference for task in today_view(office.session(ANALYST)).tasks] == [REF]
    assert [task.edition for task in office.view().tasks] == ["2026-04"]


def test_the_tasks_come_when_the_second_has_signed(office: Office, tmp_path: Path) -> None:
    run(office.session(ANALYST), ImportPack(path=a_correlation(tmp_path, "2026-04", ROW, OTHER)))
    assert list_tasks(office.session(ANALYST)) == ()
    second_all(office, REVIEWER)
    assert len(list_tasks(office.session(ANALYST))) == 1


def second_all(office: Office, who: str) -> None:
    session = office.session(who)
    do(session, SecondOpenMotions(tuple(row.motion.id for row in motions.waiting(session))))


def test_overlapping_editions_are_said_when_they_come(office: Office, tmp_path: Path) -> None:
    came = office.pack_by_two(a_correlation(tmp_path, "2026-04", ROW))
    assert any("The one imported last counts: 2026-04" in said for said in came.said)
    shown = show_pack(office.session(ANALYST), "hs_control")
    assert [(one.row.edition == "2026-04", one.in_force) for one in shown.editions] == [
        (True, True),
        (False, False),
    ]


def test_another_content_under_the_name_of_an_edition_is_refused(
    office: Office, tmp_path: Path
) -> None:
    imported(office, tmp_path, "2026-04")
    (tmp_path / "again").mkdir()
    other = a_correlation(tmp_path / "again", "2026-04", ROW)
    with pytest.raises(Conflict, match="an edition 2026-04 of the pack hs_control with other"):
        office.pack_by_two(other)
    (known,) = [row for row in editions(office.session(ADMIN)) if row.id == "hs_control"]
    assert known.rows == 2


def test_a_casebook_of_an_older_version_takes_the_shipped_packs_of_this_one(
    office: Office,
) -> None:
    before = {row.id for row in editions(office.session(ADMIN))}
    missing = {pack.id for pack in shipped_packs(root())} - before
    assert missing
    came = run(office.session(ADMIN), ImportShippedPacks())
    assert {one.row.id for one in came if one.row} == missing
    assert run(office.session(ADMIN), ImportShippedPacks()) == ()


def test_two_editions_are_compared_by_name_hash_or_file(office: Office, tmp_path: Path) -> None:
    session = office.session(ANALYST)
    folder = a_correlation(tmp_path, "2026-04", ROW)
    (shipped,) = [row for row in editions(session) if row.id == "hs_control"]
    found = compare_packs(session, f"hs_control@{shipped.edition}", str(folder))
    assert [one.reference for one in found.cases] == [REF]
    assert [one.key for one in found.diff.added] == ["845710 eu 2B999"]
    row = office.pack_by_two(folder).row
    assert row is not None
    before = edition_before(session, row)
    assert before == f"hs_control@{shipped.sha256}"
    again = compare_packs(session, f"hs_control@{shipped.sha256[:12]}", "hs_control@2026-04")
    assert again.diff == found.diff
    assert edition_before(session, shipped) is None


def test_what_cannot_be_compared_is_named(office: Office, tmp_path: Path) -> None:
    session = office.session(ANALYST)
    with pytest.raises(NotFound, match="no such edition") as refused:
        compare_packs(session, "annex1@1999", "annex1@1999")
    assert "There are: " in str(refused.value.remedy)
    with pytest.raises(NotFound, match="no such pack"):
        compare_packs(session, "nothing@1", "annex1@1")
    with pytest.raises(NotFound, match="no such pack"):
        show_pack(session, "nothing")
    (annex,) = [row.edition for row in editions(session) if row.id == "annex1"]
    with pytest.raises(Invalid, match="different packs"):
        compare_packs(session, f"annex1@{annex}", str(a_correlation(tmp_path, "1", ROW)))
