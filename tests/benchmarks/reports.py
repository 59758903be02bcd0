"""Reports beside the bare libraries: a register as PDF, a large table as Excel.

    python -m tests.benchmarks.reports [--rows 14000] [--cells 100000]

Each side runs in a process of its own; CPU seconds and peak memory, as a Markdown table.
"""

import argparse
import io
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from xml.sax.saxutils import escape

from landwaiter.domain.base.facts import Content
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
)
from landwaiter.reports.dossier.signing import ReportSigner

_WORDS = "machining centre with five axes, rotary table, tool changer and control unit, crated"
_COLUMNS = (
    ("no", CellType.NUMBER, 30),
    ("reference", CellType.CODE, 80),
    ("mrn", CellType.CODE, 90),
    ("exporter", CellType.TEXT, 75),
    ("consignee", CellType.TEXT, 75),
    ("code", CellType.CODE, 42),
    ("goods", CellType.TEXT, 80),
    ("accepted", CellType.DATE, 50),
)


def register_row(number: int) -> tuple[str, ...]:
    day = date(2026, 1, 1) + timedelta(days=number % 365)
    return (
        str(number),
        f"PL1-2026-{number:06d}",
        f"26PL{number:012d}A8",
        f"Obrabiarki Wisła {number} Sp. z o.o., ul. Długa {number}, Gdańsk",
        f"Xi’an Huarui Technology {number} 西安华瑞教育科技有限公司",
        "84571010",
        f"{_WORDS} {number}",
        day.isoformat(),
    )


def a_register(rows: int) -> Dossier:
    columns = tuple(
        DossierColumn(key, key, Content.OPEN, kind, width) for key, kind, width in _COLUMNS
    )
    return _dossier(
        Table("register", "Register", columns, tuple(register_row(i) for i in range(rows)))
    )


def wide_row(number: int) -> tuple[Cell, ...]:
    texts = tuple(f"value {number} of column {column}" for column in range(14))
    return (*texts, *(str(number * place) for place in range(1, 5)), "2026-04-08", "2B001")


def a_wide_table(rows: int) -> Dossier:
    kinds = (*[CellType.TEXT] * 14, *[CellType.NUMBER] * 4, CellType.DATE, CellType.CODE)
    columns = tuple(
        DossierColumn(f"c{i}", f"Column {i}", Content.OPEN, kind) for i, kind in enumerate(kinds)
    )
    return _dossier(Table("wide", "Wide", columns, tuple(wide_row(i) for i in range(rows))))


def a_signer() -> ReportSigner:
    return ReportSigner("Nobody", bytes(32), lambda _manifest: bytes(64))


def _dossier(table: Table) -> Dossier:
    return Dossier(
        id="B-1",
        report_type="Register",
        reference="PL1-2026",
        title="Benchmark",
        kind="register",
        office="Office",
        member_state="PL",
        made_at=datetime(2026, 4, 14, tzinfo=UTC),
        language="en",
        marking="LIMITE",
        audit_head=ChainHead(1, "0" * 64),
        version="0",
        tables=(table,),
    )


def our_pdf(rows: int) -> Callable[[], bytes]:
    from landwaiter.reports.paper.pdf import render_pdf  # noqa: PLC0415 (each side loads its own)

    dossier = a_register(rows)
    return lambda: render_pdf(dossier, signer=a_signer())


