"""A list counts as soon as one person took it in, and is marked until another has looked at it."""

from dataclasses import asdict
from pathlib import Path

import pytest
from tests.published import a_signed_pack
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    CONSIGNEE,
    EVERYTHING,
    REASON,
    REVIEWER,
    Clock,
    Office,
    write_list,
)

from landwaiter.domain.deeds.motion_deeds import (
    DeclineOpenMotion,
    SecondOpenMotions,
    WithdrawOpenMotion,
)
from landwaiter.domain.law.deeds import ImportPack
from landwaiter.domain.lists.deeds import ImportList, RemoveList, Rescreen
from landwaiter.errors import Fault, NotAllowed
from landwaiter.resources import root
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.lists import list_imports
from landwaiter.services.lists.list_editions import show_list
from landwaiter.services.people.today import today_view
from landwaiter.services.reports.freezing import freeze
from landwaiter.services.table import sessions
from landwaiter.services.table.motion_details import details_of
from landwaiter.services.warm.session import Session

HEAD = list_imports.ListHead("extra", kind="export_list", edition="2026-04")


def came(office: Office, folder: Path, *names: str, who: str = ANALYST, edition: str = "") -> None:
    """A list whose entry is the consignee of the sample case."""
    file = write_list(folder / f"extra{edition}.csv", *(names or (CONSIGNEE,)))
    head = (
        HEAD if not edition else list_imports.ListHead("extra", kind="export_list", edition=edition)
    )
    result = run(office.session(who), ImportList(files=(file,), **asdict(head), sure=True))[0]
    assert not result.rejected


def row_of(session: Session) -> EditionRow | None:
    return next((row for row in list_imports.list_editions(session) if row.id == "extra"), None)


def assent(office: Office) -> str:
    row = row_of(office.session(ANALYST))
    assert row is not None
    return row.assent


def asked(office: Office, who: str = REVIEWER) -> str:
    (row,) = motions.waiting(office.session(who))
    assert row.motion.deed == "confirm_list"
    return row.motion.id


def test_it_judges_at_once_and_is_marked(office: Office, tmp_path: Path) -> None:
    came(office, tmp_path)
    office.act(ANALYST, "screen")
    assert "extra" in {hit.list_id for hit in office.case().hits}
    assert assent(office) == "not seconded"
    (title,) = today_view(office.session(REVIEWER)).to_second
    assert "extra" in title
    assert today_view(office.session(ANALYST)).to_second == ()
    assert casebooks.check(office.session(ADMIN)).sound


def test_the_mark_goes_once_another_confirmed_it(office: Office, tmp_path: Path) -> None:
    came(office, tmp_path)
    do(office.session(REVIEWER), SecondOpenMotions((asked(office),)))
    assert assent(office) == ""
    assert show_list(office.session(ANALYST), "extra").editions[0].row.assent == ""
    assert motions.waiting(office.session(REVIEWER)) == ()
    assert casebooks.check(office.session(ADMIN)).sound


def test_who_took_it_in_does_not_confirm_it(office: Office, tmp_path: Path) -> None:
    came(office, tmp_path, who=EVERYTHING)
    with pytest.raises(NotAllowed, match="Nobody seconds their own motion"):
        do(office.session(EVERYTHING), SecondOpenMotions((asked(office),)))
    assert assent(office) == "not seconded"


def test_refused_it_counts_no_more_and_cases_are_screened_again(
    office: Office, tmp_path: Path
) -> None:
    came(office, tmp_path, "Quiet Harbour School", edition="one")
    do(office.session(REVIEWER), SecondOpenMotions((asked(office),)))
    came(office, tmp_path, "Quiet Harbour School", CONSIGNEE, edition="two")
    office.act(ANALYST, "screen")
    assert "extra" in {hit.list_id for hit in office.case().hits}
    said = do(office.session(REVIEWER), DeclineOpenMotion(asked(office), REASON)).changes.said
    assert any("counts no more" in one for one in said)
    row = row_of(office.session(ANALYST))
    assert row is not None
    assert (row.edition, row.assent) == ("one", "")
    run(office.session(ANALYST), Rescreen())
    assert "extra" not in {hit.list_id for hit in office.case().hits}
    assert casebooks.check(office.session(ADMIN)).sound


