"""Hits to judge, one after the other."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid

from landwaiter.domain.cases.deeds_on_findings import JudgeHit
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.errors import Conflict, Fault, NotFound
from landwaiter.i18n import _
from landwaiter.services.audit import viewing
from landwaiter.services.base.page import Page
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.hits import waiting_hits
from landwaiter.services.hits.hit_rows import HitView
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.stale_save_dialog import StaleSaveDialog, show_stale_save
from landwaiter.ui.frame.changed_topics import ChangedTopics, DeedChanges
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.undo import Sequel
from landwaiter.ui.hits.hit_screen import HitScreen
from landwaiter.ui.kit.table import PAGE_ROWS

KEY = "hits"
AHEAD = 2
"""Hits that are read before they are asked for."""


@dataclass(frozen=True, slots=True)
class _Queue:
    """Hits in their order, and the one in front."""

    page: Page[str]
    view: HitView | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """A judgement on its way into the casebook."""

    view: HitView
    value: JudgementValue
    reason: str
    also: tuple[str, ...]
    """Equal hits that are judged with it."""
    draft: str


class HitsTab(QObject):
    """Those of one case, or all of mine by running clock; a judged or skipped one makes way."""

    def __init__(
        self, desk: Desk, ways: Ways, *, reference: str | None = None, first: str | None = None
    ) -> None:
        self.screen = HitScreen()
        super().__init__(self.screen)
        self._desk, self._ways = desk, ways
        self._reference, self._wanted = reference, first
        self._ids: tuple[str, ...] = ()
        self._after: str | None = None
        """Mark of the hits that follow those of `_ids`."""
        self._count = 0
        self._ready: dict[str, HitView] = {}
        """Hits that follow, read while a person thinks about this one."""
        self._saving: set[str] = set()
        """Hits whose judgement is on its way into the casebook, or waits to be sealed."""
        self.dialog: StaleSaveDialog | None = None
        self.screen.judged.connect(self._judge)
        self.screen.skipped.connect(self._skip)
        self.screen.case_asked.connect(ways.to_case)
        self.screen.entity_asked.connect(ways.to_entity)
        self.screen.reason.textChanged.connect(self._keep)

    def show_queue(self, reference: str | None, first: str | None) -> None:
        """Go through other hits from now on."""
        self._reference, self._wanted = reference, first
        self.reload()

    def reload(self) -> None:
        """The queue anew, and the wanted hit of it, else its first."""
        reference, wanted = self._reference, self._wanted

        limit = max(PAGE_ROWS, len(self._ids))  # as many as were read: the wanted one is in it

        def read(session: Session) -> _Queue:
            page = waiting_hits.open_hits(
                session, mine=reference is None, reference=reference, limit=limit
            )
            ids, count = page.rows, page.total or 0
            for chosen in filter(None, (wanted, *ids[:1])):
                with suppress(NotFound):
                    view = waiting_hits.hit_view(session, chosen, queue=ids, count=count)
                    return _Queue(page, view)
            return _Queue(page, None)

        self._desk.read(read, self._show, slot=KEY, owner=self.screen, bar=self.screen.bar)

    def concerned(self, touched: ChangedTopics) -> bool:
        return touched.concerns("cases")

    def acts(self) -> Iterable[PaletteRow]:
        yield PaletteRow("act", "skip", _("Skip this hit"), "")
        yield PaletteRow("act", "open_case", _("Open the case"), "")
        if self.screen.view is not None and self.screen.view.party.link is not None:
            yield PaletteRow("act", "open_entity", _("Open the entity of the party"), "")

    def act(self, name: str) -> None:
        if name == "skip":
            self._skip()
        elif name == "open_entity":
            self.screen.open_entity()
        elif self.screen.view is not None:
            self._ways.to_case(self.screen.view.reference)

    def _show(self, queue: _Queue) -> None:
        self._ids, self._after = queue.page.rows, queue.page.after
        self._count = queue.page.total or 0
        self._ready.clear()
        if queue.view is not None:
            reference = queue.view.reference
            self._desk.note_view(
                partial(viewing.note_case_opened, reference=reference, through="hits")
            )
        if queue.view is None:
            self._desk.shell.close_tab(KEY)
            if self._reference is not None:
                self._ways.to_case(self._reference)
            self._desk.say(_("No hit waits for a judgement."))
            return
        self._put_in_front(queue.view)
        self._prepare()

    def _put_in_front(self, view: HitView) -> None:
        is_other = self.screen.view is None or self.screen.view.hit.id != view.hit.id
        self._wanted = None  # what the screen clears now is no draft
        self.screen.show_view(view)
        self._wanted = view.hit.id
        self.show_waiting()
        if is_other:
            self._desk.drafts.restore(self._draft_key, self._restore, owner=self.screen)
            self.screen.setFocus()

    def show_waiting(self) -> None:
        """How the hit in front is judged once what waits is sealed."""
        view = self.screen.view
        case = self._desk.undo.drafted_case(view.reference) if view else None
        hits = case.hits if case else ()
        drafted = next((one for one in hits if view and one.id == view.hit.id), None)
        is_other = drafted is not None and view is not None and drafted != view.hit
        self.screen.show_waiting(drafted.judgement if drafted and is_other else None)

    def _prepare(self) -> None:
        """Read the hits that follow, so that they stand there at once."""
        ids, shown, count = self._ids, self._wanted, self._count
        if shown not in ids:
            return
        place = ids.index(shown)
        if self._after is not None and place + AHEAD >= len(ids):
            self._read_on(self._after)
            return
        following = tuple(one for one in (*ids[place + 1 :], *ids[:place]) if one != shown)[:AHEAD]

        def read(session: Session) -> tuple[HitView, ...]:
            found = []
            for one in following:
                with suppress(NotFound):
                    found.append(waiting_hits.hit_view(session, one, queue=ids, count=count))
            return tuple(found)

        def keep(views: tuple[HitView, ...]) -> None:
            self._ready |= {view.hit.id: view for view in views}

        self._desk.read(read, keep, slot=f"{KEY}-ahead", owner=self.screen)

    def _read_on(self, after: str) -> None:
        """The page of hits that follows, before the person comes to its first."""
        reference = self._reference

        def add(page: Page[str]) -> None:
            self._ids, self._after = tuple(dict.fromkeys((*self._ids, *page.rows))), page.after
            self._prepare()

        self._desk.read(
            lambda session: waiting_hits.open_hits(
                session, mine=reference is None, reference=reference, after=after, limit=PAGE_ROWS
            ),
            add,
            slot=f"{KEY}-ahead",
            owner=self.screen,
        )

    def _go_on(self, following: str | None) -> None:
        """The next hit at once where it was read already; what changed is read in any case."""
        ready = self._ready.pop(following, None) if following else None
        if ready is not None:
            self._put_in_front(ready)

    @property
    def _draft_key(self) -> str:
        return f"judge/{self._wanted}"

    def _keep(self) -> None:
        text = self.screen.reason.toPlainText()
        if self.screen.view is not None and self.screen.view.hit.id == self._wanted:
            self._desk.drafts.keep(self._draft_key, {"reason": text})

    def _restore(self, answers: dict[str, str]) -> None:
        if not self.screen.reason.toPlainText():
            self.screen.reason.setPlainText(answers.get("reason", ""))

    def _judge(self, hit_id: str, value: JudgementValue, reason: str) -> None:
        view = self.screen.view
        if view is None or hit_id in self._saving:
            return
        judged = _Judged(view, value, reason, self.screen.equal.chosen, self._draft_key)
        # The next one first: the writer would take the interpreter from laying it out.
        self._go_on(self._following(hit_id))
        self._save(judged, view.revision)

    def _save(self, judged: _Judged, seen: int | None) -> None:
        """Let it wait while the next hit is in front; undone or refused, this one comes back."""
        hit_id = judged.view.hit.id
        said = JudgeHit(judged.view.reference, hit_id, judged.value, judged.reason)

        self._saving.add(hit_id)

        def begun() -> None:
            following = self._following(hit_id)
            if self._wanted == hit_id and following is not None:
                self._wanted = following
                self.reload()

        def done(changes: DeedChanges) -> None:
            self._saving.discard(hit_id)
            self._desk.drafts.forget(judged.draft)
            if self._wanted == hit_id:
                self._wanted = self._following(hit_id)
            self._desk.tell(changes)

        self._desk.undo.begin(
            lambda session: waiting_hits.equal_judgements(session, said, judged.also),
            Sequel(done, lambda: self._bring_back(judged)),
            seen=seen,
            on_begun=begun,
            on_fault=lambda fault: self._refused(fault, judged),
        )

    def _refused(self, fault: Fault, judged: _Judged) -> None:
        """The hit comes back with its reason; a stale save is shown beside what is there now."""
        self._bring_back(judged)
        self._desk.show_fault(fault)
        if isinstance(fault, Conflict) and fault.revision is not None:
            self.dialog = show_stale_save(
                fault,
                self.screen,
                on_mine=lambda: self._save(judged, fault.revision),
                on_theirs=self._skip,
            )

    def _bring_back(self, judged: _Judged) -> None:
        """The hit with what was said on it; where the tab is gone, the reason is a draft still."""
        self._saving.discard(judged.view.hit.id)
        if not isValid(self.screen):
            return
        self._put_in_front(judged.view)
        self.screen.choose(judged.value)
        self.screen.reason.setPlainText(judged.reason)

    def _skip(self) -> None:
        if self.screen.view is None:
            return
        following = self._following(self.screen.view.hit.id)
        self._go_on(following)
        self._wanted = following
        self.reload()

    def _following(self, hit_id: str) -> str | None:
        """The next of the queue, from its beginning after the last one."""
        if hit_id not in self._ids or len(self._ids) < 2:
            return None
        return self._ids[(self._ids.index(hit_id) + 1) % len(self._ids)]
