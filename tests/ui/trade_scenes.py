"""The queue of the sift with fictional rows."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QWidget
from tests.ui.signed_in import signed_in

from landwaiter.domain.trade.sift_marks import SiftMark
from landwaiter.domain.trade.sift_reasons import OPENING, SiftReason
from landwaiter.services.base.page import Page
from landwaiter.services.trade.sift_desk import (
    BecameCount,
    SiftHeads,
    SiftLine,
    SiftPage,
    SiftQuery,
    SiftRow,
)
from landwaiter.storage.trade.queue_rows import SiftRunRow
from landwaiter.storage.trade.sift_parts import SiftParts
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit.table import Order
from landwaiter.ui.trade.sift_list import ListedRow, under_headings
from landwaiter.ui.trade.sift_screen import SiftScreen

_FREEZE, _FLAG, _LIKELY = (
    SiftReason.FREEZE_HIT,
    SiftReason.SEVERE_FLAG,
    SiftReason.LIKELY_LISTED,
)
ROWS = tuple(
    SiftRow(
        number, name, date(2026, 11, 25), exporter, consignee, goods, place, value * 100, group,
        why, others, drawn=False,
    )
    for number, name, exporter, consignee, goods, place, value, group, why, others in (
        (7, "26PL302010E1B07713", "Sample Export sp. z o.o.", "Osh Bearings",
         "Ball bearings up to 30 mm, 48,000 pieces", "KG", 214_600, _FREEZE,
         "0.91 like Osh Bearing House, list eu_sanctions", 2),
        (9, "26PL322080E1B00412", "Sample Tubes GmbH", "Basra Pipe Trading",
         "Steel pipes, seamless", "IQ", 38_200, _FREEZE,
         "0.74 like Basrah Pipes, list eu_sanctions", 0),
        (11, "26PL302010E1B08002", "Sample Composites GmbH", "Örnek Havacılık Ltd.",
         "Carbon fibre prepreg, 420 kg", "TR", 41_900, _FLAG, "RF-P05; RF-G09", 2),
        (12, "26PL322080E1B02218", "Sample Chips B.V.", "Yerevan Micro",
         "Microcontrollers, 9,000 pieces", "AM", 12_400, _FLAG, "RF-G02", 1),
        (15, "26PL322080E1B00971", "Przykładowe Napędy S.A.", "Gulf Drives FZE",
         "Frequency converters, 600 Hz", "AE", 96_000, _LIKELY, "may be 3A225, 0.94", 1),
    )
)  # fmt: skip
HEADS = SiftHeads(
    SiftParts(100_412, 412, 1_284, 412, 61, 98_716, 200, 120),
    {**dict.fromkeys(OPENING, 0), _FREEZE: 96, _FLAG: 341, _LIKELY: 604},
    872,
    80,
    {
        **dict.fromkeys(OPENING, BecameCount(0, 0)),
        _FREEZE: BecameCount(31, 371),
        _FLAG: BecameCount(5, 4),
        _LIKELY: BecameCount(12, 76),
    },
    200,
    120,
    0,
    25,
    (
        SiftRunRow(
            "r-1", datetime(2026, 11, 28, 7, 5, tzinfo=UTC), "Marta", ("a.xml", "b.xml", "c.xml")
        ),
    ),
    3,
    "",
    {7: SiftMark.OPEN, 9: SiftMark.ASIDE, 12: SiftMark.LATER},
    0,
)
PAGE = SiftPage(
    ROWS[2],
    (
        SiftLine(1, "Carbon fibre prepreg", "39219055"),
        SiftLine(2, "Release film, in rolls", "39202021"),
    ),
    3,
    (
        (_FLAG, "RF-P05; RF-G09"),
        (_LIKELY, "may be 1C010, 0.92"),
        (SiftReason.OTHER_HIT, "0.78 like Ornek Aviation, list us_csl"),
    ),
    31,
    0,
    ("CH", "NO"),
    2,
    (),
)


FIRST = SiftPage(
    ROWS[0],
    (
        SiftLine(1, "Ball bearings, 12 mm", "84821010"),
        SiftLine(2, "Ball bearings, 30 mm", "84821010"),
    ),
    0,
    (
        (_FREEZE, "0.91 like Osh Bearing House, list eu_sanctions"),
        (_FLAG, "RF-G01; RF-R02"),
        (SiftReason.OTHER_HIT, "0.77 like Osh Bearing Trade, list us_csl"),
    ),
    12,
    1,
    ("KZ", "DE"),
    1,
    (),
)


def page_of(number: int) -> SiftPage:
    """What stands beside the queue for one of its rows."""
    known = {page.row.id: page for page in (FIRST, PAGE)}
    (row,) = (row for row in ROWS if row.id == number)
    own = SiftPage(row, (SiftLine(1, row.goods, ""),), 0, ((row.group, row.why),), 4, 0, (), 1, ())
    return known.get(number, own)


def shown(shell: Shell, heads: SiftHeads = HEADS, rows: tuple[SiftRow, ...] = ROWS) -> SiftScreen:
    signed_in(shell, on=date(2026, 11, 28))

    def fetch(_after: str | None, _order: Order, _query: SiftQuery | None) -> Page[ListedRow]:
        return under_headings(Page(rows, None), None)

    screen = SiftScreen(fetch, shell.jobs)
    screen.shown.connect(lambda number: screen.side.show_page(page_of(number), heads.became))
    screen.side.show_page(FIRST, heads.became)
    screen.side.show_not_judged((("RF-E01", ("end_user",)), ("RF-E02", ("end_use",))))
    screen.show_heads(heads)
    screen.refresh()
    shell.open_tab(Tab("sift", "Sift", "screening"), lambda: screen, screen="sift")
    return screen


def sift(shell: Shell) -> QWidget:
    return shown(shell)


SCENES: Mapping[str, Callable[[Shell], QWidget]] = {"sift": sift}
