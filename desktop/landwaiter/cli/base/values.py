"""Words of the command line as values of the domain: dates, figures, mappings."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.user_file import file_bytes

_LONGEST_MAPPING = 1024 * 1024


def path_of(text: str) -> Path:
    """The path with `~` for the own home; as it stands where nobody of that name has one."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def date_of(text: str | None, field: str) -> date | None:
    """A date as 2026-04-09; None where none is given."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(
            _("This is not a date."),
            field=field,
            value=text,
            remedy=_("Write it as 2026-04-09."),
        ) from None


def thousandths(text: str | None, field: str) -> int | None:
    """A part of one, such as 0.85, in thousandths; None where none is given."""
    if text is None:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not (value.is_finite() and 0 <= value <= 1):
        raise Invalid(
            _("This is not a number from 0 to 1."),
            field=field,
            value=text,
            remedy=_("Write it as 0.85."),
        )
    return int(value * 1000)


def of_one(thousandth: int) -> Decimal:
    """Thousandths as a decimal with three places: 890 → 0.890."""
    return Decimal(thousandth).scaleb(-3)


def mapping_of(file: str | None) -> Mapping[str, str] | None:
    """Our column → the file's own, from a TOML or JSON file; None where none is given."""
    if file is None:
        return None
    loaded = loaded_mapping(file)
    for name, column in loaded.items():
        if not isinstance(column, str):
            raise Invalid(
                _("A mapping gives one column name as text for each of ours."),
                file=str(path_of(file)),
                field=name,
                value=str(column)[:80],
            )
    return dict(loaded)


def loaded_mapping(file: str) -> Mapping[str, Any]:
    """What a TOML or JSON file says, whatever its values are."""
    path = path_of(file)
    text = _text(path)
    try:
        loaded = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(
            _("The mapping is neither TOML nor JSON: {reason}.").format(reason=error),
            file=str(path),
        ) from error
    return dict(loaded)


def _text(path: Path) -> str:
    data = file_bytes(
        path, most=_LONGEST_MAPPING, refused=_("The file is too large for a mapping.")
    )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(_("The file is not UTF-8 text."), file=str(path)) from error
