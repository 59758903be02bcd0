"""After a list changed, open cases are screened against what is otherwise, and get tasks."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from tests.deeds.said import said
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    CONSIGNEE,
    HEAD,
    LISTED,
    REASON,
    REF,
    REVIEWER,
    Office,
    hit_of,
    two_items,
    write_list,
)

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.lists.deeds import ImportList, Rescreen
from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.errors import Conflict, NotFound
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.cases.as_of import case_as_of
from landwaiter.services.cases.recheck import recheck
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.hits.rescreening import RescreenResult, waiting
from landwaiter.services.law.edition_tasks import list_tasks
from landwaiter.services.lists.list_imports import ListHead, import_list

NEWER = date(2026, 3, 29)
"""After the declaration of the sample case, of 27 March 2026."""
OLDER = date(2026, 3, 1)


def listed(listing_id: str, name: str, **more: object) -> Listing:
    return replace(Listing(listing_id, "Company", name, countries=("CN",)), **more)  # type: ignore[arg-type]


AS_IT_WAS = tuple(
    Listing(listing_id, "LegalEntity", name)
    for listing_id, name in (("t-1", LISTED), ("t-2", "Baltic Dredging Partners"))
)
"""As the list of the sample casebook has them."""


def came(
    office: Office,
    edition: str,
    listings: Sequence[Listing],
    *,
    published: date | None = None,
    list_id: str = "watched",
) -> None:
    digest = sha256(repr((edition, listings)).encode()).hexdigest()
    head = ListEdition(
        list_id=list_id,
        title="Watched",
        kind="export_list",
        edition=edition,
        sha256=digest,
        source="office",
        licence="",
        trust="official",
        listings=len(listings),
        imported_at=office.clock(),
        published=published,
    )
    import_list(office.session(ADMIN), head, listings)


def again(office: Office, who: str = ADMIN) -> RescreenResult:
    found: tuple[RescreenResult, ...] = run(office.session(who), Rescreen())
    (one,) = found
    return one


def test_an_added_listing_that_is_like_a_party_becomes_a_hit_and_a_task(office: Office) -> None:
    before = hit_of(office.case())
    came(office, "2026-04", (*AS_IT_WAS, listed("t-9", CONSIGNEE)))
    assert [one.list for one in waiting(office.session(ANALYST))] == ["watched"]
    found = again(office)
    assert (found.cases, found.touched, found.added, found.lapsed, found.tasks) == (1, 1, 1, 0, 1)
    assert waiting(office.session(ANALYST)) == ()
    case = office.case()
    assert {hit.listing.listing_id for hit in case.hits} == {"t-1", "t-9"}
    assert before in case.hits, "what did not change stays as it was found"
    (task,) = list_tasks(office.session(ANALYST))
    assert (task.pack_id, task.edition) == ("watched", "2026-04")
    assert task.touched == (f"{CONSIGNEE} – {CONSIGNEE}: new on the list",)
    assert office.view().case.revision == case.revision


def test_the_verdict_stays_as_it_was_made_and_is_reproduced(office: Office) -> None:
    flags = office.case().flags
    came(office, "2026-04", (*AS_IT_WAS, listed("t-9", CONSIGNEE)))
    again(office)
    assert office.case().flags == flags
    assert recheck(office.session(ANALYST), REF).is_same


def test_a_listing_that_is_gone_lapses_its_hit_where_the_newer_edition_counts(
    office: Office,
) -> None:
    came(office, "2026-02", AS_IT_WAS, published=OLDER, list_id="dated")
    again(office)
    assert {hit.list_id for hit in office.case().hits} == {"watched", "dated"}
    came(office, "2026-03", AS_IT_WAS[1:], published=date(2026, 3, 20), list_id="dated")
    found = again(office)
    assert (found.added, found.lapsed) == (0, 1)
    assert {hit.list_id for hit in office.case().hits} == {"watched"}
    (task, _first) = list_tasks(office.session(ANALYST))
    assert task.touched == (f"{CONSIGNEE} – {LISTED}: no longer on the list",)


def test_a_listing_that_was_there_on_the_day_stays_a_hit_when_it_goes_later(
    office: Office,
) -> None:
    came(office, "2026-03", AS_IT_WAS, published=OLDER, list_id="dated")
    again(office)
    came(office, "2026-04", AS_IT_WAS[1:], published=NEWER, list_id="dated")
    found = again(office)
    assert (found.touched, found.added, found.lapsed, found.tasks) == (1, 0, 0, 1)
    assert {hit.list_id for hit in office.case().hits} == {"watched", "dated"}


def test_a_changed_listing_is_found_anew_in_its_new_wording(office: Office) -> None:
    came(office, "2026-03", AS_IT_WAS, published=OLDER, list_id="dated")
    again(office)
    office.take_in(*two_items(lrn="LW-2", accepted="2026-03-30T08:00:00Z"))
    other = "PL1-2026-000002"
    noted = (replace(AS_IT_WAS[0], programmes=("CN-MIL",)), AS_IT_WAS[1])
    came(office, "2026-04", noted, published=NEWER, list_id="dated")
    found = again(office)
    assert (found.added, found.lapsed, found.touched) == (1, 1, 2)
    tasks = {task.reference: task.touched for task in list_tasks(office.session(ANALYST))}
    assert tasks[other] == (f"{CONSIGNEE} – {LISTED}: changed on the list",)
    (hit,) = [hit for hit in office.case(other).hits if hit.list_id == "dated"]
    assert (hit.edition, hit.listing.programmes) == ("2026-04", ("CN-MIL",))
    (old,) = [hit for hit in office.case().hits if hit.list_id == "dated"]
    assert (old.edition, old.listing.programmes) == ("2026-03", ())


def test_a_judgement_on_a_listing_that_did_not_change_stays(office: Office) -> None:
    hit = hit_of(office.case())
    office.act(ANALYST, "judge", hit=hit.id, outcome="different", reason=REASON)
    judged = hit_of(office.case())
    came(office, "2026-04", (*AS_IT_WAS, listed("t-9", "Quite Another Firm")))
    again(office)
    office.act(ANALYST, "screen")
    assert hit_of(office.case()) == judged


def test_a_proposal_under_review_is_not_touched_but_has_a_task(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason="civil use, checked with the maker")
    before = office.case()
    came(office, "2026-04", (*AS_IT_WAS, listed("t-9", CONSIGNEE)))
    found = again(office)
    assert (found.touched, found.added) == (1, 0)
    assert office.case() == before
    (task,) = list_tasks(office.session(ANALYST))
    assert "proposal under review" in task.touched[-1]


def test_a_case_that_is_over_is_not_screened_again(office: Office) -> None:
    office.act(ANALYST, "triage")
    office.act(ANALYST, "dismiss", reason="declared twice by mistake")
    assert office.case().stage is Stage.DISMISSED
    came(office, "2026-04", (*AS_IT_WAS, listed("t-9", CONSIGNEE)))
    assert run(office.session(ADMIN), Rescreen()) == ()
    assert len(office.case().hits) == 1


def test_screening_again_twice_changes_nothing_more(office: Office) -> None:
    came(office, "2026-04", (*AS_IT_WAS, listed("t-9", CONSIGNEE)))
    again(office)
    case, entries = office.case(), audit_page(office.session(ANALYST)).rows
    assert run(office.session(ANALYST), Rescreen()) == ()
    assert office.case() == case
    assert audit_page(office.session(ANALYST)).rows == entries


class Stop(BaseException):
    """What cancelling raises."""


def test_what_was_cancelled_goes_on_later(office: Office) -> None:
    came(office, "2026-04", (*AS_IT_WAS, listed("t-9", CONSIGNEE)))

    def cancel(done: int, total: int, text: str) -> None:
        raise Stop

    with pytest.raises(Stop):
        run(office.session(ADMIN), Rescreen(), cancel)
    assert waiting(office.session(ANALYST))
    assert again(office).added == 1


def test_a_list_that_changes_meanwhile_is_looked_at_as_it_is_then(office: Office) -> None:
    came(office, "2026-04", (*AS_IT_WAS, listed("t-9", CONSIGNEE)))
    calls: list[int] = []

    def change(done: int, total: int, text: str) -> None:
        calls.append(done)
        if len(calls) == 1:
            came(office, "2026-05", AS_IT_WAS, published=date(2026, 3, 30))

    (found,) = run(office.session(ADMIN), Rescreen(), change)
    assert found.edition == "2026-05"
    assert [hit.listing.listing_id for hit in office.case().hits] == ["t-1"]
    assert waiting(office.session(ADMIN)) == ()


def test_two_processes_at_once_give_each_hit_once(office: Office) -> None:
    came(office, "2026-04", (*AS_IT_WAS, listed("t-9", CONSIGNEE)))

    def other_does_it(done: int, total: int, text: str) -> None:
        if done == 0 and waiting(office.session(HEAD)):
            run(office.session(HEAD), Rescreen())

    run(office.session(ADMIN), Rescreen(), other_does_it)
    assert sorted(hit.listing.listing_id for hit in office.case().hits) == ["t-1", "t-9"]
    assert len(list_tasks(office.session(ANALYST))) == 1


def test_a_removed_edition_comes_back_under_its_name_and_counts_again(
    office: Office, tmp_path: Path
) -> None:
    path = write_list(tmp_path / "ports.csv", CONSIGNEE)
    head = ListHead("ports", kind="asset_freeze", edition="one")
    run(office.session(ADMIN), ImportList(files=(path,), **asdict(head)))[0]
    again(office)
    assert {hit.list_id for hit in office.case().hits} == {"watched", "ports"}
    office.list_out("ports")
    office.act(ANALYST, "screen")
    assert {hit.list_id for hit in office.case().hits} == {"watched"}
    run(office.session(ADMIN), ImportList(files=(path,), **asdict(replace(head, edition="two"))))[0]
    again(office)
    (hit,) = [hit for hit in office.case().hits if hit.list_id == "ports"]
    assert hit.edition == "one"
    assert audit_page(office.session(ANALYST), text="list.returned").rows
    with pytest.raises(Conflict, match="already"):
        run(office.session(ADMIN), ImportList(files=(path,), **asdict(head)))[0]


def test_one_edition_of_a_list_can_be_taken_back(office: Office) -> None:
    came(office, "wrong", (*AS_IT_WAS, listed("t-9", CONSIGNEE)))
    again(office)
    assert len(office.case().hits) == 2
    with pytest.raises(NotFound, match="no such edition"):
        office.list_out("watched", "nothing")
    office.list_out("watched", "wrong")
    again(office)
    assert [hit.listing.listing_id for hit in office.case().hits] == ["t-1"]


def test_a_case_is_judged_by_the_edition_of_its_day(office: Office) -> None:
    came(office, "early", (listed("t-9", CONSIGNEE),), published=OLDER)
    again(office)
    case = office.case()
    assert {(hit.listing.listing_id, hit.edition) for hit in case.hits} == {
        ("t-9", "early"),
        ("t-1", "2026-03"),
    }, "by the edition of the day, and by what came since"
    before = case_as_of(office.session(ANALYST), REF, OLDER).view.case
    assert ("t-9", "early") in {(hit.listing.listing_id, hit.edition) for hit in before.hits}


def test_who_has_the_case_open_is_told_and_loses_nothing(office: Office) -> None:
    seen = office.case().revision
    came(office, "2026-04", (*AS_IT_WAS, listed("t-9", CONSIGNEE)))
    again(office)
    do(office.session(ANALYST), said("note", reason="called the firm"), seen=seen)
    assert office.case().notes


def test_an_older_edition_is_said_to_be_one(office: Office) -> None:
    head = ListEdition(
        "watched", "Watched", "export_list", "early", "e" * 64, "", "", "official", 1,
        datetime(2026, 3, 30, tzinfo=UTC), OLDER,
    )  # fmt: skip
    said = import_list(office.session(ADMIN), head, AS_IT_WAS[:1]).said
    assert any("older than the edition 2026-03" in one for one in said)


def test_an_edition_of_a_confidential_list_is_confidential(office: Office) -> None:
    head = ListEdition(
        "secret", "Secret", "other", "1", "e" * 64, "", "", "official", 1,
        datetime(2026, 3, 30, tzinfo=UTC), None, confidential=True,
    )  # fmt: skip
    import_list(office.session(ADMIN), head, AS_IT_WAS[:1])
    said = import_list(
        office.session(ADMIN), replace(head, edition="2", sha256="f" * 64, confidential=False), ()
    ).said
    assert any("confidential" in one for one in said)
    with office.session(REVIEWER).reading() as conn:
        heads = [one.edition for one in office.session(REVIEWER).references.lists(conn, NEWER)]
    assert {one.confidential for one in heads if one.list_id == "secret"} == {True}
