"""Carries out the deeds on figures that the office states of itself; a second person agrees."""

from pathlib import Path

from landwaiter.canonical import canonical_bytes, plain, sha256_hex
from landwaiter.domain.statistics import deeds
from landwaiter.domain.statistics.deeds import ImportFigureList, StateFigure
from landwaiter.domain.statistics.stated_figures import (
    LIST_COLUMNS,
    NOT_KNOWN_WORD,
    STAFF,
    ListedFigure,
    checked_code,
    checked_list,
    checked_value,
    checked_year,
)
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import plain_name
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Doing, Job, Mover, Result, Tell
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.deeds.motions import moved
from landwaiter.services.registers.table_file import first_grid
from landwaiter.services.statistics.stated import LIST_OBJECT, figure_object, office_figures
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain


def stating(doing: Doing, said: StateFigure, _none: None) -> Plain:
    """What is signed; Invalid for a figure, year or value that is none."""
    listed = office_figures(doing.session, doing.conn).listed
    value = checked_value(said.value)
    return {
        "code": checked_code(said.code, listed),
        "year": checked_year(said.year, doing.session.today()),
        "value": NOT_KNOWN_WORD if value is None else str(value),
        "source": said.source.strip(),
    }


def statement_title(args: Plain, facts: Plain) -> str:
    value = args["value"]
    return _("State the figure “{title}” of {year}: {value}").format(
        title=facts["figure"]["title"],
        year=args["year"],
        value=_("not known to customs") if value == NOT_KNOWN_WORD else value,
    )


def statement_object(args: Plain) -> str:
    return figure_object(str(args["code"]), int(args["year"]))


def statement_facts(session: Session, conn: Reader, args: Plain) -> Plain:
    """What the figure is by the list of now, and what was said of it before."""
    found = office_figures(session, conn)
    code, year = checked_code(str(args["code"]), found.listed), int(args["year"])
    before = found.stated.get((code, year))
    return {
        "figure": _figure(code, found.listed),
        "before": "" if before is None else _value(before.value),
        "rests_on": found.standing.get(figure_object(code, year), ""),
    }


def _figure(code: str, listed: tuple[ListedFigure, ...]) -> Plain:
    if code in STAFF:
        return {"code": code, "title": STAFF[code]}
    return dict(plain(next(one for one in listed if one.code == code)))


def _value(value: object) -> str:
    return NOT_KNOWN_WORD if value is None else str(value)


def state_figure(_session: Session, work: UnitOfWork, args: Plain, _motion_id: str) -> Plain:
    """The seconded motion is the statement itself: no row beside it could say otherwise."""
    work.changed("reports", statement_object(args))
    return dict(args)


def import_list(session: Session, said: ImportFigureList, _tell: Tell) -> Result:
    """Read a file and propose its figures; Invalid, and nothing is kept, where a row misfits."""
    figures = figures_in(said.path)
    rows = plain(figures)
    args = {"figures": rows, "sha256": sha256_hex(canonical_bytes(rows)), "file": said.path.name}
    with session.writing(deeds.IMPORT_FIGURE_LIST.name) as work:
        motion_id = moved(session, work, deeds.IMPORT_FIGURE_LIST.motion, args, said.reason)
    return Result(work.changes, motion_id, outcome=len(figures))


def figures_in(path: Path) -> tuple[ListedFigure, ...]:
    """The figures of a table; Invalid with row and field."""
    grid = first_grid(path)
    row, header = grid.rows[0]
    places = {plain_name(name): at for at, name in enumerate(header)}
    for name in LIST_COLUMNS:
        if name not in places:
            raise Invalid(
                _("A required column is missing."),
                file=path.name,
                row=row,
                field=name,
                remedy=_("Columns are: {names}.").format(names=", ".join(LIST_COLUMNS)),
            )
    return checked_list(
        (
            (
                number,
                {name: cells[at] for name in LIST_COLUMNS if (at := places[name]) < len(cells)},
            )
            for number, cells in grid.rows[1:]
        ),
        path.name,
    )


def list_title(args: Plain, facts: Plain) -> str:
    return _(
        "List of figures for Directive (EU) 2024/1226: new {new}, changed {changed}, gone {gone}"
    ).format(new=facts["new"], changed=facts["changed"], gone=facts["gone"])


def list_object(_args: Plain) -> str:
    return LIST_OBJECT


def list_facts(session: Session, conn: Reader, args: Plain) -> Plain:
    """What the list of now becomes; Invalid where it would stay as it is."""
    found = office_figures(session, conn)
    new = {one.code: one for one in from_plain(list(args["figures"]), tuple[ListedFigure, ...])}
    old = {one.code: one for one in found.listed}
    if list(new.values()) == list(old.values()):
        raise Invalid(
            _("This is the list that the office has."),
            field="file",
            value=str(args["file"]),
            remedy=_("Nothing needs to be done."),
        )
    return {
        "new": len(new.keys() - old.keys()),
        "changed": sum(new[code] != old[code] for code in new.keys() & old.keys()),
        "gone": len(old.keys() - new.keys()),
        "rests_on": found.standing.get(LIST_OBJECT, ""),
    }


def take_list(_session: Session, work: UnitOfWork, args: Plain, _motion_id: str) -> Plain:
    """As with a statement, what was signed is what counts."""
    work.changed("reports", LIST_OBJECT)
    return {"figures": len(args["figures"]), "sha256": args["sha256"], "file": args["file"]}


_STATE_FIGURE: Mover[StateFigure, None] = Mover(
    deeds.STATE_FIGURE,
    stating,
    MotionForm(statement_title, statement_object, statement_facts, state_figure, at_once=True),
)
_IMPORT_FIGURE_LIST: Job[ImportFigureList] = Job(
    deeds.IMPORT_FIGURE_LIST,
    import_list,
    MotionForm(list_title, list_object, list_facts, take_list, at_once=True),
)
HANDLERS = (_STATE_FIGURE, _IMPORT_FIGURE_LIST)
