"""The lists of OFAC as sets of CSV files without headers.

The main file (`sdn.csv`, `cons_prim.csv`) has twelve cells a row, the further names (`alt.csv`)
five, the addresses (`add.csv`) six; `sdn_comments.csv` carries the remarks that were too long for
the main file. `-0- ` stands for nothing, and a row of one sign 0x1A ends a file: without it a
file was cut off. What a file is, its rows tell.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Invalid
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.entry import ListEntry, tidy
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.ofac_sdn_xml import SCHEMAS
from landwaiter.formats.lists.ofac_words import put_alias, take_remarks
from landwaiter.formats.lists.part import Beginning, ListPart
from landwaiter.i18n import _, plural

MAIN, NAMES, ADDRESSES, COMMENTS = "main", "names", "addresses", "comments"
_WIDTHS: Mapping[int, str] = {12: MAIN, 5: NAMES, 6: ADDRESSES, 2: COMMENTS}
_WORDS: Mapping[str, str] = {
    MAIN: "sdn.csv, cons_prim.csv",
    NAMES: "alt.csv, cons_alt.csv",
    ADDRESSES: "add.csv, cons_add.csv",
    COMMENTS: "sdn_comments.csv, cons_comments.csv",
}
_END = "\x1a"
_NOTHING = "-0-"
_ALIASES = frozenset({"aka", "fka", "nka"})
_PROGRAMMES = re.compile(r"\]\s*\[|;\s*")


@dataclass(slots=True)
class _Further:
    """What the other files say of an entry."""

    names: list[list[str]] = field(default_factory=list)
    addresses: list[list[str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def role_of(beginning: Beginning) -> str:
    """`main`, `names`, `addresses`, `comments`, or empty for another file."""
    cells = beginning.headers.get(",", ())
    role = _WIDTHS.get(len(cells), "")
    is_numbered = bool(cells) and cells[0].isdigit()
    fits = role != NAMES or cells[2] in _ALIASES
    says_nothing = _NOTHING in beginning.text[:20_000] or role == COMMENTS
    return role if is_numbered and fits and says_nothing else ""


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    by_role: dict[str, ListPart] = {}
    for part in parts:
        role = role_of(part.beginning)
        if role in by_role:
            raise _twice(part, role)
        by_role[role] = part
    if MAIN not in by_role:
        raise _alone(parts[0])
    further = _further(by_role)
    main = by_role[MAIN]
    if NAMES not in by_role:
        main.notes.warn(
            _("The further names of this list are in files of their own: {files}.").format(
                files=f"{_WORDS[NAMES]}; {_WORDS[ADDRESSES]}"
            )
        )
    known: set[str] = set()
    for number, cells in _rows(main, MAIN, tell):
        if cells[0] in known:
            main.refuse(number, "ent_num", cells[0], _("Two rows have the same id."))
            continue
        known.add(cells[0])
        yield _entry(cells, further.get(cells[0], _Further())).listing()
    for role, part in by_role.items():
        if role != MAIN:
            _refuse_strangers(part, role, known)


def _twice(part: ListPart, role: str) -> Invalid:
    return Invalid(
        _("Two files are the same part of the list: {part}.").format(part=_WORDS[role]),
        file=part.file,
        remedy=_("Give the files of one list and one day together."),
    )


def _alone(part: ListPart) -> Invalid:
    return Invalid(
        _("This file adds to another one, which is missing: {file}.").format(file=_WORDS[MAIN]),
        file=part.file,
        remedy=_("Give the files of the list together."),
    )


def _rows(part: ListPart, role: str, tell: Tell) -> Iterator[tuple[int, list[str]]]:
    """The rows before the sign that ends the file; Invalid where there is none."""
    width = next(count for count, one in _WIDTHS.items() if one == role)
    number, has_ended = 0, False
    for number, cells in part.rows(tell, is_ended=role == COMMENTS):
        if cells[0].strip() == _END and len(cells) == 1:
            has_ended = True
            break
        if len(cells) != width or not cells[0].strip().isdigit():
            part.refuse(
                number,
                None if len(cells) != width else "ent_num",
                cells[0],
                plural(
                    len(cells),
                    "The row has {n} cell or no id; rows of this file have {wanted}.",
                    "The row has {n} cells or no id; rows of this file have {wanted}.",
                    wanted=width,
                ),
                _("The file is damaged or cut off; download it again."),
            )
            continue
        yield number, [_said(cell) for cell in cells]
    if not has_ended and role != COMMENTS and not part.notes.rejected:
        raise Invalid(
            _("The file does not end with the sign that ends files of this list."),
            file=part.file,
            row=number,
            remedy=_("It is cut off; download it again."),
        )


def _said(cell: str) -> str:
    text = cell.strip()
    return "" if text == _NOTHING else text


def _further(by_role: Mapping[str, ListPart]) -> Mapping[str, _Further]:
    found: defaultdict[str, _Further] = defaultdict(_Further)
    for role, part in by_role.items():
        if role == MAIN:
            continue
        for number, cells in _rows(part, role, lambda _done, _total: None):
            one = found[cells[0]]
            if role == COMMENTS:
                one.comments.append(cells[1])
            elif role == ADDRESSES:
                one.addresses.append(cells)
            elif cells[2] not in _ALIASES or not cells[3]:
                wrong = _("This is no further name of an entry.")
                part.refuse(number, "alt_type", cells[2], wrong, _("Download the file again."))
            else:
                one.names.append(cells)
    return found


def _refuse_strangers(part: ListPart, role: str, known: set[str]) -> None:
    """A row about an entry that the main file lacks: the files are of different days."""
    for number, cells in _rows(part, role, lambda _done, _total: None):
        if cells[0] not in known:
            part.refuse(
                number,
                "ent_num",
                cells[0],
                _("The main file of the list has no such entry."),
                _("Give the files of one list and one day together."),
            )


def _entry(cells: list[str], further: _Further) -> ListEntry:
    number, name, kind, programme, title, sign, craft, _tons, _gross, flag, owner, remarks = cells
    entry = ListEntry(number, SCHEMAS.get(kind.lower(), "LegalEntity"), dataset="OFAC")
    entry.name(name)
    entry.programmes.extend(_PROGRAMMES.split(programme.strip("[]")))
    entry.positions.append(title)
    for alias in further.names:
        put_alias(entry, alias[2], alias[3], is_weak=False)
    for _number, _place, street, city, country, note in further.addresses:
        entry.address(street, city, country=country)
        entry.remark(note)
    entry.paper("call_sign", sign)
    if flag.lower() != "none identified":
        entry.was("flag", flag)
        entry.country(flag)
    entry.was("owner", owner)
    entry.remark(craft)
    # A remark that was too long for the main file goes on in the comments, within the word.
    take_remarks(entry, tidy(remarks + "".join(further.comments)))
    return entry


FORM = Form(
    "us-ofac-csv",
    "US OFAC SDN or consolidated list (set of CSV files)",
    "US Treasury, OFAC",
    lambda beginning: bool(role_of(beginning)),
    read,
    kind="asset_freeze",
    licence="US: public domain",
    several=True,
    is_main=lambda beginning: role_of(beginning) == MAIN,
)
