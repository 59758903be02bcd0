"""A case seen through its kind: what is stated of its fields, what is missing, what it refuses."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.cases.kinds import FieldType, Kind, KindColumn, KindField
from landwaiter.domain.cases.stages import BEFORE
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration, Role
from landwaiter.errors import Invalid
from landwaiter.i18n import _

PROJECT = "project."
"""Begins the name of an enrichment that states a field of the kind after the case was opened."""


def _party(role: Role) -> Callable[[Declaration], Any]:
    def found(declaration: Declaration) -> Any:
        parties = declaration.parties_in(role)
        return next((p.name or p.identifier for p in parties if p.name or p.identifier), None)

    return found


def _described(declaration: Declaration) -> Any:
    goods = (item.description or item.cn for item in declaration.items)
    return "; ".join(text for text in goods if text) or None


DECLARED: Mapping[str, Callable[[Declaration], Any]] = {
    "exporter": _party(Role.EXPORTER),
    "declarant": _party(Role.DECLARANT),
    "consignee": _party(Role.CONSIGNEE),
    "destination": lambda declaration: declaration.country_destination,
    "origin": lambda declaration: declaration.country_export,
    "route": lambda declaration: " → ".join(declaration.country_routing) or None,
    "goods": _described,
    "non_union": lambda declaration: declaration.is_t1 or None,
}
"""What a declaration says of a field."""


def value_of(case: Case, field: KindField) -> Any:
    """The newest that was stated of a field, else what is declared; None: nothing is."""
    project = case.project or {}
    if project.get(field.name) is not None:
        return project[field.name]
    if field.enrichment:
        stated = [fact.value for fact in case.enrichment if fact.field == field.enrichment]
        if stated and stated[-1] is not None:
            return stated[-1]
    declaration = case.declaration
    return DECLARED[field.declared](declaration) if field.declared and declaration else None


def is_answered(case: Case, field: KindField) -> bool:
    """Stated, declared, or asked for and not known: nobody has to ask any more."""
    if value_of(case, field) is not None or field.name in (case.project or {}):
        return True
    return bool(field.enrichment) and any(f.field == field.enrichment for f in case.enrichment)


def missing_fields(case: Case) -> tuple[KindField, ...]:
    """Required fields of the kind that nobody has stated yet, in the order of the table."""
    kind = case.of_kind
    if kind is None:
        return ()
    return tuple(f for f in kind.fields if f.required and not is_answered(case, f))


class ActOfCase(Protocol):
    """What a kind reads of a deed on a case."""

    @property
    def act(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def stages(self) -> frozenset[Stage]: ...
    @property
    def to(self) -> Stage | None: ...


def why_kind_refuses(act: ActOfCase, case: Case) -> str:
    """Why the kind of the case refuses an act; empty where it does not.

    Goods that came with a merger are handled whatever the kind.
    """
    kind = case.of_kind
    if kind is None:
        return ""
    left_out = act.to is not None and act.to.value in kind.without_stages
    if left_out or (act.act in kind.without_acts and not case.items):
        return _("{title}: a case of the kind “{kind}” has no such act.").format(
            title=_(act.title), kind=_(kind.title)
        )
    missing = missing_fields(case) if act.act == "propose" else ()
    if missing:
        return _("{title}: not stated yet: {fields}.").format(
            title=_(act.title), fields=", ".join(_(field.title) for field in missing)
        )
    return ""


def stages_of(act: ActOfCase, kind: Kind | None) -> frozenset[Stage]:
    """Where an act begins: a stage that the kind leaves out is passed over."""
    if kind is None or not kind.without_stages:
        return act.stages
    passed = {stage for stage in act.stages if stage.value in kind.without_stages}
    before = {stage for skipped in passed for stage in BEFORE[skipped]}
    return (act.stages - passed) | (before if act.to else frozenset())


def kinds_of(table: Mapping[str, Any], file: str, acts: Collection[str]) -> Mapping[CaseKind, Kind]:
    """The table as read; Invalid names kind and field where it is not as it must be."""
    found = {kind: _kind(kind, table.get(kind.value), file) for kind in CaseKind}
    for kind in found.values():
        if strange := kind.without_acts.difference(acts):
            place = f"{kind.name}.without_acts"
            raise _wrong(file, place, _("There is no such act."), min(strange))
    unknown = sorted({*table} - {kind.value for kind in CaseKind} - {"source", "trust"})
    if unknown:
        raise _wrong(file, unknown[0], _("There is no such kind of case."))
    return found


_LISTS = ("without_stages", "without_acts", "without_clocks", "without_sections", "without_tables")
_KEYS = frozenset({"title", "basis", "about", "triage_days", "fields", *_LISTS})
_PASSED_OVER = frozenset(stage.value for stage in BEFORE)


def _kind(kind: CaseKind, row: Any, file: str) -> Kind:
    if not isinstance(row, Mapping):
        raise _wrong(file, kind.value, _("The kind of case is missing."))
    unknown = sorted({*row} - _KEYS)
    if unknown:
        raise _wrong(file, f"{kind.value}.{unknown[0]}", _("There is no such key."))
    try:
        made = Kind(
            name=kind.value,
            title=str(row["title"]),
            basis=str(row["basis"]),
            about=str(row["about"]),
            triage_days=int(row["triage_days"]),
            fields=tuple(_field(one) for one in row["fields"]),
            **{name: frozenset(map(str, row.get(name, ()))) for name in _LISTS},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _wrong(
            file, kind.value, _("The kind of case is incomplete: {why}.").format(why=error)
        ) from error
    return _checked(made, file)


def _field(row: Mapping[str, Any]) -> KindField:
    plain = {name: row[name] for name in row if name not in _MADE}
    return KindField(
        **plain,
        type=FieldType(row.get("type", "text")),
        role=Role(row["role"]) if "role" in row else None,
        choices=tuple(row.get("choices", ())),
        columns=tuple(
            KindColumn(one["name"], one["title"], FieldType(one.get("type", "text")))
            for one in row.get("columns", ())
        ),
    )


_MADE = frozenset({"type", "role", "choices", "columns"})


def _checked(kind: Kind, file: str) -> Kind:
    names = [field.name for field in kind.fields]
    if kind.without_stages - _PASSED_OVER:
        raise _wrong(file, f"{kind.name}.without_stages", _("No kind leaves out such a stage."))
    if len({*names}) != len(names):
        raise _wrong(file, f"{kind.name}.fields", _("Two fields have the same name."))
    for field in kind.fields:
        _check_field(kind, field, file)
    return kind


def _check_field(kind: Kind, field: KindField, file: str) -> None:
    place = f"{kind.name}.{field.name}"
    if field.declared and field.declared not in DECLARED:
        raise _wrong(file, place, _("No declaration says this."), field.declared)
    if (field.type is FieldType.ROWS) != bool(field.columns):
        raise _wrong(file, place, _("Rows have columns, and nothing else has."))
    if (field.type is FieldType.CHOICE) != bool(field.choices):
        raise _wrong(file, place, _("A choice has choices, and nothing else has."))
    if not field.unjudged.keys() <= set(field.choices):
        raise _wrong(file, place, _("What no rule judges is one of the choices."))
    if field.type is FieldType.PARTY and field.role is None:
        raise _wrong(file, place, _("A party has a role."))


def _wrong(file: str, field: str, message: str, value: str | None = None) -> Invalid:
    return Invalid(
        message, file=file, field=field, value=value, remedy=_("Correct the table of kinds.")
    )
