"""One case in its tab: header, the list of sections, the page of cards, the sealed history."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QWidget

from landwaiter.domain.cases.case import Case, FlagResult
from landwaiter.domain.cases.case_of_kind import missing_fields
from landwaiter.domain.cases.decision import current_classifications
from landwaiter.domain.cases.ground import standing_grounds
from landwaiter.domain.cases.remarks import open_remarks
from landwaiter.domain.cases.tracks import own_items
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.law.arms_embargo import embargo_of
from landwaiter.domain.table.workflow import Permission, allowed
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_country
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.kinds import kind_facts
from landwaiter.services.cases.track_words import absent_words, track_cautions
from landwaiter.services.evidence.previews import Preview
from landwaiter.services.flags.undecided import of_officer
from landwaiter.services.flags.used_places import is_used, rules_at, used_by
from landwaiter.ui.audit.sealed_history import History
from landwaiter.ui.cases import record_cards
from landwaiter.ui.cases.acts_of_case import ActRow, acts_of
from landwaiter.ui.cases.acts_panel import ActsPanel
from landwaiter.ui.cases.as_of_bar import AsOfBar
from landwaiter.ui.cases.case_header import CaseHead
from landwaiter.ui.cases.case_side import OPEN, CaseSide
from landwaiter.ui.cases.goods_places_cards import (
    LinkedBanner,
    LinkedCard,
    PlacesCard,
    ReleaseBanner,
)
from landwaiter.ui.cases.kind_card import kind_card
from landwaiter.ui.cases.pending_card import PendingCard, is_pending
from landwaiter.ui.cases.remarks_card import RemarkBanner, item_of, returned_card, section_of
from landwaiter.ui.cases.section_list import Section, SectionList
from landwaiter.ui.deeds.form_room import FormRoom
from landwaiter.ui.entities.acquisition_card import acquisition_card
from landwaiter.ui.entities.background_card import background_card
from landwaiter.ui.entities.owners_card import owners_card
from landwaiter.ui.evidence.evidence_screen import EvidenceCard
from landwaiter.ui.flags.flag_cards import FlagsCard, LinkOffer, NotEvaluatedCard, PartiesCard
from landwaiter.ui.goods.goods_cards import (
    GoodsStrip,
    ItemCard,
    TrackOffer,
    declared_chips,
    findings,
)
from landwaiter.ui.incidents.incident_cards import ground_card
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, Card, across, clear, column, panel, scrolled
from landwaiter.ui.kit.dialog_controller import show_over
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.law.embargo_card import embargo_card, exemption_card
from landwaiter.ui.registers.documents_card import assessment_card, documents_card, doubtful
from landwaiter.ui.relations.grounds_card import grounds_card


@dataclass(frozen=True, slots=True)
class CasePart:
    """A section: where it stands in the list, how many it counts, and the cards it shows."""

    key: str
    title: str
    icon: str
    count: Callable[[CaseView], int | None]


USED_SECTIONS = {
    "items": "items",
    "classifications": "items",
    "parties": "parties",
    "lists": "parties",
    "entity_link": "parties",
    "list": "parties",
    "declaration": "declaration",
    "enrichment": "learned",
    "project": "learned",
    "actions": "notes",
}
"""First part of a place that a rule used → the section in which it stands."""
_PARTS: tuple[CasePart, ...] = (
    CasePart("summary", "Summary", "list", lambda view: None),
    CasePart(
        "kind", "Kind of case", "question", lambda view: len(missing_fields(view.case)) or None
    ),
    CasePart("items", "Items", "item", lambda view: len(view.case.items)),
    CasePart("documents", "Documents", "document", lambda view: doubtful(view) or None),
    CasePart("parties", "Parties", "entities", lambda view: len(view.case.parties)),
    CasePart("flags", "Flags", "flag", lambda view: len(view.raised)),
    CasePart("embargo", "Embargoes", "lock", lambda view: len(view.exemptions) or None),
    CasePart(
        "not_evaluated",
        "Not evaluated",
        "question",
        lambda view: len(of_officer(view.not_evaluated)),
    ),
    CasePart("learned", "Learned", "plus", lambda view: len(view.case.enrichment)),
    CasePart("declaration", "Declaration", "take-in", lambda view: None),
    CasePart("route", "Route and vessel", "route", lambda view: None),
    CasePart("evidence", "Evidence", "evidence", lambda view: len(view.case.evidence)),
    CasePart(
        "notes",
        "Notes, requests",
        "note",
        lambda view: len(view.case.notes) + len(view.case.calls) + len(view.case.actions),
    ),
    CasePart("decision", "Decision", "edit", lambda view: len(view.case.decisions) or None),
)


def _used_by(rules: tuple[str, ...]) -> tuple[str, ...]:
    """A chip that says which raised rules used it; none where none did."""
    return (_("used by {rules}").format(rules=", ".join(rules)),) if rules else ()


ICONS_BELOW, LEAST_MIDDLE = 1000, 560
"""Width of a screen below which sections are icons alone, and the least of the middle."""


class CaseScreen(QWidget):
    """Signals: `act_asked(name)`, `classify_asked(EntryFinding, state or None)`,
    `flag_asked(FlagResult, act)`, `hit_asked(Hit)`, `hits_asked`, `party_asked(CaseParty)`,
    `entity_asked(identity)`, `track_asked(TrackProposal)`,
    `link_asked(LinkProposal)`, `evidence_asked`, `evidence_deed_asked(name, Evidence)`,
    `mail_answer_asked(MailProposal, MailJudgement)`,
    `preview_asked(Evidence, page)`, `preview_left`, `report_asked`,
    `remark_asked(Remark)`. A form takes the place of sections and cards."""

    act_asked = Signal(str)
    refused_asked = Signal(str)
    """An act by key that is not possible as the case stands."""
    classify_asked = Signal(object, object)
    entry_asked = Signal(str, str)
    interview_asked = Signal(int, str)
    """List and code of a control entry to read."""
    flag_asked = Signal(object, str)
    hit_asked = Signal(object)
    hits_asked = Signal()
    party_asked = Signal(object)
    entity_asked = Signal(str)
    track_asked = Signal(object)
    link_asked = Signal(object)
    evidence_asked = Signal()
    evidence_deed_asked = Signal(str, object)
    mail_answer_asked = Signal(object, object)
    preview_asked = Signal(object, int)
    preview_left = Signal()
    report_asked = Signal()
    owed_asked = Signal(str, object)
    """An act, and what is chosen with it already."""
    acts_shown = Signal(object)
    """The panel, to be given what acts are called in other languages."""
    side_chosen = Signal(bool)
    kind_asked = Signal()
    """The form of what the kind of case asks for."""
    goods_asked = Signal(str, int)
    """Act (or `slip`) and the item it is about."""
    case_asked = Signal(str)
    remark_asked = Signal(object)
    recheck_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: CaseView | None = None
        self.bar = LoadingBar()
        self.head = CaseHead()
        self.sections = SectionList()
        self.history = History()
        self.side = CaseSide(self.history)
        self._wants_side = True
        self._gives_room = False
        self.panel: ActsPanel | None = None
        self.present = Banner(ground="tint", edge="accent")
        self.present.hide()
        self.as_of = AsOfBar(self)
        self.flags: FlagsCard | None = None
        self.evidence: EvidenceCard | None = None
        self._anchors: dict[str, QWidget] = {}
        self._items: dict[int, ItemCard] = {}
        self._parties: PartiesCard | None = None
        self._drafted: CaseView | None = None
        """The case with what waits; None: nothing waits."""
        self._records: dict[str, Card] = {}
        """The cards that are made anew where what is added waits."""
        self._build()
        self._connect()

    def show_view(self, view: CaseView) -> None:
        """Show the case; the place on the page is kept."""
        at = self.middle.verticalScrollBar().value()
        back = self._focus_kept()
        self.view, self._drafted = view, None
        self.head.show_view(view)
        self.history.show_rows(view.history, total=view.history_total)
        self._policy.show_lines(*_policy_lines(view))
        self.sections.show_sections(
            tuple(
                Section(part.key, _(part.title), part.icon, part.count(view))
                for part in _PARTS
                if part.key not in left_out(view)
            )
        )
        clear(self._cards)
        self._anchors = {}
        self._fill(view)
        self._cards.addStretch(1)
        QTimer.singleShot(0, self, lambda: self.middle.verticalScrollBar().setValue(at))
        if back is not None:
            self.setFocus()
            QTimer.singleShot(0, self, back)

    def show_waiting(self, after: Case | None) -> None:
        """The case as it is once what waits is sealed, marked where it differs.

        None: nothing waits.
        """
        view = self.view
        if view is None or (after is None and self._drafted is None):
            return
        self._drafted = None if after is None else _drafted(view, after)
        drafted = self._drafted or view
        self.head.show_waiting(drafted)
        for number, card in self._items.items():
            card.show_waiting(findings(drafted, number))
        if self._parties is not None:
            self._parties.show_waiting(drafted)
        if self.flags is not None:
            self.flags.show_waiting(drafted.case.flags)
        self._show_records(view, drafted)

    def _show_records(self, view: CaseView, drafted: CaseView) -> None:
        for name, made in (
            ("learned", record_cards.learned_card),
            ("notes", record_cards.notes_card),
        ):
            old = self._records.get(name)
            if old is not None:
                self._records[name] = new = made(view, drafted.case)
                self._cards.replaceWidget(old, new)
                self._anchors = {
                    key: new if one is old else one for key, one in self._anchors.items()
                }
                old.deleteLater()

    def _focus_kept(self) -> Callable[[], None] | None:
        """What gives the focus back to its place once the page is made anew; None: not there."""
        focus = QApplication.focusWidget()
        if focus is None or not self._page.isAncestorOf(focus):
            return None
        old = self._page.findChildren(QWidget)
        name, kind = focus.accessibleName(), type(focus)
        place, gone = [one for one in old if _is_like(one, kind, name)].index(focus), set(old)
        flag = self.flags.current() if self.flags and self.flags.table.hasFocus() else None

        def back() -> None:
            if QApplication.focusWidget() is not self.sections:
                return  # the person went elsewhere meanwhile
            if flag is not None and self.flags is not None:
                self.flags.go_on_from(flag)
                return
            new = [one for one in self._page.findChildren(kind) if one not in gone]
            found = [one for one in new if _is_like(one, kind, name)]
            if found:
                found[min(place, len(found) - 1)].setFocus()

        return back

    def show_section(self, key: str) -> None:
        """Bring a section to the top of the page."""
        anchor = self._anchors.get(key)
        if anchor is not None:
            self.middle.verticalScrollBar().setValue(anchor.y() - fonts.px(8))
        self.sections.mark(key)

    def show_place(self, place: str) -> None:
        """Bring what a remark or a claim is about into view; a flag gets the cursor."""
        self.show_section(section_of(place))
        card = self._items.get(item_of(place) or 0)
        if card is not None:
            self.middle.ensureWidgetVisible(card)
        if place.startswith("flags/") and self.flags is not None:
            self.flags.choose(place.removeprefix("flags/"))
        kind, _slash, rest = place.partition("/")
        if kind == "evidence" and self.evidence is not None:
            label, _slash, page = rest.partition("/")
            self.evidence.begin(label, int(page) if page.isdecimal() else 0)

    def show_preview(self, preview: Preview) -> None:
        """A page of evidence that was asked for."""
        if self.evidence is not None:
            self.evidence.show_preview(preview)

    def show_no_preview(self, sentence: str) -> None:
        """Why there is no preview, or that it is being drawn."""
        if self.evidence is not None:
            self.evidence.show_sentence(sentence)

    def show_present(self, sentence: str) -> None:
        """Who else has the case open; empty: nobody."""
        self.present.sentence.show_lines(
            (Glyph("person", 14, "accent"), Gap(8), Text(sentence, size=Size.BODY))
        )
        self.present.setVisible(bool(sentence))

    def show_form(self, form: QWidget | None) -> None:
        """A form in place of sections and cards; None takes it away. Head and history stay."""
        self._room.show_form(form)

    def show_acts(self) -> None:
        """The panel of every act, those refused with their reason, as what waits counts too."""
        if self.view is None:
            return
        self.panel = ActsPanel(acts_of(self._drafted or self.view), self)
        self.panel.chosen.connect(self._choose)
        self.panel.show_under(self.head.every)
        show_over(self.panel)
        self.acts_shown.emit(self.panel)

    def _choose(self, row: ActRow) -> None:
        """What was chosen in the panel opens its form; nothing is done yet.

        What is possible only with what waits seals that first, as its key does.
        """
        if row.chosen:
            self.owed_asked.emit(row.act, dict(row.chosen))
        elif self._verdict_on(row.act) is not None:
            self._act(row.act)
        else:
            self.act_asked.emit(row.act)

    def prefer_side(self, *, is_open: bool) -> None:
        """Whether the person wants the history beside the case; it opens where there is room."""
        self._wants_side = is_open
        self._fit()

    def toggle_side(self) -> None:
        """F7: close what stands beside the case, or open it."""
        self._gives_room = False  # who asks for it wants it beside the help
        self.prefer_side(is_open=not self.side.is_open)
        self.side_chosen.emit(self._wants_side)

    def give_room(self, *, is_given: bool) -> None:
        """To the help, which stands where the history would; it is opened again afterwards."""
        self._gives_room = is_given
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The middle keeps its least width: sections become icons, the side a strip."""
        wide = self.width()
        self.sections.show_icons(alone=wide < fonts.px(ICONS_BELOW))
        self._policy.setVisible(not self.sections.icons_alone)
        beside = self.sections.sizeHint().width() + 1
        self._section_room.setFixedWidth(beside)
        left = wide - beside - fonts.px(OPEN)
        is_room = left >= fonts.px(LEAST_MIDDLE)
        self.side.show_open(is_open=self._wants_side and is_room and not self._gives_room)

    def _build(self) -> None:
        self._page = panel("page")
        self._cards = column(gap=8, margins=(12, 8, 12, 12))
        self._page.setLayout(self._cards)
        self.middle: QScrollArea = scrolled(self._page)
        self._policy = MarkLabel(wrap=True, ground="window")
        sections = panel("sections")
        sections.setLayout(
            column(
                self.sections,
                across(self._policy, margins=(12, 12, 12, 0)),
                0,
                margins=(0, 8, 1, 8),
            )
        )
        # With large type the sections are higher than a small window, and a card is wider.
        self._section_room = scrolled(sections)
        self.middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        middle = QWidget()
        middle.setLayout(across(self._section_room, self.middle, gap=0))
        self._room = FormRoom(middle)
        body: QHBoxLayout = across(self._room, self.side, gap=0)
        body.setStretch(0, 1)
        self.setLayout(column(self.head, self.bar, self.as_of, self.present, body))
        self.layout().setStretch(4, 1)  # type: ignore[union-attr]  # just set

    def _connect(self) -> None:
        self.head.act_asked.connect(self.owed_asked)
        self.head.acts_asked.connect(self.show_acts)
        self.head.side_asked.connect(self.toggle_side)
        self.side.toggled.connect(self.toggle_side)
        self.sections.chosen.connect(self.show_section)
        self.setFocusProxy(self.sections)
        keys.bind(
            "case",
            self,
            {
                "next_section": lambda: self.sections.step(1),
                "previous_section": lambda: self.sections.step(-1),
                "acts": self.show_acts,
                "side": self.toggle_side,
                "classify": self._classify,
                "interview": lambda: self._act("answer_question"),
                "judge": self.hits_asked.emit,
                "first": self.head.ask_first,
                "flags": self._go_to_flags,
                "evidence_list": self._go_to_evidence,
                "evidence": self.evidence_asked.emit,
                "propose": lambda: self._act("propose"),
                "substantiate": lambda: self._flag("substantiate"),
                "dismiss_flag": lambda: self._flag("dismiss_flag"),
                "answer_remark": self._answer,
                "note": lambda: self._act("note"),
                "report": self.report_asked.emit,
                "as_of": self.as_of.other_asked.emit,
                "recheck": self.recheck_asked.emit,
            },
        )

    def _put_pending(self, view: CaseView) -> None:
        if is_pending(view):
            pending = PendingCard(view)
            pending.act_asked.connect(self.act_asked)
            self._put("summary", pending)

    def _put_owners(self, view: CaseView) -> None:
        """Around the closing of an acquisition, and who is behind each party."""
        if view.closing is not None:
            self._put("parties", acquisition_card((view.closing,)))
        for one in view.owners:
            self._put("parties", owners_card(one))

    def _fill(self, view: CaseView) -> None:
        self._items, self._records = {}, {}
        self._fill_summary(view)
        self._put_kind(view)
        if view.goods:
            places = PlacesCard(view)
            places.act_asked.connect(self.goods_asked)
            self._put("items", places)
        if view.case.declaration is not None:
            self._fill_items(view, view.case.declaration)
        assess = ActButton(_("Assess…"), icon="edit")
        assess.clicked.connect(lambda: self.act_asked.emit("assess_catch_all"))
        self._put("documents", documents_card(view))
        self._put("documents", assessment_card(view, assess))
        parties = self._parties = PartiesCard(view)
        parties.entity_asked.connect(self.entity_asked)
        parties.hit_asked.connect(self.hit_asked)
        parties.party_asked.connect(self.party_asked)
        self._remarks(view, "parties")
        self._put("parties", parties)
        known = {party.id: party for party in view.case.parties}
        for proposed in view.link_proposals:
            link = LinkOffer(known[proposed.party_id], proposed)
            link.link_asked.connect(self.link_asked)
            self._put("parties", link)
        self._put_owners(view)
        self.flags = FlagsCard(view)
        self.flags.looked_at.connect(partial(self._look_at, parties))
        self._remarks(view, "flags")
        if grounds := standing_grounds(view.case.grounds):
            self._put("flags", grounds_card(grounds))
        self._put("flags", self.flags)
        self._put("embargo", embargo_card(view))
        for claimed in view.exemptions:
            self._put("embargo", exemption_card(claimed))
        self._put("not_evaluated", NotEvaluatedCard(view))
        self._remarks(view, "learned")
        self._put_record("learned", record_cards.learned_card(view, view.case))
        for incident in view.incidents:
            self._put("learned", ground_card(incident))
        self._put("declaration", record_cards.declaration_card(view))
        self._put("route", record_cards.route_card(view))
        if view.background:
            self._put("route", background_card(view.background))
        self._remarks(view, "evidence")
        self._put("evidence", self._evidence_card(view))
        self._remarks(view, "notes")
        for linked in view.linked:
            self._put("notes", LinkedCard(linked))
        self._put("notes", record_cards.requests_card(view))
        self._put_record("notes", record_cards.notes_card(view, view.case))
        for besides in (record_cards.motions_card(view), record_cards.conflicts_card(view)):
            if besides is not None:
                self._put("decision", besides)
        self._remarks(view, "decision")
        self._put("decision", record_cards.decision_card(view))

    def _fill_summary(self, view: CaseView) -> None:
        returned = returned_card(view)
        if returned is not None:
            self._put("summary", returned)
        for proposal in view.track_proposals:
            offer = TrackOffer(proposal)
            offer.track_asked.connect(self.track_asked)
            self._put("summary", offer)
        for said in (
            *map(absent_words, view.absent_tracks),
            *track_cautions(view.case, view.countdowns),
        ):
            self._put("summary", Banner(Text(said, "text2"), ground="alt", edge="line", wrap=True))
        self._remarks(view, "summary")
        for due in view.releases:
            release = ReleaseBanner(due)
            release.act_asked.connect(self.goods_asked)
            self._put("summary", release)
        self._put_pending(view)
        for linked in view.linked:
            other = LinkedBanner(linked)
            other.case_asked.connect(self.case_asked)
            self._put("summary", other)
        if "items" not in left_out(view):
            self._put("summary", GoodsStrip(view))

    def _put_kind(self, view: CaseView) -> None:
        card = kind_card(view)
        if card is not None:
            card.state_asked.connect(self.kind_asked)
            self._put("kind", card)

    def _fill_items(self, view: CaseView, declaration: Declaration) -> None:
        for item in own_items(view.case):
            used = rules_at(view.raised, f"items/{item.no}", f"classifications/{item.no}")
            chips = (*declared_chips(view, item), *_used_by(used))
            card = ItemCard(item, chips, findings(view, item.no))
            card.classify_asked.connect(self.classify_asked)
            card.interview_asked.connect(self.interview_asked)
            card.entry_asked.connect(self.entry_asked)
            self._remarks(view, "items", item.no)
            self._put("items", card)
            self._items[item.no] = card

    def _look_at(self, parties: PartiesCard, flag: FlagResult | None) -> None:
        """Mark what the flag under the cursor rests on: items, parties, sections."""
        for number, card in self._items.items():
            card.mark_used(used=is_used(flag, f"items/{number}", f"classifications/{number}"))
        parties.look_at(flag)
        places = used_by(flag) if flag else ()
        kinds = (one.place.partition("/")[0] for one in places)
        self.sections.mark_used({USED_SECTIONS.get(kind, "") for kind in kinds})

    def _remarks(self, view: CaseView, section: str, item: int | None = None) -> None:
        """What a reviewer remarked on a section or an item, right above its card."""
        for remark in open_remarks(view.case):
            if section_of(remark.place) == section and item_of(remark.place) == item:
                banner = RemarkBanner(view.case, remark)
                banner.answer_asked.connect(self.remark_asked)
                self._put(section, banner)

    def _evidence_card(self, view: CaseView) -> EvidenceCard:
        """The piece under the cursor and its preview stay when the case is read anew."""
        card = EvidenceCard(view, self.evidence.kept() if self.evidence else None)
        card.deed_asked.connect(self.evidence_deed_asked)
        card.answer_asked.connect(self.mail_answer_asked)
        card.preview_asked.connect(self.preview_asked)
        card.preview_left.connect(self.preview_left)
        self.evidence = card
        return card

    def _put(self, key: str, card: QWidget) -> None:
        if self.view is not None and key in left_out(self.view):
            card.deleteLater()
            return
        self._anchors.setdefault(key, card)
        self._cards.addWidget(card)

    def _put_record(self, key: str, card: Card) -> None:
        self._put(key, card)
        if self.view is not None and key not in left_out(self.view):
            self._records[key] = card

    def _act(self, name: str) -> None:
        """An act by key; one that the rules refuse now is told with its reason."""
        verdict = self._verdict_on(name)
        if verdict is not None:
            (self.act_asked if verdict.allowed else self.refused_asked).emit(name)

    def _verdict_on(self, act: str) -> Permission | None:
        """As the case stands, without what waits; None for what is no deed on a case."""
        return next((one for one in self.view.acts if one.act == act), None) if self.view else None

    def _answer(self) -> None:
        """The first remark that nobody has answered."""
        remarks = open_remarks(self.view.case) if self.view else ()
        waiting = next((remark for remark in remarks if not remark.answered), None)
        if waiting is not None:
            self.remark_asked.emit(waiting)

    def _go_to_flags(self) -> None:
        self.show_section("flags")
        if self.flags is not None:
            self.flags.begin()

    def _go_to_evidence(self) -> None:
        self.show_section("evidence")
        if self.evidence is not None:
            self.evidence.begin()

    def _classify(self) -> None:
        """The first candidate that nobody has decided."""
        view = self.view
        if view is None:
            return
        rows = (row for item in view.case.items for row in findings(view, item.no))
        row = next((row for row in rows if row.classification is None), None)
        if row is not None:
            self.classify_asked.emit(row, None)

    def _flag(self, act: str) -> None:
        """Of the flag under the cursor, while that is where the keys go."""
        has_cursor = self.flags is not None and self.flags.table.hasFocus()
        flag = self.flags.current() if self.flags and has_cursor else None
        if flag is not None:
            self.flag_asked.emit(flag, act)


