"""A letter from the acts of a case to the file that goes out, by keyboard."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.deeds.said import said
from tests.reports.authority import PASSWORD as CERTIFICATE_PASSWORD
from tests.reports.authority import an_authority
from tests.services.letters.letter_office import ADDRESS, MRN
from tests.services.sample_office import two_items, write_csv
from tests.settings import change_settings
from tests.taking_in import taken_in
from tests.ui.desk_office import ADMINISTRATOR, PASSWORD, Answers, Hands
from tests.ui.hands import CTRL

from landwaiter.domain.entities.deeds import LinkEntities, MakeEntity, StateFact
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.letters.deeds import KeepLetterText
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.letters.letter_draft import ADDRESS as NO_ADDRESS
from landwaiter.services.table import sessions
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.entities.entity_tab import EntityTab
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.letters.letter_tab import PAUSE_MS, LetterTab

REF = "PL1-2026-000001"
Key = Qt.Key


@pytest.fixture
def at_letter(hands: Hands, tmp_path: Path) -> Hands:
    """The analyst writes a letter on a case with an exporter; one text of the office lacks."""
    head = sessions.open_casebook(tmp_path / "office", user=ADMINISTRATOR, password=PASSWORD)
    with head.casebook:
        for field in LETTER_TEXTS:
            if field != "office.caution":
                do(head, KeepLetterText(field, "pl", f"[{field}]", "Customs Act"))
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    session = hands.room.desk.known_session
    file = write_csv(tmp_path / "declarations.csv", two_items(mrn=MRN, **ADDRESS))
    (made,) = taken_in(session, TakeIn((file,)))
    assert made.cases
    hands.room.to_case(REF)
    hands.settle()
    case = hands.room.desk.view
    assert isinstance(case, CaseTab)
    case.act("letter")
    hands.settle()
    return hands


def tab(hands: Hands) -> LetterTab:
    view = hands.room.desk.view
    assert isinstance(view, LetterTab)
    return view


def drawn(hands: Hands) -> LetterTab:
    """Once the pages of what was typed are there."""
    shown = tab(hands)
    hands.qtbot.waitUntil(lambda: not shown._pause.isActive(), timeout=10 * PAUSE_MS)
    hands.settle()
    return shown


def choose(hands: Hands, kind: str) -> None:
    screen = tab(hands).screen
    screen.kind.setCurrentIndex(screen.kind.findData(kind))
    screen.to.setCurrentIndex(0)


def test_it_is_written_seen_saved_and_left_with_its_draft(
    at_letter: Hands, answers: Answers, tmp_path: Path
) -> None:
    assert at_letter.focus() is tab(at_letter).screen.kind
    choose(at_letter, "information")
    screen = drawn(at_letter).screen
    assert screen.proof is not None
    assert screen.preview.shows_pages
    assert "Polski" in screen.preview.words()
    assert screen.proof.gaps.fields == ("request.due", "office.caution")
    assert screen.proof.gaps.tables == ("questions",)
    screen.says.begin_at("rows")
    at_letter.type("Kto?")
    screen = drawn(at_letter).screen
    assert screen.proof is not None
    assert (screen.proof.gaps.fields, screen.proof.gaps.tables) == (("office.caution",), ())
    assert "Kto?" in "\n".join(screen.proof.lines)
    at_letter.press(Key.Key_Escape)
    assert isinstance(at_letter.room.desk.view, CaseTab)
    head = sessions.open_casebook(tmp_path / "office", user=ADMINISTRATOR, password=PASSWORD)
    with head.casebook:
        do(head, KeepLetterText("office.caution", "pl", "Caution.", "Customs Act"))
    at_letter.room.to_letter(REF)
    at_letter.settle()
    screen = drawn(at_letter).screen
    assert screen.answers()["rows"] == "Kto?"
    assert screen.proof is not None
    assert screen.proof.is_whole
    answers.saved = [tmp_path / "draft.pdf"]
    at_letter.press(Key.Key_P, CTRL)
    assert (tmp_path / "draft.pdf").read_bytes().startswith(b"%PDF")
    assert not case_view(at_letter.room.desk.known_session, REF).case.letters


def test_it_is_issued_by_the_form_that_asks_for_its_basis(
    at_letter: Hands, answers: Answers, tmp_path: Path
) -> None:
    head = sessions.open_casebook(tmp_path / "office", user=ADMINISTRATOR, password=PASSWORD)
    with head.casebook:
        do(head, KeepLetterText("office.caution", "pl", "Caution.", "Customs Act"))
        change_settings(head, {"report.certificate": str(an_authority().p12(tmp_path))})
    choose(at_letter, "hearing")
    screen = tab(at_letter).screen
    assert screen.says.fields is not None
    given = {"decision.intended": "Nie zwalnia się pozycji 1.", "decision.grounds": "Powód."}
    screen.says.fields.fill(given)
    screen = drawn(at_letter).screen
    assert screen.proof is not None
    assert screen.issue.why_not, "the hearing lists no evidence"
    answers.saved = [tmp_path / "letter.pdf"]
    answers.answers = {"basis": "UKC art. 22", "password": CERTIFICATE_PASSWORD}
    at_letter.press(Key.Key_Return, CTRL)
    assert not (tmp_path / "letter.pdf").exists()
    session = at_letter.room.desk.known_session
    file = tmp_path / "sheet.txt"
    file.write_text("data", encoding="utf-8")
    run(session, AddFile(REF, file))
    tab(at_letter).reload()
    at_letter.settle()
    screen.says.ticks["E-01"].setChecked(True)
    screen = drawn(at_letter).screen
    assert screen.issue.isEnabled(), screen.issue.why_not
    screen.kind.setFocus()
    at_letter.press(Key.Key_Return, CTRL)
    (kept,) = case_view(session, REF).case.letters
    assert (kept.kind, kept.language) == ("hearing", "pl")
    assert b"/ByteRange" in (tmp_path / "letter.pdf").read_bytes(), "the seal of the office"
    assert isinstance(at_letter.room.desk.view, CaseTab)
    assert f"Letter {REF}/1 is issued" in at_letter.room.desk.shell.notice.text
    at_letter.room.to_letter(REF)
    at_letter.settle()
    assert tab(at_letter).screen.said() is None


def test_what_is_no_day_is_said_where_it_was_typed(at_letter: Hands) -> None:
    choose(at_letter, "information")
    screen = drawn(at_letter).screen
    assert screen.says.fields is not None
    screen.says.fields.fill({"by": "2020-01-01", "rows": "Kto?"})
    screen = drawn(at_letter).screen
    assert screen.proof is None
    assert "is past" in screen.outcome.words()
    assert not screen.save.isEnabled()
    fields = screen.says.fields
    assert fields is not None
    for name in ("by", "remind"):
        other = "remind" if name == "by" else "by"
        fields.fill({name: "soon", other: ""})
        screen = drawn(at_letter).screen
        assert "This is no day" in screen.outcome.words()
    fields.fill({"by": "", "remind": "2020-01-01"})
    screen = drawn(at_letter).screen
    assert "Nobody can be reminded on this day" in screen.outcome.words()


def test_a_request_asks_by_the_day_that_is_typed_and_reminds_on_another(
    at_letter: Hands, answers: Answers, tmp_path: Path
) -> None:
    head = sessions.open_casebook(tmp_path / "office", user=ADMINISTRATOR, password=PASSWORD)
    with head.casebook:
        do(head, KeepLetterText("office.caution", "pl", "Caution.", "Customs Act"))
    choose(at_letter, "information")
    screen = drawn(at_letter).screen
    assert screen.says.fields is not None
    today = at_letter.room.desk.known_session.today()
    by, remind = today + timedelta(days=9), today + timedelta(days=7)
    screen.says.begin_at("request.due")
    at_letter.type(by.isoformat())
    screen.says.fields.fill({"remind": remind.isoformat(), "rows": "Kto?"})
    screen = drawn(at_letter).screen
    assert screen.proof is not None
    assert {one.path: one.day for one in screen.proof.draft.fields}["request.due"] == by
    answers.saved = [tmp_path / "letter.pdf"]
    answers.answers = {"basis": "UKC art. 15"}
    screen.kind.setFocus()
    at_letter.press(Key.Key_Return, CTRL)
    case = case_view(at_letter.room.desk.known_session, REF).case
    assert [(one.due, one.remind) for one in case.actions] == [(by, remind)]
    assert [one.due for one in case.letters] == [by]


def test_a_linked_entity_is_chosen_its_address_stated_and_its_letter_drawn(
    at_letter: Hands,
) -> None:
    session = at_letter.room.desk.known_session
    do(session, said("link", reference=REF, party="exporter", basis="the same number"))
    link = next(one.link for one in case_view(session, REF).case.parties if one.link)
    do(session, MakeEntity("Westhafen University", "university", "its register", "DE"))
    do(session, LinkEntities("Westhafen University", "cooperates", link.entity_id, "a contract"))
    tab(at_letter).reload()
    at_letter.settle()
    choose(at_letter, "information")
    screen = tab(at_letter).screen
    words = [screen.to.itemText(n) for n in range(screen.to.count())]
    (at,) = [n for n, one in enumerate(words) if one.startswith("Westhafen University, ")]
    assert "researches with" in words[at]
    screen.to.setCurrentIndex(at)
    screen = drawn(at_letter).screen
    assert screen.proof is not None
    assert screen.proof.gaps.fields[0] == NO_ADDRESS
    screen.lacks.findChildren(ActButton)[0].click()
    at_letter.settle()
    assert isinstance(at_letter.room.desk.view, EntityTab)
    do(session, StateFact("Westhafen University", "address", "its pages", "Kai 7, 20457 Hamburg"))
    at_letter.room.to_letter(REF)
    tab(at_letter).reload()
    at_letter.settle()
    screen = drawn(at_letter).screen
    assert screen.proof is not None
    assert NO_ADDRESS not in screen.proof.gaps.fields
    assert screen.proof.draft.address[1:3] == ("Kai 7", "20457 Hamburg")
