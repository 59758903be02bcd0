"""How much room there is, and the screens that need most of it; for tests of sizes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QTableView, QWidget
from tests.ui import duty_scenes, fiction, fictional_case, places, scenes, today_scenes
from tests.ui.fictional_case import a_verdict
from tests.ui.finding import find_scenes
from tests.ui.help import help_scenes
from tests.ui.letters import letter_fiction

from landwaiter.domain.cases.before_proposal import OpenKind, OpenMatter
from landwaiter.domain.cases.case import (
    ActionKind,
    Approval,
    GoodsItem,
    GoodsStatus,
    Stage,
    Track,
    TrackLetter,
)
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.deeds import APPROVE, COUNTERSIGN, PROPOSE, RETURN
from landwaiter.domain.cases.tracks import ReleaseDue
from landwaiter.i18n import N_, _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.review.review_view import ReviewView
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.deeds.acting import FieldBasis, form_of
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit import flow, fonts
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cells import CELL_ROLE, PAD
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.inline import InlineBox, InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.review.review_screen import ReviewScreen

ROOMS = {100: QSize(1280, 760), 125: QSize(1600, 900), 150: QSize(1920, 1020)}
"""Size of text in per cent → what a window may ask for."""
Scene = Callable[[Shell], QWidget]
_TITLE = (
    "Glass-lined reactor vessels of 4 m³ with agitators, seals and spare parts in 20 crates to "
    "Sample Straits Process Engineering and Trading Company Private Limited"
)


def the_longest_case() -> CaseView:
    """Twenty items in different states, every track, six open requests, a clock of 30 days that
    ran out, and the longest words in each place of the head.
    """
    short = fiction.anew(fictional_case.CASE_VIEW)
    late = replace(
        fiction.a_clock(-3, legal=True, total=30, label="track A, Art. 21(4)", day=6),
        readings=("Read as calendar days it ends on Tue 24 Nov 2026, 24:00.",),
    )
    case = replace(
        short.case,
        title=_TITLE,
        assignee="Aleksandra Wiśniewska-Brzęczyszczykiewicz",
        source="a referral of the office of exit, Gdynia container terminal",
        items=tuple(
            GoodsItem(no, status, fiction.at(30, month=3))
            for no, status in zip(range(1, 21), cycle(GoodsStatus), strict=False)
        ),
        tracks=tuple(
            Track(f"t-{n}", letter, "UCC 188, 194, 198, own target", (1,), fiction.at(27), "T. Lis")
            for n, letter in enumerate(TrackLetter)
        ),
        actions=tuple(
            replace(short.case.actions[1], id=f"a-{n}", kind=kind, due=date(2026, 4, 9))
            for n, kind in enumerate(ActionKind)
        ),
    )
    acts = (
        *short.acts,
        a_verdict("release", "Release the goods", group="goods"),
        a_verdict("stay_held", "Keep the goods held on another track", group="goods"),
    )
    releases = (ReleaseDue(17, date(2026, 4, 6), ("t-1",), "no reply on track A"),)
    return replace(
        short, case=case, acts=acts, releases=releases, row=replace(short.row, clock=late)
    )


def longest(shell: Shell) -> CaseScreen:
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    screen.show_view(the_longest_case())
    return screen


def a_long_form() -> ActForm:
    """Twenty items, a basis, a reason: more than any window has room for."""
    choices = (("release", N_("Release")), ("hold", N_("Hold and refer")))
    each = tuple(
        Field(f"item {no}", _("Item {no}").format(no=no), tuple((v, _(w)) for v, w in choices))
        for no in range(1, 21)
    )
    basis = Field("basis", _("Legal basis"), minimum=1, long=True)
    reason = Field("reason", _("Reason"), minimum=10, long=True)
    note = _("A second person then approves and signs exactly this text.")
    return ActForm(
        _("Propose a decision"), _("Propose a decision"), (*each, basis, reason), note=note
    )


def form(shell: Shell) -> CaseScreen:
    """A form with everything it can have, refused."""
    screen = longest(shell)
    asked = a_long_form()
    screen.show_form(asked)
    asked.show()
    asked.show_refusal(f"{fictional_case.HISTORY[0].text}. " * 3)
    return screen


_LEFT_OPEN = tuple(OpenMatter(kind, (_TITLE, _TITLE), "items/1") for kind in OpenKind)
"""Everything that can be open before a proposal, each with a long sentence."""


AUTHOR = "Marta Zielińska"


def propose(shell: Shell) -> CaseScreen:
    """A proposal on twenty items with everything open, refused."""
    screen = longest(shell)
    view = replace(the_longest_case(), unsettled=_LEFT_OPEN)
    screen.show_view(view)
    refused(
        screen,
        form_of(FieldBasis(PROPOSE, view, {}), AUTHOR),
        f"{fictional_case.HISTORY[0].text}. " * 3,
    )
    return screen


def a_long_review() -> ReviewView:
    """The longest case as its second person sees it."""
    short = fiction.anew(fictional_case.REVIEW_VIEW)
    decision = replace(fictional_case.PROPOSAL, items=dict.fromkeys(range(1, 21), "refuse"))
    longest_case = the_longest_case()
    case = replace(
        longest_case.case, stage=Stage.DECISION_REVIEW, decisions=(decision,), remarks=()
    )
    return replace(short, view=replace(short.view, case=case), compared_with=None)


def review_longest(shell: Shell) -> ReviewScreen:
    screen = scenes.review(shell)
    assert isinstance(screen, ReviewScreen)
    screen.show_view(a_long_review())
    return screen


def _form_of_review(deed: CaseDeed[Any]) -> Scene:
    def scene(shell: Shell) -> QWidget:
        screen = review_longest(shell)
        view = a_long_review().view
        refused(
            screen,
            form_of(
                FieldBasis(deed, view, {}, fixed={"remarks": ()} if deed is RETURN else {}), AUTHOR
            ),
            f"{fictional_case.HISTORY[0].text}. " * 3,
        )
        return screen

    return scene


def refused(screen: CaseScreen | ReviewScreen, asked: ActForm, why: str) -> None:
    """Show a form as a page, with why it was not taken."""
    screen.show_form(asked)
    asked.show()
    asked.show_refusal(why)


APPROVAL = Approval(
    "a-1",
    "J. Wójcik",
    fiction.at(14),
    valid=True,
    why_not="",
    key="3841f0c2",
    statement="{}",
    signature="",
)


def review_signed(shell: Shell) -> QWidget:
    """A proposal that this person signed, and three others that wait."""
    screen, view = review_longest(shell), a_long_review()
    case, decision = view.view.case, view.view.case.decision
    assert decision is not None
    signed = replace(decision, state="approved", approval=APPROVAL)
    case = replace(case, stage=Stage.DECIDED, decisions=(signed,))
    acts = (a_verdict("execute", "Record that it was carried out", group="decision"),)
    waiting = [
        replace(view.view.row, reference=f"PL1-2026-00043{no}", pending="proposed")
        for no in range(1, 4)
    ]
    decided = replace(view, view=replace(view.view, case=case, acts=acts), may_approve=False)
    screen.show_view(decided, waiting=waiting)
    return screen


def acts(shell: Shell) -> QWidget:
    screen = longest(shell)
    QApplication.processEvents()
    screen.show_acts()
    assert screen.panel is not None
    return screen.panel


FORMS: Mapping[str, Scene] = {
    "case_form": form,
    "propose": propose,
    "approve": _form_of_review(APPROVE),
    "return": _form_of_review(RETURN),
    "countersign": _form_of_review(COUNTERSIGN),
}
"""Forms with all that they can have, refused."""
SCENES: Mapping[str, Scene] = {
    **help_scenes.SCENES,
    **find_scenes.SCENES,
    **letter_fiction.SCENES,
    **scenes.SCENES,
    **places.PLACES,
    **duty_scenes.SCENES,
    **today_scenes.SCENES,
    "case_longest": longest,
    **FORMS,
    "case_acts": acts,
    "review_signed": review_signed,
}


_STILL = 5
"""Rounds of events without a change: a row that wraps anew moves what stands below it later."""


def settle(window: QWidget) -> None:
    """Nothing moves any more: what a person sees, and not a step on the way to it."""
    seen: list[QRect] = []
    still = 0
    for _round in range(100):
        QApplication.processEvents()
        now = [one.geometry() for one in window.findChildren(QWidget)]
        still = still + 1 if now == seen else 0
        if still == _STILL:
            return
        seen = now
    raise AssertionError("The window finds no place for its parts.")


def cut(window: QWidget) -> Iterator[str]:
    """What is in sight and cut, or outside: words of buttons, references, codes, dates."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.window() is not window.window():
            continue
        if isinstance(widget, ActButton):
            yield from _cut_button(widget, window)
        elif isinstance(widget, MarkLabel) and widget.width() > 0:
            yield from _cut_label(widget)
        elif isinstance(widget, QScrollArea):
            yield from _cut_area(widget)
        elif isinstance(widget, QTableView):
            yield from _cut_cells(widget)


