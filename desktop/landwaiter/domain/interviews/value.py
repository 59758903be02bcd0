"""What a person states of a deciding value: read, brought to the parameter's unit, shown."""

import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final

from landwaiter.domain.interviews.parameter import Parameter, ParameterKind
from landwaiter.domain.interviews.units import converted, exact_text, shown, units_like
from landwaiter.errors import Invalid
from landwaiter.i18n import _

_AMOUNT: Final = re.compile(r"([+-]?(?:\d[\d  ]*)(?:[.,]\d+)?(?:[eE][+-]?\d{1,2})?)\s*(.*)", re.S)
_AMBIGUOUS: Final = re.compile(r"[1-9]\d{0,2},\d{3}")
"""1,000 may be one or a thousand."""
_LARGEST: Final = 60
"""Powers of ten that a stated number may have: nothing that is measured lies beyond."""
YES: Final = frozenset({"yes", "y", "true", "ja", "oui", "tak", "да", "是"})
NO: Final = frozenset({"no", "n", "false", "nein", "non", "nie", "нет", "否"})


def number(value: Any) -> Fraction | None:
    """The number that a plain value is, exactly; None where it is none."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool):
        return None
    numerator, slash, denominator = str(value).strip().partition("/")
    try:
        above, below = Decimal(numerator), Decimal(denominator) if slash else Decimal(1)
    except InvalidOperation:
        return None
    if not all(one.is_finite() and abs(one.adjusted()) <= _LARGEST for one in (above, below)):
        return None
    return Fraction(above) / Fraction(below) if below else None


def numbers(value: Any) -> tuple[Fraction, ...] | None:
    """One number per axis; a single value counts as one axis. None when any is unreadable."""
    values = value if isinstance(value, list | tuple) else (value,)
    found = [number(one) for one in values]
    return None if not found or None in found else tuple(one for one in found if one is not None)


def flag(value: Any) -> bool | None:
    """Yes or no; None where the value says neither."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    return True if word in YES else False if word in NO else None


def words(value: Any) -> tuple[str, ...]:
    """The words of a choice, as the pack writes them."""
    values = value if isinstance(value, list | tuple) else str(value).split(";")
    return tuple(" ".join(str(one).replace("_", " ").split()).casefold() for one in values)


def read(parameter: Parameter, stated: Any) -> Any:
    """The value as it is kept: numbers as exact text in the parameter's unit, or Invalid.

    None means asked for and not known.
    """
    if stated is None or (isinstance(stated, str) and stated.strip().casefold() in _NOT_KNOWN):
        return None
    return _READERS[parameter.kind](parameter, stated)


_NOT_KNOWN: Final = frozenset({"not known", "unknown", "null"})


def _one_number(parameter: Parameter, stated: Any) -> str:
    if isinstance(stated, list | tuple):
        raise _refused(parameter, json.dumps(stated, default=str), _("Give one number."))
    return exact_text(_amount(parameter, str(stated)))


def _per_axis(parameter: Parameter, stated: Any) -> str | list[str]:
    """One number, or one per axis in the order of the axes.

    In a text a unit at the end holds for all; in a list a bare number has the parameter's unit.
    """
    is_list = isinstance(stated, list | tuple)
    parts = [str(one) for one in stated] if is_list else _parted(str(stated))
    unit = _split(parameter, parts[-1])[1] if parts and not is_list else ""
    whole = [part if _split(parameter, part)[1] else f"{part} {unit}" for part in parts]
    found = [exact_text(_amount(parameter, part)) for part in whole]
    if not found:
        raise _refused(parameter, str(stated), _("Give one number, or one per axis."))
    return found[0] if len(found) == 1 else found


def _parted(text: str) -> list[str]:
    return [part for part in text.split(";") if part.strip()]


def _split(parameter: Parameter, text: str) -> tuple[str, str]:
    found = _AMOUNT.fullmatch(text.strip().replace("−", "-"))
    if found is None:
        raise _refused(parameter, text, _("Give a number and its unit, such as {example}."))
    return "".join(found.group(1).split()), found.group(2).strip()


def _amount(parameter: Parameter, text: str) -> Fraction:
    figures, unit = _split(parameter, text)
    if _AMBIGUOUS.fullmatch(figures.lstrip("+-")):
        raise _refused(
            parameter,
            text,
            _("A comma before three figures can be read in two ways: leave it out."),
        )
    value = number(figures.replace(",", "."))
    if value is None:
        raise _refused(parameter, text, _("Give a number and its unit, such as {example}."))
    return converted(value, unit, parameter.unit) if unit else value


def _yes_or_no(parameter: Parameter, stated: Any) -> bool:
    found = flag(stated)
    if found is None:
        raise _refused(parameter, str(stated), _("Answer yes or no."))
    return found


def _choice(parameter: Parameter, stated: Any) -> list[str]:
    """Words of the parameter's choices; a thing may be several at once."""
    known = {word: choice for choice in parameter.choices for word in words(choice)}
    found = words(stated)
    if not found or not all(word in known for word in found):
        raise _refused(
            parameter,
            str(stated),
            _("Use one or more of: {choices}."),
        )
    return [known[word] for word in found]


def _text(parameter: Parameter, stated: Any) -> str:
    text = " ".join(str(stated).split())
    if not text:
        raise _refused(parameter, str(stated), _("Give what the document says."))
    return text


def _date(parameter: Parameter, stated: Any) -> str:
    try:
        return date.fromisoformat(str(stated).strip()).isoformat()
    except ValueError:
        raise _refused(parameter, str(stated), _("Give the day as 2026-03-27.")) from None


_READERS: Final = {
    ParameterKind.NUMBER: _one_number,
    ParameterKind.AXES: _per_axis,
    ParameterKind.YES_NO: _yes_or_no,
    ParameterKind.CHOICE: _choice,
    ParameterKind.TEXT: _text,
    ParameterKind.DATE: _date,
}


def _refused(parameter: Parameter, value: str, remedy: str) -> Invalid:
    return Invalid(
        _("“{label}” cannot be read.").format(label=parameter.label),
        field=parameter.name,
        value=value,
        remedy=remedy.format(
            example=f"0.8 {parameter.unit}".strip(), choices="; ".join(parameter.choices)
        ),
    )


def in_words(parameter: Parameter, value: Any) -> str:
    """A kept value as a person reads it, in the parameter's unit."""
    if value is None:
        return _("not known")
    if (said := flag(value)) is not None and parameter.kind is ParameterKind.YES_NO:
        return _("yes") if said else _("no")
    found = numbers(value) if parameter.kind in (ParameterKind.NUMBER, ParameterKind.AXES) else None
    if found is None:
        return ", ".join(map(str, value)) if _is_list(value) else str(value)
    return f"{'; '.join(shown(one) for one in found)} {parameter.unit}".strip()


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def units_of(parameter: Parameter) -> tuple[str, ...]:
    """The units in which a number may be stated, the parameter's own first."""
    return units_like(parameter.unit)
