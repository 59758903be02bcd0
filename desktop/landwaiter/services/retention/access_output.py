"""The file that a person is given: text, PDF or Excel, by the name of the file."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from landwaiter.errors import Conflict, Invalid
from landwaiter.i18n import _
from landwaiter.storage.keys.place import write_durably
from landwaiter.whole_file import writable


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One entry: the case it stands in, what it is, what it says."""

    reference: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Output:
    """What is given out, and what is withheld on which ground."""

    title: str
    about: str
    lines: tuple[AccessLine, ...]
    withheld: tuple[AccessLine, ...]
    made_at: datetime


def write_output(file: Path, output: Output) -> bytes:
    """Write the whole file or none; its bytes. Invalid for a form there is not."""
    form = _FORMS.get(file.suffix.lower())
    if form is None:
        raise Invalid(
            _("The answer is written as text, PDF or Excel."),
            file=str(file),
            remedy=_("Name a file that ends in {endings}.").format(endings=", ".join(_FORMS)),
        )
    if file.exists():
        raise Conflict(
            _("There is a file of this name already."),
            file=str(file),
            remedy=_("Choose another name; nothing was written."),
        )
    data = form(output)
    with writable(file):
        write_durably(file.absolute(), data)
    return data


def _as_text(output: Output) -> bytes:
    parts = [output.title, output.about, ""]
    for number, line in enumerate(output.lines, start=1):
        parts += [f"{number}. {_head(line)}", line.text, ""]
    if output.withheld:
        parts += [_("Withheld, each on its ground:"), ""]
        parts += [f"- {line.kind}: {line.text}" for line in output.withheld]
    return ("\n".join(parts) + "\n").encode()


def _head(line: AccessLine) -> str:
    return " · ".join(filter(None, (line.reference, line.kind)))


def _as_pdf(output: Output) -> bytes:
    from landwaiter.reports.paper.plain_pdf import TextPart, plain_pdf  # noqa: PLC0415  # slow to import

    parts = [
        TextPart(f"{number}. {_head(line)}", line.text)
        for number, line in enumerate(output.lines, start=1)
    ]
    parts += [
        TextPart(_("Withheld: {why}").format(why=line.kind), line.text) for line in output.withheld
    ]
    return plain_pdf(output.title, output.about, parts)


def _as_xlsx(output: Output) -> bytes:
    from landwaiter.reports.workbook.typed_tables import (  # noqa: PLC0415  # slow to import
        ReadMe,
        TypedColumns,
        fill_typed_tables,
    )

    read_me = ReadMe(
        ((_("What"), output.title), (_("Access request"), output.about)), output.made_at
    )
    given = [(line.reference, line.kind, line.text) for line in output.lines]
    tables = [TypedColumns(_("Answer"), (_("Case"), _("What"), _("Text")), given)]
    if output.withheld:
        withheld = [(line.kind, line.text) for line in output.withheld]
        tables.append(TypedColumns(_("Withheld"), (_("Ground"), _("Text")), withheld))
    out = io.BytesIO()
    fill_typed_tables(out, read_me, tables)
    return out.getvalue()


_FORMS: Mapping[str, Callable[[Output], bytes]] = {
    ".txt": _as_text,
    ".pdf": _as_pdf,
    ".xlsx": _as_xlsx,
}
