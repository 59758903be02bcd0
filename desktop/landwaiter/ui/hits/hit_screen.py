"""Judging a hit: the question, why it was found, both sides, the judgement with its reason."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.terms import low
from landwaiter.domain.lists.listing import Judgement, JudgementValue, Match
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import shown_score
from landwaiter.services.hits.addresses import party_address
from landwaiter.services.hits.hit_rows import HitView
from landwaiter.ui.hits import hit_sides
from landwaiter.ui.hits.contribution import Contributions, ScoreScale
from landwaiter.ui.hits.name_pairs import EqualHits, NamePairs, SpeaksAgainst
from landwaiter.ui.hits.verdict_button import VerdictButton
from landwaiter.ui.kit import fonts, keys, marks, party_words
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, act_bar, column, held, panel, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Inline, InlineBox, Line, Text, Ticks
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.text import text_area
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs

LEAST_REASON = 10
MOST_BOXES = 20
_EFFECT, _NARROW_EFFECT = 330, 236
"""Widths at scale 1; the narrow one beside the help."""
"""Hits of a queue that are drawn as boxes."""
_VERDICTS = (
    (JudgementValue.SAME, "tick", "1", N_("Same"), N_("the party is the listed one")),
    (
        JudgementValue.DIFFERENT,
        "cross",
        "2",
        N_("Different"),
        N_("remembered until either changes"),
    ),
    (JudgementValue.UNSURE, "question", "3", N_("Unsure"), N_("stays open, becomes a task")),
)


class HitScreen(QWidget):
    """Signals: `judged(hit id, JudgementValue, reason)`, `skipped`, `case_asked(reference)`,
    `entity_asked(identity)`.

    `equal.chosen` are hits that are judged with the one shown.
    """

    judged = Signal(str, object, str)
    skipped = Signal()
    case_asked = Signal(str)
    entity_asked = Signal(str)

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
            self.equal.forget()
            self.choose(None)
        match = view.hit.match
        self._place.show_lines(_place(view))
        self._question.show_lines((Text(_question(view), size=Size.TITLE, bold=True),))
        self._about.show_lines(_about(view))
        self._claim.show_lines(
            (Text(_("Claim if nothing is judged"), "text2"),),
            _claims(view.hit.claim),
            (Text(_("Kinds are never blended into one score."), "text2", Size.SMALL),),
        )
        self.scale.show_score(match.score, view.hit.threshold, view.hit.engine)
        self.pairs.show_view(view)
        self.against.show_reasons(view.against)
        self.equal.show_hits(view.equal)
        self.features.show_reasons(match.reasons, match.score)
        for holder, made in (
            (self._left, [hit_sides.party_card(view, self._opening(view))]),
            (self._before, [hit_sides.earlier_card(view.before)]),
            (self._right, [*hit_sides.standing_cards(view), *hit_sides.listing_cards(view)]),
        ):
            hit_sides.refill(holder, made)
        self._check()

    def show_waiting(self, judgement: Judgement | None) -> None:
        """How the hit is judged once what waits is sealed; None: nothing waits on it."""
        if self.view is None:
            return
        line = _place(self.view)
        if judgement is not None:
            said = _("judged {value}").format(value=low(judgement.value))
            line = (*line, Gap(12), *marks.waiting((Text(said),)))
        self._place.show_lines(line)

    def choose(self, value: JudgementValue | None) -> None:
        """Take a verdict; nothing is done before the reason is there and the act is pressed."""
        for verdict, button in self.verdicts.items():
            button.setChecked(verdict is value)
        self._check()

    def _mark(self, value: JudgementValue) -> None:
        """Take a verdict and go on to what it asks for."""
        self.choose(value)
        self.reason.setFocus()
        self.reason.moveCursor(QTextCursor.MoveOperation.End)

    @property
    def chosen(self) -> JudgementValue | None:
        return next((value for value, b in self.verdicts.items() if b.isChecked()), None)

    def judge(self) -> None:
        """Hand the judgement over, if verdict and reason are there."""
        if self.view is not None and self.chosen is not None and not self._why_not():
            self.judged.emit(self.view.hit.id, self.chosen, self.reason.toPlainText().strip())

    def _build(self) -> None:
        self._place, self._question = MarkLabel().elastic(), MarkLabel().elastic()
        self._about, self._claim = MarkLabel(wrap=True), MarkLabel()
        self.scale = ScoreScale()
        head = panel("head")
        head.setLayout(
            column(
                across(column(self._place, self._question, gap=4), self._claim, self.scale, gap=24),
                self._about,
                gap=4,
                margins=(16, 9, 16, 8),
            )
        )
        self.pairs, self.features = NamePairs(), Contributions()
        self.against, self.equal = SpeaksAgainst(), EqualHits()
        features = Card(_("Features"), _("each part adds to the score")).add(self.features)
        self._left, self._right, self._before = column(gap=10), column(gap=10), column(gap=10)
        middle = column(self.pairs, features, self.equal, 0, gap=10)
        page = panel("page")
        left = column(self._left, self.against, self._before, 0, gap=10)
        body = across(left, middle, column(self._right, 0), gap=12, margins=(12, 10, 12, 10))
        for place, stretch in enumerate((320, 698, 308)):
            body.setStretch(place, stretch)
        page.setLayout(body)
        self._scroll = scrolled(page)
        self.setLayout(column(head, self.bar, self._scroll, self._foot()))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set

    def _foot(self) -> QWidget:
        self.verdicts = {
            value: VerdictButton(_(title), icon, key, _(effect))
            for value, icon, key, title, effect in _VERDICTS
        }
        self.reason = text_area(name=_("Reason, required; printed in reports"))
        self.reason.setFixedHeight(fonts.px(48))
        self._counted = MarkLabel()
        self.skip = ActButton(_("Skip"), keys="N")
        self.act = ActButton(
            _("Judge, next hit"), icon="tick", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY
        )
        self._effect = MarkLabel(wrap=True)
        self.give_room(is_given=False)
        verdicts = column(
            label(_("Your judgement on this pair"), "text2").elastic(),
            across(*self.verdicts.values()),
            0,
            gap=4,
        )
        reason = column(
            across(
                label(_("Reason, required; printed in reports"), "text2").elastic(), self._counted
            ),
            self.reason,
            AlongLine(label(_("Insert"), "muted"), *self._inserts(), gap=6),
            0,
            gap=4,
        )
        acts = column(self._effect, 0, WrappedActs((self.skip, self.act)), gap=6)
        bar = act_bar(
            AlongLine(held(verdicts), held(reason, spreads=True), held(acts), gap=16, fills=True)
        )
        bar.setMinimumHeight(fonts.px(124))
        return bar

    def give_room(self, *, is_given: bool) -> None:
        """To the help: what follows from a judgement wraps sooner."""
        self._effect.setMinimumWidth(fonts.px(_NARROW_EFFECT if is_given else _EFFECT))

    def _inserts(self) -> list[QWidget]:
        """Small buttons that put what is on screen into the reason."""
        made: list[QWidget] = []
        for title, said in _INSERTS:
            button = ActButton(_(title), kind=ButtonKind.FLAT, small=True)
            button.clicked.connect(lambda _checked=False, said=said: self._insert(said))
            made.append(button)
        return made

    def _insert(self, said: Callable[[HitView, Match], str]) -> None:
        if self.view is None:
            return
        text = said(self.view, self.pairs.explained or self.view.hit.match)
        before = self.reason.toPlainText().strip()
        self.reason.setPlainText(f"{before} {text}".strip())
        self.reason.moveCursor(QTextCursor.MoveOperation.End)
        self.reason.setFocus()

    def _connect(self) -> None:
        for value, button in self.verdicts.items():
            button.clicked.connect(lambda _checked=False, value=value: self._mark(value))
        self.reason.textChanged.connect(self._check)
        self.equal.changed.connect(self._check)
        self.act.clicked.connect(self.judge)
        self.skip.clicked.connect(self.skipped)
        self.setFocusProxy(self.verdicts[JudgementValue.SAME])
        marking = {str(value): partial(self._mark, value) for value in self.verdicts}
        keys.bind(
            "hit",
            self,
            {
                **marking,
                "skip": self.skipped.emit,
                "judge": self.judge,
                "open_case": self._open_case,
                "open_entity": self.open_entity,
                "equal": self._tick_equal,
            },
        )

    def open_entity(self) -> None:
        """Ask for the entity of the party, where it is linked to one."""
        if self.view is not None and self.view.party.link is not None:
            self.entity_asked.emit(self.view.party.link.entity_id)

    def _opening(self, view: HitView) -> ActButton | None:
        if view.party.link is None:
            return None
        opening = ActButton(_("Open the entity"), keys="G", small=True)
        opening.clicked.connect(self.open_entity)
        return opening

    def _tick_equal(self) -> None:
        """Tick all equal hits, where they can be seen."""
        self._scroll.ensureWidgetVisible(self.equal)
        self.equal.toggle()

    def _open_case(self) -> None:
        if self.view is not None:
            self.case_asked.emit(self.view.reference)

    def _why_not(self) -> str:
        if self.view is None:
            return _("no hit is open")
        if self.chosen is None:
            return _("choose 1, 2 or 3")
        if len(self.reason.toPlainText().strip()) < LEAST_REASON:
            return plural(
                LEAST_REASON, "give a reason of {n} character", "give a reason of {n} characters"
            )
        return ""

    def _check(self) -> None:
        count = len(self.reason.toPlainText().strip())
        said = plural(
            count,
            "{n} character, at least {least}",
            "{n} characters, at least {least}",
            least=LEAST_REASON,
        )
        self._counted.show_lines((Text(said, "text2"),))
        why = self._why_not()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()
        self._effect.show_lines(_effect(self.chosen, self.view, len(self.equal.chosen)))


_INSERTS: tuple[tuple[str, Callable[[HitView, Match], str]], ...] = (
    (
        N_("pair"),
        lambda _view, pair: _("“{name}” and “{listed}” meet with {score}.").format(
            name=pair.name, listed=pair.matched_name, score=shown_score(pair.score)
        ),
    ),
    (
        "address",
        lambda view, _pair: _("Party: {party}; list: {listed}.").format(
            party=party_address(view.party) or _("no address"),
            listed="; ".join(view.hit.listing.addresses) or _("no address"),
        ),
    ),
    (
        "listing",
        lambda view, _pair: _("{list} {id}, edition {edition}.").format(
            list=view.hit.list_id, id=view.hit.listing.listing_id, edition=view.hit.edition
        ),
    ),
)
"""What the buttons below the reason insert."""


def _place(view: HitView) -> Line:
    if not view.position:
        return (Text(_("Beside the hits that wait"), size=Size.BODY, bold=True, whole=True),)
    said = _("Hit {position} of {count}").format(position=view.position, count=view.count)
    done = max(0, view.position - 1)
    boxes: Line = ()
    if view.count <= MOST_BOXES:
        boxes = (Ticks(done, view.count, words=""), Gap(8))
    return (
        Text(said, size=Size.BODY, bold=True, whole=True),
        Gap(8),
        *boxes,
        Text(_("by running clock, best score first"), "text2"),
    )


def _claims(claim: str) -> Line:
    """The three kinds side by side, the one that holds marked."""
    if claim == "assessment":
        return marks.claim(claim)
    kinds = (("listed", _("Listed")), ("by_path", _("By path")))
    line: list[Inline] = []
    for kind, said in kinds:
        holds = kind == claim
        ink: Ink = "accent" if holds else "text2"
        line += [
            InlineBox((Text(said, ink, bold=holds),), "tint" if holds else None, "line2"),
            Gap(4),
        ]
    if claim == "unconfirmed_identity":
        return (*line, *marks.claim(claim))
    return (*line, InlineBox((Text(_("Unconfirmed identity"), "text2"),), None, "line2"))


def _question(view: HitView) -> str:
    return _("Is {party} the listed {listed}?").format(
        party=party_words.called(view.party), listed=view.hit.listing.name
    )


def _about(view: HitView) -> Line:
    line: list[Inline] = [
        Text(hit_sides.role_on(view), "text2"),
        Gap(6),
        Text(view.reference, "accent", mono=True, whole=True),
        Gap(8),
        marks.stage_pill(view.stage),
    ]
    if view.clock is not None:
        ink, bold = marks.clock_ink(view.clock)
        left = Text(view.clock.says, ink, bold=bold, whole=True)
        line += [Gap(10), left, Gap(6), Text(view.clock.label, "text2")]
    return tuple(line)


def _effect(value: JudgementValue | None, view: HitView | None, also: int) -> Line:
    if value is None or view is None:
        return (Text(_("Nothing is judged before you choose and give a reason."), "muted"),)
    said = [_EFFECTS[value]().format(list=view.hit.list_id)]
    if value is JudgementValue.DIFFERENT and view.hit.match.score >= view.needs_second:
        said.append(_("At this score a second person has to agree."))
    if also:
        said.append(
            plural(
                also,
                "The same is judged on {n} equal hit.",
                "The same is judged on {n} equal hits.",
            )
        )
    elif view.equal:
        said.append(
            plural(
                len(view.equal),
                "{n} equal hit waits on another case: E ticks it.",
                "{n} equal hits wait on other cases: E ticks them.",
            )
        )
    said.append(_("Revocable; nothing is erased."))
    return (Text(_("Effect: "), bold=True), Text(" ".join(said)))


_EFFECTS: Mapping[JudgementValue, Callable[[], str]] = {
    JudgementValue.SAME: lambda: _(
        "The claim becomes Listed, {list}, here and for the same pair until either changes."
    ),
    JudgementValue.DIFFERENT: lambda: _(
        "The hit on {list} is put aside, here and for the same pair until either changes."
    ),
    JudgementValue.UNSURE: lambda: _(
        "The claim stays Unconfirmed identity, {list}, and a task stays."
    ),
}
