"""Hold slip and release slip of one item: what is ordered, for the terminal, without the reasons.

The code on it says the same as its lines: `LW1*case*item*HOLD*number*check`.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.zones import local_time
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.seizure_record import entered
from landwaiter.domain.cases.tracks import own_items
from landwaiter.domain.intake.declaration import Item, Role
from landwaiter.domain.reports.case_reports import SheetSize, SlipKind
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    Dossier,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.wording import or_not_stated, shown_date, shown_mass
from landwaiter.services.cases.case_view import CaseView, GoodsRow
from landwaiter.services.reports.dossier.compose import Frame, IssuedSlip, framed
from landwaiter.services.reports.kinds.conditions import why_no_slip

CODE = "LW1"
"""Begins the code of a slip."""
ON_LABEL, ON_LABEL_OF_TWO = 540, 350
"""Letters of all values on a label in one language and in two, so many that it is one page in
every script.
"""
_CRIES = {
    SlipKind.HOLD: (
        *("DO NOT LOAD", "NIE ŁADOWAĆ", "NICHT VERLADEN"),
        *("NE PAS CHARGER", "NO CARGAR", "NON CARICARE"),
    ),
    SlipKind.RELEASE: (
        *("RELEASED", "ZWOLNIONE", "FREIGEGEBEN"),
        *("LIBÉRÉ", "LIBERADO", "SVINCOLATO"),
    ),
}
"""What is to be done, first in English, then in each other language of the program: whoever stands
at the quay reads one of them."""
_CRIED_IN = ("en", "pl", "de", "fr", "es", "it")


def slip_dossier(
    view: CaseView,
    frame: Frame,
    *,
    kind: SlipKind,
    item: int,
    sheet: SheetSize = SheetSize.A4,
    is_twofold: bool = False,
) -> Dossier:
    """The slip of an item as it is now; NotAllowed where nothing like it may be made.

    `is_twofold`: a second language is added, which takes its part of a label.
    """
    row = _row(view, item)
    if why_not := why_no_slip(view.case, kind, item):
        raise NotAllowed(
            why_not,
            remedy=_("`landwaiter report kinds {reference}` says what may be made now.").format(
                reference=view.case.reference
            ),
        )
    earlier = [one for one in frame.slips if one.item == item]
    number = max((one.number for one in earlier), default=0) + 1
    title = _("Hold slip") if kind is SlipKind.HOLD else _("Release slip")
    room = (ON_LABEL_OF_TWO if is_twofold else ON_LABEL) if sheet is SheetSize.LABEL else None
    said = f"{CODE}*{view.case.reference}*{item}*{kind.name}*{number}"
    return replace(
        framed(view, frame, title),
        reference=f"{view.case.reference} / {item} / {number}",
        title="",
        is_form=True,
        case_head=None,
        sheet=sheet,
        banner=_CRIES[kind],
        banner_languages=_CRIED_IN,
        barcode=f"{said}*{check_of(said)}",
        tables=(
            _order(tuple(_lines(view, row, kind, _ended_by(earlier))), room),
            _instruction(frame, kind),
            _receipt(),
        ),
    )


def check_of(said: str) -> str:
    """Tells a code that was misread; it proves no origin, the signature of the file does."""
    return sha256_hex(said.encode())[:6]


def slip_of(barcode: str) -> IssuedSlip | None:
    """What the code of a slip says; None where it was misread, or is of something else."""
    said, _star, check = barcode.rpartition("*")
    parts = said.split("*")
    if len(parts) != 5 or parts[0] != CODE or check != check_of(said):
        return None
    return IssuedSlip(int(parts[2]), SlipKind[parts[3]], int(parts[4]))


def _row(view: CaseView, item: int) -> GoodsRow:
    for row in view.goods:
        if row.item.no == item:
            return row
    raise NotFound(
        _("The case has no item with this number."),
        field="item",
        value=str(item),
        remedy=_("It has the items {items}.").format(
            items=", ".join(str(row.item.no) for row in view.goods) or _("none")
        ),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    what: str
    value: Cell
    content: Content = Content.OPEN


def _ended_by(earlier: Iterable[IssuedSlip]) -> int | None:
    """The number of the newest hold slip of the item."""
    return max((one.number for one in earlier if one.kind is SlipKind.HOLD), default=None)


def _order(whole: tuple[_Line, ...], room: int | None) -> Table:
    """What is ordered, in so many letters where there is a room."""
    lines = whole if room is None else _fitted(whole, room)
    cut = _("What ends with “…” is shortened for the label; a slip on A4 has all of it.")
    return Table(
        id="order",
        title=_("What is ordered"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=30),
            DossierColumn("value", _("As recorded"), Content.OPEN, width=70),
        ),
        rows=tuple((one.what, one.value) for one in lines),
        form=TableForm.LINES,
        contents=tuple((None, one.content) for one in lines),
        notes=(cut,) if lines != whole else (),
    )


def _fitted(lines: Sequence[_Line], room: int) -> tuple[_Line, ...]:
    """A label is stuck to one box: it is one page, and the longest of its values give way."""
    wide = [_wide(_said(one)) for one in lines]
    most = max(wide)
    while sum(min(one, most) for one in wide) > room:
        most -= 1
    return tuple(_cut(one, most) for one in lines)


def _said(line: _Line) -> str:
    return line.value.text if isinstance(line.value, CellMark) else str(line.value or "")


def _wide(text: str) -> int:
    """Letters, those of East Asia as two."""
    return sum(1 + (unicodedata.east_asian_width(one) in "WF") for one in text)


def _cut(line: _Line, most: int) -> _Line:
    """To the end of a word where there is one; no letter loses its marks."""
    whole = text = _said(line)
    if _wide(whole) <= most:
        return line
    while _wide(text) >= most or unicodedata.category(whole[len(text)]).startswith("M"):
        text = text[:-1]
    word = text.rfind(" ", len(text) * 3 // 4)
    said = f"{(text[:word] if word > 0 else text).rstrip(' ,;')}…"
    mark = line.value
    return replace(line, value=replace(mark, text=said) if isinstance(mark, CellMark) else said)


def _lines(view: CaseView, row: GoodsRow, kind: SlipKind, ended: int | None) -> Iterator[_Line]:
    case, item = view.case, row.item
    declared = next((one for one in own_items(case) if one.no == item.no), None)
    place = (row.where.container, row.where.location, row.where.office)
    stated = case.declaration
    number = case.mrn or (stated.local_reference if stated else None)
    exporter = next((one.name for one in case.parties if one.role is Role.EXPORTER), None)
    yield _Line(_("Container, place"), or_not_stated(joined(", ", filter(None, place))))
    if row.where.seal:
        yield _Line(_("Seal"), row.where.seal)
    yield _Line(_("Exporter"), or_not_stated(exporter), Content.PERSONAL)
    of_item = _("Item {no}").format(no=item.no)
    yield _Line(_("Declaration"), joined(", ", filter(None, (number, of_item))))
    held = _("Quantity held") if kind is SlipKind.HOLD else _("Quantity released")
    yield _Line(held, _quantity(case, item.no, declared), Content.BUSINESS)
    at = local_time(item.since, case.member_state)
    since = joined(" ", (shown_date(at.date()), f"{at:%H:%M}"))
    if kind is SlipKind.HOLD:
        yield _Line(_("Held since"), since)
        yield _Line(_("Until"), _("a release slip with a higher number is handed to you"))
    else:
        yield _Line(_("Released"), since)
        yield _Line(_("Ends"), _hold_ended(case, item.no, ended))
    yield _Line(_("Goods"), CellMark(row.description or _("not described"), strong=True))


def _hold_ended(case: Case, item: int, ended: int | None) -> str:
    if ended is None:
        return _("the hold; no hold slip was made")
    return _("hold slip {number}").format(number=f"{case.reference} / {item} / {ended}")


def _quantity(case: Case, item: int, declared: Item | None) -> str:
    """What was counted or weighed of what was declared; all of it where nobody counted."""
    known = entered(case.record)
    counted = [known[name, item].value for name in ("quantity", "mass") if (name, item) in known]
    packages = [
        joined(" ", (str(one.number), one.kind or ""))
        for one in (declared.packages if declared else ())
        if one.number
    ]
    mass = shown_mass(declared.net_mass_kg) if declared and declared.net_mass_kg else ""
    of = joined(", ", (*packages, *filter(None, (mass,)))) or _("what is declared")
    if not counted:
        return _("all of {declared}").format(declared=of)
    return _("{held} of {declared}").format(held=joined(", ", counted), declared=of)


def _instruction(frame: Frame, kind: SlipKind) -> Table:
    """Whom to call, and what the slip does not say."""
    call = frame.telephone or _("not stated")
    said = (
        _("Only the office named here may lift this hold. This slip says nothing of the reasons.")
        if kind is SlipKind.HOLD
        else _("It holds for this item alone.")
    )
    return Table(
        id="office",
        title=_("Office"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=30),
            DossierColumn("value", _("As stated"), Content.OPEN, width=70),
        ),
        rows=(
            (_("Office"), frame.office),
            (_("Telephone, day and night"), call),
        ),
        notes=(said,),
        form=TableForm.LINES,
    )


def _receipt() -> Table:
    return Table(
        id="receipt",
        title="",
        columns=(DossierColumn("who", _("Signature"), Content.OPEN),),
        rows=(
            (_("Received for the terminal: name, function"),),
            (_("Date, time, stamp"),),
            (_("Handed over by"),),
            (_("Signature"),),
        ),
        form=TableForm.SIGNATURES,
    )
