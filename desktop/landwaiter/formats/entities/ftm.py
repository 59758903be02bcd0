"""FollowTheMoney entities as JSON lines: one object a line with id, schema and properties.

The form of OpenSanctions' `entities.ftm.json` and of every tool that speaks FollowTheMoney
(followthemoney.tech). Nothing of the model is checked here: a property that no schema has is
carried along, and who reads it takes what is known.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import excerpt
from landwaiter.formats.entities.ftm_schemata import OWN
from landwaiter.i18n import _

LONGEST_LINE = 4 << 20
MOST_LINES = 5_000_000
MOST_VALUES = 20_000
"""Of one entity, over all its properties."""


@dataclass(frozen=True, slots=True)
class FtmEntity:
    """One line: a thing, or a link between two."""

    id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]
    caption: str = ""
    datasets: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()
    """Other identities of the same thing."""
    row: int = 0
    first_seen: str = ""
    last_change: str = ""
    odd: tuple[str, ...] = ()
    """Properties that hold a structure where the form has texts; it was passed over."""
    target: bool = False
    """Whether the publisher lists it, rather than naming it beside one that is listed."""
    claims: tuple[str, ...] = ()
    """What the writer says that lists say of it; the same words stand among its notes."""
    kind: str = ""
    """Of a line that a casebook of ours wrote: the kind of entity there."""
    stated: tuple[Mapping[str, Any], ...] = ()
    """Of such a line: its statements, each with `kind`, `value`, `since`, `until` and `certainty`,
    unchecked."""
    certainty: str = ""
    """Of a link that such a casebook wrote, unchecked; empty: it says none."""
    carried: Mapping[str, str] = field(default_factory=dict)
    """What such a link carries besides, by field, unchecked."""

    def all(self, *names: str) -> tuple[str, ...]:
        """The values of the properties named, each once, in order."""
        found = (value for name in names for value in self.properties.get(name, ()))
        return tuple(dict.fromkeys(found))

    def first(self, *names: str) -> str:
        """The first value of the properties named; empty where none is stated."""
        return next(iter(self.all(*names)), "")


def read_ftm(lines: Iterable[bytes], *, file: str = "") -> Iterator[FtmEntity]:
    """Every entity in the order of its line; Invalid names row and field of what is no such line.

    Empty lines are passed over; a byte-order mark at the beginning is none of the content.
    """
    for row, line in enumerate(lines, start=1):
        text = line.removeprefix(b"\xef\xbb\xbf") if row == 1 else line
        if not text.strip():
            continue
        if row > MOST_LINES:
            raise _refused(file, row, _("The file has more lines than are read here."))
        if len(text) > LONGEST_LINE:
            raise _refused(file, row, _("The line is longer than is read here."))
        yield _entity(_object(text, file, row), file, row)


def _object(text: bytes, file: str, row: int) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except RecursionError:
        raise _refused(file, row, _("The line is nested deeper than is read here.")) from None
    except ValueError as error:
        raise _refused(
            file, row, _("The line is no JSON: {reason}.").format(reason=_reason(error))
        ) from None
    if not isinstance(value, dict):
        raise _refused(file, row, _("The line is no JSON object."))
    return value


def _reason(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else _("it is no UTF-8 text")


def _entity(value: Mapping[str, Any], file: str, row: int) -> FtmEntity:
    properties = value.get("properties")
    if not isinstance(properties, dict):
        raise _refused(file, row, _("The entity has no properties."), "properties", properties)
    return FtmEntity(
        id=_word(value, "id", file, row),
        schema=_word(value, "schema", file, row),
        properties=_properties(properties, file, row),
        caption=_said(value, "caption"),
        datasets=_words(value.get("datasets")),
        referents=_words(value.get("referents")),
        row=row,
        first_seen=_said(value, "first_seen"),
        last_change=_said(value, "last_change"),
        odd=tuple(name for name, given in properties.items() if _has_odd(given)),
        target=value.get("target") is True,
        claims=_claims(value.get("claims")),
        **_own(value.get(OWN)),
    )


def _word(value: Mapping[str, Any], name: str, file: str, row: int) -> str:
    given = value.get(name)
    if not isinstance(given, str) or not given.strip():
        raise _refused(file, row, _("The entity has no {field}.").format(field=name), name, given)
    return given.strip()


def _said(value: Mapping[str, Any], name: str) -> str:
    given = value.get(name)
    return given if isinstance(given, str) else ""


def _words(given: Any) -> tuple[str, ...]:
    return tuple(one for one in given if isinstance(one, str)) if isinstance(given, list) else ()


def _own(given: Any) -> dict[str, Any]:
    """What a casebook of ours wrote beside the properties; nothing where it is not of that form."""
    if not isinstance(given, dict):
        return {}
    if not isinstance(given.get("facts"), list):
        value = given.get("value")
        texts = value.items() if isinstance(value, dict) else ()
        carried = {str(name): text for name, text in texts if isinstance(text, str)}
        return {"certainty": _said(given, "certainty"), "carried": carried}
    facts = (one for one in given["facts"] if isinstance(one, dict))
    stated = tuple(one for one in facts if isinstance(one.get("value"), dict))
    return {"kind": _said(given, "kind"), "stated": stated}


def _claims(given: Any) -> tuple[str, ...]:
    rows = given if isinstance(given, list) else ()
    return tuple(_said(one, "text") for one in rows if isinstance(one, dict))


def _properties(given: Mapping[str, Any], file: str, row: int) -> Mapping[str, tuple[str, ...]]:
    """Each property with its values as text; some writers leave a single value bare."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in given.items():
        values = value if isinstance(value, list) else [value]
        texts = [_text(one, name, file, row) for one in values if not _is_odd(one)]
        if kept := tuple(dict.fromkeys(text for text in texts if text)):
            found[name] = kept
    if sum(map(len, found.values())) > MOST_VALUES:
        raise _refused(file, row, _("The entity has more values than are read here."))
    return found


def _text(value: Any, name: str, file: str, row: int) -> str:
    text = "" if value is None else str(value).strip()
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise _refused(file, row, _("A value holds what is no text."), name)
    return text


def _has_odd(given: Any) -> bool:
    return any(map(_is_odd, given)) if isinstance(given, list) else _is_odd(given)


def _is_odd(value: Any) -> bool:
    """Neither text nor a number: nested entities are of another form of file."""
    return isinstance(value, dict | list | bool)


def _refused(
    file: str, row: int, message: str, field: str | None = None, value: Any = None
) -> Invalid:
    shown = None if value is None else excerpt(json.dumps(value, ensure_ascii=True))
    return Invalid(
        message,
        file=file or None,
        row=row,
        field=field,
        value=shown,
        remedy=_("Export the entities anew as FollowTheMoney JSON lines, one entity a line."),
    )
