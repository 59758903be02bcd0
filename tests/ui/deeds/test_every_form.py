"""The form of every deed: a page with pinned buttons, heard whole, days and countries as fields
of their own; and no act of a case is done from the panel of acts.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from tests.translation.longer import Longer
from tests.ui import fictional_entity, rooms
from tests.ui.desk_office import PASSWORD, Answers, Hands, a_declaration
from tests.ui.hands import press
from tests.ui.window.test_no_key_seals import sealed
from tests.ui.window.test_screen_reader import nameless

from landwaiter import i18n
from landwaiter.domain.cases.deeds import PROPOSE
from landwaiter.domain.cases.kinds import FieldType
from landwaiter.domain.deeds.shape import Deed, arguments, named_as
from landwaiter.domain.entities.entity import FACT_KINDS
from landwaiter.domain.people.preferences import Mode
from landwaiter.domain.table.deeds import DEEDS, ON_CASE
from landwaiter.services.base.wording import countries_offered
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.kinds import kinds_known
from landwaiter.ui.cases.acts_of_case import REPORT, acts_of
from landwaiter.ui.cases.acts_panel import ActsPanel
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.deeds.acting import FieldBasis, form_of
from landwaiter.ui.deeds.form import fields_of
from landwaiter.ui.entities.entity_forms import state_form
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.goods.catch_all_dialog import CatchAllDialog
from landwaiter.ui.hits.hits_tab import HitsTab
from landwaiter.ui.intake.new_case import kind_fields
from landwaiter.ui.interviews.interview_dialog import InterviewDialog
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.choice import ChoiceBox
from landwaiter.ui.kit.day_field import DayField, MomentField
from landwaiter.ui.kit.fields import MOST_LOOKED_THROUGH, Field, Fields
from landwaiter.ui.kit.middle import Middle
from landwaiter.ui.kit.prompts import FormDialog
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.letters.letter_tab import LetterTab
from landwaiter.ui.review.review_tab import ReviewTab
from landwaiter.ui.window.app import dress

Key = Qt.Key
REF = "PL1-2026-000001"
LONGER = "+40 %"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

OF_OFFICE = tuple(deed for deed in DEEDS if deed not in ON_CASE.values())


def is_pinned(button: ActButton, form: QWidget) -> bool:
    """In sight as a whole, and in nothing that is scrolled."""
    place = QRect(button.mapTo(form, QPoint(0, 0)), button.size())
    is_whole = button.visibleRegion().boundingRect().size() == button.size()
    above = button.parentWidget()
    while above is not None and above is not form:
        if isinstance(above, QScrollArea):
            return False
        above = above.parentWidget()
    return is_whole and form.rect().contains(place)


def sizes() -> Iterator[ParameterSet]:
    """English at the size of most screens, every other language and size by the marker alone."""
    for language in (*i18n.languages(), LONGER):
        for size in rooms.ROOMS:
            is_plain = (language, size) == (i18n.SOURCE, 100)
            yield pytest.param(language, size, marks=() if is_plain else pytest.mark.matrix)


def longest_words() -> Iterator[ParameterSet]:
    """German, whose words are long; the others by the marker alone."""
    for language in i18n.languages():
        yield pytest.param(language, marks=() if language == "de" else pytest.mark.matrix)


@pytest.fixture
def sized(
    shell: Shell, application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, int], None]]:
    """Sets the language, and the size of text with the room that there is for it."""

    def choose(language: str, size: int) -> None:
        words = Longer() if language == LONGER else i18n.catalogue(language)
        monkeypatch.setattr(i18n._Process, "words", words)
        if size != 100:
            dress(application, Settings(Mode.LIGHT, scale=size / 100))
            dressed.append(size)
        shell.resize(rooms.ROOMS[size])

    dressed: list[int] = []
    yield choose
    if dressed:  # a hundred forms would be dressed once more
        dress(application, Settings(Mode.LIGHT))


@pytest.mark.parametrize(("language", "size"), list(sizes()))
def test_the_form_of_every_act_is_a_page_with_pinned_buttons_and_is_heard_whole(
    shell: Shell, qtbot: QtBot, sized: Callable[[str, int], None], language: str, size: int
) -> None:
    sized(language, size)
    screen, view, wrong = rooms.longest(shell), rooms.the_longest_case(), []
    qtbot.waitUntil(lambda: shell.jobs.idle)
    for deed in ON_CASE.values():
        form = form_of(FieldBasis(deed, view, {}), rooms.AUTHOR)
        screen.show_form(form)
        form.show()
        form.begin()
        QApplication.processEvents()
        if not form.isVisible() or screen.sections.isVisible() or not screen.head.isVisible():
            wrong.append(f"{deed.name}: not a page in place of the middle")
        if not all(is_pinned(button, form) for button in (form.act, form.leave)):
            wrong.append(f"{deed.name}: its buttons are not pinned")
        if not form.accessibleName().startswith(i18n._(deed.title)):
            wrong.append(f"{deed.name}: the form is not named after its act")
        wrong += [f"{deed.name}: {one} has no name" for one in nameless(screen)]
    assert not wrong, "\n".join(wrong)


MANY_NAMED = frozenset({("case.split", "numbers"), ("case.add_evidence", "value")})
"""Hints that list more than any field is wide: numbers of items, names of values."""


@pytest.mark.parametrize("language", list(longest_words()))
def test_the_hint_in_an_empty_line_can_be_read_to_its_end(
    shell: Shell, sized: Callable[[str, int], None], language: str
) -> None:
    sized(language, 100)
    screen, view, cut = rooms.longest(shell), rooms.the_longest_case(), []
    shell.resize(800, 500)
    for deed in ON_CASE.values():
        if deed is PROPOSE:  # a page of its own: below the outcomes
            continue
        form = form_of(FieldBasis(deed, view, {}), rooms.AUTHOR)
        screen.show_form(form)
        form.show()
        QApplication.processEvents()
        for name, widget in form.inputs.items():
            line = widget.lineEdit() if isinstance(widget, ChoiceBox) else widget
            if isinstance(line, QLineEdit) and (deed.name, name) not in MANY_NAMED:
                said = line.fontMetrics().horizontalAdvance(line.placeholderText())
                cut += [f"{deed.name}: {name}"] if said > line.width() else []
    assert cut == []


def test_what_is_missing_is_named_as_its_language_writes_it() -> None:
    said = {}
    for language in ("en", "de", "pl"):
        with i18n.speaking(i18n.catalogue(language)):
            fields = Fields((Field("reason", i18n._("Reason"), minimum=1),))
            said[language] = fields.why_not()
    assert said == {"en": "reason is missing", "de": "Grund fehlt", "pl": "brakuje: powód"}


def offices(deed: Deed[Any, Any]) -> Iterator[tuple[Field, ...]]:
    """The fields of a deed of the office, for each thing that it is done to."""
    for _command, chosen in named_as(deed):
        yield fields_of(deed, None, chosen)


@pytest.mark.parametrize(("language", "size"), list(sizes()))
def test_the_form_of_every_deed_of_the_office_has_pinned_buttons_and_is_heard_whole(
    shell: Shell, qtbot: QtBot, sized: Callable[[str, int], None], language: str, size: int
) -> None:
    sized(language, size)
    wrong = []
    for deed in OF_OFFICE:
        title = i18n._(deed.title)
        for fields in offices(deed):
            form = FormDialog(title, title, fields, title, shell)
            qtbot.addWidget(form)
            form.open()
            QApplication.processEvents()
            if not is_pinned(form.act, form):
                wrong.append(f"{deed.name}: its button is not pinned")
            if form.height() > shell.height() - 40 or form.width() > shell.width() - 40:
                wrong.append(f"{deed.name}: larger than its room")
            wrong += [f"{deed.name}: {one} has no name" for one in nameless(form)]
            form.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", list(longest_words()))
def test_so_is_every_hint_of_a_deed_of_the_office_in_a_small_window(
    shell: Shell, qtbot: QtBot, sized: Callable[[str, int], None], language: str
) -> None:
    """And nothing lies outside: a dialog scrolls downwards alone."""
    sized(language, 100)
    shell.resize(800, 500)
    wrong = []
    for deed in OF_OFFICE:
        title = i18n._(deed.title)
        for fields in offices(deed):
            form = FormDialog(title, title, fields, title, shell)
            qtbot.addWidget(form)
            form.open()
            QApplication.processEvents()
            (middle,) = form.findChildren(Middle)
            if middle.horizontalScrollBar().maximum():
                wrong.append(f"{deed.name}: wider than its dialog")
            for name, line in form.inputs.items():
                if isinstance(line, QLineEdit):
                    said = line.fontMetrics().horizontalAdvance(line.placeholderText())
                    wrong += [f"{deed.name}: {name}"] if said > line.width() else []
            form.close()
    assert wrong == []


NOT_EXACT = frozenset(
    {
        "entity.stated", "entity.linked", "relation.stated", "share.stated",
        "incident.made", "incident.stated", "incident.attributed", "incident.told",
        "listing.reason_given", "listing.counter_given", "access.searched",
    }
)  # fmt: skip
"""Deeds with days of which a month or a year alone may be known, typed as exactly as it is."""
SEVERAL = frozenset(
    {
        ("relation.stated", "states"), ("share.stated", "states"),
        ("relation.report_made", "states"),
        ("monitor.begun", "destinations"), ("monitor.changed", "destinations"),
        ("monitor.begun", "route"), ("monitor.changed", "route"),
    }
)  # fmt: skip
"""What takes several countries, typed as codes."""
HEADINGS = frozenset({"register.import"})
"""Deeds that ask for the headings of a table, and for no values."""
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ONE_COUNTRY = re.compile(r"\b(country|land|nationality|flag state|destination)\b", re.IGNORECASE)


def why_no_field_of_its_own(deed: Deed[Any, Any], field: Field, widget: QWidget) -> str:
    """Why a day or a country is asked for like any other text; empty where it is not."""
    is_one = (deed.name, field.name) not in SEVERAL and deed.name not in HEADINGS
    is_country = is_one and bool(ONE_COUNTRY.search(field.title))
    if is_country and not (isinstance(widget, ChoiceBox) and widget.count() > MOST_LOOKED_THROUGH):
        return f"{deed.name}: {field.name} is no choice of countries"
    is_moment = any(
        one.name == field.name and one.kind is dt.datetime for one in arguments(deed.args)
    )
    is_day = field.day or (bool(A_DAY.search(field.hint)) and deed.name not in NOT_EXACT)
    if is_moment and not isinstance(widget, MomentField):
        return f"{deed.name}: {field.name} is no field of a day with its hour"
    if is_day and not isinstance(widget, DayField):
        return f"{deed.name}: {field.name} is no field of a day"
    return ""


def test_every_day_and_country_of_every_deed_is_asked_for_in_a_field_of_its_own(
    shell: Shell,
) -> None:
    view, wrong, counted = rooms.the_longest_case(), [], Counter[str]()
    forms: list[tuple[Deed[Any, Any], tuple[Field, ...]]]
    forms = [(deed, FieldBasis(deed, view, {}).fields()) for deed in ON_CASE.values()]
    forms += [(deed, fields) for deed in OF_OFFICE for fields in offices(deed)]
    for deed, fields in forms:
        made = Fields(fields, shell)
        for field in fields:
            widget = made.inputs[field.name]
            widget.setParent(shell)
            wrong.append(why_no_field_of_its_own(deed, field, widget))
            counted[type(widget).__name__] += 1
            if isinstance(widget, ChoiceBox) and field.choices == countries_offered():
                completer = widget.completer()
                assert completer is not None
                assert completer.filterMode() is Qt.MatchFlag.MatchContains
                counted["countries"] += 1
        days = {one.name for one in arguments(deed.args) if one.kind is dt.date}
        unset = [one.name for one in fields if one.name in days and not one.day]
        wrong += [f"{deed.name}: {name} is a day" for name in unset]
    assert not any(wrong), "\n".join(filter(None, wrong))
    assert counted["DayField"] > 40
    assert counted["countries"] >= 4


def test_so_is_each_that_a_kind_of_case_or_a_statement_on_an_entity_asks_for() -> None:
    found: set[str] = set()
    for kind in kinds_known():
        for field, asked in zip(kind.fields, kind_fields(kind), strict=True):
            assert asked.day == (field.type is FieldType.DATE)
            is_country = asked.choices == countries_offered()
            assert is_country == (field.type is FieldType.COUNTRY), f"{kind.name}: {field.name}"
            found |= {"day"} if asked.day else {"country"} if is_country else set()
    for name in FACT_KINDS:
        for asked in state_form(fictional_entity.VIEW, name).fields:
            assert (asked.choices == countries_offered()) == (asked.name == "country")
    assert found == {"day", "country"}


class Asked(Answers):
    """Notes what was asked for, and gives nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.asked: list[str] = []

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        self.asked.append(title)
        return None

    def confirm(self, title: str, text: str, deed: str) -> bool:
        self.asked.append(title)
        return False

    def open_files(self, title: str, kinds: str = "") -> tuple[Path, ...]:
        self.asked.append(title)
        return self.files

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        self.asked.append(title)
        return None


