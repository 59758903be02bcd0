"""A case in its tab: the screen, its acts, evidence and hits; its papers and letters beside."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from landwaiter.domain.base.terms import STATEMENT_SOURCES, low
from landwaiter.domain.cases.case import CaseParty, ClassificationState, FlagResult, GoodsStatus
from landwaiter.domain.cases.deeds_on_findings import LinkParty
from landwaiter.domain.cases.deeds_on_tracks import OpenTrack
from landwaiter.domain.flags.track_proposals import TrackProposal
from landwaiter.domain.lists.listing import Hit
from landwaiter.domain.reports.case_reports import SlipKind
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.i18n import _
from landwaiter.services.audit import viewing
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.kinds import record_form, typed_value
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.cases.track_words import track_words
from landwaiter.services.entities.entity_views import LinkProposal
from landwaiter.services.people.preferences import set_preferences
from landwaiter.ui.audit.sealed_history import stored_words
from landwaiter.ui.cases.acts_of_case import REPORT, words_of_acts
from landwaiter.ui.cases.acts_panel import ActsPanel
from landwaiter.ui.cases.case_days import CaseDays
from landwaiter.ui.cases.case_papers import CasePapers, papers_now, reports_now
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.cases.evidence_deeds import EvidenceDeeds
from landwaiter.ui.cases.kind_forms import record_fields, record_part, record_said, stated
from landwaiter.ui.cases.letters_of_case import LettersOfCase
from landwaiter.ui.deeds.acting import CaseActs
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.goods.catch_all_controller import ACT as ASSESS
from landwaiter.ui.goods.catch_all_controller import CatchAllController
from landwaiter.ui.goods.entry_fields import entry_chosen
from landwaiter.ui.goods.goods_cards import EntryFinding
from landwaiter.ui.intake.new_case import kind_fields
from landwaiter.ui.interviews.interview_controller import InterviewController
from landwaiter.ui.interviews.interview_dialog import TypedAnswer
from landwaiter.ui.kit.prompts import Field

_ON_ANY_DAY = frozenset({"as_of", "recheck"})
ENTITY = "entity:"
"""Begins what leads to the entity behind a party."""
AT = "at:"
"""Begins what is wanted of a case that is to be shown at a place."""


def _known_from() -> Field:
    """Who said so: one of the usual sources, or any other."""
    return Field(
        "_source",
        _("Where it is known from"),
        tuple((source, low(source)) for source in STATEMENT_SOURCES),
        minimum=1,
        open=True,
    )


class CaseTab(QObject):
    """One case; `reference` is its key."""

    def __init__(self, desk: Desk, ways: Ways, reference: str) -> None:
        self.screen = CaseScreen()
        super().__init__(self.screen)
        self._desk, self._ways, self._reference = desk, ways, reference
        self.screen.history.all_asked.connect(lambda: ways.to_audit_of(reference))
        self.screen.history.details_asked.connect(
            lambda rows: desk.prompts.tell(_("History as it is stored"), stored_words(rows))
        )
        self._wanted: Callable[[], object] | None = None
        """Done once the case is read."""
        self.interviewing: InterviewController | None = None
        desk.note_view(partial(viewing.note_case_opened, reference=reference, through="case"))
        self.acting = CaseActs(
            desk, self.screen, lambda: self.screen.view, reload=self.reload, on_done=self._tell
        )
        self.acting.place_asked.connect(self._settle)
        self.days = CaseDays(desk, self.screen, reference, self.reload)
        self.papers = CasePapers(desk, self.screen, reference, self.days)
        self.evidence = EvidenceDeeds(desk, self.screen, reference, self.acting.begin)
        self.letters = LettersOfCase(desk, self.screen, reference, self.acting.begin)
        screen, page = self.screen, self.screen.page
        screen.prefer_side(is_open=desk.preferences.side)
        screen.act_asked.connect(self.act)
        screen.refused_asked.connect(self._refused)
        page.classify_asked.connect(self._classify)
        page.entry_asked.connect(ways.to_entry)
        page.interview_asked.connect(self.interview)
        screen.flag_asked.connect(self._review_flag)
        page.hit_asked.connect(self._judge)
        screen.hits_asked.connect(lambda: ways.to_hits(reference))
        page.party_asked.connect(self._link)
        page.entity_asked.connect(ways.to_entity)
        page.track_asked.connect(self._open_track)
        page.link_asked.connect(self._link_proposed)
        screen.evidence_asked.connect(lambda: self.act("add_evidence"))
        screen.report_asked.connect(self.papers.report)
        screen.owed_asked.connect(self._act_with)
        screen.acts_shown.connect(self._find_words)
        screen.side_chosen.connect(self._keep_side)
        page.kind_asked.connect(self._state_kind)
        page.goods_asked.connect(self._goods)
        page.case_asked.connect(ways.to_case)
        screen.recheck_asked.connect(self.days.recheck)
        page.remark_asked.connect(
            lambda remark: self.acting.begin("answer_remark", {"remark": remark.id})
        )

    def reload(self) -> None:
        if self.days.day is not None:
            self.days.show_day(self.days.day)
            return
        self._desk.read(
            lambda session: case_reads.case_view(session, self._reference),
            self._show,
            slot=f"case-{self._reference}",
            owner=self.screen,
            bar=self.screen.bar,
        )

    def concerned(self, touched: ChangedTopics) -> bool:
        view = self.screen.view
        ids = (view.case.id, self._reference) if view else (self._reference,)
        return touched.concerns("cases", *ids) or touched.concerns("settings")

    def acts(self) -> Iterable[PaletteRow]:
        view = self.screen.view
        if view is None:
            return
        for verdict in view.acts:
            if verdict.allowed:
                yield PaletteRow("act", verdict.act, verdict.title, self._reference)
        for name, title in reports_now(view):
            said = _("Make a report: {title}").format(title=title)
            yield PaletteRow("act", f"{REPORT}{name}", said, self._reference)
        for link in {p.link.entity_id: p.link for p in view.case.parties if p.link}.values():
            title = _("Open the entity {name}").format(name=link.entity_name)
            yield PaletteRow("act", f"{ENTITY}{link.entity_id}", title, self._reference)
        for name, title in papers_now(view):
            said = _("Make a report: {title}").format(title=title)
            yield PaletteRow("act", name, said, self._reference)
        yield PaletteRow("act", "letter", _("Write a letter"), self._reference)
        yield PaletteRow("act", "as_of", _("Show as of another day"), self._reference)
        yield PaletteRow("act", "recheck", _("Recheck the evaluation"), self._reference)

    def act(self, name: str) -> None:
        """Do an act of the table, or make the report; before the case is read it waits."""
        if self.screen.view is None:
            self._wanted = partial(self.act, name)
            return
        if name.startswith(AT):
            self.screen.show_place(name.removeprefix(AT))
            return
        if name.startswith(ENTITY):
            self._ways.to_entity(name.removeprefix(ENTITY))
            return
        own: dict[str, Callable[[], object]] = {
            "approve": lambda: self._ways.to_review(self._reference),
            "add_evidence": self.evidence.add,
            "assess_catch_all": self.assess,
            "answer_question": self.interview,
            "judge": lambda: self._ways.to_hits(self._reference),
            "fill_record": self.fill_record,
            **self.papers.acts(),
            "letter": lambda: self._ways.to_letter(self._reference),
            "as_of": self.days.ask,
            "recheck": self.days.recheck,
        }
        if (why_not := self.days.why_not()) and name not in _ON_ANY_DAY:
            self._desk.warn(why_not)
            return
        own.get(name, lambda: self.acting.begin(name))()

    def _refused(self, name: str) -> None:
        """It may be possible once what waits is sealed; else it is said why not."""
        if self._desk.undo.waits:
            self._wanted = partial(self.act, name)
            self._desk.undo.settle()
        elif not self._told_why_not():
            self.acting.begin(name)

    def _act_with(self, name: str, chosen: Mapping[str, str]) -> None:
        """An act that is owed, with what is known already of what it asks for.

        What waits may be just that: it is sealed first, and the case is read anew.
        """
        if self._desk.undo.waits:
            self._wanted = partial(self._act_anew, name, chosen, is_first=self._is_first(name))
            self._desk.undo.settle()
        elif not chosen or name not in ON_CASE:
            self.act(name)
        elif not self._told_why_not():
            self.acting.begin(name, chosen)

    def _is_first(self, name: str) -> bool:
        view = self.screen.view
        return view is not None and bool(view.owed) and view.owed[0].act == name

    def _act_anew(self, name: str, chosen: Mapping[str, str], *, is_first: bool) -> None:
        """The same act where it is owed still; whoever asked for the first one gets the next."""
        owed = self.screen.view.owed if self.screen.view else ()
        same = (one for one in owed if (one.act, dict(one.chosen)) == (name, dict(chosen)))
        following = next(same, owed[0] if owed and is_first else None)
        if following is not None:
            self._act_with(following.act, dict(following.chosen))

    def _find_words(self, panel: ActsPanel) -> None:
        """The titles of acts in every language: reading the catalogues takes a moment."""
        self._desk.read(lambda _session: words_of_acts(), panel.show_words, owner=panel)

    def _keep_side(self, is_open: bool) -> None:
        values = {"side": str(is_open).lower()}
        self._desk.write(lambda session: set_preferences(session, values), self._desk.prefer)

    def interview(self, item: int = 0, entry: str = "", typed: TypedAnswer | None = None) -> None:
        """What decides an entry of an item; of the first one where none is named.

        At the question of what was `typed`, where that was undone.
        """
        view = self.screen.view
        items = view.case.items if view else ()
        if view is not None and items:
            self.interviewing = InterviewController(
                self._desk, self.screen, view, self.reload, self.interview
            )
            self.interviewing.begin(item or items[0].no, entry, typed)

    def assess(self) -> None:
        """The guided form of Art. 4, with the answers that stand."""
        view = self.screen.view
        verdict = next((v for v in view.acts if v.act == ASSESS), None) if view else None
        if view is None or verdict is None:
            return
        if verdict.allowed:
            CatchAllController(self._desk, self.screen, view, self.reload).open()
        else:
            self._desk.warn(verdict.why_not)

    def _goods(self, act: str, item: int) -> None:
        """An act on one item, or its slip."""
        if act == "slip":
            view = self.screen.view
            status = next((i.status for i in view.case.items if i.no == item), None) if view else ""
            is_free = status is GoodsStatus.RELEASED
            self.papers.slip(SlipKind.RELEASE if is_free else SlipKind.HOLD, item)
        else:
            self.acting.begin(act, {"item": str(item)})

    def fill_record(self) -> None:
        """Ask one part of the seizure record, as it stands, and enter what was changed."""
        view, form = self.screen.view, record_form()
        if view is None:
            return
        part = self._desk.prompts.ask(
            _("Seizure or detention record"), _("Next"), (record_part(form, view.case),)
        )
        if part is None:
            return
        fields = record_fields(form, view.case, part["part"])
        answers = self._desk.prompts.ask(
            _("Seizure or detention record"),
            _("Enter"),
            tuple(fields),
            note=_("What is left blank is printed as a line to fill in by hand."),
        )
        changed = record_said(self._reference, fields, answers or {})
        if changed:
            self.acting.do(*changed)

    def _told_why_not(self) -> bool:
        """True, and said, where nothing can be done because another day is shown."""
        why_not = self.days.why_not()
        if why_not:
            self._desk.warn(why_not)
        return bool(why_not)

    def _state_kind(self) -> None:
        """Ask what the kind of case asks for, as it stands, and state what was changed."""
        if self._told_why_not():
            return
        view = self.screen.view
        if view is None or view.case.of_kind is None:
            return
        kind, case = view.case.of_kind, view.case
        before = {field.name: typed_value(case, field) for field in kind.fields}
        answers = self._desk.prompts.ask(
            _(kind.title),
            _("State it"),
            (_known_from(), *kind_fields(kind, before)),
            note=_(kind.about),
        )
        changed = stated(self._reference, kind, before, answers or {})
        if changed:
            self.acting.do(*changed)

    def _show(self, view: CaseView) -> None:
        self.screen.show_view(view)
        self.show_waiting()
        self.acting.tell_theirs(view)
        self.show_as_of()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def show_waiting(self) -> None:
        """The case as it is once what waits is sealed; nothing waits on another day's."""
        is_now = self.days.day is None
        self.screen.show_waiting(self._desk.undo.drafted_case(self._reference) if is_now else None)

    @property
    def reference(self) -> str:
        return self._reference

    def show_present(self, sentence: str) -> None:
        """Who else has this case open, in words; empty: nobody."""
        self.screen.show_present(sentence)

    def show_as_of(self) -> None:
        """Which day's law the case in front is judged by."""
        view = self.screen.view
        if view is not None and self._desk.view is self and self.days.day is None:
            self._desk.show_judged_as_of(view.case)

    def _tell(self, act: str) -> None:
        if act == "propose":
            self._desk.say(_("Proposed. A second person reviews it now."))

    def _settle(self, place: str) -> None:
        """To what is to be settled before a proposal; what was typed stays as a draft."""
        self.acting.leave()
        kind, _slash, name = place.partition("/")
        if kind == "hits":
            self._ways.to_hits(self._reference, name)
        else:
            self.screen.show_place(place)

    def _classify(self, row: EntryFinding, state: ClassificationState | None) -> None:
        """The form on a candidate; `state` is what was clicked, None where nothing was chosen."""
        chosen = {"item": str(row.item_no), **entry_chosen(row, state)}
        self.acting.begin("classify", chosen | ({"outcome": str(state)} if state else {}))

    def _review_flag(self, flag: FlagResult, act: str) -> None:
        self.acting.begin(act, {"flag": flag.rule})

    def _judge(self, hit: Hit) -> None:
        self._ways.to_hits(self._reference, hit.id)

    def _link(self, party: CaseParty) -> None:
        view = self.screen.view
        proposals = view.link_proposals if view else ()
        known = next((one for one in proposals if one.party_id == party.id), None)
        chosen = {"party": party.id}
        if known is not None:
            chosen |= {"to": known.entity_id, "basis": known.why}
        self.acting.begin("unlink" if party.link else "link", chosen)

    def _link_proposed(self, proposal: LinkProposal) -> None:
        self.acting.confirm(
            LinkParty(self._reference, proposal.party_id, proposal.why, proposal.entity_id),
            note=_("to {entity}: {why}").format(entity=proposal.name, why=proposal.why),
        )

    def _open_track(self, proposal: TrackProposal) -> None:
        said = [
            OpenTrack(self._reference, proposal.letter, no, proposal.basis) for no in proposal.items
        ]
        self.acting.confirm(*said, note=track_words(proposal))
