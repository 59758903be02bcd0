"""Texts of the office by signatures: told where rows are gone, and at once in an office of one."""

from pathlib import Path

import pytest
from tests.attacks.scene import unguarded
from tests.by_two import texts_by_two
from tests.services.office_texts import texts_file
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    PASSWORD,
    REASON,
    REVIEWER,
    Office,
)

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.office.deeds import SupplyTexts, WithdrawTexts
from landwaiter.domain.office.office_texts import TextChange, text_changes
from landwaiter.errors import NotAllowed
from landwaiter.i18n import Catalogue
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.table import sessions


def supply(office: Office, folder: Path, edition: str = "1") -> None:
    said = SupplyTexts("pl", texts_file(folder), edition, REASON)
    texts_by_two(office.session(HEAD), office.session(REVIEWER), said)


def test_where_the_row_is_gone_the_program_speaks_and_who_signs_in_is_told(
    office: Office, tmp_path: Path
) -> None:
    supply(office, tmp_path)
    assert office.another_session(ANALYST).texts["pl"].count == 1
    with unguarded(office.session(ANALYST)) as connection:
        connection.execute("DELETE FROM office_texts")
    session = office.another_session(ANALYST)
    assert "pl" not in session.texts
    (told,) = [one for one in session.notices if "two persons signed" in one]
    assert "texts of the office in pl" in told
    found = casebooks.check(office.session(HEAD)).findings
    assert any("texts of the office, pl" in str(one) for one in found)


def test_a_removal_by_two_is_no_fault(office: Office, tmp_path: Path) -> None:
    supply(office, tmp_path)
    texts_by_two(office.session(ADMIN), office.session(HEAD), WithdrawTexts("pl", REASON))
    session = office.another_session(ANALYST)
    assert "pl" not in session.texts
    assert not [one for one in session.notices if "two persons signed" in one]
    assert not casebooks.check(office.session(HEAD)).findings


def test_nobody_seconds_who_is_neither_reviewer_nor_of_the_office(
    office: Office, tmp_path: Path
) -> None:
    asked = run(office.session(HEAD), SupplyTexts("pl", texts_file(tmp_path), "1", REASON))
    for who in (HEAD, ANALYST):
        with pytest.raises(NotAllowed):
            do(office.session(who), SecondOpenMotions((asked.motion_id,)))
    assert not office.another_session(ANALYST).texts


def test_an_office_of_one_supplies_them_at_once_and_it_says_so(tmp_path: Path) -> None:
    made = sessions.create_casebook(
        tmp_path / "alone",
        office=sessions.CasebookOffice("PL1", "PL"),
        user=ADMIN,
        password=PASSWORD,
        packs=(),
    )
    session = made.session
    said = run(session, SupplyTexts("pl", texts_file(tmp_path), "1", REASON)).changes.said
    assert any("Done by one person" in one for one in said)
    session.casebook.close()
    again = sessions.open_casebook(tmp_path / "alone", user=ADMIN, password=PASSWORD)
    with again.casebook:
        (own,) = again.texts.values()
        assert (own.author, own.seconder) == (ADMIN, "")
        assert not casebooks.check(again).findings


def test_every_text_is_read_and_what_changes_comes_first() -> None:
    shipped = Catalogue("pl", {"A": "a", "B": "b", "C": "c"}, {("1", "n"): ("x", "y")})
    now = Catalogue("pl", {"A": "a!", "B": "b!", "Lost": "l"})
    proposed = Catalogue("pl", {"A": "a!", "C": "c!"}, {("1", "n"): ("x", "z")})
    assert text_changes(shipped, now, proposed) == (
        TextChange("1 / n", "x\ny", "x\ny", "x\nz"),
        TextChange("B", "b", "b!", "b"),
        TextChange("C", "c", "c", "c!"),
        TextChange("Lost", "", "l", ""),
        TextChange("A", "a", "a!", "a!"),
    )
