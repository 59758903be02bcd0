"""The cards of Today beside and below the queue, each made of what the read returned."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QFrame, QWidget

from landwaiter.domain.law.bundles import BundleStatus
from landwaiter.domain.review.returns import ReturnedProposal
from landwaiter.i18n import _, figure, plural
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.law.edition_tasks import EditionTask, task_title
from landwaiter.services.people.duty import PersonLoad
from landwaiter.services.people.today import News, TodayView
from landwaiter.services.people.unit_today import UnitToday
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import across, ruled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Bar, Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import clock_time, day, local_day

MOST_NEWS, MOST_TASKS, MOST_ROWS = 6, 6, 6
_EDGES = (12, 5, 8, 5)
_NEWS_ICONS = {
    "record_reply": "mail",
    "record_answer": "mail",
    "return": "return",
    "approve": "countersign",
    "imported": "reference",
    "taken_in": "take-in",
    "taken": "reference",
    "declaration_amended": "document",
    "correction_attached": "document",
    "invalidation_attached": "document",
    "exit_message_attached": "document",
    "customs_message_attached": "document",
}

Press = Callable[[], object]


def _button(
    title: str, way: Press, *, keys: str = "", icon: str = "", seals: bool = False
) -> ActButton:
    made = ActButton(title, keys=keys, icon=icon, small=True, seals=seals)
    made.clicked.connect(lambda _checked=False: way())
    return made


def _short(reference: str) -> Text:
    return Text(reference.rsplit("-", 1)[-1], mono=True, whole=True)


def _shared(*parts: tuple[MarkLabel, int], button: QWidget) -> QWidget:
    """A row whose labels share the room alike in each row, however little there is."""
    layout = across(*(label.elastic() for label, _share in parts), button, margins=_EDGES)
    for number, (_label, share) in enumerate(parts):
        layout.setStretch(number, share)
    return ruled(layout)


def clock_label(row: CaseRow) -> MarkLabel:
    return MarkLabel(*marks.clock_lines(row.clock))


def review_row(row: CaseRow, title: str, way: Press) -> QWidget:
    """A proposal of somebody else, with the clock that presses on it."""
    said = _("by {author}").format(author=row.author or "–")
    case = MarkLabel((Text(row.reference, mono=True, whole=True),), (Text(said, "text2"),))
    what = MarkLabel((Text(row.title, size=Size.BODY),), (Text(row.next_step, "text2"),))
    to = MarkLabel((Text(row.destination or "–"),))
    shares = ((clock_label(row), 30), (case, 19), (what, 46), (to, 4))
    return _shared(*shares, button=_button(title, way))


def late_row(row: CaseRow, presence: str, way: Press) -> QWidget:
    """A case of the unit on which a clock of law ran out, and whether its holder is here."""
    case = MarkLabel((Text(row.reference, mono=True, whole=True),), (marks.stage_pill(row.stage),))
    what = MarkLabel((Text(row.title, size=Size.BODY),), (Text(row.next_step, "text2"),))
    held = MarkLabel((Text(row.assignee or _("nobody"), bold=True),), (Text(presence, "text2"),))
    shares = ((clock_label(row), 30), (case, 19), (what, 30), (held, 20))
    return _shared(*shares, button=_button(_("Open"), way))


def load_row(load: PersonLoad, unit: UnitToday, today: date, way: Press) -> QWidget:
    """What one person has: how many cases, clocks of law, what ran out; away or soon away."""
    most = max([1, unit.unheld.cases, *(one.cases for one in unit.loads)])
    name = load.person or _("Nobody")
    roles = ", ".join(_(role) for role in load.roles) or _("new")
    who = MarkLabel((Text(name, bold=True),), (Text(roles, "text2"),))
    away = unit.absence_said(load.person, today)
    count = figure(load.cases) if not away else f"{figure(load.cases)} · {away}"
    cases = MarkLabel(
        (Bar(load.cases / most, 220, "accent"),), (Text(count, "med" if away else "text2"),)
    )
    parts: list[Line] = [
        (Text(plural(load.legal, "{n} legal", "{n} legal"), whole=True),),
        (
            Text(
                plural(load.overdue, "{n} overdue", "{n} overdue"),
                "crit" if load.overdue else "text2",
                bold=bool(load.overdue),
                whole=True,
            ),
        ),
    ]
    clocks = MarkLabel(*parts)
    reviews = MarkLabel(
        (Text(plural(load.second_look, "{n} review", "{n} reviews"), "text2", whole=True),)
    )
    opening = _button(_("Hand over…") if load.person else _("Show"), way)
    opening.setMinimumWidth(fonts.px(86))
    shares = ((who, 22), (cases, 43), (clocks, 13), (reviews, 16))
    return _shared(*shares, button=opening)


def unheld_row(row: CaseRow, way: Press) -> QWidget:
    text = MarkLabel(
        (_short(row.reference), Gap(6), Text(row.title)),
        (Text(" · ".join(filter(None, (row.destination, _clock_said(row)))), "text2"),),
        wrap=True,
    )
    taking = _button(_("Take"), way, seals=True)
    taking.setAccessibleName(_("Take {reference}").format(reference=row.reference))
    line = across(text, taking, margins=_EDGES)
    line.setStretch(0, 1)
    return ruled(line)


def _clock_said(row: CaseRow) -> str:
    clock = row.clock
    return _("{clock}: {says}").format(clock=clock.label, says=clock.says) if clock else ""


def signed_row(row: CaseRow) -> QWidget:
    """What I signed: what became of it, and a clock that ran out all the same."""
    line: list[Text | Gap] = [_short(row.reference), Gap(6), Text(row.next_step)]
    lines: list[Line] = [tuple(line)]
    if row.law and row.law.ran_out:
        lines.append((Text(_clock_said(row), "crit", bold=True),))
    return ruled(across(MarkLabel(*lines, wrap=True), margins=(12, 6, 12, 6)))


def returned_row(one: ReturnedProposal, today: date) -> QWidget:
    back = one.proposed_version is not None
    said = _("back again") if back else _("with {author}").format(author=one.author)
    at = day(local_day(one.at), today=today)
    text = MarkLabel(
        (_short(one.reference), Gap(6), Text(said)),
        (Text(_("returned {day}: {why}").format(day=at, why=one.reason), "text2"),),
    )
    return ruled(across(text.elastic(), margins=(12, 6, 12, 6)))


def title_row(title: str, button: str, way: Press, *, icon: str = "four-eyes") -> QWidget:
    """Something that waits for the reader, and where it is read."""
    said = MarkLabel((Glyph(icon, 14, "accent"), Gap(8), Text(title)), wrap=True)
    return ruled(across(said, _button(button, way), margins=_EDGES))


def sentence_row(text: str) -> QWidget:
    return ruled(across(MarkLabel((Text(text),), wrap=True), margins=(12, 6, 12, 6)))


def task_row(task: EditionTask, way: Press, done: Press, dismiss: Press) -> QWidget:
    text = MarkLabel(
        (Text(task.reference, mono=True, whole=True),),
        (Text(task_title(task), bold=True),),
        (Text(", ".join(task.touched), "text2"),),
    ).elastic()
    acts = (
        _button(_("Open"), way),
        _button(_("Done"), done, seals=True),
        _button(_("Dismiss…"), dismiss),
    )
    return ruled(across(text, *acts, gap=4, margins=_EDGES))


def absent_rows(view: TodayView) -> list[QWidget]:
    """Who is away, and which of my cases a deputy acts on."""
    rows = []
    for absence in view.absent:
        said = _("until {day}, {deputy} deputises").format(
            day=day(absence.last_day, today=view.day), deputy=absence.deputy or _("nobody")
        )
        line = MarkLabel((Text(absence.person, bold=True), Gap(6), Text(said, "text2")))
        rows.append(ruled(across(line.elastic(), margins=(12, 6, 12, 6))))
    for row in view.delegated:
        text = MarkLabel(
            (Text(row.reference, mono=True, whole=True), Gap(6), Text(row.remark, "text2")),
            (Text(row.title, "text2"),),
        ).elastic()
        rows.append(ruled(across(text, MarkLabel(marks.clock(row.clock)), margins=(12, 5, 12, 5))))
    return rows


def _when(at: datetime, today: date) -> str:
    time = clock_time(at)
    return time if local_day(at) == today else f"{day(local_day(at), today=today)} {time}"


def news_row(news: News, today: date) -> QWidget:
    is_named = news.reference and news.reference not in news.title
    title = f"{news.title}, {news.reference}" if is_named else news.title
    glyph = MarkLabel((Glyph(_NEWS_ICONS.get(news.kind, "note"), 14, "accent"),), wrap=True)
    glyph.setFixedWidth(fonts.px(22))
    text = MarkLabel((Text(title, bold=True),), (Text(news.text, "text2"),), wrap=True)
    at = MarkLabel((Text(_when(news.at, today), "muted", whole=True),), wrap=True)
    at.setFixedWidth(at.sizeHint().width())
    return ruled(across(glyph, text, at, gap=6, margins=(12, 7, 12, 9)))


def bundle_row(bundle: BundleStatus) -> QWidget:
    """How old the newest bundle is; past its day it is an alarm."""
    said = Text(bundle.sentence, "crit", bold=True) if bundle.expired else Text(bundle.sentence)
    icon = "warning" if bundle.expired else "reference"
    glyph = MarkLabel((Glyph(icon, 14, "crit" if bundle.expired else "accent"),), wrap=True)
    glyph.setFixedWidth(fonts.px(22))
    return ruled(across(glyph, MarkLabel((said,), wrap=True), gap=6, margins=(12, 7, 12, 7)))


def second_row(title: str) -> QWidget:
    """What another person took in or out, and waits for the reader."""
    glyph = MarkLabel((Glyph("four-eyes", 14, "accent"),), wrap=True)
    glyph.setFixedWidth(fonts.px(22))
    said = Text(_("Waits for you: {title}").format(title=title))
    return ruled(across(glyph, MarkLabel((said,), wrap=True), gap=6, margins=(12, 7, 12, 7)))


def stale_row(edition: EditionRow) -> QWidget:
    text = MarkLabel(
        (Text(edition.title, bold=True), Text(f", ed. {edition.edition}")),
        (Text(edition.trusted, "text2"),),
    ).elastic()
    age = MarkLabel(
        (
            Text(
                plural(edition.age_days or 0, "{n} day", "{n} days"),
                "med",
                bold=True,
                whole=True,
            ),
        ),
        (Text(_("limit {days}").format(days=edition.limit_days), "text2", whole=True),),
        right=True,
    )
    return ruled(across(text, age, margins=(42, 7, 12, 7)))


def quiet(text: str) -> QWidget:
    frame = QFrame()
    frame.setLayout(across(MarkLabel((Text(text, "muted"),), wrap=True), margins=(12, 8, 12, 8)))
    return frame
