"""The paragraphs of a candidate: shown wherever it is, and answered by who confirms one."""

import pytest
from tests.services.reports.test_report_types import made, table
from tests.services.sample_office import ANALYST, REASON, Office, declared

from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.cases.case import Candidate, ClassificationState, TrackLetter
from landwaiter.domain.cases.decision import candidates_left_open
from landwaiter.reports.dossier.dossier import Cell, CellMark
from landwaiter.services.base.decision_words import parts_of

REACTOR = "PL1-2026-000002"


@pytest.fixture
def reactor(office: Office) -> Office:
    """A reactor vessel under heading 8419 89, of which the correlation names paragraphs."""
    row = declared(lrn="LW-2", cn8="84198998", description="reactor vessel", docs="")
    assert office.take_in(row).cases == (REACTOR,)
    return office


def candidate(office: Office) -> Candidate:
    return next(one for one in office.case(REACTOR).candidates if one.code == "2B350")


def classify(office: Office, code: str, outcome: str = "confirmed") -> None:
    office.act(
        ANALYST, "classify", reference=REACTOR, item=1, code=code, outcome=outcome, reason=REASON
    )


def waiting(office: Office) -> list[str]:
    view = office.view(REACTOR)
    return [one.code for one in candidates_left_open(view.case.candidates, view.classifications)]


def said(cell: Cell) -> str:
    return cell.text if isinstance(cell, CellMark) else cell or ""


def test_the_deepest_codes_of_a_heading_stand_beside_the_head(reactor: Office) -> None:
    assert (candidate(reactor).entries, candidate(reactor).shown) == (("2B350.a",), "2B350 (a)")


def test_the_terminal_shows_them_as_text_and_as_json(reactor: Office) -> None:
    view = reactor.view(REACTOR)
    assert "2B350 (a)?" in "\n".join(case_lines(view))
    written = case_object(view)
    (one,) = [c for c in written["candidates"] if c["code"] == "2B350"]
    assert (one["entries"], one["kinds"]) == (("2B350.a",), ("heading",))
    assert (str(one["score"]), str(one["words"])) == ("0.700", "0.000")
    (open_one,) = [c for c in written["items"][0]["classifications"] if c["code"] == "2B350"]
    assert (open_one["state"], open_one["entries"]) == ("candidate", ("2B350.a",))


def test_the_report_and_the_referral_show_them(reactor: Office) -> None:
    goods = table(made(reactor, "case", REACTOR), "classification")
    assert "2B350 (a)" in [said(row[1]) for row in goods.rows]
    reactor.act(ANALYST, "hold", reference=REACTOR, item=1, reason=REASON)
    reactor.act(
        ANALYST, "open_track", reference=REACTOR, item=1, track=TrackLetter.L, basis="UCC 198"
    )
    question = table(made(reactor, "referral", REACTOR), "question")
    assert "2B350 (a), 2B352 (b, f)" in said(question.rows[0][1])


def test_who_confirms_a_paragraph_has_answered_the_candidate(reactor: Office) -> None:
    assert "2B350" in waiting(reactor)
    classify(reactor, "2B350.a")
    assert "2B350" not in waiting(reactor)
    goods = table(made(reactor, "case", REACTOR), "classification")
    rows = {said(row[1]): said(row[3]) for row in goods.rows}
    assert rows["2B350.a"] == f"confirmed: {REASON}"
    assert "2B350 (a)" not in rows
    assert "2B350.a confirmed" in "\n".join(case_lines(reactor.view(REACTOR)))


def test_who_rejects_a_paragraph_leaves_the_candidate_open(reactor: Office) -> None:
    classify(reactor, "2B350.a", "rejected")
    assert "2B350" in waiting(reactor)
    goods = table(made(reactor, "case", REACTOR), "classification")
    assert {"2B350 (a)", "2B350.a"} <= {said(row[1]) for row in goods.rows}
    classify(reactor, "2B350", "rejected")
    assert "2B350" not in waiting(reactor)


def test_a_paragraph_that_no_reason_names_may_be_confirmed_too(reactor: Office) -> None:
    classify(reactor, "2b350 g")
    (found,) = reactor.view(REACTOR).classifications
    assert (found.code, found.state) == ("2B350.g", ClassificationState.CONFIRMED)
    assert "2B350" not in waiting(reactor)


def test_the_newest_finding_on_a_candidate_or_under_it_counts(reactor: Office) -> None:
    classify(reactor, "2B350", "rejected")
    reactor.clock.at = reactor.clock.at.replace(hour=20)
    classify(reactor, "2B350.a")
    goods = table(made(reactor, "case", REACTOR), "classification")
    rows = [(said(row[1]), said(row[3])) for row in goods.rows if said(row[1]).startswith("2B350")]
    assert rows[0] == ("2B350.a", f"confirmed: {REASON}")
    assert rows[1:] == [("2B350", f"rejected: {REASON}")]


def test_what_is_approved_names_them(reactor: Office) -> None:
    reactor.act(ANALYST, "assess", reference=REACTOR)
    reactor.act(ANALYST, "propose", reference=REACTOR, outcome="release", reason=REASON)
    decision = reactor.case(REACTOR).decision
    assert decision is not None
    words = "\n".join(f"{part}" for part in parts_of(decision.text))
    assert "as 2B350.a" in words
