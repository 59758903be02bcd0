"""The list of cases as a file: what is shown, in the columns that are shown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from landwaiter import __version__
from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.terms import low
from landwaiter.domain.base.zones import zone_name, zone_of
from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.case_query import COLUMNS, CaseQuery, read_columns, read_query
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.reports.deeds import EXPORT_CASES, ExportCases
from landwaiter.errors import Conflict, Invalid
from landwaiter.i18n import N_, _, figure, joined, language, plural
from landwaiter.services.base.csv_text import write_csv_rows
from landwaiter.services.base.marking import office_marking
from landwaiter.services.base.wording import candidate_said, shown_date
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.handler import Tell
from landwaiter.services.warm.session import Session
from landwaiter.whole_file import whole_file

PAGE = 256
MOST_PRINTED = 5_000
"""Rows of a PDF: what is longer is read in a table."""


@dataclass(frozen=True, slots=True)
class CaseTable:
    """What was written."""

    file: str
    sha256: str
    cases: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table on its way to a file; `cases` are gone through once."""

    title: str
    about: str
    columns: tuple[str, ...]
    cases: Iterator[CaseRow]
    session: Session

    @property
    def heads(self) -> list[str]:
        return [_(COLUMNS[name]) for name in self.columns]

    @property
    def rows(self) -> Iterator[Sequence[str]]:
        return ([_CELLS[name](row) for name in self.columns] for row in self.cases)


def export_cases(session: Session, said: ExportCases, tell: Tell) -> CaseTable:
    """Write the cases that are asked for into a new file, and note that they went out.

    Conflict where the file is there, Invalid for a form there is not or more than a PDF holds.
    """
    form = _FORMS.get(said.file.suffix.lower())
    if form is None:
        raise Invalid(
            _("The list is written as CSV, Excel or PDF."),
            file=str(said.file),
            remedy=_("Name a file that ends in {endings}.").format(endings=", ".join(_FORMS)),
        )
    if said.file.exists():
        raise Conflict(
            _("There is a file of this name already."),
            file=str(said.file),
            remedy=_("Name another file; none is overwritten."),
        )
    query, columns = read_query(said.asked, strict=True), read_columns(said.columns)
    return _written(session, said, _Asked(session, query, columns, said.references, tell), form)


class _Asked:
    """Goes through the cases page by page, and counts them."""

    def __init__(
        self,
        session: Session,
        query: CaseQuery,
        columns: tuple[str, ...],
        references: tuple[str, ...],
        tell: Tell,
    ) -> None:
        self.columns, self.count = columns, 0
        self._session, self._query, self._tell = session, query, tell
        self._references = references

    def cases(self) -> Iterator[CaseRow]:
        for row in self._cases():
            self.count += 1
            yield row

    def _cases(self) -> Iterator[CaseRow]:
        after: str | None = None
        total = 0
        while True:
            page = list_cases(
                self._session,
                self._query,
                references=self._references,
                after=after,
                limit=PAGE,
                counted=after is None,
            )
            total = page.total if page.total is not None else total
            for row in page.rows:
                self._tell(self.count, total, row.reference)
                yield row
            after = page.after
            if after is None:
                return


def _written(session: Session, said: ExportCases, asked: _Asked, form: "_Form") -> CaseTable:
    """The file beside its name first; it takes it once the audit chain knows of it."""
    about = _("{office}, {day}, {query}").format(
        office=session.casebook.office_code,
        day=shown_date(session.today()),
        query=said.asked or _("every case"),
    )
    sheet = _Sheet(_("Cases"), about, asked.columns, asked.cases(), session)
    target = said.file.absolute()
    with whole_file(target) as part:
        form(part, sheet)
        made = CaseTable(str(said.file), sha256_hex(part.read_bytes()), asked.count, asked.columns)
        with session.writing(EXPORT_CASES.name) as work:
            stated = {
                "name": target.name,
                "sha256": made.sha256,
                "query": said.asked,
                "columns": list(made.columns),
                "cases": str(made.cases),
            }
            work.audit(EXPORT_CASES.name, "cases", stated)
            work.changed("audit")
    return made


_Form = Callable[[Path, _Sheet], None]
"""Writes into a file that is there and that nobody else may read."""


def _as_csv(path: Path, sheet: _Sheet) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        write_csv_rows(file, sheet.heads, sheet.rows)


