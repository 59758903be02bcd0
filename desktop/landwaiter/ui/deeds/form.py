"""A form for each deed of the table: its fields, and the arguments that the answers mean."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from landwaiter.domain.deeds.shape import Argument, Choices, Column, Deed, Lookup, arguments
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, joined
from landwaiter.services.base.wording import countries_offered
from landwaiter.ui.kit.fields import Field, country_field
from landwaiter.ui.kit.words import word

Values = Mapping[str, Any]
Offers = Mapping[Lookup, Choices]
_NONE: Values = {}
_NO_OFFERS: Offers = {}
_SEPARATOR = ";"
"""Between the values of one line of a record."""


def fields_of(
    deed: Deed[Any, Any],
    subject: Any,
    chosen: Values = _NONE,
    *,
    stands: Values = _NONE,
    offers: Offers = _NO_OFFERS,
) -> tuple[Field, ...]:
    """One field for each argument but those `chosen` already; what `stands` is typed over.

    A file is not asked for here: it is chosen in the system's own dialog.
    """
    return tuple(
        replace(field, deed=deed.name)
        for one in arguments(deed.args)
        if one.name not in chosen and one.is_field
        for field in _fields(one, subject, chosen, stands.get(one.name), offers)
    )


def said_of(deed: Deed[Any, Any], answers: Mapping[str, str], chosen: Values = _NONE) -> Any:
    """The arguments that the answers mean; Invalid with the first that means nothing."""
    asked = (one for one in arguments(deed.args) if one.name not in chosen and not one.ask.seen)
    read = ((one, _read(one, answers, chosen)) for one in asked)
    given = {one.name: value for one, value in read if one.needed or value is not None}
    return deed.args(**chosen, **given)


def given_of(deed: Deed[Any, Any], answers: Mapping[str, str]) -> Values:
    """What the deed is done to, as the answers name it."""
    asked = (one for one in arguments(deed.args) if one.ask.given and one.name in answers)
    read = ((one, _read(one, answers, {})) for one in asked)
    return {one.name: value for one, value in read if one.needed or value is not None}


def _fields(
    one: Argument, subject: Any, chosen: Values, stands: Any, offers: Offers
) -> tuple[Field, ...]:
    if one.ask.each is not None:
        return tuple(_fields_of_each(one, subject, offers)) if subject is not None else ()
    if one.ask.columns is None:
        return (_field(one, subject, stands, offers),)
    columns = one.ask.columns(chosen)
    if not one.many:
        return tuple(_column_field(column, stands or {}) for column in columns)
    names = [column.name for column in columns]
    between = f"{_SEPARATOR} "
    lines = (between.join(line.get(name, "") for name in names) for line in stands or ())
    text = "\n".join(line.rstrip(between) for line in lines)
    field = Field(one.name, _(one.ask.title), long=True, value=text, hint=between.join(names))
    return (field,) if names else ()


def _field(one: Argument, subject: Any, stands: Any, offers: Offers) -> Field:
    ask, is_known = one.ask, subject is not None
    title = _(ask.title)
    if ask.unit:
        title = _("{title} ({unit})").format(title=title, unit=_(ask.unit))
    choices = _choices(one, subject, offers)
    is_any = any(value for value, _words in choices)
    is_switch = one.kind is bool and ask.offered is None
    may_be_left = is_any and not (is_switch or ask.free or one.needed or ask.certain)
    if is_switch and not (one.needed or ask.law):
        stands = stands or ("yes" if one.default else "no")
    return Field(
        one.name,
        title,
        (("", _(ask.unsaid or N_("not named"))), *choices) if may_be_left else choices,
        minimum=max(ask.least, 1) if one.needed and not ask.blank else 0,
        long=ask.long,
        secret=ask.secret,
        value=str(stands or (ask.now(subject) if is_known else "")),
        hint=_hint(one, subject),
        check=lambda text: _why_unfit(one, subject, text),
        open=ask.free,
        # 2B001 is an answer and not the beginning of 2B001.b.
        completes=ask.lookup is not Lookup.CONTROL_ENTRIES,
        day=(one.kind is dt.date and not one.many) or ask.day,
        moment=one.kind is dt.datetime and not one.many,
        legal=ask.law,
    )


def _hint(one: Argument, subject: Any) -> str:
    known = one.ask.known(subject) if subject is not None else ""
    hint = _(one.ask.hint) if one.ask.hint else ""
    is_day = one.kind in (dt.date, dt.datetime)
    return known or (joined(". ", (one.sample, hint)) if hint and is_day else hint or one.sample)


def _choices(one: Argument, subject: Any, offers: Offers) -> Choices:
    if one.ask.lookup is Lookup.COUNTRIES:
        return countries_offered()
    if one.ask.lookup is not None:
        return offers.get(one.ask.lookup, ())
    if one.ask.offered is not None:
        found = one.ask.offered(subject) if subject is not None else ()
        return found or (("", _("none")),)
    if one.kind is bool:
        yes, no = one.ask.yes_no or ("yes", "no")
        if not no:
            yes, no = "yes", "no"
        return (("no", word(no.replace("-", " "))), ("yes", word(yes.replace("-", " "))))
    return tuple((str(choice), _explained(one, choice)) for choice in one.choices())


def _explained(one: Argument, choice: Any) -> str:
    if one.ask.means is None:
        return word(choice)
    return _("{word}: {means}").format(word=word(choice), means=_(one.ask.means[choice]))


def _fields_of_each(one: Argument, subject: Any, offers: Offers) -> Iterator[Field]:
    """One value for each: of the items of a case, say, or of what is open."""
    choices = tuple((str(choice), word(choice)) for choice in one.choices())
    unsaid = () if one.ask.law else (("", _(one.ask.unsaid or N_("not named"))),)
    for name, words in one.ask.each(subject) if one.ask.each else ():
        title = _("{title} {number}").format(title=_(one.ask.title), number=name)
        if one.ask.lookup is not None:
            offered, why = _choices(one, subject, offers), partial(_why_not_each, one, name)
            yield Field(_of(one, name), title, offered, check=why, open=True)
            continue
        if not choices:
            yield Field(
                _of(one, name),
                _("{title}: {name}").format(title=_(one.ask.title), name=words),
                long=one.ask.long,
                check=partial(_why_not_each, one, name),
            )
            continue
        yield Field(_of(one, name), title, (*unsaid, *choices), legal=one.ask.law)


def _why_not_each(one: Argument, name: str, text: str) -> str:
    try:
        if text.strip():
            one.read(f"{name}={text}")
    except Invalid as fault:
        return fault.sentence()
    return ""


def _of(one: Argument, number: str) -> str:
    return f"{one.name} {number}"


def _read_each(one: Argument, answers: Mapping[str, str]) -> Mapping[Any, str]:
    begin = _of(one, "")
    found: dict[Any, str] = {}
    for name, text in answers.items():
        if name.startswith(begin) and text.strip():
            found |= one.read(f"{name.removeprefix(begin)}={text}")
    return found


def _why_unfit(one: Argument, subject: Any, text: str) -> str:
    try:
        parts = (one.parts(text) if one.many else (one.read(text),)) if text.strip() else ()
        for part in parts if one.ask.fits and subject is not None else ():
            one.ask.fits(subject, part)  # type: ignore[misc]  # there is one
    except Invalid as fault:
        return fault.sentence()
    return ""


def _column_field(column: Column, stands: Values) -> Field:
    def why(text: str) -> str:
        try:
            if text.strip():
                column.read(text.strip())
        except ValueError as unfit:
            return _("{title}: {wanted}").format(title=_(column.title), wanted=unfit)
        return ""

    title, minimum = _(column.title), 1 if column.required else 0
    value, hint = stands.get(column.name, ""), _(column.holds)
    if column.is_country:
        return country_field(column.name, title, minimum=minimum, value=value, hint=hint, check=why)
    return Field(
        column.name,
        title,
        minimum=minimum,
        value=value,
        hint=hint,
        check=why,
        day=column.is_day,
    )


def _read(one: Argument, answers: Mapping[str, str], chosen: Values) -> Any:
    if one.ask.columns is not None:
        return _record(one, [column.name for column in one.ask.columns(chosen)], answers)
    if one.is_each:
        return _read_each(one, answers) or None
    text = answers.get(one.name, "")
    if not text.strip() and not one.needed:
        return None
    if one.many:
        return one.parts(text)
    return text if one.ask.secret else one.read(text)


def _record(one: Argument, names: list[str], answers: Mapping[str, str]) -> Any:
    if not one.many:
        given = {name: answers.get(name, "").strip() for name in names}
        return {name: value for name, value in given.items() if value}
    lines = (line for line in answers.get(one.name, "").splitlines() if line.strip())
    return tuple(_line(names, line) for line in lines)


def _line(names: list[str], line: str) -> dict[str, str]:
    values = [value.strip() for value in line.split(_SEPARATOR)]
    if len(values) > len(names):
        raise Invalid(
            _("This line has more values than columns."),
            value=line,
            remedy=_("Write: {columns}").format(columns=f"{_SEPARATOR} ".join(names)),
        )
    return {name: value for name, value in zip(names, values, strict=False) if value}
