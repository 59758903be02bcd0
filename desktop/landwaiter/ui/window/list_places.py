"""The list places: Entities and Audit."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from landwaiter.domain.audit.deeds import ERASE_PAYLOAD
from landwaiter.domain.entities.deeds import MARK_ENTITY
from landwaiter.i18n import _, figure, plural
from landwaiter.services.audit import audit_history, viewing
from landwaiter.services.audit.audit_history import HistoryRow
from landwaiter.services.base.page import Page
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Result
from landwaiter.services.entities import party_entities
from landwaiter.services.entities.entity_duplicates import Duplicate, duplicates
from landwaiter.services.entities.entity_views import EntityRow
from landwaiter.services.warm.session import Session
from landwaiter.ui.audit.audit_screen import AuditScreen
from landwaiter.ui.deeds.at_desk import begin_at
from landwaiter.ui.deeds.form import fields_of, said_of
from landwaiter.ui.entities.entities_screen import EntitiesScreen
from landwaiter.ui.entities.entity_acting import EntityDeeds
from landwaiter.ui.entities.entity_forms import new_form
from landwaiter.ui.entities.entity_tab import show_duplicates
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.file_deeds import Files
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.kit.table import PAGE_ROWS, Order


class EntitiesPlace(PlainPlace):
    def __init__(self, desk: Desk, ways: Ways) -> None:
        self._session = desk.known_session
        self.screen = EntitiesScreen(self._page, desk.jobs)
        super().__init__(self.screen)
        self.screen.opened.connect(lambda row: self._open(desk, ways, row))
        self.screen.mark_asked.connect(lambda row: self._mark(desk, row))
        self._desk, self._ways = desk, ways
        self._acting = EntityDeeds(desk, self.screen)
        self.screen.new_asked.connect(self._begin)
        self.screen.duplicates_asked.connect(self._look_at_duplicates)

    def _mark(self, desk: Desk, row: EntityRow) -> None:
        """Say that views of an entity are recorded from now on, or are not, and why."""
        chosen = {"entity": row.id}
        fields = fields_of(MARK_ENTITY, None, chosen)
        answers = desk.prompts.ask(row.name, _("Mark"), fields)
        if answers is not None:
            desk.write(
                lambda session: do(session, said_of(MARK_ENTITY, answers, chosen)),
                lambda result: desk.tell(result.changes),
            )

    def _open(self, desk: Desk, ways: Ways, row: EntityRow) -> None:
        desk.note_view(partial(viewing.note_entity_opened, entity=row.id, through="entities"))
        ways.to_entity(row.id)

    def _begin(self) -> None:
        self._acting.open(
            new_form(), "entity/new", on_done=lambda made: self._ways.to_entity(made.made)
        )

    def _look_at_duplicates(self) -> None:
        """Search the whole casebook, then show the pairs with what speaks for and against."""
        self._desk.run(
            _("Looking for duplicates"),
            lambda session, tell: duplicates(session, tell=tell),
            self._show_duplicates,
        )

    def _show_duplicates(self, found: tuple[Duplicate, ...]) -> None:
        if not found:
            self._desk.say(_("No two entities look like one."))
            return
        show_duplicates(found, self._acting, self._ways, self.screen)

    def reload(self) -> None:
        self.screen.refresh()

    def concerned(self, touched: ChangedTopics) -> bool:
        return touched.concerns("cases") or touched.concerns("entities")

    def _page(self, after: str | None, order: Order, text: str | None) -> Page[EntityRow]:
        return party_entities.list_entities(
            self._session, text=text or "", after=after, limit=PAGE_ROWS
        )


class AuditPlace(QObject):
    def __init__(self, desk: Desk, ways: Ways, files: Files, people: tuple[str, ...] = ()) -> None:
        self._session, self._desk = desk.known_session, desk
        self.screen = AuditScreen(
            self._page, desk.jobs, people=people, deeds=audit_history.deed_choices()
        )
        super().__init__(self.screen)
        self.screen.verify_asked.connect(self.verify)
        self.screen.compare_asked.connect(self._compare)
        self.screen.export_asked.connect(lambda: files.export_chain(self.screen.wanted))
        self.screen.anchor_asked.connect(files.write_anchor)
        self.screen.stamp_asked.connect(files.import_time_stamp)
        self.screen.erase_asked.connect(self._erase)
        self.screen.opened.connect(self._show_stored)
        self.screen.narrowed.connect(self._note_read)
        self._note_read(self.screen.wanted)

    def reload(self) -> None:
        self.screen.refresh()

    def _note_read(self, wanted: audit_history.AuditFilter) -> None:
        """That somebody reads the trail is an entry of it."""
        self._desk.write(
            lambda session: viewing.note_audit_read(session, wanted), lambda _noted: None
        )

    def _show_stored(self, row: HistoryRow) -> None:
        """The entry itself, as it is hashed and sealed."""
        title = _("Entry {seq} as it is stored").format(seq=row.seq)
        self._desk.prompts.tell(title, f"{row.sentence}\n{row.stored}")

    def _erase(self, row: HistoryRow) -> None:
        """Ask a second person to have the content of an entry erased."""
        note = _("Entry {seq}: {told}").format(seq=row.seq, told=row.sentence)
        begin_at(
            self._desk,
            ERASE_PAYLOAD,
            {"seq": row.seq},
            self._erasure_asked,
            button=_("Ask a second person"),
            note=note,
        )

    def _erasure_asked(self, result: Result) -> None:
        said = _("The content is erased once a second person agrees.")
        self._desk.say(" ".join((said, *result.changes.said)))

    def concerned(self, touched: ChangedTopics) -> bool:
        return True

    def acts(self) -> Iterable[PaletteRow]:
        yield PaletteRow("act", "verify", _("Verify the audit chain"), "")
        yield PaletteRow("act", "compare", _("Compare the audit chain with an anchor"), "")

    def act(self, name: str) -> None:
        ways = {"verify": self.verify, "compare": self._compare}
        ways[name]()

    def verify(self, anchors: tuple[Path, ...] = ()) -> None:
        """Read the whole chain and say what was found, in place."""
        self._desk.run(
            _("Verifying the audit chain"),
            lambda session, tell: _Verdict.of(session, anchors),
            self._verified,
        )

    def _compare(self) -> None:
        """The same, held against anchor files that were kept elsewhere."""
        files = self._desk.prompts.open_files(_("Anchors kept elsewhere"), _("Anchors (*.json)"))
        if files:
            self.verify(files)

    def _verified(self, verdict: "_Verdict") -> None:
        self.screen.show_verdict(verdict.sentence, good=verdict.sound)
        if verdict.proofs:
            self._desk.say(" ".join(verdict.proofs))
        if not verdict.sound:
            self._desk.prompts.tell(_("The audit chain does not verify"), verdict.findings)

    def _page(
        self, after: str | None, order: Order, wanted: audit_history.AuditFilter | None
    ) -> Page[HistoryRow]:
        return audit_history.audit_page(self._session, after=after, limit=PAGE_ROWS, wanted=wanted)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What verifying the chain found, in words."""

    sound: bool
    sentence: str
    findings: str
    proofs: tuple[str, ...]

    @staticmethod
    def of(session: Session, anchors: tuple[Path, ...]) -> "_Verdict":
        report = audit_history.verify_chain(session, anchors)
        if not report.sound:
            said = plural(len(report.findings), "{n} fault was found.", "{n} faults were found.")
        else:
            said = plural(
                report.entries,
                "The {n} entry is whole; {open} not yet anchored.",
                "All {n} entries are whole; {open} not yet anchored.",
                open=figure(report.not_anchored),
            )
            said = " ".join(filter(None, (said, report.backdated.sentence())))
        proofs = tuple(one.sentence() for one in report.newest_anchors)
        return _Verdict(report.sound, said, "\n".join(report.findings), proofs)