def _cut_button(button: ActButton, window: QWidget) -> Iterator[str]:
    if not button.why_not and button.width() < button.sizeHint().width():
        yield f"button “{button.text()}”: {button.width()} of {button.sizeHint().width()}"
    left = button.mapTo(window, QPoint(0, 0)).x()
    right = left + button.width()
    if left < 0 or right > window.width():
        yield f"button “{button.text()}”: from {left} to {right} of {window.width()}"


def _cut_label(label: MarkLabel) -> Iterator[str]:
    """A line is wider than its label only where pieces in it may never be cut."""
    cell: InlineCell = label.cell
    for row in flow.lay_out(cell, float(label.width())).rows:
        words = [piece for piece in row.pieces if _must_be_whole(piece.inline)]
        if words and words[-1].x + words[-1].width > label.width() + 1:
            yield f"“{cell.words[:60]}”: {words[-1].x + words[-1].width:.0f} of {label.width()}"

    needed = label.heightForWidth(label.width())
    if needed > label.height():
        yield f"“{cell.words[:60]}”: {label.height()} of {needed} high"


def _cut_area(area: QScrollArea) -> Iterator[str]:
    """What scrolls downwards alone is no wider than its area."""
    inner = area.widget()
    off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if off and inner is not None and inner.width() > area.viewport().width():
        yield f"{type(inner).__name__}: {inner.width()} of {area.viewport().width()}"


def _cut_cells(table: QTableView) -> Iterator[str]:
    """Boxes and words of a table that may never be cut, in the rows that are in sight."""
    model, pad = table.model(), fonts.px(PAD)
    for row in range(model.rowCount()):
        if not 0 <= table.rowViewportPosition(row) < table.viewport().height():
            continue
        for section in range(model.columnCount()):
            cell = model.index(row, section).data(CELL_ROLE)
            room = table.columnWidth(section) - pad
            spans = table.columnSpan(row, section) > 1
            if spans or table.isColumnHidden(section) or not isinstance(cell, InlineCell):
                continue
            for line in flow.lay_out(cell, float(room - pad)).rows:
                words = [piece for piece in line.pieces if _must_be_whole(piece.inline)]
                if words and words[-1].x + words[-1].width > room + 1:
                    yield f"“{cell.words[:60]}”: {words[-1].x + words[-1].width:.0f} of {room}"


def _must_be_whole(inline: object) -> bool:
    return isinstance(inline, InlineBox) or (isinstance(inline, Text) and inline.whole)
