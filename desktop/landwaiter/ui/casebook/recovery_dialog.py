"""The recovery key: who keeps it, and new halves, made by their holders with their passwords."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import column
from landwaiter.ui.kit.choice import ChoiceBox
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.field_row import choice_box, chosen, field_row
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.keys import go_on, on_submit
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink

_MOST = 3


class RecoveryDialog(Pane):
    """`make_asked({name: password})`; answer with `show_handed` or `show_fault`."""

    make_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Recovery key"),
            _("for forgotten passwords: no half opens anything alone"),
            width=680,
            parent=parent,
        )
        self._least = 1
        self.state = MarkLabel(wrap=True)
        self.holders = tuple(
            choice_box(title, [], empty=True)
            for title in (_("First half"), _("Second half"), _("Third half"))
        )
        self.passwords = tuple(
            text_field(_("own password"), name=_("Own password of the holder"), secret=True)
            for _at in range(_MOST)
        )
        self.act = ActButton(
            _("Make new halves"), icon="key", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY
        )
        self._build()
        for box in self.holders:
            box.currentIndexChanged.connect(lambda _at: self._check())
        for field in self.passwords:
            field.textChanged.connect(lambda _text: self._check())
        self.act.clicked.connect(self.give)
        on_submit(self, self.give)
        self.setFocusProxy(self.holders[0])
        self._check()

    def show_state(self, holders: Sequence[str], needed: int, people: Sequence[str]) -> None:
        """Who keeps it now, how many open together, and who may make a half."""
        self._least = min(2, len(people))
        said = (
            _("{people} keeps all of it.")
            if needed == 1
            else _("A half each is kept by {people}; two halves open the casebook together.")
        )
        ink: Ink = "med" if needed == 1 else "text"
        text = said.format(people=", ".join(holders))
        self.state.show_lines((Glyph("key", 14, ink), Gap(8), Text(text, ink)))
        for number, box in enumerate(self.holders):
            _offer(box, people, optional=number >= self._least)
        self._check()

    def answers(self) -> dict[str, str]:
        """Name → password of each who is chosen."""
        pairs = zip(self.holders, self.passwords, strict=True)
        return {chosen(box): field.text() for box, field in pairs if chosen(box)}

    def give(self) -> None:
        if self.act.isEnabled():
            self.outcome.forget()
            self.make_asked.emit(self.answers())

    def show_handed(self, holders: Sequence[str], *, to_all: bool) -> None:
        """The new halves are made; nothing typed stays, the passwords least of all."""
        for field in self.passwords:
            field.clear()
        if to_all:
            said = _("New halves are kept by {people}. The former ones open nothing any more.")
            self.show_done(said.format(people=", ".join(holders)))
        else:
            self.outcome.show_question(
                _(
                    "A new half was not kept, and the former ones open nothing any more. Make them "
                    "once more."
                )
            )

    def _build(self) -> None:
        note = _(
            "Two or three people make a half each and type their own password here, one after the "
            "other; each is then shown their own half alone. Of three any two open: one may be "
            "lost. What the former halves opened they open no more."
        )
        rows = [
            field_row(box.accessibleName(), box, field)
            for box, field in zip(self.holders, self.passwords, strict=True)
        ]
        for box, field in zip(self.holders, self.passwords, strict=True):
            box.setMinimumContentsLength(18)
            go_on((box, field))
        self.build(column(self.state, label(note, "text2", wrap=True), *rows, 0, gap=10), self.act)

    def _check(self) -> None:
        why = self._missing()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()

    def _missing(self) -> str:
        named = [chosen(box) for box in self.holders if chosen(box)]
        needs = (
            (len(named) >= self._least, _("choose who keeps each half")),
            (len({*named}) == len(named), _("nobody keeps two halves")),
            (all(self.answers().values()), _("each types their own password")),
        )
        return next((why for given, why in needs if not given), "")


def _offer(box: ChoiceBox, people: Sequence[str], *, optional: bool) -> None:
    """The people to choose from; what was chosen stays."""
    was = chosen(box)
    box.clear()
    if optional:
        box.addItem(_("nobody"), "")
    for name in people:
        box.addItem(name, name)
    box.setCurrentIndex(max(box.findData(was), 0) if optional or was else -1)
