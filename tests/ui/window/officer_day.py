"""A day of two officers, step by step: the words of the manual beside what is done at the keyboard.

    python -m tests.ui.window.officer_day

goes through it in a Polish window of 1280 × 800, draws a picture after each step into
`docs/manual/pictures/day` and writes `docs/manual/day.md`. A step is changed with its words.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPdfWriter, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.desk_office import ANALYST, LISTED, PASSWORD, REVIEWER, Answers, Hands
from tests.ui.hands import ALT, CTRL, SHIFT

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.life_cycle import MailJudgement
from landwaiter.i18n import _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.evidence.answer_strip import AnswerStrip
from landwaiter.ui.intake.intake_place import IntakePlace
from landwaiter.ui.intake.intake_screen import DONE, MEND, IntakeScreen

Key = Qt.Key
PAGE = Path("docs/manual/day.md")
PICTURES = Path("docs/manual/pictures/day")
FOLDER = "LANDWAITER_DAY_PICTURES"
"""Names the folder that pictures go to; without it the day is gone through and none is drawn."""
SIZE = (1280, 800)
COLOURS = 96
TABLE = (
    "Wykaz zgłoszeń wywozowych, listopad 2026;;;;;;;;;\r\n"
    "Numer MRN;Eksporter;EORI eksportera;Odbiorca;Kraj przeznaczenia;Kod CN;Opis towaru;"
    "Masa netto (kg);Wartość;Waluta;Data przyjęcia\r\n"
    "26PL302010E1B00415;Żarów Obrabiarki S.A.;PL111222333300000;{listed};CN;84571010;"
    "Centrum obróbkowe, 5 osi;9.800,00;412 000,00;EUR;13.11.2026\r\n"
    "26PL302010E1B00522;Łódzkie Śruby sp. z o.o.;PL999888777700000;Fictional Trading FZE;AE;"
    "73181595;Śruby stalowe;760,5;8 240,50;EUR;31.02.2026\r\n"
    "Razem;;;;;;;10.560,50;420 240,50;;\r\n"
)
"""As an office has it: Windows-1250, semicolons, a title above, a sum below, a day that is none."""


@dataclass
class Day:
    """What a step needs: the hands, what prompts answer, a folder, and what was made."""

    hands: Hands
    answers: Answers
    folder: Path
    made: list[Path] = field(default_factory=list)

    @property
    def case(self) -> CaseView:
        """The case in front."""
        view = self.hands.room.desk.view
        assert isinstance(view, CaseTab), view
        assert view.screen.view is not None
        return view.screen.view

    @property
    def intake(self) -> IntakeScreen:
        view = self.hands.room.desk.view
        assert isinstance(view, IntakePlace), view
        return view.screen

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.hands.press(key, modifier)
        self.hands.settle()

    def to(self, title: str, *, back: bool = False) -> None:
        """Tab to a field by its name."""
        for _step in range(40):
            if self.hands.focus().accessibleName() == _(title):
                return
            self.hands.press(Key.Key_Tab, SHIFT if back else Qt.KeyboardModifier.NoModifier)
        raise AssertionError(title)

    def sign_in(self, name: str = "") -> None:
        """Whoever is named there, or another person at the same window."""
        if name:
            self.hands.press(Key.Key_L, CTRL)
            self.hands.press(Key.Key_Tab, SHIFT)
            self.hands.type(name)
            self.hands.press(Key.Key_Tab)
        self.hands.type(PASSWORD)
        self.press(Key.Key_Return)
        assert not name or self.hands.room.desk.user == name


@dataclass(frozen=True, slots=True)
class Step:
    """One picture of the day. `words` stand in the manual above it."""

    name: str
    title: str
    words: str
    act: Callable[[Day], None]


def _sign_in(day: Day) -> None:
    day.sign_in()


def _take_in(day: Day) -> None:
    file = day.folder / "wykaz.csv"
    file.write_bytes(TABLE.format(listed=LISTED).encode("windows-1250"))
    day.answers.files = (file,)
    day.press(Key.Key_I)
    assert day.intake.columns.why_not() == ""


def _see_bad_row(day: Day) -> None:
    day.hands.give()
    day.hands.settle()
    assert day.intake.step == MEND
    assert len(day.intake.mend.fields) == 1


def _mend(day: Day) -> None:
    (box,) = day.intake.mend.fields.values()
    box.setFocus()
    box.selectAll()
    day.hands.type("13.11.2026")
    day.press(Key.Key_D, CTRL)
    day.hands.settle()
    assert day.intake.mend.result is not None
    assert (day.intake.mend.result.created, day.intake.mend.result.rejected) == (2, ())


def _taken(day: Day) -> None:
    day.hands.give()
    day.hands.settle()
    assert day.intake.step == DONE


def _take_over(day: Day) -> None:
    day.press(Key.Key_2, CTRL)
    day.press(Key.Key_Return)
    if not day.case.case.hits:
        day.press(Key.Key_2, CTRL)
        day.press(Key.Key_Down)
        day.press(Key.Key_Return)
    day.hands.find("Take the case")
    day.hands.give()
    assert day.case.case.assignee == ANALYST


def _judge(day: Day) -> None:
    day.press(Key.Key_H)
    day.press(Key.Key_1)
    day.hands.type("Ta sama nazwa i to samo państwo; adresu żadna ze stron nie podaje.")


def _ask(day: Day) -> None:
    day.hands.give()
    day.hands.find("Begin assessment")
    day.hands.give()
    day.hands.find("Request information")
    day.to("To whom")
    day.hands.type("Żarów Obrabiarki S.A.")
    day.to("Question")
    day.hands.type("Kto jest użytkownikiem końcowym i do czego posłuży obrabiarka?")


def _mail(day: Day) -> None:
    day.hands.give()
    assert len(day.case.case.actions) == 1
    file = day.folder / "odpowiedz.eml"
    file.write_bytes(_reply(day.case.case.reference, day.folder))
    day.answers.files, day.answers.answers = (file,), {}
    day.press(Key.Key_E)
    day.hands.qtbot.waitUntil(lambda: len(day.case.case.evidence) == 2, timeout=20_000)
    assert day.case.case.evidence[1].name == "oświadczenie.pdf"
    _front(day).show_place("evidence")
    day.hands.settle()


def _answered(day: Day) -> None:
    (strip,) = (one for one in _front(day).findChildren(AnswerStrip) if one.isVisible())
    QTest.mouseClick(strip.buttons[MailJudgement.IN_FULL], Qt.MouseButton.LeftButton)
    day.hands.settle()
    day.hands.type("Oświadczenie nazywa użytkownika końcowego i przeznaczenie.")


def _propose(day: Day) -> None:
    day.hands.give()
    _fill_proposal(day, "Odbiorca stoi na liście; przeznaczenia nie potwierdza nikt inny.")


def _proposed(day: Day) -> None:
    day.hands.give()
    assert day.case.case.stage is Stage.DECISION_REVIEW


def _second(day: Day) -> None:
    day.sign_in(REVIEWER)


def _read(day: Day) -> None:
    day.press(Key.Key_V)
    day.hands.read_on()


def _return(day: Day) -> None:
    day.press(Key.Key_R, ALT)
    day.hands.type("Powód nie mówi, czego brakuje w oświadczeniu; proszę to dopisać.")


def _returned(day: Day) -> None:
    day.hands.give()
    day.sign_in(ANALYST)
    day.press(Key.Key_1, CTRL)


def _again(day: Day) -> None:
    day.press(Key.Key_Return)
    assert day.case.case.stage is Stage.DECISION_DRAFT
    _fill_proposal(day, "Odbiorca stoi na liście; w oświadczeniu brakuje adresu użytkownika.")


def _approve(day: Day) -> None:
    day.hands.give()
    day.sign_in(REVIEWER)
    day.press(Key.Key_V)


def _signed(day: Day) -> None:
    day.hands.read_on()
    day.press(Key.Key_A, ALT)
    day.hands.type(PASSWORD)
    day.hands.give()


def _report(day: Day) -> None:
    day.made = [day.folder / "raport.pdf", day.folder / "raport.xlsx"]
    day.answers.saved, day.answers.answers = list(day.made), {}
    day.hands.find("Open the case")
    assert day.case.approved_valid
    day.press(Key.Key_P, CTRL)
    assert all(file.exists() for file in day.made)


STEPS: tuple[Step, ...] = (
    Step(
        "today",
        "Sign in",
        "The password, Enter. *Today* (Dzisiaj) says what waits for you, and nothing waits yet.",
        _sign_in,
    ),
    Step(
        "columns",
        "A table of the office",
        "`I`, then the file: a list in Windows-1250 with semicolons, a title above and a sum "
        "below. Each column is proposed with its first values; change what is wrong in its box. "
        "At the right stands how the file is written. A name under *Keep it as* is in small "
        "letters, figures, hyphens and underlines.",
        _take_in,
    ),
    Step(
        "bad_row",
        "A row that cannot be read",
        "Ctrl+Enter. Nothing is saved: one row has a day that there is not. The right says what "
        "would come of it now, and that the sum was left out.",
        _see_bad_row,
    ),
    Step(
        "mended",
        "The row mended",
        "Ask the sender what is right, type it, Ctrl+D for another dry run. What you mend stands "
        "beside the row with your name; the file stays as it came.",
        _mend,
    ),
    Step(
        "taken_in",
        "Taken in",
        "Ctrl+Enter. Two cases are there, screened and judged by rules.",
        _taken,
    ),
    Step(
        "case",
        "Take a case over",
        "Ctrl+2 for the cases, Enter for the case with a hit, `A` and *Take the case* (Przejmij "
        "sprawę). Hits are judged on cases that somebody has.",
        _take_over,
    ),
    Step(
        "hit",
        "Judge the hit",
        "`H`. Both sides, the words that met, what speaks against it. `1`, `2` or `3`, and a "
        "reason of ten letters or more; Ctrl+Enter.",
        _judge,
    ),
    Step(
        "request",
        "Ask the declarant",
        "`A`, *Begin assessment* (Rozpocznij analizę), then `A` and *Request information* (Wezwij "
        "do informacji): to whom, and what. Ctrl+Enter records that it was asked and starts the "
        "clock; the letter goes out as your office sends letters.",
        _ask,
    ),
    Step(
        "mail",
        "The reply by mail",
        "`E`, then the mail as a file (`.eml`). What is attached becomes evidence of its own. The "
        "subject names the case, so the question above the list asks what the mail answers; "
        "nobody but you says how much.",
        _mail,
    ),
    Step(
        "answered",
        "What it answers",
        "*In full* (W całości), a reason, Ctrl+Enter. The request is answered and its clock ends.",
        _answered,
    ),
    Step(
        "proposal",
        "Propose a decision",
        "`P`. No outcome and no legal basis is chosen for you. What is open stands at the right: "
        "settle it, or leave it open with a reason, which is signed with the text.",
        _propose,
    ),
    Step(
        "proposed",
        "It waits for a second person",
        "Ctrl+Enter. Nobody approves their own.",
        _proposed,
    ),
    Step(
        "second",
        "The second person",
        "Ctrl+L locks or lets the next person in. The window is drawn anew, which takes some "
        "seconds. The reviewer's *Today* says that a review waits.",
        _second,
    ),
    Step(
        "read",
        "Read what is proposed",
        "`V`, then `N` until nothing is left to be read. A part that is longer than the window "
        "takes several.",
        _read,
    ),
    Step("return", "Return it with a reason", "Alt+R, what is wrong, why; Ctrl+Enter.", _return),
    Step(
        "returned",
        "Returned",
        "The analyst's *Today* has it first, under *Returned to you* (Zwrócone do Ciebie).",
        _returned,
    ),
    Step(
        "again",
        "Propose it again",
        "Enter opens the case with the reason of the return on top. `P`: what version 1 said is "
        "there, to be looked at. Ctrl+A and the reason anew, then Ctrl+Enter.",
        _again,
    ),
    Step(
        "changes",
        "What changed",
        "The reviewer signs in, `V`: the second version shows each word that is other than in the "
        "first.",
        _approve,
    ),
    Step(
        "signed",
        "Approve and sign",
        "`N` to the end, Alt+A, the password, Ctrl+Enter. The password opens "
        "the reviewer's own key, and the key signs exactly this text.",
        _signed,
    ),
    Step(
        "report",
        "The report",
        "*Open the case* (Otwórz sprawę), Ctrl+P, a place for the PDF and one for the Excel file. "
        "The recipient [checks both](reports.md) without the casebook.",
        _report,
    ),
)


def go_through(day: Day, shown: Callable[[Step], None] = lambda _step: None) -> None:
    """All steps in their order; after each, `shown`."""
    for step in STEPS:
        step.act(day)
        day.hands.settle()
        shown(step)


def page() -> str:
    """The page of the manual."""
    told = "".join(
        f"\n## {number}. {step.title}\n\n{step.words}\n\n"
        f"![{step.title}](pictures/day/{_file(number, step)})\n"
        for number, step in enumerate(STEPS, start=1)
    )
    return (
        "# A day at the desk\n\n"
        "From a table of the office to a signed report, with keys alone, in a Polish window of "
        "1280 × 800. All firms are made up. Two people do it: an analyst, and a reviewer who "
        "returns the first proposal. The pictures are drawn by\n\n"
        "    python -m tests.ui.window.officer_day\n\n"
        "which does each of these steps. F1 has the page of the screen in front.\n" + told
    )


def _file(number: int, step: Step) -> str:
    return f"{number:02}-{step.name}.png"


def pictures() -> tuple[str, ...]:
    """Their file names."""
    return tuple(_file(number, step) for number, step in enumerate(STEPS, start=1))


def draw(widget: QWidget, file: Path) -> None:
    """The widget as a PNG with a palette; the window of a test draws nothing unless told to."""
    widget.setUpdatesEnabled(True)
    QApplication.processEvents()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    with Image.open(BytesIO(buffer.data().data())) as drawn:
        few = drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(file, "PNG", optimize=True)


def _front(day: Day) -> CaseScreen:
    view = day.hands.room.desk.view
    assert isinstance(view, CaseTab)
    return view.screen


def _fill_proposal(day: Day, reason: str) -> None:
    day.press(Key.Key_P)
    day.press(Key.Key_A, CTRL)
    day.hands.type(reason)
    day.to("Outcome", back=True)
    day.hands.type(_("hold and refer").split()[0])
    day.press(Key.Key_Tab)
    day.hands.type("UCC Art. 188, 194(1)")
    day.hands.leave_open("Ustali to laboratorium; badanie trwa trzy tygodnie.")


def _reply(reference: str, folder: Path) -> bytes:
    """A mail as a declarant sends it, with a statement of the end user."""
    statement = QTextDocument()
    statement.setPlainText("Oświadczenie użytkownika końcowego\n\nZakład Przykładowy, wydział 2")
    file = folder / "statement.pdf"
    writer = QPdfWriter(str(file))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    statement.print_(writer)
    mail = EmailMessage()
    mail["From"] = "Żaneta Źródłowska <z.zrodlowska@obrabiarki.example>"
    mail["To"] = "urzad@celny.example"
    mail["Date"] = "Mon, 30 Nov 2026 09:10:00 +0100"
    mail["Subject"] = f"Odpowiedź na wezwanie {reference}: oświadczenie użytkownika końcowego"
    mail.set_content("Dzień dobry,\n\nw załączeniu oświadczenie.\n", charset="iso-8859-2")
    mail.add_attachment(
        file.read_bytes(), maintype="application", subtype="pdf", filename="oświadczenie.pdf"
    )
    return mail.as_bytes()


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    gone = (sys.executable, "-m", "pytest", "-q", "tests/ui/window/test_officer_day.py")
    drawn = os.environ | {FOLDER: str(PICTURES.resolve())}
    return subprocess.run(gone, env=drawn, check=False).returncode  # our own tests


if __name__ == "__main__":
    sys.exit(main())
