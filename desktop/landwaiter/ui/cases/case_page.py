"""The page of a case: its cards in the order of the sections, marked where something waits."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from landwaiter.domain.cases.case import FlagResult
from landwaiter.domain.cases.ground import standing_grounds
from landwaiter.domain.cases.remarks import open_remarks
from landwaiter.domain.cases.tracks import own_items
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.i18n import _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.track_words import absent_words, track_cautions
from landwaiter.services.evidence.previews import Preview
from landwaiter.services.flags.used_places import is_used, rules_at
from landwaiter.services.letters.letters_kept import KeptLetter
from landwaiter.ui.cases import record_cards
from landwaiter.ui.cases.case_sections import left_out
from landwaiter.ui.cases.goods_places_cards import (
    LinkedBanner,
    LinkedCard,
    PlacesCard,
    ReleaseBanner,
)
from landwaiter.ui.cases.kind_card import kind_card
from landwaiter.ui.cases.pending_card import PendingCard, is_pending
from landwaiter.ui.cases.remarks_card import RemarkBanner, item_of, returned_card, section_of
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
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, Card, clear, column
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.law.embargo_card import embargo_card, exemption_card
from landwaiter.ui.letters.letters_card import LettersCard
from landwaiter.ui.registers.documents_card import assessment_card, documents_card
from landwaiter.ui.relations.grounds_card import grounds_card


class CasePage(QWidget):
    """Signals: `act_asked(name)`, `classify_asked(EntryFinding, state or None)`,
    `entry_asked(list, code)` of a control entry to read, `interview_asked(item, code)`,
    `hit_asked(Hit)`, `party_asked(CaseParty)`, `entity_asked(identity)`,
    `track_asked(TrackProposal)`, `link_asked(LinkProposal)`, `kind_asked`,
    `goods_asked(act or slip, item)`, `case_asked(reference)`, `remark_asked(Remark)`,
    `looked_at(FlagResult or None)`, `evidence_deed_asked(name, Evidence)`,
    `mail_answer_asked(MailProposal, MailJudgement)`, `preview_asked(Evidence, page)`,
    `preview_left`, `letter_act_asked(act, what is chosen)`, `letter_asked(number)` to be read,
    `letter_pages_asked(label of evidence)`."""

    act_asked = Signal(str)
    classify_asked = Signal(object, object)
    entry_asked = Signal(str, str)
    interview_asked = Signal(int, str)
    hit_asked = Signal(object)
    party_asked = Signal(object)
    entity_asked = Signal(str)
    track_asked = Signal(object)
    link_asked = Signal(object)
    kind_asked = Signal()
    goods_asked = Signal(str, int)
    case_asked = Signal(str)
    remark_asked = Signal(object)
    looked_at = Signal(object)
    evidence_deed_asked = Signal(str, object)
    mail_answer_asked = Signal(object, object)
    preview_asked = Signal(object, int)
    preview_left = Signal()
    letter_act_asked = Signal(str, object)
    letter_asked = Signal(int)
    letter_pages_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.items: dict[int, ItemCard] = {}
        self.flags: FlagsCard | None = None
        self.evidence: EvidenceCard | None = None
        self.letters: LettersCard | None = None
        self._parties: PartiesCard | None = None
        self._records: dict[str, Card] = {}
        """The cards that are made anew where what is added waits."""
        self._left_out: frozenset[str] = frozenset()
        self._anchors: dict[str, QWidget] = {}
        """The first card of each section."""
        self._cards = column(gap=8, margins=(12, 8, 12, 12))
        self.setLayout(self._cards)

    def show_view(self, view: CaseView) -> None:
        """Every card anew; the piece of evidence under the cursor and its preview stay."""
        clear(self._cards)
        self._left_out = left_out(view)
        self._anchors, self.items, self._records = {}, {}, {}
        self._fill(view)
        self._cards.addStretch(1)

    def show_waiting(self, view: CaseView, drafted: CaseView) -> None:
        """Mark where the case as it would be differs from how it stands."""
        for number, card in self.items.items():
            card.show_waiting(findings(drafted, number))
        if self._parties is not None:
            self._parties.show_waiting(drafted)
        if self.flags is not None:
            self.flags.show_waiting(drafted.case.flags)
        for name, made in (
            ("learned", record_cards.learned_card),
            ("notes", record_cards.notes_card),
        ):
            if name in self._records:
                self._change_record(name, made(view, drafted.case))

    def top_of(self, section: str) -> int | None:
        """Where a section begins on the page; None for one that is left out."""
        anchor = self._anchors.get(section)
        return None if anchor is None else anchor.y()

    def go_to(self, place: str) -> QWidget | None:
        """The cursor to the flag or the piece that a place names; the card of an item it names."""
        if place.startswith("flags/") and self.flags is not None:
            self.flags.choose(place.removeprefix("flags/"))
        kind, _slash, rest = place.partition("/")
        if kind == "evidence" and self.evidence is not None:
            label, _slash, page = rest.partition("/")
            self.evidence.begin(label, int(page) if page.isdecimal() else 0)
        return self.items.get(item_of(place) or 0)

    def flag_with_keys(self) -> FlagResult | None:
        """The flag under the cursor, while that is where the keys go."""
        flags = self.flags
        return flags.current() if flags is not None and flags.table.hasFocus() else None

    def show_preview(self, preview: Preview) -> None:
        """A page of evidence that was asked for."""
        if self.evidence is not None:
            self.evidence.show_preview(preview)

    def show_no_preview(self, sentence: str) -> None:
        """Why there is no preview, or that it is being drawn."""
        if self.evidence is not None:
            self.evidence.show_sentence(sentence)

    def show_letter(self, kept: KeptLetter) -> None:
        """What a letter says, that was asked for."""
        if self.letters is not None:
            self.letters.show_letter(kept)

    def show_no_letter(self, sentence: str) -> None:
        """Why there are no words of it, or that they are being read."""
        if self.letters is not None:
            self.letters.show_sentence(sentence)

    def focus_kept(self, waiting: QWidget) -> Callable[[], None] | None:
        """What gives the focus back to its place once the cards are made anew; None: not there.

        `waiting` has the focus meanwhile; who went elsewhere keeps it there.
        """
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return None
        old = self.findChildren(QWidget)
        name, kind = focus.accessibleName(), type(focus)
        place, gone = [one for one in old if _is_like(one, kind, name)].index(focus), set(old)
        flag = self.flag_with_keys()

        def back() -> None:
            if QApplication.focusWidget() is not waiting:
                return
            if flag is not None and self.flags is not None:
                self.flags.go_on_from(flag)
                return
            new = [one for one in self.findChildren(kind) if one not in gone]
            found = [one for one in new if _is_like(one, kind, name)]
            if found:
                found[min(place, len(found) - 1)].setFocus()

        return back

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

    def _put_goods(self, view: CaseView) -> None:
        """Where the goods are, and what controls of them found."""
        if view.goods:
            places = PlacesCard(view)
            places.act_asked.connect(self.goods_asked)
            self._put("items", places)
        if controls := record_cards.controls_card(view):
            self._put("items", controls)

    def _fill(self, view: CaseView) -> None:
        self._fill_summary(view)
        self._put_kind(view)
        self._put_goods(view)
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
        self._put("letters", self._letters_card(view))
        for besides in (
            record_cards.motions_card(view),
            record_cards.conflicts_card(view),
        ):
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
        if "items" not in self._left_out:
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
            self.items[item.no] = card

    def _look_at(self, parties: PartiesCard, flag: FlagResult | None) -> None:
        """Mark what the flag under the cursor rests on: items and parties."""
        for number, card in self.items.items():
            card.mark_used(used=is_used(flag, f"items/{number}", f"classifications/{number}"))
        parties.look_at(flag)
        self.looked_at.emit(flag)

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

    def _letters_card(self, view: CaseView) -> LettersCard:
        """The letter under the cursor and what it says stay when the case is read anew."""
        card = LettersCard(view, self.letters.kept() if self.letters else None)
        card.act_asked.connect(self.letter_act_asked)
        card.says_asked.connect(self.letter_asked)
        card.pages_asked.connect(self.letter_pages_asked)
        card.write_asked.connect(lambda: self.act_asked.emit("letter"))
        self.letters = card
        return card

    def _put(self, key: str, card: QWidget) -> None:
        if key in self._left_out:
            card.deleteLater()
            return
        self._anchors.setdefault(key, card)
        self._cards.addWidget(card)

    def _put_record(self, key: str, card: Card) -> None:
        self._put(key, card)
        if key not in self._left_out:
            self._records[key] = card

    def _change_record(self, key: str, new: Card) -> None:
        old, self._records[key] = self._records[key], new
        self._cards.replaceWidget(old, new)
        self._anchors = {at: new if one is old else one for at, one in self._anchors.items()}
        old.deleteLater()


def _is_like(widget: QWidget, kind: type[QWidget], name: str) -> bool:
    return type(widget) is kind and widget.accessibleName() == name


def _used_by(rules: tuple[str, ...]) -> tuple[str, ...]:
    """A chip that says which raised rules used it; none where none did."""
    return (_("used by {rules}").format(rules=", ".join(rules)),) if rules else ()