def registered_face() -> str:
    """The name of the face of reports, as reportlab knows it."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    from landwaiter.resources import root  # noqa: PLC0415

    name = "LandwaiterSans-Regular"
    data = io.BytesIO((root() / "fonts" / f"{name}.ttf").read_bytes())
    pdfmetrics.registerFont(TTFont(name, data))
    return name


def bare_pdf(rows: int) -> Callable[[], bytes]:
    """The same rows with reportlab alone, in tables of 100 rows."""
    from reportlab.lib import colors  # noqa: PLC0415
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, TableStyle  # noqa: PLC0415
    from reportlab.platypus import Table as BareTable  # noqa: PLC0415

    data = [register_row(number) for number in range(rows)]
    face = registered_face()
    style = ParagraphStyle("cell", fontName=face, fontSize=7.8, leading=9.9)
    looks = TableStyle(
        [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
    head = [key for key, _kind, _width in _COLUMNS]
    widths = [width for _key, _kind, width in _COLUMNS]

    def render() -> bytes:
        out = io.BytesIO()
        story: list[Flowable] = []
        for at in range(0, rows, 100):
            cells = [
                [Paragraph(escape(text), style) for text in row] for row in data[at : at + 100]
            ]
            story.append(BareTable([head, *cells], colWidths=widths, repeatRows=1, style=looks))
        SimpleDocTemplate(out, pagesize=A4, leftMargin=36, rightMargin=36, invariant=1).build(story)
        return out.getvalue()

    return render


def our_xlsx(rows: int) -> Callable[[], bytes]:
    from landwaiter.reports.workbook.xlsx import render_xlsx  # noqa: PLC0415

    dossier = a_wide_table(rows)
    return lambda: render_xlsx(dossier, signer=a_signer())


def bare_xlsx(rows: int) -> Callable[[], bytes]:
    """The same typed values with openpyxl's write-only mode alone."""
    from openpyxl import Workbook  # noqa: PLC0415

    data = [
        (
            *row[:14],
            *(float(str(value)) for value in row[14:18]),
            date.fromisoformat(str(row[18])),
            row[19],
        )
        for row in map(wide_row, range(rows))
    ]

    def render() -> bytes:
        book = Workbook(write_only=True)
        page = book.create_sheet("Wide")
        for row in data:
            page.append(row)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return render


_SIDES = {"our-pdf": our_pdf, "bare-pdf": bare_pdf, "our-xlsx": our_xlsx, "bare-xlsx": bare_xlsx}


def measure(side: str, rows: int) -> tuple[float, float, float]:
    """CPU seconds, peak MB above the prepared data, and MB of the file, in a fresh process."""
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.reports",
        "--side",
        side,
        "--rows",
        str(rows),
    ]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, peak, size = map(float, out.split())
    return seconds, peak, size


def run_side(side: str, rows: int) -> None:
    render = _SIDES[side](rows)
    before, start = _peak(), time.process_time()
    size = len(render())
    seconds = time.process_time() - start
    sys.stdout.write(f"{seconds} {_peak() - before} {size / 1e6}\n")


def _peak() -> float:
    import resource  # noqa: PLC0415 (not on Windows)

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PROMISED = {"pdf": (14_000, 13.0, 400.0)}
"""Rows of a register, and the CPU seconds and MB that they may take on an idle machine."""


def compare(job: str, kind: str, rows: int) -> str:
    ours, bare = measure(f"our-{kind}", rows), measure(f"bare-{kind}", rows)
    most_rows, seconds, peak = PROMISED.get(kind, (0, 0.0, 0.0))
    if rows <= most_rows and (ours[0] > seconds or ours[1] > peak):
        sys.stderr.write(f"{job}: promised are {seconds:.0f} s and {peak:.0f} MB.\n")
    return (
        f"| {job}, {rows:,} rows | {bare[0]:.1f} s, +{bare[1]:.0f} MB | "
        f"{ours[0]:.1f} s, +{ours[1]:.0f} MB, file {ours[2]:.1f} MB | {ours[0] / bare[0]:.2f} |\n"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=14_000, help="rows of the register")
    options.add_argument("--cells", type=int, default=100_000, help="rows of 20 cells in Excel")
    options.add_argument("--side", choices=sorted(_SIDES), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.side:
        run_side(given.side, given.rows)
        return
    sys.stdout.write("| job | bare library | Landwaiter | ratio |\n|---|---|---|---|\n")
    sys.stdout.write(compare("Register as PDF beside reportlab", "pdf", given.rows))
    sys.stdout.write(compare("20 columns as Excel beside openpyxl", "xlsx", given.cells))


if __name__ == "__main__":
    main()
