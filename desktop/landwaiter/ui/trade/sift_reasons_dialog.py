"""The reasons of the sift: their order, how many cases a day each opens, what became of them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.trade.deeds import SET_SIFT_REASON, SET_SIFT_SAMPLE
from landwaiter.domain.trade.sift_reasons import REASON_WORDS, SiftReason
from landwaiter.i18n import N_, _, figure, plural
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.inline import Bar, Gap, Glyph, InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView

WIDTH, HEIGHT = 884, 210


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason as the policy has it, beside what it came to."""

    order: int
    reason: SiftReason
    cap: int
    waiting: int
    opened: int
    aside: int


@dataclass(frozen=True, slots=True)
class ShownPolicy:
    """The policy in force, and what waits for a second person."""

    number: int
    lines: tuple[ReasonLine, ...]
    one_in: int
    motions: tuple[str, ...]
    """Titles of changes that were proposed."""


def _figure(of: Callable[[ReasonLine], int]) -> Callable[[ReasonLine], InlineCell]:
    return lambda line: InlineCell(((Text(figure(of(line)), whole=True),),), right=True)


def _cap(line: ReasonLine) -> InlineCell:
    said = figure(line.cap) if line.cap else _("none; they wait")
    return InlineCell(((Text(said, whole=True),),), right=True)


def _became(line: ReasonLine) -> InlineCell:
    looked = line.opened + line.aside
    if not looked:
        return InlineCell(((Text("–", "muted"),),))
    said = _("{opened} of {looked}").format(opened=figure(line.opened), looked=figure(looked))
    return InlineCell(
        ((Bar(line.opened / looked, 60, "accent"), Gap(8), Text(said, "text2", whole=True)),)
    )


COLUMNS: tuple[TableColumn[ReasonLine], ...] = (
    TableColumn(N_("Order"), _figure(lambda line: line.order), width=54, right=True),
    TableColumn(
        N_("Reason"),
        lambda line: InlineCell(((Text(_(REASON_WORDS[line.reason]), bold=True),),)),
        fixed=True,
    ),
    TableColumn(N_("Cases a day"), _cap, width=144, right=True),
    TableColumn(N_("Waiting"), _figure(lambda line: line.waiting), width=76, right=True),
    TableColumn(N_("Became cases"), _became, width=170),
)


class SiftReasonsDialog(DeedsPane):
    """`asked("change", ReasonLine)`, `asked("draw", …)`, `asked("motions", …)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Reasons of the sift"),
            _("each alone, in this order; there is no score"),
            width=WIDTH,
            parent=parent,
        )
        self.model: RowModel[ReasonLine] = RowModel(COLUMNS, key=lambda line: line.reason)
        self.list = ListView(self.model)
        self.change = ActButton(_("Cases a day…"), keys="Ctrl+E", kind=ButtonKind.PRIMARY)
        self.draw = ActButton(_("Sample of the rest…"), keys="Ctrl+D")
        self.motions = ActButton(_("Waiting for a second person…"), icon="four-eyes", keys="Ctrl+M")
        self._said, self._waits = MarkLabel(wrap=True), MarkLabel(wrap=True)
        self._actor: Actor | None = None
        table = Card(_("Reasons")).add(self.list)
        table.setMinimumHeight(fonts.px(HEIGHT))
        body = column(table, self._said, self._waits, gap=10)
        body.setStretch(0, 1)
        self.build(body, self.motions, self.draw, self.change)
        self.list.shown.connect(lambda _line: self.check())
        self.list.opened.connect(lambda _line: self.ask("change"))
        self.bind((name, getattr(self, name).keys) for name in ("change", "draw", "motions"))
        self.setFocusProxy(self.list)
        self.check()

    def show_policy(self, found: ShownPolicy) -> None:
        """What counts now; the cursor stays."""
        at = max(self.list.currentIndex().row(), 0)
        self.model.show_rows(found.lines)
        self.list.selectRow(at)
        number = (
            _("Policy {number}, by two persons.").format(number=found.number)
            if found.number
            else _("The usual policy: this office has set none.")
        )
        rest = (
            _("Of the rest, one in {n} is drawn to be looked at.").format(n=figure(found.one_in))
            if found.one_in
            else _("Of the rest none is drawn: what is missed is not known.")
        )
        self._said.show_lines((Text(f"{number} {rest}", "text2"),))
        count = len(found.motions)
        head = plural(
            count,
            "{n} change waits for a second person:",
            "{n} changes wait for a second person:",
        )
        self._waits.setVisible(bool(found.motions))
        self._waits.show_lines(
            (Glyph("four-eyes", 12, "accent"), Gap(6), Text(head, bold=True)),
            *((Text(title, "text2"),) for title in found.motions),
        )
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def under_cursor(self) -> ReasonLine | None:
        found: ReasonLine | None = self.list.current_row()
        return found

    def refusals(self) -> dict[str, str]:
        if self._actor is None:
            waits = _("reading who may do it")
            return {"change": waits, "draw": waits, "motions": ""}
        chosen = "" if self.under_cursor() else _("choose a reason")
        return {
            "change": SET_SIFT_REASON.why_no_role(self._actor) or chosen,
            "draw": SET_SIFT_SAMPLE.why_no_role(self._actor),
            "motions": "",
        }