def test_the_only_edition_refused_is_taken_out(office: Office, tmp_path: Path) -> None:
    came(office, tmp_path)
    do(office.session(REVIEWER), DeclineOpenMotion(asked(office), REASON))
    assert row_of(office.session(ANALYST)) is None
    assert casebooks.check(office.session(ADMIN)).sound
    came(office, tmp_path)
    assert assent(office) == "not seconded", "it comes back, marked"


def test_who_took_it_in_does_not_take_it_out_alone(office: Office, tmp_path: Path) -> None:
    came(office, tmp_path)
    session, motion = office.session(ANALYST), asked(office)
    with pytest.raises(NotAllowed, match="counts"):
        do(session, WithdrawOpenMotion(motion, REASON))
    with pytest.raises(Fault):
        do(session, DeclineOpenMotion(motion, REASON))
    assert do(session, RemoveList(list_id="extra")).changes.waits
    assert assent(office) == "not seconded"


def test_removed_by_two_nobody_is_asked_about_it_any_more(office: Office, tmp_path: Path) -> None:
    came(office, tmp_path)
    office.list_out("extra", mover=ANALYST)
    assert row_of(office.session(ANALYST)) is None
    assert motions.waiting(office.session(REVIEWER)) == ()


def test_a_second_person_sees_what_a_new_edition_says_otherwise(
    office: Office, tmp_path: Path
) -> None:
    came(office, tmp_path, "Quiet Harbour School", edition="one")
    do(office.session(REVIEWER), SecondOpenMotions((asked(office),)))
    came(office, tmp_path, "Quiet Harbour School", "Grey Pier", edition="two")
    session = office.session(REVIEWER)
    lines = details_of(session, motions.motion_view(session, asked(office)))
    assert "added: 1" in lines[0]
    assert any("Grey Pier" in line for line in lines)


def test_a_second_person_sees_what_a_pack_says_otherwise(office: Office, tmp_path: Path) -> None:
    place = a_signed_pack(tmp_path, "hs_control", rows={"845710": "2B999"})
    run(office.session(ANALYST), ImportPack(path=place))
    session = office.session(REVIEWER)
    (row,) = motions.waiting(session)
    lines = details_of(session, row.motion)
    assert "official only by a publisher's signature" in lines[0]
    assert any("hs_control: " in line and "removed: " in line for line in lines)


def test_a_report_names_lists_that_nobody_seconded(office: Office, tmp_path: Path) -> None:
    came(office, tmp_path)
    office.act(ANALYST, "screen")
    office.act(ANALYST, "evaluate")
    text = str(freeze(office.session(ANALYST), office.case().reference).report)
    assert "not seconded" in text


def test_shipped_packs_need_nobody(office: Office) -> None:
    came_in = run(
        office.session(ANALYST), ImportPack(path=Path(str(root() / "packs" / "doc_codes")))
    )
    assert came_in.row is not None
    assert came_in.row.assent == ""


@pytest.fixture
def alone(tmp_path: Path) -> Session:
    """An office that one person founded."""
    made = sessions.create_casebook(
        tmp_path / "alone",
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Solo",
        password="a sentence that is long enough",
        now=Clock(),
        packs=(),
    )
    return made.session


def test_in_an_office_of_one_it_is_done_at_once_and_called_so(
    alone: Session, tmp_path: Path
) -> None:
    with alone.casebook:
        file = write_list(tmp_path / "extra.csv", CONSIGNEE)
        run(alone, ImportList(files=(file,), **asdict(HEAD)))[0]
        row = row_of(alone)
        assert row is not None
        assert row.assent == "by one person"
        came_in = run(alone, ImportPack(path=a_signed_pack(tmp_path)))
        assert came_in.row is not None
        assert (came_in.row.assent, came_in.row.trust) == ("by one person", "transcribed")
        assert any("Done by one person" in said for said in came_in.said)
        assert not do(alone, RemoveList(list_id="extra")).changes.waits
        assert row_of(alone) is None
        assert casebooks.check(alone).sound
        assert motions.waiting(alone) == ()
