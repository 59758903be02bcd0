"""Referrals are counted by the authorities of the office's list; nobody else is named."""

from datetime import date
from pathlib import Path

import pytest
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, Office
from tests.services.statistics.test_statistics import of_march, table, value

from landwaiter.domain.office.deeds import ChangeSetting
from landwaiter.domain.reports.subject_deeds import ReportStatistics
from landwaiter.errors import Invalid
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports.statistics_report import freeze_statistics

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
PERSON = "Jan Kowalski"


@pytest.fixture
def referred(office: Office) -> Office:
    """One authority in two spellings, and a person."""
    for to in ("Ministry of Trade", "MoT", PERSON):
        office.act(ANALYST, "refer", reference=REF, to=to, reason=REASON)
    return office


def listing(office: Office, text: str) -> None:
    do(office.session(HEAD), ChangeSetting("statistics.authorities", text))


def rows(office: Office) -> list[str]:
    return [str(one.title) for one in table(of_march(office.session(HEAD)), "T3").rows]


def test_an_authority_is_one_row_whatever_it_is_called(referred: Office) -> None:
    listing(referred, "Ministry of Trade = MoT; Federal Office")
    assert rows(referred) == ["Ministry of Trade", "Other addressees", "All"]
    view = of_march(referred.session(HEAD))
    counts = [value(view, "T3", row, "all") for row in ("Ministry of Trade", "others", "all")]
    assert counts == [2, 1, 3]


def test_without_a_list_all_are_other_addressees(referred: Office) -> None:
    assert rows(referred) == ["Other addressees", "All"]


@pytest.mark.parametrize("whole", [True, False])
def test_who_is_not_of_the_list_is_named_in_no_print(
    referred: Office, tmp_path: Path, whole: bool
) -> None:
    listing(referred, "Ministry of Trade = MoT")
    said = ReportStatistics(*MARCH, whole=whole, xlsx=tmp_path / "s.xlsx")
    dossier = freeze_statistics(referred.session(HEAD), said).canonical().decode()
    assert "Other addressees" in dossier
    assert PERSON not in dossier
    run(referred.session(HEAD), said)


def test_after_a_change_of_the_list_a_later_print_tells_what_moved(referred: Office) -> None:
    said = ReportStatistics(*MARCH, whole=True)
    freeze_statistics(referred.session(HEAD), said)
    listing(referred, "Ministry of Trade")
    freeze_statistics(referred.session(HEAD), said)
    listing(referred, "Ministry of Trade = MoT")
    moved = of_march(referred.session(HEAD)).moved
    cells = [(one.dossier[-2:], one.row, one.then, one.now) for one in moved if one.column == "All"]
    assert sorted(cells) == [
        ("D1", "Ministry of Trade", "0", "2"),
        ("D1", "Other addressees", "3", "1"),
        ("D2", "Ministry of Trade", "1", "2"),
        ("D2", "Other addressees", "2", "1"),
    ]
    assert {one.why for one in moved} == {
        "Known cases count here since then.",
        "Known cases count here no longer.",
    }
    assert all(one.cases == (REF,) for one in moved)
    listing(referred, "")
    gone = [one.row for one in of_march(referred.session(HEAD)).moved if one.column == "All"]
    assert set(gone) == {"Ministry of Trade", "Other addressees"}
    assert PERSON not in repr(of_march(referred.session(HEAD)).moved)


@pytest.mark.parametrize("text", ["MoT; mot", "MoT = ", "all", "MoT\x07"])
def test_a_list_that_names_one_twice_is_refused(office: Office, text: str) -> None:
    with pytest.raises(Invalid, match="no value of the setting") as refused:
        listing(office, text)
    assert "none twice" in refused.value.sentence()
