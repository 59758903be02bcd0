"""Which page of the help is that of what is in front: a screen, a form in it, or a dialog."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from landwaiter.i18n import _, joined
from landwaiter.services.help.help_page import HelpRow, HelpSection, TopicKind, TopicPage
from landwaiter.services.help.topics import has_page, page_of
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.prompts import FormDialog


@runtime_checkable
class GivesRoom(Protocol):
    """A screen that has something at its side, which leaves that place to the help."""

    def give_room(self, *, is_given: bool) -> None: ...


_TOPICS: Mapping[str, str] = {
    "AccessDialog": "access",
    "ActsPanel": "acts",
    "BackupDialog": "backup",
    "BundleDialog": "bundle",
    "CalendarsDialog": "calendars",
    "CatchAllDialog": "catch_all",
    "ConditionDialog": "condition",
    "ControlsDialog": "controls",
    "CrashDialog": "crash",
    "DuplicatesDialog": "duplicates",
    "EmbargoDialog": "embargoes",
    "ExchangeDialog": "import_entities",
    "ExemptionDialog": "exemption",
    "FindDialog": "find",
    "FindingsDialog": "check",
    "FirstPasswordDialog": "first_password",
    "FirstSignInDialog": "first_sign_in",
    "FourEyesDialog": "four_eyes",
    "GistsDialog": "gists",
    "ImportListDialog": "import_list",
    "ImportPackDialog": "pack_import",
    "IncidentDialog": "incident",
    "IncidentsDialog": "incidents",
    "InterviewDialog": "interview",
    "LoadDialog": "load",
    "MotionsDialog": "motions",
    "OfficeDialog": "office",
    "OwnershipDialog": "ownership",
    "PracticeDialog": "practice",
    "ProposalDialog": "proposal",
    "ProposalsDialog": "listings",
    "RecoveryDialog": "recovery",
    "RegisterHistoryDialog": "register_history",
    "RegisterImportDialog": "register_import",
    "RegistersDialog": "registers",
    "RelationsDialog": "relations",
    "RetentionDialog": "retention",
    "PrivacyDialog": "privacy",
    "ReturnsDialog": "returns",
    "RulesDialog": "rules",
    "SampleDialog": "sample",
    "ShareDialog": "recovery_half",
    "SiftReasonsDialog": "sift_reasons",
    "StaleSaveDialog": "stale_save",
    "TemplatePanel": "reason_templates",
    "TemplatesDialog": "templates",
    "TradeHistoryDialog": "trade_history",
    "UsersDialog": "users",
    "WatchedDialog": "watched",
    "WordingDialog": "wording",
}
"""Class of a dialog → its topic: their modules stand above this one."""
_FEW = 12
"""Choices that are told one by one."""


def page_of_screen_now(screen: QWidget) -> TopicPage | None:
    """The page of the form that stands in the screen, else that of the screen."""
    form = next((one for one in screen.findChildren(ActForm) if one.isVisibleTo(screen)), None)
    if form is not None:
        return _page_of_fields(
            form.topic, form.title, form.note, form.act.title, form.fields.fields
        )
    topic = str(screen.property("screen"))
    return page_of(topic) if has_page(topic) else None


def page_of_dialog_now(dialog: QDialog) -> TopicPage | None:
    """The page of a dialog of the window; None for one of the system, or a bare notice."""
    if isinstance(dialog, FormDialog):
        fields = dialog.fields
        return _page_of_fields(
            fields.deed, dialog.windowTitle(), dialog.note, dialog.act.title, fields.fields
        )
    topic = _TOPICS.get(type(dialog).__name__, "")
    if not topic:
        return None
    page, asked = page_of(topic), HelpSection(_("What is asked for"), tuple(_inputs(dialog)))
    return replace(page, sections=(asked,)) if asked.rows else page


def _page_of_fields(
    deed: str, title: str, note: str, button: str, fields: tuple[Field, ...]
) -> TopicPage:
    """The page of the deed that a form asks for, else what its own fields tell."""
    if deed:
        return page_of(deed)
    asked = HelpSection(_("What is asked for"), tuple(_rows(fields)))
    needs = _("Asks for what “{button}” needs; nothing is done before it is pressed.")
    return TopicPage(
        "",
        title,
        TopicKind.FORM,
        note or needs.format(button=button),
        sections=(asked,) if fields else (),
    )


def _inputs(dialog: QDialog) -> Iterator[HelpRow]:
    """The fields that a dialog shows now, with what each of them says of itself."""
    told: set[str] = set()
    for one in dialog.findChildren(QWidget):
        name, words = one.accessibleName(), _words_of(one)
        if name and words and name not in told and one.isVisibleTo(dialog):
            told.add(name)
            yield HelpRow(name, words)


def _words_of(field: QWidget) -> str:
    if isinstance(field, QComboBox):
        words = [field.itemText(at) for at in range(field.count()) if field.itemText(at)]
        is_told = 0 < len(words) <= _FEW
        return _("One of: {wanted}.").format(wanted=joined(", ", words)) if is_told else ""
    if isinstance(field, QLineEdit | QPlainTextEdit) and not field.isReadOnly():
        return field.placeholderText() or field.accessibleDescription()
    return ""


def _rows(fields: tuple[Field, ...]) -> Iterator[HelpRow]:
    for field in fields:
        yield HelpRow(field.title, joined(" · ", _told(field)))


def _told(field: Field) -> Iterator[str]:
    if field.hint:
        yield field.hint
    words = [words for value, words in field.choices if value]
    if words and len(words) <= _FEW:
        yield _("One of: {wanted}.").format(wanted=joined(", ", words))
    yield _("It must be given.") if field.required else _("It may be left out.")
