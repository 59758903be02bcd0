"""Texts of the office: in which language it says something otherwise than the program does."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.office.deeds import SUPPLY_TEXTS, WITHDRAW_TEXTS
from landwaiter.domain.office.office_texts import (
    BY,
    EDITION,
    LANGUAGE,
    SECONDED_BY,
    SHA256,
    TEXTS,
    TRUSTED,
    WHEN,
)
from landwaiter.i18n import _
from landwaiter.services.base.wording import language_in_itself
from landwaiter.services.office.office_texts import LanguageRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.inline import Gap, InlineCell, Text
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import day, local_day, short_hash

WIDTH, LIST_HEIGHT = 1060, 240


def _language(row: LanguageRow) -> InlineCell:
    name = Text(language_in_itself(row.language), bold=row.texts is not None)
    return InlineCell(((name, Gap(6), Text(row.language, "muted", mono=True, whole=True)),))


def _cell(text: str, ink: Ink = "text", *, mono: bool = False, right: bool = False) -> InlineCell:
    shown = Text(text or "–", ink if text else "muted", mono=mono and bool(text), whole=mono)
    return InlineCell(((shown,),), right=right)


def _edition(row: LanguageRow) -> InlineCell:
    return _cell(row.texts.edition if row.texts else "")


def _count(row: LanguageRow) -> InlineCell:
    return _cell(str(row.texts.count) if row.texts else "", right=True)


def _trust(row: LanguageRow) -> InlineCell:
    return _cell(_(row.trust), "text" if row.texts else "muted")


def _hash(row: LanguageRow) -> InlineCell:
    return _cell(short_hash(row.texts.sha256) if row.texts else "", "text2", mono=True)


def _author(row: LanguageRow) -> InlineCell:
    return _cell(row.texts.author if row.texts else "", "text2")


def _seconder(row: LanguageRow) -> InlineCell:
    return _cell(row.texts.seconder if row.texts else "", "text2")


def _when(row: LanguageRow) -> InlineCell:
    return _cell(day(local_day(row.texts.at)) if row.texts else "", "text2")


COLUMNS: tuple[TableColumn[LanguageRow], ...] = (
    TableColumn(LANGUAGE, _language, width=130, fixed=True),
    TableColumn(EDITION, _edition),
    TableColumn(TEXTS, _count, right=True, width=70),
    TableColumn(TRUSTED, _trust, width=180),
    TableColumn(SHA256, _hash, width=110),
    TableColumn(BY, _author, width=110),
    TableColumn(SECONDED_BY, _seconder, width=110),
    TableColumn(WHEN, _when, width=100),
)
DEEDS: Mapping[str, Deed[Any, Any]] = {"supply": SUPPLY_TEXTS, "withdraw": WITHDRAW_TEXTS}
"""Button → deed; what is exported is none."""


class WordingDialog(DeedsPane):
    """`asked(name, LanguageRow)` with a name of `DEEDS`, or `export`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Texts of the office"),
            _("they win over those of the program, which are own translations"),
            width=WIDTH,
            parent=parent,
        )
        self.model: RowModel[LanguageRow] = RowModel(COLUMNS, key=lambda row: row.language)
        self.list = ListView(self.model)
        self.supply = ActButton(_("Supply…"), keys="Ctrl+O", kind=ButtonKind.PRIMARY)
        self.withdraw = ActButton(_("Take away…"), keys="Ctrl+E")
        self.export = ActButton(_("Export…"), keys="Ctrl+D")
        self._actor: Actor | None = None
        card = Card(_("Languages")).add(self.list)
        card.setMinimumHeight(fonts.px(LIST_HEIGHT))
        self.build(card, self.export, self.withdraw, self.supply)
        self.bind((name, self._button(name).keys) for name in (*DEEDS, "export"))
        self.list.shown.connect(lambda _row: self.check())
        self.setFocusProxy(self.list)
        self.check()

    def show_languages(self, rows: tuple[LanguageRow, ...]) -> None:
        """Every language but English; the cursor stays where it was."""
        was = self.under_cursor()
        self.model.show_rows(rows)
        at = [n for n, row in enumerate(rows) if was is not None and row.language == was.language]
        if rows:
            self.list.selectRow(at[0] if at else 0)
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def under_cursor(self) -> LanguageRow | None:
        found: LanguageRow | None = self.list.current_row()
        return found

    def refusals(self) -> dict[str, str]:
        row = self.under_cursor()
        none = _("choose a language") if row is None else ""
        kept = none or ("" if row and row.texts else _("the office supplies none"))
        return {
            "supply": self._why_not(SUPPLY_TEXTS) or none,
            "withdraw": self._why_not(WITHDRAW_TEXTS) or kept,
            "export": none,
        }

    def _why_not(self, deed: Deed[Any, Any]) -> str:
        if self._actor is None:
            return _("reading who may do it")
        return deed.why_no_role(self._actor)
