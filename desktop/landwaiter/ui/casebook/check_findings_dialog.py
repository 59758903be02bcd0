"""What a check found: of the casebook as a whole, or of its audit chain."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import N_, _, figure, plural
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.words import audit_number, short_hash, word


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One check and what it found; an empty message: nothing wrong."""

    check: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class ChainFindings:
    """What verifying the audit chain told."""

    entries: int
    seq: int
    sha256: str
    anchored_to: int
    not_anchored: int
    erased: int


def _found(row: FindingRow) -> InlineCell:
    if not row.message:
        return InlineCell(((Glyph("tick", 12, "ok"), Gap(6), Text(_("nothing wrong"), "ok")),))
    return InlineCell(((Glyph("warning", 12, "crit"), Gap(6), Text(row.message)),), wrap=True)


FINDING_COLUMNS: tuple[TableColumn[FindingRow], ...] = (
    TableColumn(
        N_("Check"), lambda row: InlineCell(((Text(word(row.check), bold=True),),)), width=150
    ),
    TableColumn(N_("Finding"), _found, fixed=True),
)


class FindingsDialog(Pane):
    """`check_asked`; answer with `show_findings`. What is found can be copied with Ctrl+C."""

    check_asked = Signal()

    def __init__(self, title: str, about: str, deed: str, parent: QWidget | None = None) -> None:
        super().__init__(title, about, width=820, parent=parent)
        self.model: RowModel[FindingRow] = RowModel(FINDING_COLUMNS)
        self.list = ListView(self.model)
        self.verdict, self.chain = MarkLabel(wrap=True), MarkLabel(wrap=True)
        self.act = ActButton(deed, icon="shield", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        nothing = EmptyState(
            "shield",
            _("Nothing was checked yet"),
            _("Begin with Ctrl+Enter. Checking changes nothing."),
        )
        card = Card().add(or_nothing(self.model, self.list, nothing))  # type: ignore[arg-type]  # any rows
        card.setMinimumHeight(fonts.px(280))
        self.build(column(self.verdict, self.chain, card, gap=8), self.act)
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        self.setFocusProxy(self.act)

    def ask(self) -> None:
        if self.act.isEnabled():
            self.outcome.forget()
            self.act.refuse(_("it is running"))
            self.check_asked.emit()

    def show_findings(
        self,
        checks: Sequence[str],
        findings: Sequence[tuple[str, str]],
        chain: ChainFindings,
        notes: Sequence[str] = (),
    ) -> None:
        """Each check with its findings, (check, sentence), those with findings first.

        `notes` are no faults: what can be relied on, what is kept from decoders.
        """
        found = tuple(FindingRow(check, message) for check, message in findings)
        whole = tuple(FindingRow(check) for check in checks if check not in dict(findings))
        self.model.show_rows((*found, *whole))
        self.verdict.show_lines(_verdict(len(checks), len(found)))
        self.chain.show_lines(_chain(chain), *((Text(note, "text2"),) for note in notes))
        self.show_ended()

    def show_ended(self) -> None:
        """It may be asked for again."""
        self.act.allow()

    def show_fault(self, fault: Fault) -> None:
        self.show_ended()
        super().show_fault(fault)


def _verdict(checks: int, findings: int) -> Line:
    ran = plural(checks, "{n} check ran", "{n} checks ran")
    if not findings:
        said = _("{ran}; nothing wrong was found.").format(ran=ran)
        return (Glyph("tick", 14, "ok"), Gap(8), Text(said, "ok", Size.BODY, bold=True))
    found = plural(findings, "{n} thing is wrong", "{n} things are wrong")
    said = _("{ran}; {found}. Keep the casebook as it is and restore a backup beside it.").format(
        ran=ran, found=found
    )
    return (Glyph("warning", 14, "crit"), Gap(8), Text(said, "crit", Size.BODY, bold=True))


def _chain(chain: ChainFindings) -> Line:
    head = plural(
        chain.entries,
        "Audit chain: {n} entry, head {number}, {hash}.",
        "Audit chain: {n} entries, head {number}, {hash}.",
        number=audit_number(chain.seq),
        hash=short_hash(chain.sha256),
    )
    anchored = _("Proven by an anchor up to {number}; not yet anchored: {count}.").format(
        number=audit_number(chain.anchored_to), count=figure(chain.not_anchored)
    )
    erased = _("Contents erased under four eyes: {count}.").format(count=figure(chain.erased))
    return (Text(f"{head} {anchored} {erased}", "text2"),)
