"""What a newer edition says otherwise of the listing of a hit is shown, and never rewritten."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from tests.services.prepared import prepared
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    CONSIGNEE,
    LISTED,
    REASON,
    REF,
    REVIEWER,
    Office,
    two_items,
)

from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.lists.deeds import Rescreen
from landwaiter.domain.lists.list_editions import ChangedSince
from landwaiter.domain.lists.listing import Hit, ListEdition, Listing
from landwaiter.reports.dossier.dossier import Cell
from landwaiter.services.deeds.engine import run
from landwaiter.services.hits.waiting_hits import hit_view, hits_to_look_at_again, open_hits
from landwaiter.services.law.edition_tasks import list_tasks
from landwaiter.services.lists.list_imports import import_list
from landwaiter.services.lists.listing_changes import since_lines, since_sentence
from landwaiter.services.reports.dossier.case_tables import parties_table

OLDER, NEWER, NEWEST = date(2026, 3, 1), date(2026, 3, 29), date(2026, 3, 30)
"""The declaration of the sample case is of 27 March 2026."""
WAS = Listing("d-1", "Company", LISTED, aliases=("LTM", "Lathes of the Morning"), countries=("CN",))
OTHERWISE = replace(
    WAS, aliases=("LTM", "Dawn Lathes"), birth_dates=("1970",), programmes=("CN-MIL",)
)
OTHER = Listing("d-2", "Company", "Baltic Dredging Partners")


def came(office: Office, edition: str, listings: Sequence[Listing], day: date, **more: Any) -> None:
    office.clock.move(minutes=5)
    head = ListEdition(
        list_id="dated",
        title="Dated",
        kind="export_list",
        edition=edition,
        sha256=sha256(repr((edition, listings)).encode()).hexdigest(),
        source="office",
        licence="",
        trust="official",
        listings=len(listings),
        imported_at=office.clock(),
        published=day,
        **more,
    )
    import_list(office.session(ADMIN), head, listings)
    run(office.session(ADMIN), Rescreen())
    office.clock.move(minutes=5)


def dated_hit(office: Office, reference: str = REF) -> Hit:
    (hit,) = [hit for hit in office.case(reference).hits if hit.list_id == "dated"]
    return hit


def since(office: Office, reference: str = REF) -> ChangedSince | None:
    return office.view(reference).since.get(dated_hit(office, reference).id)


def changed(office: Office, reference: str = REF) -> ChangedSince:
    found = since(office, reference)
    assert found is not None
    return found


def judge(office: Office, who: str = ANALYST) -> None:
    office.act(who, "judge", hit=dated_hit(office).id, outcome="same", reason=REASON)


@prepared
def dated(office: Office) -> Office:
    """The list as it was on the day of the declaration, with its hit."""
    came(office, "march", (WAS, OTHER), OLDER)
    return office


def test_a_hit_of_the_day_says_what_the_newer_edition_changed(dated: Office) -> None:
    assert since(dated) is None
    came(dated, "april", (OTHERWISE, OTHER), NEWER)
    found = changed(dated)
    assert (found.edition, found.dated, found.is_removed) == ("april", NEWER, False)
    assert tuple(since_lines(found)) == (
        "aliases, added: Dawn Lathes",
        "aliases, removed: Lathes of the Morning",
        "birth dates: – → 1970",
        "programmes: – → CN-MIL",
    )
    hit = dated_hit(dated)
    assert (hit.edition, hit.listing) == ("march", WAS), "the hit stays as it was found"
    assert hit_view(dated.session(ANALYST), hit.id).since == found


def test_a_listing_that_is_gone_is_said_to_be_and_the_hit_stays(dated: Office) -> None:
    came(dated, "april", (OTHER,), NEWER)
    found = changed(dated)
    assert (found.is_removed, found.fields) == (True, ())
    assert since_sentence(found) == "The edition april of 29 Mar 2026 has this entry no more."


def test_a_listing_that_stays_as_it_was_says_nothing(dated: Office) -> None:
    came(dated, "april", (WAS,), NEWER)
    assert since(dated) is None
    assert list_tasks(dated.session(ANALYST), mine=False)[0].edition == "march"


def test_the_change_becomes_a_task_with_its_reason_once(dated: Office) -> None:
    came(dated, "april", (OTHERWISE, OTHER), NEWER)
    run(dated.session(ADMIN), Rescreen())
    (task,) = [t for t in list_tasks(dated.session(ANALYST)) if t.edition == "april"]
    (told,) = task.touched
    assert told.startswith(f"{CONSIGNEE} – {LISTED}: The edition april of 29 Mar 2026 changed")
    assert "birth dates: – → 1970" in told
    came(dated, "may", (OTHERWISE, OTHER, replace(OTHER, listing_id="d-3")), NEWEST)
    assert not [t for t in list_tasks(dated.session(ANALYST)) if t.edition == "may"]


def test_a_judgement_made_before_counts_and_is_to_be_looked_at_again(dated: Office) -> None:
    judge(dated)
    judged = dated_hit(dated)
    came(dated, "april", (OTHERWISE, OTHER), NEWER)
    found = changed(dated)
    assert found.look_again
    assert dated_hit(dated) == judged, "made as it was, and standing"
    assert judged.id not in open_hits(dated.session(ANALYST), reference=REF).rows
    (again,) = hits_to_look_at_again(dated.session(ANALYST), reference=REF).rows
    assert (again.hit.id, again.reference, again.since) == (judged.id, REF, found)
    (task,) = [t for t in list_tasks(dated.session(ANALYST)) if t.edition == "april"]
    assert "look at it again" in task.touched[0]


def test_who_judged_with_the_newer_edition_there_has_seen_it(dated: Office) -> None:
    came(dated, "april", (OTHERWISE, OTHER), NEWER)
    judge(dated)
    found = changed(dated)
    assert not found.look_again
    came(dated, "may", (OTHERWISE,), NEWEST)
    found = changed(dated)
    assert (found.edition, found.look_again) == ("may", False), "nothing new of this entry"
    came(dated, "june", (WAS, OTHER), date(2026, 4, 1))
    assert since(dated) is None, "as it was on the day"
    assert hits_to_look_at_again(dated.session(ANALYST), reference=REF).rows == ()


def test_judging_again_is_looking_again(dated: Office) -> None:
    judge(dated)
    came(dated, "april", (OTHERWISE, OTHER), NEWER)
    judge(dated)
    found = changed(dated)
    assert not found.look_again


def test_a_judgement_taken_over_was_looked_at_where_it_was_made(dated: Office) -> None:
    judge(dated)
    came(dated, "april", (OTHERWISE, OTHER), NEWER)
    dated.take_in(*two_items(lrn="LW-2"))
    other = "PL1-2026-000002"
    judgement = dated_hit(dated, other).judgement
    assert judgement is not None
    assert judgement.origin is not None
    found = changed(dated, other)
    assert found.look_again


def test_an_edition_taken_back_says_nothing_and_says_it_again_when_it_returns(
    dated: Office,
) -> None:
    came(dated, "april", (OTHERWISE, OTHER), NEWER)
    dated.list_out("dated", "april")
    run(dated.session(ADMIN), Rescreen())
    assert since(dated) is None
    judge(dated)
    came(dated, "april", (OTHERWISE, OTHER), NEWER)
    found = changed(dated)
    assert found.look_again, "it was not there when the hit was judged"


def shown(cell: Cell) -> str:
    return cell if isinstance(cell, str) else str(cell)


def report_text(office: Office) -> str:
    table = parties_table(office.view(), ())
    return "\n".join(shown(cell) for row in table.rows for cell in row)


def test_command_line_and_report_say_it(dated: Office) -> None:
    judge(dated)
    came(dated, "april", (OTHERWISE, OTHER), NEWER)
    view = dated.view()
    said = "The edition april of 29 Mar 2026 changed this entry: aliases, added: Dawn Lathes"
    assert any(said in line for line in case_lines(view))
    assert said in report_text(dated)
    assert "look at it again" in report_text(dated)
    hits = {hit["edition"]: hit["changed_since"] for hit in case_object(view)["hits"]}
    assert hits["march"] == view.since[dated_hit(dated).id]
    assert hits["2026-03"] is None


def test_a_report_tells_nothing_of_a_confidential_list(office: Office) -> None:
    came(office, "march", (WAS, OTHER), OLDER, confidential=True)
    came(office, "april", (OTHERWISE, OTHER), NEWER)
    text = report_text(office)
    assert "A newer edition of the list says otherwise." in text
    assert not any(word in text for word in ("april", "Dawn Lathes", "CN-MIL"))


def test_a_proposal_under_review_has_a_task_and_stays(dated: Office) -> None:
    dated.act(ANALYST, "assess")
    dated.act(ANALYST, "propose", outcome="release", reason="civil use, checked with the maker")
    before = dated.case()
    came(dated, "april", (OTHERWISE, OTHER), NEWER)
    assert dated.case() == before
    (task,) = [t for t in list_tasks(dated.session(REVIEWER)) if t.edition == "april"]
    assert "proposal under review" not in json.dumps(task.touched), "no hit is missing there"


def test_a_sentence_quotes_some_of_many_values_and_counts_the_others(dated: Office) -> None:
    many = (*(f"Dawn Lathes {number}" for number in range(11)), "x" * 500)
    came(dated, "april", (replace(WAS, aliases=(*WAS.aliases, *many)), OTHER), NEWER)
    found = changed(dated)
    (line,) = since_lines(found)
    assert line.endswith("Dawn Lathes 7; 4 more")
    came(dated, "may", (replace(WAS, note="x" * 500), OTHER), NEWEST)
    found = changed(dated)
    (line,) = since_lines(found)
    assert len(line) < 200
