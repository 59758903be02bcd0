"""One declaration beside the queue: its goods, each reason alone, its exporter, the sample."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from landwaiter.domain.trade.sift_reasons import REASON_WORDS, SiftReason
from landwaiter.i18n import _, figure, joined, plural
from landwaiter.services.base.customs_words import customs_said, stated_said
from landwaiter.services.base.wording import (
    shown_code,
    shown_country,
    shown_date,
    shown_missing,
)
from landwaiter.services.intake.waiting_messages import standing_of
from landwaiter.services.trade.sift_desk import NOT_LOOKED_AT, BecameCount, SiftHeads, SiftPage
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, column, ruled
from landwaiter.ui.kit.inline import Bar, Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.marks import restrictions
from landwaiter.ui.kit.words import day
from landwaiter.ui.kit.wrapping import AlongLine
from landwaiter.ui.trade.sift_list import euros

NotJudged = tuple[tuple[str, tuple[str, ...]], ...]
"""Rules with what is missing for each."""
_BAR = 100
_MOST_RULES = 6
_MOST_MESSAGES: Final = 6
"""The last that came; the command tells all of them."""


class SiftSide(QWidget):
    """`open_case`, `set_aside`, `later` are the buttons of the marks."""

    def __init__(self) -> None:
        super().__init__()
        self.open_case = ActButton(_("Open a case"), icon="plus", keys="1")
        self.set_aside = ActButton(_("Set aside"), icon="cross", keys="2")
        self.later = ActButton(_("Later"), icon="clock", keys="3")
        self._acts = AlongLine(self.open_case, self.set_aside, self.later, gap=6)
        self.goods, self.why = Card(_("Declaration")), Card(_("Why it is here"))
        self.exporter, self.sample = (
            Card(_("Same exporter, one year")),
            Card(_("What the sample says")),
        )
        self.told = Card(_("Stated by customs"))
        marking = Card(_("Mark"))
        yours = _text(_("A mark is yours alone until it is sealed."))
        marking.add(_padded(self._acts), _padded(yours))
        self._judged = _text("")
        parts = (self.goods, marking, self.why, self.told, self.exporter, self.sample)
        self.setLayout(column(*parts, 0, gap=8, margins=(10, 8, 10, 8)))
        self.page: SiftPage | None = None
        self.show_page(None, {})

    def show_page(self, page: SiftPage | None, became: Mapping[SiftReason, BecameCount]) -> None:
        """One declaration; None: nothing is chosen."""
        self.page = page
        for card in (self.goods, self.why, self.told, self.exporter):
            card.empty()
            card.setVisible(page is not None)
        self.told.setVisible(page is not None and bool(page.messages))
        if page is None:
            return
        row = page.row
        self.goods.name(_("Declaration"), _("no case yet"))
        lines: list[Line] = [
            (Text(row.number, mono=True, bold=True, whole=True),),
            (Text(f"{row.exporter or '–'} → {row.consignee or '–'}"),),
            (
                Text(f"{day(row.day)} · EUR {euros(row.value)} · "),
                Text(shown_country(row.destination)),
            ),
        ]
        lines += [
            (
                Text(shown_code(one.code), mono=True, whole=True),
                Gap(6),
                Text(one.description or _("no description"), "text2"),
            )
            for one in page.lines
        ]
        if page.more_lines:
            more = plural(page.more_lines, "{n} line more", "{n} lines more")
            lines.append((Text(more, "muted"),))
        if page.version > 1:
            said = _("version {version}; the older ones are kept").format(version=page.version)
            lines.append((Text(said, "muted"),))
        lines += restrictions(row.restricted)
        self.goods.add(_padded(MarkLabel(*lines, wrap=True)))
        self._show_messages(page)
        self._show_reasons(page, became)
        self._show_exporter(page)

    def show_not_judged(self, rules: NotJudged) -> None:
        """What could not be judged; it is told beside the reasons and is no reason itself."""
        unread = (Text(_(NOT_LOOKED_AT), "muted"),)
        if not rules:
            self._judged.show_lines((Text(_("Every rule could be judged."), "muted"),), unread)
            return
        missing = dict.fromkeys(one for _rule, what in rules for one in what)
        head = plural(len(rules), "{n} rule could not be judged:", "{n} rules could not be judged:")
        said = "; ".join(map(shown_missing, list(missing)[:_MOST_RULES]))
        self._judged.show_lines(
            (Glyph("question", 11, "ne"), Gap(4), Text(head, "ne", bold=True)),
            (Text(said, "text2"),),
            unread,
        )

    def show_sample(self, found: SiftHeads) -> None:
        """What the sample of the whole store tells of the rest."""
        self.sample.empty()
        self.sample.add(_padded(_text(sample_said(found))))

    def _show_messages(self, page: SiftPage) -> None:
        """What customs told of it, the last that came first."""
        standing = standing_of(page.messages)
        if standing is not None:
            line: Line = (Text(customs_said(standing), bold=True),)
            self.told.add(_padded(MarkLabel(line, wrap=True)))
        for one in tuple(reversed(page.messages))[:_MOST_MESSAGES]:
            days = shown_date(date.fromisoformat(one.happened)) if one.happened else ""
            mrn = one.mrn if one.mrn != page.row.number else ""
            head: Line = (
                Text(one.message, mono=True, whole=True),
                Gap(6),
                Text(one.title, bold=True),
            )
            more = joined(" · ", [part for part in (days, mrn, *stated_said(one.says)) if part])
            lines = (head, (Text(more, "text2"),)) if more else (head,)
            self.told.add(ruled(column(MarkLabel(*lines, wrap=True), margins=(12, 6, 12, 6))))
        if (left := len(page.messages) - _MOST_MESSAGES) > 0:
            earlier = plural(left, "{n} earlier message", "{n} earlier messages")
            self.told.add(_padded(_text(earlier)))

    def _show_reasons(self, page: SiftPage, became: Mapping[SiftReason, BecameCount]) -> None:
        self.why.name(_("Why it is here"), _("each alone, never a score"))
        for reason, why in page.reasons:
            lines: list[Line] = [(Text(_(REASON_WORDS[reason]), bold=True),)]
            if why:
                lines.append((Text(why, "text2"),))
            count = became.get(reason)
            if count is not None and (looked := count.opened + count.aside):
                said = plural(
                    looked,
                    "{opened} of {n} became a case",
                    "{opened} of {n} became cases",
                    opened=figure(count.opened),
                )
                lines.append(
                    (Bar(count.opened / looked, _BAR, "accent"), Gap(8), Text(said, "text2"))
                )
            self.why.add(ruled(column(MarkLabel(*lines, wrap=True), margins=(12, 6, 12, 6))))
        self._judged = MarkLabel(
            (Text(_("Asking which rules could not be judged…"), "muted"),), wrap=True
        )
        self.why.add(_padded(self._judged))

    def _show_exporter(self, page: SiftPage) -> None:
        exports = plural(page.exports, "{n} export besides", "{n} exports besides")
        cases = plural(page.cases, "{n} case", "{n} cases")
        said = f"{exports}, {cases}"
        if page.places:
            most = ", ".join(map(shown_country, page.places))
            said = _("{counts}; most to {places}").format(counts=said, places=most)
        self.exporter.add(_padded(_text(said)))


def sample_said(found: SiftHeads) -> str:
    """“120 of 200 were looked at: 0 should have been a case …”."""
    if not found.drawn:
        return _("Nothing is drawn yet: what was found in no declaration, nobody has looked for.")
    said = _(
        "{looked} of {drawn} that were drawn at random were looked at: {missed} should have had a "
        "reason."
    ).format(looked=figure(found.looked), drawn=figure(found.drawn), missed=figure(found.missed))
    if not found.looked:
        return said
    bound = _("So, at 95 %, at most {percent} % of the rest were missed.").format(
        percent=f"{found.most_missed / 10:g}"
    )
    return f"{said} {bound}"


def _text(text: str) -> MarkLabel:
    return MarkLabel((Text(text, "text2"),), wrap=True)


def _padded(part: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(part, margins=(12, 8, 12, 8)))
    return made
