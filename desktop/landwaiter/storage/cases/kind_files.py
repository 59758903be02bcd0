"""The tables that are shipped for kinds of case and for seizure records, each read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from landwaiter.domain.cases.case_of_kind import kinds_of
from landwaiter.domain.cases.kinds import Kind
from landwaiter.domain.cases.seizure_record import RecordForm, form_of
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.resources import root

KINDS = "case_kinds.toml"
RECORD = "seizure_record.toml"


@cache
def case_kinds() -> Mapping[CaseKind, Kind]:
    """Every kind of case; Invalid where the table is not as it must be."""
    return kinds_of(_read(KINDS), KINDS, ON_CASE)


@cache
def record_form() -> RecordForm:
    """What a seizure or detention record asks for."""
    return form_of(_read(RECORD), RECORD)


def _read(file: str) -> dict[str, Any]:
    text = (root() / "kinds" / file).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(
            _("This file of the program cannot be read: {why}.").format(why=error),
            file=file,
            remedy=_("Install Landwaiter again."),
        ) from error


def kind_named(kind: CaseKind) -> Kind:
    """One row of the table."""
    return case_kinds()[kind]