def _as_xlsx(path: Path, sheet: _Sheet) -> None:
    from landwaiter.reports.workbook.typed_tables import (  # noqa: PLC0415  # slow to import
        ReadMe,
        TypedColumns,
        fill_typed_tables,
    )

    session = sheet.session
    state = session.casebook.member_state
    read_me = ReadMe(
        (
            (_("What"), sheet.title),
            (_("Query"), sheet.about),
            (_("Author"), session.casebook.user.name),
        ),
        session.now(),
        zone_of(state),
        zone_name(state),
        office_marking(session),
    )
    heads = [_(head) for name in sheet.columns for head in _TYPED_HEADS.get(name, (COLUMNS[name],))]
    rows = (
        [cell for name in sheet.columns for cell in _typed_cells(name, row)] for row in sheet.cases
    )
    fill_typed_tables(path, read_me, (TypedColumns(sheet.title, heads, rows),))


_TYPED_HEADS: Mapping[str, tuple[str, ...]] = {
    "due": (N_("Clock"), N_("Due")),
    "value": (N_("Value"), N_("Currency")),
}
"""What takes more than one column where each holds values of one type."""


def _typed_cells(name: str, row: CaseRow) -> tuple[str | Decimal | date | None, ...]:
    """What a column says of a case, as values that a spreadsheet can count with."""
    match name:
        case "due":
            clock = row.clock
            return (joined(", ", (clock.says, clock.label)), clock.due) if clock else (None, None)
        case "value":
            return (None, None) if row.value is None else (Decimal(row.value), row.currency)
        case "received":
            return (row.received,)
    return (_CELLS[name](row) or None,)


def _as_pdf(path: Path, sheet: _Sheet) -> None:
    from landwaiter.reports.paper.archive import DocumentFacts  # noqa: PLC0415  # slow to import
    from landwaiter.reports.paper.plain_pdf import table_pdf  # noqa: PLC0415  # slow to import

    rows: list[Sequence[str]] = []
    for row in sheet.rows:
        rows.append(row)
        if len(rows) > MOST_PRINTED:
            raise Invalid(
                plural(
                    MOST_PRINTED,
                    "A PDF of this list holds at most {n} case.",
                    "A PDF of this list holds at most {n} cases.",
                ),
                file=path.name,
                remedy=_("Narrow the list, or write CSV or Excel."),
            )
    facts = DocumentFacts(
        title=sheet.title,
        author=sheet.session.casebook.office_code,
        subject=sheet.about,
        language=language(),
        made_at=sheet.session.now(),
        tool=f"Landwaiter {__version__}",
    )
    path.write_bytes(table_pdf(facts, sheet.heads, rows))


_FORMS: Mapping[str, _Form] = {".csv": _as_csv, ".xlsx": _as_xlsx, ".pdf": _as_pdf}


def _clock_said(row: CaseRow) -> str:
    clock = row.clock
    if clock is None:
        return _("no clock")
    return _("{says}, {clock}, {day}").format(
        says=clock.says, clock=clock.label, day=shown_date(clock.due)
    )


def _goods_said(row: CaseRow) -> str:
    return ", ".join(f"{count} {low(status)}" for status, count in row.goods.items())


def _flags_said(row: CaseRow) -> str:
    return ", ".join(f"{count} {low(level)}" for level, count in row.flags.items() if count)


def value_said(row: CaseRow) -> str:
    """What the goods are worth as declared; empty where nobody said it in one currency."""
    return "" if row.value is None else f"{figure(row.value)} {row.currency}"


_CELLS: Mapping[str, Callable[[CaseRow], str]] = {
    "reference": lambda row: row.reference,
    "title": lambda row: str(row.title),
    "exporter": lambda row: row.exporter or "",
    "end_user": lambda row: row.end_user or "",
    "destination": lambda row: row.destination or "",
    "stage": lambda row: stage_title(Stage(row.stage)),
    "goods": _goods_said,
    "due": _clock_said,
    "flags": _flags_said,
    "candidate": lambda row: candidate_said(row.candidate) or "",
    "assignee": lambda row: row.assignee or "",
    "received": lambda row: shown_date(row.received),
    "code": lambda row: ", ".join(row.codes),
    "value": value_said,
}
