"""What is asked of screening: one name, or two."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.hits.screening_jobs import KINDS, NamePair, NameQuery
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.field_row import choice_box, chosen, field_row
from landwaiter.ui.kit.figures import thousandths_of
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.keys import go_on
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.outcome import OutcomeLabel
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import word

NAMES = 84
_MARGINS = (12, 10, 12, 12)


def kind_box() -> QComboBox:
    """Person, organisation, vessel, or any."""
    return choice_box(_("Kind"), [("", _("any")), *((kind, word(kind)) for kind in KINDS)])


class NameForm(Card):
    """`screen_asked(NameQuery, threshold in thousandths or None)`; what was typed stays."""

    screen_asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Screen a name"), icon="screening", parent=parent)
        self.name_field = text_field(_("in any script"), name=_("Name"))
        self.kind = kind_box()
        self.country = text_field(_("CN"), name=_("Country"))
        self.identifier = text_field(_("LEI, IMO, USCC, INN …"), name=_("Identifier"))
        self.born = text_field(_("1970-01-18, or the year"), name=_("Born"))
        self.threshold = text_field(_("as set for each list"), name=_("Threshold"))
        self.outcome = OutcomeLabel()
        self.act = ActButton(_("Screen"), icon="search", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._build()
        go_on(self._fields())
        self.name_field.textChanged.connect(lambda _text: self.check())
        self.act.clicked.connect(self.ask)
        self.setFocusProxy(self.name_field)
        self.check()

    def ask(self) -> None:
        """Hand the query over; a threshold that is none is said in place."""
        name = self.name_field.text().strip()
        if not name:
            self.name_field.setFocus()
            return
        try:
            threshold = thousandths_of(self.threshold.text(), _("threshold"))
        except Invalid as fault:
            self.outcome.show_fault(fault)
            self.threshold.setFocus()
            return
        self.outcome.forget()
        self.screen_asked.emit(
            NameQuery(
                name,
                kind=chosen(self.kind) or None,
                country=self.country.text().strip() or None,
                identifier=self.identifier.text().strip() or None,
                born=self.born.text().strip() or None,
            ),
            threshold,
        )

    def check(self) -> None:
        if self.name_field.text().strip():
            self.act.allow()
        else:
            self.act.refuse(_("type a name"))

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.name_field, self.country, self.identifier, self.born, self.threshold)

    def _build(self) -> None:
        note = _("Nothing is saved: hits on cases are found when a case is screened.")
        self.add(
            column(
                field_row(_("Name"), self.name_field, width=NAMES),
                field_row(_("Kind"), self.kind, width=NAMES),
                field_row(_("Country"), self.country, width=NAMES),
                field_row(_("Identifier"), self.identifier, width=NAMES),
                field_row(_("Born"), self.born, width=NAMES),
                field_row(_("Threshold"), self.threshold, width=NAMES),
                self.outcome,
                across(0, self.act),
                label(note, "muted", size=Size.SMALL, wrap=True),
                gap=8,
                margins=_MARGINS,
            )
        )


class PairForm(Card):
    """`compare_asked(NamePair)`; what was typed stays."""

    compare_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Compare two names"), icon="screening", parent=parent)
        self.first = text_field(_("in any script"), name=_("First name"))
        self.second = text_field(_("in any script"), name=_("Second name"))
        self.kind = kind_box()
        self.outcome = OutcomeLabel()
        self.act = ActButton(_("Compare"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        note = _("The same matcher that finds hits, on these two names alone.")
        self.add(
            column(
                field_row(_("First"), self.first, width=NAMES),
                field_row(_("Second"), self.second, width=NAMES),
                field_row(_("Kind"), self.kind, width=NAMES),
                self.outcome,
                across(0, self.act),
                label(note, "muted", size=Size.SMALL, wrap=True),
                gap=8,
                margins=_MARGINS,
            )
        )
        for field in (self.first, self.second):
            field.textChanged.connect(lambda _text: self.check())
        go_on((self.first, self.second))
        self.act.clicked.connect(self.ask)
        self.setFocusProxy(self.first)
        self.check()

    def ask(self) -> None:
        first, second = self.first.text().strip(), self.second.text().strip()
        if not first or not second:
            (self.second if first else self.first).setFocus()
            return
        self.outcome.forget()
        self.compare_asked.emit(NamePair(first, second, chosen(self.kind) or None))

    def check(self) -> None:
        if self.first.text().strip() and self.second.text().strip():
            self.act.allow()
        else:
            self.act.refuse(_("type both names"))
