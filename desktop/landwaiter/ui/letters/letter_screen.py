"""A letter to somebody on a case: what is chosen and said at the left, its pages at the right."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from landwaiter.domain.letters.deeds import ISSUE_LETTER, KEEP_LETTER_TEXT
from landwaiter.domain.letters.field_titles import field_title
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.errors import Fault
from landwaiter.i18n import _, capitalised, joined, plural
from landwaiter.services.base.wording import language_in_itself
from landwaiter.services.letters.letter_draft import ADDRESS
from landwaiter.services.letters.letter_form import LetterForm, LetterInput, LetterProof
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, act_bar, column, held, panel, ruled, scrolled
from landwaiter.ui.kit.field_row import choice_box, chosen
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.outcome import OutcomeLabel
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs
from landwaiter.ui.letters.letter_pages import LetterPages
from landwaiter.ui.letters.letter_says import LetterSays, table_title
from landwaiter.ui.letters.tab_order import reached

KIND, TO, LANGUAGE = "kind", "to", "language"
"""Of what is kept while somebody writes, what is no field of the letter."""


class LetterScreen(QWidget):
    """Signals: `changed` when another letter is wanted, answered with `show_proof` or
    `show_fault`; `save_asked`, `issue_asked`, `leave_asked`; `text_asked(field)` to supply a text
    of the office; `entity_asked(identity)` to state its address; `case_asked`.
    """

    changed = Signal()
    save_asked = Signal()
    issue_asked = Signal()
    leave_asked = Signal()
    text_asked = Signal(str)
    entity_asked = Signal(str)
    case_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self.form: LetterForm | None = None
        self.proof: LetterProof | None = None
        self._typed: dict[LetterKind, dict[str, str]] = {}
        """What was said in a letter of another kind: it comes back with it."""
        self.kind = choice_box(_("Letter"), (), empty=True)
        self.to = choice_box(_("To whom"), (), empty=True)
        self.language = choice_box(_("Language"), ())
        self.says = LetterSays()
        self.lacks = Card(_("What is missing"))
        self.impossible = Card(_("Not possible now"))
        self.preview = LetterPages(_("The letter"))
        self.outcome = OutcomeLabel()
        self.leave = ActButton(_("Leave, keep the draft"), keys="Esc")
        self.save = ActButton(_("Save the draft…"), icon="export", keys="Ctrl+P")
        self.issue = ActButton(_("Issue…"), icon="mail", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._build()
        self._connect()
        self._check()

    def show_form(self, form: LetterForm) -> None:
        """What can be chosen; what was chosen and typed stays, where it is possible still."""
        self.form = form
        possible = [(one.kind.value, one.title) for one in form.chances if not one.why_not]
        languages = [("", _("of the recipient, else of the office"))]
        languages += [(one, language_in_itself(one)) for one in form.languages]
        _offer(self.kind, possible)
        _offer(self.to, form.recipients)
        _offer(self.language, languages)
        self._name_case(form)
        self._show_impossible(form)
        self._show_kind()
        self._ask()

    def show_proof(self, proof: LetterProof) -> None:
        """The pages of what is chosen and said now."""
        self.proof = proof
        self.outcome.forget()
        chosen_for = _("{language}, {why}. {model}").format(
            language=language_in_itself(proof.draft.language.code),
            why=proof.draft.language.why,
            model=capitalised(proof.draft.model),
        )
        if proof.draft.remarks:
            self.outcome.show_question("\n".join(proof.draft.remarks))
        self.preview.show_pages(proof.pages, proof.lines, chosen_for)
        self._show_lacks(proof)
        self._check()

    def show_fault(self, fault: Fault) -> None:
        """Why there is no such letter; the pages before stay, for nothing of it is meant."""
        self.proof = None
        self.outcome.show_fault(fault)
        self._no_lacks()
        if not self.preview.shows_pages:
            self.preview.show_nothing(_("No pages yet"), fault.message)
        self._check()

    def said(self) -> LetterInput | None:
        """The letter that is wanted; None while kind or recipient is not chosen."""
        kind, to = chosen(self.kind), chosen(self.to)
        if not kind or not to:
            return None
        return self.says.said(LetterKind(kind), to, chosen(self.language))

    def answers(self) -> dict[str, str]:
        """What is kept of it while somebody writes."""
        return {
            KIND: chosen(self.kind),
            TO: chosen(self.to),
            LANGUAGE: chosen(self.language),
            **self.says.answers(),
        }

    def fill(self, answers: Mapping[str, str]) -> None:
        """What was kept, where it is possible still."""
        for box, name in ((self.kind, KIND), (self.to, TO), (self.language, LANGUAGE)):
            with QSignalBlocker(box):
                if (at := box.findData(answers.get(name, ""))) >= 0:
                    box.setCurrentIndex(at)
        kind = chosen(self.kind)
        if kind:
            rest = {
                name: text for name, text in answers.items() if name not in {KIND, TO, LANGUAGE}
            }
            self._typed[LetterKind(kind)] = rest
        self._show_kind(anew=True)
        self._ask()

    def forget(self) -> None:
        """The letter is issued: nothing of it is typed any more."""
        self._typed = {}
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(-1)
        self._show_kind(anew=True)

    def begin(self) -> None:
        """The cursor where something is to be chosen."""
        self.kind.setFocus()

    def give_room(self, *, is_given: bool) -> None:
        """The help stands in the place of the pages."""
        self.preview.setHidden(is_given)

    # How it is made

    def _build(self) -> None:
        self._title = MarkLabel().elastic()
        self._state = MarkLabel((Text(_("Draft: nothing is issued yet"), "text2"),))
        head = panel("head")
        head.setLayout(across(self._title, self._state, margins=(16, 9, 16, 10)))
        for box in (self.kind, self.to, self.language):
            box.setMinimumWidth(fonts.px(116))
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        asked = column(
            _named(_("Letter"), self.kind),
            AlongLine(
                _named(_("To whom"), self.to, spreads=True),
                _named(_("Language"), self.language),
                gap=12,
                fills=True,
            ),
            gap=8,
        )
        said = _(
            "When it is issued it gets its number, is kept word for word, becomes evidence of what "
            "went out, and the disclosure is logged. Landwaiter sends nothing: you do."
        )
        effect = Card(_("When it is issued"))
        effect.add(column(MarkLabel((Text(said, "text2"),), wrap=True), margins=(12, 8, 12, 10)))
        page = panel("page")
        page.setLayout(
            column(
                asked,
                self.outcome,
                self.lacks,
                self.says,
                effect,
                self.impossible,
                0,
                gap=10,
                margins=(16, 12, 16, 12),
            )
        )
        body = across(scrolled(page), self.preview, gap=0)
        body.setStretch(0, 5)
        body.setStretch(1, 6)
        foot = act_bar(self.leave, WrappedActs((self.save, self.issue)))
        self.setLayout(column(head, self.bar, body, foot))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set
        self.setFocusProxy(self.kind)
        self._title.show_lines((Text(_("Write a letter"), size=Size.TITLE, bold=True),))
        self.says.hide()
        self._no_lacks()
        self.impossible.hide()
        self.preview.show_nothing(_("No pages yet"), _("Choose a letter and to whom it goes."))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _at: self._kind_chosen())
        for box in (self.to, self.language):
            box.currentIndexChanged.connect(lambda _at: self._ask())
        self.says.changed.connect(self._ask)
        self.leave.clicked.connect(self.leave_asked)
        self.save.clicked.connect(self._save)
        self.issue.clicked.connect(self._issue)
        keys.bind(
            "letter",
            self,
            {
                "kind": self.begin,
                "save": self._save,
                "issue": self._issue,
                "on": lambda: self.preview.turn(1),
                "back": lambda: self.preview.turn(-1),
                "leave": self.leave_asked.emit,
            },
        )

    def _save(self) -> None:
        if self.save.isEnabled():
            self.save_asked.emit()

    def _issue(self) -> None:
        if self.issue.isEnabled():
            self.issue_asked.emit()

    def _kind_chosen(self) -> None:
        self._show_kind()
        self._ask()

    def _ask(self) -> None:
        """Another letter is wanted: until its pages come, nothing can be done with these."""
        self.proof = None
        if self.said() is None:
            self._no_lacks()
            self.preview.show_nothing(_("No pages yet"), self._why_none())
        self._check()
        self.changed.emit()

    def _why_none(self) -> str:
        form = self.form
        if form is not None and not form.recipients:
            return _("The case names nobody whom this office writes to.")
        if form is not None and all(one.why_not for one in form.chances):
            return _("No letter may be made of this case now; why not stands beside.")
        return _("Choose a letter and to whom it goes.")

    def _show_kind(self, *, anew: bool = False) -> None:
        """The fields of the kind that is chosen."""
        value = chosen(self.kind)
        if self.says.kind is not None and not anew:
            self._typed[self.says.kind] = self.says.answers()
        if self.form is None or not value:
            self.says.kind = None
            self.says.hide()
            return
        kind = LetterKind(value)
        if kind is not self.says.kind or anew or not self._holds_focus():
            self.says.show_kind(kind, self.form, self._typed.get(kind, {}))
        self.says.show()
        self._order()

    def _order(self) -> None:
        """Tab goes as one reads: what is chosen, what is missing, what is said, then the acts.

        Rows and fields are made anew all the time, and Qt would come to them after the acts.
        """
        chosen_first = (self.kind, self.to, self.language)
        acts = (self.leave, self.save, self.issue)
        between = (*reached(self.lacks), *reached(self.says))
        for before, after in pairwise((*chosen_first, *between, *acts)):
            QWidget.setTabOrder(before, after)

    def _holds_focus(self) -> bool:
        """Whether somebody types in there: then it is not made anew below their hands."""
        focus = self.window().focusWidget()
        return focus is not None and self.says.isAncestorOf(focus)

    def _name_case(self, form: LetterForm) -> None:
        self._title.show_lines(
            (
                Text(_("Write a letter"), size=Size.TITLE, bold=True),
                Gap(12),
                Text(form.reference, "text2", mono=True, whole=True),
                Gap(10),
                Text(form.title, "text2"),
            )
        )

    def _show_impossible(self, form: LetterForm) -> None:
        """The kinds that may not be made now, each with its reason."""
        refused = [one for one in form.chances if one.why_not]
        self.impossible.empty()
        self.impossible.setVisible(bool(refused))
        self.impossible.name(_("Not possible now"), str(len(refused)))
        for one in refused:
            said = MarkLabel((Text(one.title),), (Text(one.why_not, "muted"),), wrap=True)
            self.impossible.add(ruled(column(said, margins=(12, 6, 12, 6))))

    def _no_lacks(self) -> None:
        self.lacks.empty()
        self.lacks.hide()

    def _show_lacks(self, proof: LetterProof) -> None:
        """What the letter must say and nobody said, with what can be done about it."""
        self.lacks.empty()
        lacking = (*proof.gaps.fields, *proof.gaps.tables)
        self.lacks.setVisible(bool(lacking))
        self.lacks.name(_("What is missing"), str(len(lacking)))
        for path in proof.gaps.fields:
            self.lacks.add(self._lack(path, proof.draft.language.code))
        for name in proof.gaps.tables:
            said = _("The table has no rows: say or tick them below.")
            self.lacks.add(_lacking(table_title(name), said))
        self._order()

    def _lack(self, path: str, language: str) -> QWidget:
        if path == ADDRESS:
            button = ActButton(_("Open the entity"), small=True)
            button.clicked.connect(lambda: self.entity_asked.emit(chosen(self.to)))
            return _lacking(_("Address"), _("None is stated of it that holds today."), button)
        if self.says.has(path):
            button = ActButton(_("Say it"), small=True)
            button.clicked.connect(lambda: self.says.begin_at(path))
            return _lacking(field_title(path), "", button)
        if path in LETTER_TEXTS:
            said = _("A text of the office in {language}.").format(
                language=language_in_itself(language)
            )
            actor = self.form.actor if self.form else None
            why = KEEP_LETTER_TEXT.why_no_role(actor) if actor else ""
            if why:
                saved = _("A head or administrator saves it.")
                return _lacking(field_title(path), joined(" ", (said, saved)))
            button = ActButton(_("Save a text…"), small=True)
            button.clicked.connect(lambda: self.text_asked.emit(path))
            return _lacking(field_title(path), said, button)
        return _lacking(field_title(path), _("It is not recorded on the case."))

    def _check(self) -> None:
        """Each button, or why it rests."""
        why = ""
        if self.said() is None:
            why = _("choose a letter and to whom")
        elif self.proof is None:
            why = _("no such letter") if self.outcome.isVisibleTo(self) else _("being drawn")
        elif not self.proof.is_whole:
            count = len(self.proof.gaps.fields) + len(self.proof.gaps.tables)
            why = plural(count, "{n} thing is missing", "{n} things are missing")
        role = ISSUE_LETTER.why_no_role(self.form.actor) if self.form else ""
        for button, refusal in ((self.save, why), (self.issue, role or why)):
            if refusal:
                button.refuse(refusal.rstrip("."))
            else:
                button.allow()


def _offer(box: QComboBox, choices: Iterable[tuple[str, str]]) -> None:
    """These choices, with the one that was made where it is among them."""
    was, found = chosen(box), tuple(choices)
    with QSignalBlocker(box):
        box.clear()
        for value, words in found:
            box.addItem(words, value)
        is_empty = bool(box.placeholderText())
        box.setCurrentIndex(max(box.findData(was), -1 if is_empty and len(found) != 1 else 0))


def _named(title: str, widget: QWidget, *, spreads: bool = False) -> QWidget:
    return held(column(label(title, "text2", size=Size.SMALL), widget, gap=2), spreads=spreads)


def _lacking(name: str, said: str, *acts: QWidget) -> QWidget:
    title: Line = (Glyph("warning", 12, "med"), Gap(6), Text(name, bold=True))
    lines: Sequence[Line] = (title, (Text(said, "text2"),)) if said else (title,)
    told = MarkLabel(*lines, wrap=True)
    line = AlongLine(held(across(told), spreads=True), *acts, fills=True)
    return ruled(across(line, margins=(12, 5, 12, 5)))
