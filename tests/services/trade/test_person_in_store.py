"""A person is found in the trade store whatever the script, and who looked is on record."""

from typing import Any

import pytest
from tests.services.sample_office import (
    ANALYST,
    HEAD,
    REVIEWER,
    Office,
    declared,
    write_csv,
)

from landwaiter.domain.retention.access_deeds import FindPerson, JudgeEntries
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.audit.audit_history import AuditFilter, audit_page
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports.access_answer import answer
from landwaiter.services.trade.trade_view import declaration_shown
from landwaiter.services.trade.views import note_declaration_viewed, note_list_viewed


def sift(office: Office, *rows: dict[str, Any]) -> None:
    run(office.session(ANALYST), Sift((write_csv(office.path.parent / "s.csv", rows),)))


def named(number: int, name: str, **changes: Any) -> dict[str, Any]:
    return declared(lrn=f"P-{number}", consignee_name=name, **changes)


@pytest.mark.parametrize("asked", ["Sergei Ivanov", "Сергей Иванов", "IVANOV, Sergey"])
def test_a_person_is_found_whatever_the_script(office: Office, asked: str) -> None:
    sift(office, named(1, "Сергей Иванов"), named(2, "Sergej Ivanov"), named(3, "Quiet Harbour"))
    found = run(office.session(HEAD), FindPerson(asked)).search.found
    parties = [one for one in found if one.kind == "trade_party"]
    assert {one.text.partition(";")[0] for one in parties} == {"Сергей Иванов", "Sergej Ivanov"}
    assert all("Named in 1 declaration" in one.text for one in parties)


def test_an_entry_names_every_declaration_and_the_source(office: Office) -> None:
    sift(office, *(named(number, "Sergei Ivanov") for number in range(3)))
    request = run(office.session(HEAD), FindPerson("Sergei Ivanov"))
    (entry,) = (one for one in answer(office.session(HEAD), request.no).entries
                if one.kind == "trade_party")  # fmt: skip
    assert "Named in 3 declarations" in entry.text
    assert all(f"P-{number}, 2026-03-27: consignee" in entry.text for number in range(3))
    do(office.session(HEAD), JudgeEntries(request.no, (entry.no,), same=True))
    told = [one for one in answer(office.session(HEAD), request.no).entries if one.no == entry.no]
    assert "customs declarations" in str(told[0].source)


def views(office: Office) -> list[Any]:
    page = audit_page(office.session(HEAD), wanted=AuditFilter(deed="trade.viewed"))
    return list(page.rows)


def test_who_opened_a_declaration_is_on_record_once_a_day(office: Office) -> None:
    sift(office, named(1, "Sergei Ivanov"))
    for who in (ANALYST, ANALYST, REVIEWER):
        session = office.session(who)
        line = declaration_shown(session, "P-1").line
        note_declaration_viewed(session, line.id, line.number, through="trade show")
    assert sorted(one.actor for one in views(office)) == sorted((ANALYST, REVIEWER))
    office.clock.move(days=1)
    note_declaration_viewed(office.session(ANALYST), 1, "P-1", through="trade show")
    assert len(views(office)) == 3


def test_a_list_says_which_rows_were_seen(office: Office) -> None:
    session = office.session(ANALYST)
    assert note_list_viewed(session, [3, 1, 2, 9], through="trade list", asked="Ivanov")
    assert not note_list_viewed(session, [1, 2, 3, 9], through="trade list", asked="Ivanov")
    assert note_list_viewed(session, [1, 2, 3], through="trade list", asked="Ivanov")
    assert not note_list_viewed(session, [], through="trade list")
    assert any("1-3, 9" in str(one.payload) for one in views(office))
