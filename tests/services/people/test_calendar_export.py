"""Clocks, promises and absences for other programs: no content of cases, names that stay."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Component
from tests.services.act_examples import CONSULTED, SECOND, second_case
from tests.services.sample_office import ANALYST, HEAD, REF, REVIEWER, Office

from landwaiter.domain.people.deeds import EnterAbsence, ExportCalendar
from landwaiter.errors import Conflict
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.deeds.engine import do, run


def exported(office: Office, path: Path, who: str = ANALYST, *, mine: bool = False) -> Calendar:
    run(office.session(who), ExportCalendar(path, mine=mine))
    return Calendar.from_ical(path.read_bytes())


def events(calendar: Calendar) -> dict[str, Component]:
    return {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}


def test_a_clock_of_law_ends_in_it_when_it_ends(office: Office, tmp_path: Path) -> None:
    for step in CONSULTED:
        step(office)
    (clock,) = [one for one in office.view(REF).clocks if one.kind == "art_21_4"]
    calendar = exported(office, tmp_path / "a.ics")
    event = events(calendar)[f"{REF}: A · Art. 21(4)"]
    # The last hour of the day in Warsaw, where it is one hour ahead in winter and two in summer.
    last = datetime.combine(clock.due + timedelta(days=1), datetime.min.time(), UTC)
    assert event.get("dtend").dt in {last - timedelta(hours=1), last - timedelta(hours=2)}
    assert event.get("dtend").to_ical().endswith(b"Z")
    assert str(calendar["X-WR-TIMEZONE"]) == "Europe/Warsaw"


def test_what_is_promised_asked_and_reminded_of_stands_on_its_day(
    office: Office, tmp_path: Path
) -> None:
    office.act(
        ANALYST,
        "request_information",
        to="Acme Export",
        reason="who is the end user?",
        date=date(2026, 5, 4),
        remind=date(2026, 4, 30),
    )
    promise = {"party": "Acme Export", "said": "soon", "promised": "papers"}
    for day in (date(2026, 4, 28), date(2026, 4, 29)):
        office.act(ANALYST, "call", by=day, request="information_request", **promise)
    found = events(exported(office, tmp_path / "a.ics"))
    assert found[f"{REF}: promised on a call"].get("dtstart").dt == date(2026, 4, 29)
    reminders = [name for name in found if "reminder" in name]
    assert [found[name].get("dtstart").dt for name in reminders] == [date(2026, 4, 30)]


def test_no_content_of_a_case_goes_along(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "request_information", to="Acme Export", reason="who is the end user?")
    exported(office, tmp_path / "a.ics")
    written = (tmp_path / "a.ics").read_text(encoding="utf-8")
    case = office.case()
    assert REF in written
    words = {*(party.name for party in case.parties), case.title, "Acme", "end user"} - {""}
    assert len(words) > 3
    assert not [word for word in words if word in written]


def test_what_is_exported_again_has_the_same_names_and_a_greater_number(
    office: Office, tmp_path: Path
) -> None:
    office.act(ANALYST, "request_information", to="Acme", reason="who is the end user?")
    first = exported(office, tmp_path / "a.ics")
    office.clock.move(minutes=5)
    second = exported(office, tmp_path / "b.ics")
    names = [[str(one["UID"]) for one in each.walk("VEVENT")] for each in (first, second)]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0]) > 0
    numbers = [
        {int(str(one["SEQUENCE"])) for one in each.walk("VEVENT")} for each in (first, second)
    ]
    assert min(numbers[1]) > max(numbers[0])


def test_mine_are_the_cases_i_hold_and_my_absences(office: Office, tmp_path: Path) -> None:
    second_case(office)
    office.act(ANALYST, "take")
    office.act(REVIEWER, "take", reference=SECOND)
    for reference in (REF, SECOND):
        office.act(ANALYST, "request_information", reference=reference, to="Acme", reason="who?")
    do(office.session(HEAD), EnterAbsence(date(2026, 5, 4), date(2026, 5, 8), person=REVIEWER))
    do(office.session(ANALYST), EnterAbsence(date(2026, 5, 11), date(2026, 5, 12)))
    everything = " ".join(events(exported(office, tmp_path / "a.ics")))
    mine = events(exported(office, tmp_path / "b.ics", mine=True))
    assert REF in everything
    assert SECOND in everything
    assert f"{REVIEWER} is absent" in everything
    assert SECOND not in " ".join(mine)
    assert f"{REVIEWER} is absent" not in mine
    away = mine[f"{ANALYST} is absent"]
    assert (away.get("dtstart").dt, away.get("dtend").dt) == (date(2026, 5, 11), date(2026, 5, 13))
    assert str(away["TRANSP"]) == "OPAQUE"


def test_who_took_it_is_in_the_chain_and_no_file_is_overwritten(
    office: Office, tmp_path: Path
) -> None:
    exported(office, tmp_path / "a.ics")
    with pytest.raises(Conflict):
        exported(office, tmp_path / "a.ics")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.ics"]
    newest = audit_page(office.session(HEAD)).rows[0]
    assert (newest.deed, newest.actor) == ("Calendar exported", ANALYST)
