"""Judging a hit: the question, why it was found, both sides, the judgement with its reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.listing import JudgementValue
from landwaiter.i18n import _
from landwaiter.services.views import HitView
from landwaiter.ui import fonts, keys, marks
from landwaiter.ui.button import ActButton, Kind
from landwaiter.ui.cards import Card, across, act_bar, column, panel, scrolled
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Gap, Inline, Line, Text
from landwaiter.ui.label import MarkLabel, label
from landwaiter.ui.loading import LoadingBar
from landwaiter.ui.screens import hitsides, party_words
from landwaiter.ui.screens.alignment import WordAlignment
from landwaiter.ui.screens.contribution import Contributions, ScoreScale
from landwaiter.ui.screens.verdict import VerdictButton
from landwaiter.ui.text import text_area
from landwaiter.ui.words import days_left_words, score

LEAST_REASON = 10
_VERDICTS = (
    (JudgementValue.SAME, "tick", "1", "Same", "the party is the listed one"),
    (JudgementValue.DIFFERENT, "cross", "2", "Different", "remembered until either changes"),
    (JudgementValue.UNSURE, "question", "3", "Unsure", "stays open, becomes a task"),
)


class HitScreen(QWidget):
    """Signals: `judged(hit id, JudgementValue, reason)`, `skipped`, `case_asked(reference)`."""

    judged = Signal(str, object, str)
    skipped = Signal()
    case_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: HitView | None = None
        self.bar = LoadingBar()
        self._build()
        self._connect()
        self._check()

    def show_view(self, view: HitView) -> None:
        """Show a hit; what was typed for another one is gone, it was judged or skipped."""
        is_other = self.view is None or self.view.hit.id != view.hit.id
        self.view = view
        if is_other:
            self.reason.clear()
            self.choose(None)
        match = view.hit.match
        self._place.show_lines(_place(view))
        self._question.show_lines((Text(_question(view), size=Size.TITLE, bold=True),))
        self._about.show_lines(_about(view))
        self._claim.show_lines(
            (Text(_("Claim if nothing is judged"), "text2"),),
            marks.claim(view.hit.claim),
            (Text(_("Kinds are never blended into one score."), "text2", Size.SMALL),),
        )
        self.scale.show_score(match.score, view.hit.threshold, view.hit.engine)
        self.words.show_words(match.words)
        self._words_card.name(
            _("Words that met"),
            _("{query} and {listed}, pair {score}").format(
                query=match.name or party_words.called(view.party),
                listed=match.matched_name,
                score=score(match.score),
            ),
        )
        self.features.show_reasons(match.reasons, match.score)
        for holder, made in (
            (self._left, hitsides.party_cards(view)), (self._right, hitsides.listing_cards(view)),
        ):  # fmt: skip
            hitsides.refill(holder, made)
        self._check()

    def choose(self, value: JudgementValue | None) -> None:
        """Take a verdict; nothing is done before the reason is there and the act is pressed."""
        for verdict, button in self.verdicts.items():
            button.setChecked(verdict is value)
        self._check()

    @property
    def chosen(self) -> JudgementValue | None:
        return next((value for value, b in self.verdicts.items() if b.isChecked()), None)

    def judge(self) -> None:
        """Hand the judgement over, if verdict and reason are there."""
        if self.view is not None and self.chosen is not None and not self._why_not():
            self.judged.emit(self.view.hit.id, self.chosen, self.reason.toPlainText().strip())

    def _build(self) -> None:
        self._place, self._question = MarkLabel().elastic(), MarkLabel().elastic()
        self._about, self._claim = MarkLabel().elastic(), MarkLabel()
        self.scale = ScoreScale()
        head = panel("head")
        head.setLayout(
            across(column(self._place, self._question, self._about, gap=4), self._claim, self.scale,
                   gap=32, margins=(16, 9, 16, 8))
        )  # fmt: skip
        self.words, self.features = WordAlignment(), Contributions()
        self._words_card = Card(_("Words that met"))
        self._words_card.add(column(self.words, margins=(12, 8, 12, 8)))
        features = Card(_("Features"), _("each part adds to the score")).add(self.features)
        self._left, self._right = column(gap=10), column(gap=10)
        middle = column(self._words_card, features, 0, gap=10)
        page = panel("page")
        body = across(self._left, middle, self._right, gap=12, margins=(12, 10, 12, 10))
        for place, stretch in enumerate((284, 734, 308)):
            body.setStretch(place, stretch)
        page.setLayout(body)
        self.setLayout(column(head, self.bar, scrolled(page), self._foot()))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set

    def _foot(self) -> QWidget:
        self.verdicts = {
            value: VerdictButton(_(title), icon, key, _(effect))
            for value, icon, key, title, effect in _VERDICTS
        }
        self.reason = text_area(name=_("Reason, required; printed in reports"))
        self.reason.setFixedHeight(fonts.px(52))
        self._counted = MarkLabel()
        self.skip = ActButton(_("Skip"), keys="N")
        self.act = ActButton(
            _("Judge, next hit"), icon="tick", keys="Ctrl+Enter", kind=Kind.PRIMARY
        )
        self._effect = MarkLabel(wrap=True)
        self._effect.setFixedWidth(fonts.px(330))
        verdicts = column(
            label(_("Your judgement on this pair"), "text2"),
            across(*self.verdicts.values()),
            0,
            gap=4,
        )
        reason = column(
            across(label(_("Reason, required; printed in reports"), "text2"), 0, self._counted),
            self.reason,
            0,
            gap=4,
        )
        acts = column(self._effect, 0, across(0, self.skip, self.act), gap=6)
        bar = act_bar(verdicts, reason, acts)
        layout = bar.layout()
        if layout is not None:
            layout.setSpacing(fonts.px(16))
        bar.setFixedHeight(fonts.px(116))
        return bar

    def _connect(self) -> None:
        for value, button in self.verdicts.items():
            button.clicked.connect(lambda _checked=False, value=value: self.choose(value))
        self.reason.textChanged.connect(self._check)
        self.act.clicked.connect(self.judge)
        self.skip.clicked.connect(self.skipped)
        self.setFocusProxy(self.verdicts[JudgementValue.SAME])
        deeds = {str(value): lambda value=value: self.choose(value) for value in self.verdicts}
        keys.bind(
            "hit",
            self,
            {**deeds, "skip": self.skipped.emit, "judge": self.judge, "open_case": self._open_case},
        )

    def _open_case(self) -> None:
        if self.view is not None:
            self.case_asked.emit(self.view.reference)

    def _why_not(self) -> str:
        if self.view is None:
            return _("no hit is open")
        if self.chosen is None:
            return _("choose 1, 2 or 3")
        if len(self.reason.toPlainText().strip()) < LEAST_REASON:
            return _("give a reason of {least} characters").format(least=LEAST_REASON)
        return ""

    def _check(self) -> None:
        count = len(self.reason.toPlainText().strip())
        said = _("{count} characters, at least {least}").format(count=count, least=LEAST_REASON)
        self._counted.show_lines((Text(said, "text2"),))
        why = self._why_not()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()
        self._effect.show_lines(_effect(self.chosen, self.view))


def _place(view: HitView) -> Line:
    said = _("Hit {position} of {count}").format(position=view.position, count=view.count)
    return (
        Text(said, size=Size.BODY, bold=True, whole=True),
        Gap(8),
        Text(_("by running clock, best score first"), "text2"),
    )


def _question(view: HitView) -> str:
    return _("Is {party} the listed {listed}?").format(
        party=party_words.called(view.party), listed=view.hit.listing.name
    )


def _about(view: HitView) -> Line:
    line: list[Inline] = [
        Text(hitsides.role_on(view), "text2"),
        Gap(6),
        Text(view.reference, "accent", mono=True, whole=True),
        Gap(8),
        marks.stage_pill(view.stage),
    ]
    if view.clock is not None:
        ink, bold = marks.clock_ink(view.clock)
        left = Text(days_left_words(view.clock.days_left), ink, bold=bold, whole=True)
        line += [Gap(10), left, Gap(6), Text(view.clock.label, "text2")]
    return tuple(line)


def _effect(value: JudgementValue | None, view: HitView | None) -> Line:
    if value is None or view is None:
        return (Text(_("Nothing is judged before you choose and give a reason."), "muted"),)
    effects = {
        JudgementValue.SAME: _("The claim becomes Listed, {list}."),
        JudgementValue.DIFFERENT: _(
            "The hit on {list} is put aside until party or listing change."
        ),
        JudgementValue.UNSURE: _("The claim stays Unconfirmed identity, {list}, and a task stays."),
    }
    said = effects[value].format(list=view.hit.list_id)
    return (
        Text(_("Effect: "), bold=True),
        Text(said + " " + _("Revocable; nothing is erased.")),
    )
