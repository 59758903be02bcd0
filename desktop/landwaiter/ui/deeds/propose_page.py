"""Proposing a decision: outcomes, reason, and what is settled first or left open with a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from landwaiter.domain.cases.before_proposal import OpenKind, OpenMatter, ProposalStop
from landwaiter.domain.cases.hearings import is_adverse
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.i18n import N_, _, joined
from landwaiter.services.cases.case_view import CaseView
from landwaiter.ui.deeds.outcomes_card import OutcomesCard
from landwaiter.ui.deeds.reason_field import with_templates
from landwaiter.ui.deeds.returned_version import answers_of, came_back_with, returned_version
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.act_form import FRAME, ActForm
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, column, panel, ruled, scrolled
from landwaiter.ui.kit.fields import Field, TemplateLine
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel

_BESIDE, _BESIDE_FROM = 340, 800
"""The width of what is open beside the cards, and of a page that has room for it; at scale 1."""
_OPEN = "open "
"""Begins the names of the fields of what is left open."""
_TEMPLATE = N_(
    "Declared is [goods]. Found was [what was found, with its evidence]. Asked was [what, on which "
    "day]; the answer is [answer, or none]. Therefore [what follows from it]."
)


def proposal_fields(made: Sequence[Field], view: CaseView) -> tuple[Field, ...]:
    """The fields of a proposal on this case: a reason for what is open and for nothing else."""
    wanted = {f"{_OPEN}{one.kind.value}" for one in view.unsettled}
    return tuple(
        _fitted(one) for one in made if not one.name.startswith(_OPEN) or one.name in wanted
    )


def _fitted(field: Field) -> Field:
    if field.name.startswith(_OPEN):
        return replace(field, minimum=SHORTEST_REASON)
    if field.name == "reason":
        shipped = TemplateLine(_("Decision"), _(_TEMPLATE))
        return with_templates(field, (*field.templates, shipped))
    return field


class ProposePage(ActForm):
    """The form of a proposal. Signal besides those of a form: `settle_asked(place)`.

    After a return it begins with what its `author` proposed in that version, and says so; what
    somebody else proposed is chosen for nobody.
    """

    settle_asked = Signal(str)

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        view: CaseView,
        *,
        note: str = "",
        author: str = "",
    ) -> None:
        self._view = view
        self._returned = returned_version(view.case)
        is_own = self._returned is not None and self._returned.author == author
        self._before_return = self._returned if is_own else None
        self.reasons: dict[OpenKind, QPlainTextEdit] = {}
        """Why something is left open, by its kind."""
        self._chain: list[QWidget] = []
        """What Tab goes along."""
        self.stops: tuple[ProposalStop, ...] = ()
        """What no reason helps over, with the outcomes that are chosen now."""
        super().__init__(title, title, fields, note=note)
        if self._before_return is not None:
            self.fields.fill(answers_of(view.case, self._before_return))
            self.outcomes.show_beginnings()

    def give(self) -> None:
        """Nothing is handed over while something stops it."""
        if self.stops:
            self._say(self.stops[0].what)
            return
        super().give()

    def leave_open(self, kind: OpenKind) -> None:
        """The cursor into the reason for leaving this open."""
        self.reasons[kind].show()
        self.reasons[kind].setFocus()

    def _build(self, title: str, note: str) -> None:
        head, foot = panel("head"), panel("foot")
        said: Line = (Text(title, size=Size.NUMBER, bold=True), Gap(10), Text(note, "text2"))
        head.setLayout(across(MarkLabel(said).elastic(), margins=(16, 8, 16, 8)))
        foot.setLayout(across(self.leave, 0, self.act, margins=(16, 10, 16, 10)))
        page, self._side = panel("page"), panel("alt")
        self._rows = column(*self._cards(), 0, gap=10, margins=(16, 12, 16, 12))
        page.setLayout(self._rows)
        self._side.setLayout(column(*self._before(), 0))
        self._beside = scrolled(self._side)
        self._beside.setFixedWidth(fonts.px(_BESIDE))
        body = across(scrolled(page), self._beside, gap=0)
        body.setStretch(0, 1)
        self._refused.setLayout(across(self._refusal, margins=(16, 6, 16, 6)))
        self._refused.hide()
        self.setLayout(column(head, body, self._refused, foot, margins=(FRAME,) * 4))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just set
        self._order()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(is_wide=self.width() >= fonts.px(_BESIDE_FROM))

    def _place(self, *, is_wide: bool) -> None:
        """What is open beside the cards, or below them where these need the width."""
        if is_wide == (self._rows.indexOf(self._side) < 0):
            return
        cursor = QApplication.focusWidget()
        is_there = cursor is not None and self._side.isAncestorOf(cursor)
        if is_wide:
            self._rows.removeWidget(self._side)
            self._beside.setWidget(self._side)
        else:
            self._beside.takeWidget()
            self._rows.insertWidget(self._rows.count() - 1, self._side)
            self._side.show()
        self._beside.setVisible(is_wide)
        self._order()
        if cursor is not None and is_there:
            cursor.setFocus()

    def _cards(self) -> Iterator[QWidget]:
        """Outcomes, basis, reason and appeal notice, from the top."""
        case = self._view.case
        words = {item.no: self._item_words(item.no) for item in case.items}
        words[0] = self._item_words(case.items[0].no) if case.items else _("The case")
        earlier = self._before_return
        origin = (
            _("from version {version}: look it over").format(version=earlier.version)
            if earlier is not None
            else ""
        )
        self.outcomes = OutcomesCard(
            self.inputs, words, self._view.legal_bases, origin or _("none is chosen for you")
        )
        self._chain += self.outcomes.chain
        yield self.outcomes
        insert = self._templates["reason"]
        facts = ActButton(_("Insert the flags"), small=True)
        facts.clicked.connect(self._insert_flags)
        self._chain += [insert, facts, self.inputs["reason"], self.inputs["appeal"]]
        self._reason = Card(
            _("Statement of reasons"), origin or _("printed in the decision"), acts=(insert, facts)
        )
        self.inputs["reason"].setMinimumHeight(fonts.px(110))
        yield self._reason.add(column(self.inputs["reason"], margins=(12, 8, 12, 10)))
        self._appeal = Card(_("Appeal notice"), _("empty: the office's own"))
        self.inputs["appeal"].setFixedHeight(fonts.px(58))
        yield self._appeal.add(column(self.inputs["appeal"], margins=(12, 8, 12, 10)))

    def _item_words(self, number: int) -> str:
        declaration = self._view.case.declaration
        declared = declaration.items if declaration else ()
        found = next((one for one in declared if one.no == number), None)
        told = (found.description, found.cn) if found else ()
        return joined(" ", (str(number), *(part for part in told if part)))

    def _before(self) -> Iterator[QWidget]:
        """What stops, and what is settled or left open."""
        self._told = MarkLabel(wrap=True)
        head = panel("cardhead")
        head.setLayout(
            column(
                MarkLabel((Text(_("Before you propose"), size=Size.BODY, bold=True),)),
                self._told,
                gap=2,
                margins=(12, 8, 12, 8),
            )
        )
        yield head
        if self._returned is not None:
            said = MarkLabel(*came_back_with(self._view.case, self._returned), wrap=True)
            yield ruled(column(said, margins=(12, 8, 12, 8)))
        self._stopping = MarkLabel(wrap=True, ground="critbg")
        self._stopped = panel("ruled")
        self._stopped.setLayout(column(self._stopping, margins=(12, 8, 12, 8)))
        yield self._stopped
        for one in self._view.unsettled:
            yield self._unsettled(one)
        printed = _("What you leave open is signed with the text and stands under Not checked.")
        foot = QWidget()
        foot.setLayout(
            column(MarkLabel((Text(printed, "text2"),), wrap=True), margins=(12, 10, 12, 10))
        )
        yield foot

    def _unsettled(self, one: OpenMatter) -> QWidget:
        area = self.inputs[f"{_OPEN}{one.kind.value}"]
        assert isinstance(area, QPlainTextEdit)  # noqa: S101  # a long field is one
        area.setFixedHeight(fonts.px(58))
        self.reasons[one.kind] = area
        title: Line = (Glyph("warning", 14, "med"), Gap(6), Text(one.title, bold=True))
        told = MarkLabel(title, (Text(one.named, "text2"),), (Text(one.remedy),), wrap=True)
        acts = []
        if one.place:
            settle = ActButton(_("Settle it"), small=True)
            settle.setAccessibleName(joined(": ", (_("Settle it"), one.title)))
            settle.clicked.connect(lambda: self.settle_asked.emit(one.place))
            acts.append(settle)
        leave = ActButton(_("Leave it open…"), small=True)
        leave.setAccessibleName(joined(": ", (_("Leave it open…"), one.title)))
        leave.clicked.connect(lambda: self.leave_open(one.kind))
        self._chain += [*acts, leave, area]
        area.setHidden(not area.toPlainText())
        area.textChanged.connect(
            lambda: area.setHidden(not area.toPlainText() and not area.hasFocus())
        )
        return ruled(
            column(told, across(*acts, leave, 0, gap=6), area, gap=6, margins=(12, 8, 12, 8))
        )

    def _insert_flags(self) -> None:
        self.insert("reason", joined(" ", (flag.explanation for flag in self._view.raised)))

    def _order(self) -> None:
        """Tab goes as the eye does: down the cards, then down what is open, then to the acts."""
        for before, after in pairwise((*self._chain, self.leave, self.act)):
            QWidget.setTabOrder(before, after)
        keys.go_on([one for one in self._chain if one in self.inputs.values()])

    def _check(self) -> None:
        self.outcomes.read_anew()
        adverse = is_adverse(self.outcomes.outcomes())
        self._appeal.setVisible(adverse)
        on_case = (one for one in self._view.stops if adverse or not one.adverse)
        self.stops = (*on_case, *self.outcomes.unbased())
        self._tell((*self.outcomes.stops(), *self.stops))
        super()._check()
        if self.stops:
            self.act.refuse(self.stops[0].what.rstrip("."))

    def _tell(self, stops: Sequence[ProposalStop]) -> None:
        lines: list[Line] = [
            (Glyph("cross", 12, "crit"), Gap(6), Text(joined(" ", (one.what, one.remedy))))
            for one in stops
        ]
        self._stopping.show_lines(*lines)
        self._stopped.setVisible(bool(stops))
        named = [field for field in self.fields.fields if field.name.startswith(_OPEN)]
        left = sum(bool(self.fields.why(field)) for field in named)
        said = _("Stops: {stops}. To settle or leave open: {left}.").format(
            stops=len(stops), left=left
        )
        self._told.show_lines((Text(said, "text2"),))
