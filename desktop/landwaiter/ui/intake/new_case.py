"""A case that has no customs declaration: its kind is chosen first, then asked what that asks."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from landwaiter.domain.base.terms import low, within
from landwaiter.domain.cases.kinds import FieldType, Kind, KindField, parsed
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OPEN_CASE, OpenCase
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.cases.kinds import kind_of, kinds_known
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Result
from landwaiter.services.intake.openings import as_typed
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.fields import Field, country_field


class NewCase(QObject):
    def __init__(self, desk: Desk, show: Callable[[str], None]) -> None:
        super().__init__(desk)
        self._desk, self._show = desk, show

    def ask(self) -> None:
        """Ask the kind, then what is known; open the case, show it."""
        first = self._desk.prompts.ask(_(OPEN_CASE.title), _("Next"), (_which(),))
        if first is None:
            return
        kind = kind_of(CaseKind(first["kind"]))
        answers = self._desk.prompts.ask(
            _("{title}: {kind}").format(title=_(OPEN_CASE.title), kind=_(kind.title)),
            _("Open the case"),
            (*_head(), *kind_fields(kind)),
            note=_(kind.about),
        )
        if answers is not None:
            self._desk.screen(partial(_opened, kind=kind, answers=answers), self._opened)

    def _opened(self, result: Result) -> None:
        self._desk.tell(result.changes)
        self._show(result.made)


def _which() -> Field:
    kinds = tuple((kind.name, _(kind.title)) for kind in kinds_known())
    return Field("kind", _("Kind"), kinds, legal=True)


def _head() -> tuple[Field, ...]:
    return (
        Field("title", _("Title"), hint=_("left out: what it is about")),
        Field("source", _("Who referred it"), minimum=1, value="referral"),
    )


def kind_fields(kind: Kind, stated: Mapping[str, str] | None = None) -> tuple[Field, ...]:
    """The fields of a kind as a form asks them; none is forced before a decision is proposed."""
    return tuple(_field(one, (stated or {}).get(one.name, "")) for one in kind.fields)


_FORMS = {FieldType.DATE: "2026-03-27", FieldType.NUMBER: "24.9"}
"""How an answer of a type is written; what is stated already shows it itself."""


def _field(field: KindField, value: str) -> Field:
    title = _(field.title)
    if field.required:
        title = _("{title} (needed for a decision)").format(title=title)
    check = partial(_why_not, field)
    if field.type is FieldType.COUNTRY:
        return country_field(field.name, title, value=value, hint=field.hint, check=check)
    return Field(
        field.name,
        title,
        choices=_choices(field),
        long=field.type in {FieldType.LONG, FieldType.ROWS},
        value=value,
        hint="" if value and field.type in _FORMS else _hint(field),
        check=check,
        day=field.type is FieldType.DATE,
    )


def _choices(field: KindField) -> tuple[tuple[str, str], ...]:
    if field.type is FieldType.YES_NO:
        return (("", _("not stated")), ("yes", _("yes")), ("no", _("no")))
    if field.choices:
        said = ((choice, low(choice)) for choice in field.choices)
        return (("", _("not stated")), *said)
    return ()


def _hint(field: KindField) -> str:
    if field.columns:
        titles = "; ".join(within(_(column.title)) for column in field.columns)
        return _("one line each: {columns}").format(columns=titles)
    return field.hint or _FORMS.get(field.type, "")


def _why_not(field: KindField, text: str) -> str:
    try:
        parsed(field, text)
    except Invalid as fault:
        return " ".join(part for part in (fault.message, fault.remedy) if part)
    return ""


def _opened(session: Session, *, kind: Kind, answers: Mapping[str, str]) -> Result:
    given = {field.name: answers.get(field.name, "") for field in kind.fields}
    source = answers["source"].strip()
    said = OpenCase(CaseKind(kind.name), source, title=answers["title"], project=given)
    return do(session, as_typed(said))
