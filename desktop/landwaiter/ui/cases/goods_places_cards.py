"""Cards on where goods are, which of them are to be released, and the cases a case is tied to."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from landwaiter.domain.base.facts import Audience
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import GoodsStatus
from landwaiter.domain.cases.life_cycle import CaseLinkKind, Whereabouts
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.cases.tracks import GOODS_IN_HAND, ReleaseDue
from landwaiter.domain.goods.facts import PLACE
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.customs_words import customs_said
from landwaiter.services.base.facts_shown import facts_said
from landwaiter.services.cases.case_view import CaseView, GoodsRow, LinkedCase
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, Card, across, facts, ruled
from landwaiter.ui.kit.inline import Gap, Inline, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import clock_time, day, local_day

SHOWN = 40
"""Rows of goods; further items are in the table of the report and on the command line."""
_SLIPS = GOODS_IN_HAND | {GoodsStatus.SEIZED, GoodsStatus.RELEASED}


class PlacesCard(Card):
    """`act_asked(act, item)`: locate an item, or make its slip."""

    act_asked = Signal(str, int)

    def __init__(self, view: CaseView) -> None:
        super().__init__(_("Goods, item by item"), _("the newest that was recorded of each"))
        allowed = {verdict.act for verdict in view.acts if verdict.allowed}
        for row in view.goods[:SHOWN]:
            self.add(self._row(row, "locate" in allowed))
        if len(view.goods) > SHOWN:
            more = plural(len(view.goods) - SHOWN, "{n} further item", "{n} further items")
            self.add(ruled(across(MarkLabel((Text(more, "muted"),)), margins=(12, 6, 12, 6))))

    def _row(self, row: GoodsRow, may_locate: bool) -> QWidget:
        parts: list[QWidget] = [MarkLabel(*_lines(row), wrap=True)]
        if may_locate:
            parts.append(self._button(_("Locate…"), "locate", row.item.no))
        if row.item.status in _SLIPS:
            parts.append(self._button(_("Slip…"), "slip", row.item.no))
        line: QHBoxLayout = across(*parts, gap=8, margins=(12, 6, 12, 6))
        line.setStretch(0, 1)
        return ruled(line)

    def _button(self, title: str, act: str, no: int) -> ActButton:
        button = ActButton(title, small=True)
        button.setAccessibleName(_("{act} item {no}").format(act=title.rstrip("…"), no=no))
        button.clicked.connect(lambda: self.act_asked.emit(act, no))
        return button


def _lines(row: GoodsRow) -> Iterator[Line]:
    head: list[Inline] = [
        *marks.goods(row.item.status, prefix=_("Item {no}").format(no=row.item.no))
    ]
    since = _("since {time}").format(time=_time(row.item.since))
    head += [Gap(8), Text(since, "muted")]
    if row.origin:
        head += [Gap(8), Text(_("declared in {case}").format(case=row.origin), "muted")]
    yield tuple(head)
    place = where_words(row.where)
    yield (Text(place or _("nothing is recorded of its place"), "text2" if place else "muted"),)
    told = "; ".join(
        _("{who}, {time}").format(who=one.who, time=_time(one.at)) for one in row.told[-3:]
    )
    if told:
        yield (Text(_("Told: "), "muted"), Text(told, "text2"))
    if row.item.customs is not None:
        stated = _("{what}: {text}").format(
            what=_("Stated by customs"), text=customs_said(row.item.customs)
        )
        yield (Text(stated, "text2"),)


def where_words(where: Whereabouts) -> str:
    """What is known of an item's place, in one line."""
    known = facts_said(PLACE, where, Audience.CARD, _time)
    return "; ".join(f"{_(fact.short_title)} {said}" for fact, said in known)


def _time(moment: datetime) -> str:
    shown = local_day(moment)
    return f"{day(shown)} {clock_time(moment)}"


class ReleaseBanner(Banner):
    """An item that Art. 21(4) wants released: released, or held on another track.

    `act_asked(act, item)`.
    """

    act_asked = Signal(str, int)

    def __init__(self, due: ReleaseDue) -> None:
        release = ActButton(_("Release…"), small=True)
        keep = ActButton(_("Keep held on another track…"), small=True)
        acts = QWidget()
        acts.setLayout(across(release, keep, gap=8))
        acts.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        said = _("Item {no} is to be released since {day}: ").format(
            no=due.item, day=day(due.since)
        )
        why = _("{why} (Art. 21(4)). Release it, or name another track that holds it.").format(
            why=due.why
        )
        line = (Text(said, bold=True), Text(why))
        super().__init__(*line, ground="medbg", edge="med", act=acts, wrap=True)
        release.clicked.connect(lambda: self.act_asked.emit("release", due.item))
        keep.clicked.connect(lambda: self.act_asked.emit("stay_held", due.item))


_LINKED = {
    (CaseLinkKind.MERGED, True): N_("Merged into {case}"),
    (CaseLinkKind.MERGED, False): N_("{case} was merged into this case"),
    (CaseLinkKind.SPLIT, True): N_("Items split off into {case}"),
    (CaseLinkKind.SPLIT, False): N_("Split off from {case}"),
}


class LinkedBanner(Banner):
    """A case this one is tied to. `case_asked(reference)` opens it."""

    case_asked = Signal(str)

    def __init__(self, linked: LinkedCase) -> None:
        link = linked.link
        opening = ActButton(_("Open {case}").format(case=link.other), small=True)
        said = _(_LINKED[link.kind, link.outgoing]).format(case=link.other) + ": "
        about = _("{stage}; items: {items}; evidence: {evidence}. {reason}").format(
            stage=stage_title(linked.stage),
            items=len(linked.items),
            evidence=len(linked.evidence),
            reason=link.reason,
        )
        super().__init__(
            Text(said, bold=True), Text(about), ground="tint", edge="accent", act=opening
        )
        opening.clicked.connect(lambda: self.case_asked.emit(link.other))


class LinkedCard(Card):
    """What is on the other case: to be read here, and acted on there."""

    def __init__(self, linked: LinkedCase) -> None:
        link = linked.link
        said = _("{author}, {time}: {reason}").format(
            author=link.author, time=_time(link.at), reason=link.reason
        )
        super().__init__(_(_LINKED[link.kind, link.outgoing]).format(case=link.other), said)
        nothing = _("none")
        items = "; ".join(
            _("{no} {goods}, {status}").format(no=no, goods=goods, status=low(status))
            for no, goods, status in linked.items
        )
        parties = "; ".join(f"{low(role)} {name}" for role, name in linked.parties)
        evidence = "; ".join(f"{piece.label} {piece.name}" for piece in linked.evidence)
        rows = (
            (_("Case"), f"{linked.title}, {stage_title(linked.stage)}"),
            (_("Items"), items or nothing),
            (_("Parties"), parties or nothing),
            (_("Evidence"), evidence or nothing),
        )
        self.add(facts([(name, (Text(value),)) for name, value in rows]))