def _is_like(widget: QWidget, kind: type[QWidget], name: str) -> bool:
    return type(widget) is kind and widget.accessibleName() == name


def left_out(view: CaseView) -> frozenset[str]:
    """Sections that the kind of case has no use for; goods that came with a merger show all."""
    kind = view.case.of_kind
    empty = frozenset() if any(kind_facts(view.case)) else frozenset({"kind"})
    if kind is None or view.case.items:
        return empty
    return kind.without_sections | empty


def _drafted(view: CaseView, after: Case) -> CaseView:
    """What cards and panel show of the case as it would be; the rest is as it stands."""
    row = replace(view.row, stage=str(after.stage), assignee=after.assignee)
    acts = allowed(after, view.shown_to) if view.shown_to else view.acts
    found = current_classifications(after)
    return replace(view, case=after, row=row, acts=acts, classifications=found)


def _policy_lines(view: CaseView) -> list[tuple[Text, ...]]:
    """How the office reads the embargo of the case's destination; nothing where there is none."""
    state = view.row.destination or ""
    embargo = embargo_of(state, view.policy)
    if embargo is None:
        return []
    head = (Text(_("Embargo policy {country}").format(country=state), "muted", Size.SMALL),)
    if embargo.by_law:
        by_law = _("{country} is under an arms embargo: Art. 4(1)(b) applies by law")
        return [head, (Text(by_law.format(country=shown_country(state)), "text2", Size.SMALL),)]
    words = {True: _("yes"), False: _("no"), None: _("not set")}
    counts = _("{country} counts as arms embargo for Art. 4(1)(b): office setting ")
    return [
        head,
        (
            Text(counts.format(country=shown_country(state)), "text2", Size.SMALL),
            Text(words[embargo.counts], "text", Size.SMALL, bold=True),
        ),
    ]