@pytest.fixture
def answers(shell: QWidget) -> Asked:
    return Asked(shell)


@pytest.fixture
def case_at_work(hands: Hands, answers: Asked, tmp_path: Path) -> CaseTab:
    """The analyst has a case in front that was just taken in."""
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_I)
    answers.files = ()
    return to_case(hands)


def to_case(hands: Hands) -> CaseTab:
    hands.room.to_case(REF)
    hands.settle()
    tab = hands.room.desk.view
    assert isinstance(tab, CaseTab)
    return tab


def all_possible(view: CaseView) -> CaseView:
    """The case as if everything could be done on it."""
    return replace(view, acts=tuple(replace(one, allowed=True, why_not="") for one in view.acts))


def dialog(kind: type[QDialog]) -> Callable[[Hands, Asked], bool]:
    """A dialog of this kind is open; it is closed."""

    def is_open(_hands: Hands, _asked: Asked) -> bool:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
        shown = [one for one in found if one.isVisible()]
        for one in shown:
            one.reject()
        return len(shown) == 1

    return is_open


def is_at(kind: type) -> Callable[[Hands, Asked], bool]:
    return lambda hands, _asked: isinstance(hands.room.desk.view, kind)


def is_asked(title: str) -> Callable[[Hands, Asked], bool]:
    return lambda _hands, asked: asked.asked[:1] == [title]


ELSEWHERE: Mapping[str, Callable[[Hands, Asked], bool]] = {
    "approve": is_at(ReviewTab),
    "judge": is_at(HitsTab),
    "add_evidence": is_asked("Add evidence"),
    "fill_record": is_asked("Seizure or detention record"),
    "assess_catch_all": dialog(CatchAllDialog),
    "answer_question": dialog(InterviewDialog),
    "hold-slip": is_asked("Hold slip"),
    "release-slip": is_asked("Release slip"),
    "bundle": is_asked("Court bundle"),
    "letter": is_at(LetterTab),
}
"""Acts with a place of their own → whether it was reached; the others have a form in the case."""


def leads_where_it_is_done(act: str, title: str, hands: Hands, tab: CaseTab, asked: Asked) -> bool:
    if act in ELSEWHERE:
        return ELSEWHERE[act](hands, asked)
    if act.startswith(REPORT):
        return asked.asked[:1] == [title.rstrip("…")]  # for whom it is made
    form = tab.acting.form
    return isinstance(form, ActForm) and form.isVisible() and form.title == title.rstrip("…")


def test_every_act_is_chosen_in_the_panel_leads_to_its_form_and_none_is_done(
    hands: Hands, case_at_work: CaseTab, answers: Asked
) -> None:
    before, wrong = sealed(hands.room), []
    assert case_at_work.screen.view is not None
    view = all_possible(case_at_work.screen.view)
    acts = [row.act for row in acts_of(view) if not row.why_not]
    assert set(acts) >= set(ON_CASE)
    tab = case_at_work
    for act in acts:
        if hands.room.desk.view is not tab:
            tab = to_case(hands)
        tab.screen.show_view(view)
        tab.screen.show_acts()
        panel = tab.screen.panel
        assert isinstance(panel, ActsPanel)
        rows = [line.act.act if line.act else "" for line in panel.model.rows()]
        row = rows.index(act)
        title = panel.shown[[one.act for one in panel.shown].index(act)].title
        panel.list.selectRow(row)
        answers.asked.clear()
        press(panel.field, Key.Key_Return)
        hands.settle()
        if not leads_where_it_is_done(act, title, hands, tab, answers):
            wrong.append(f"{act}: {answers.asked or hands.room.desk.view}")
        tab.acting.leave()
    assert not wrong, "\n".join(wrong)
    assert sealed(hands.room) == before
    assert not hands.room.desk.undo.waits
