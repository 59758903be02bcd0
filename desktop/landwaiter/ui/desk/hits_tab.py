"""Hits to judge, one after the other."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from landwaiter.domain.acts import ActArgs
from landwaiter.domain.listing import JudgementValue
from landwaiter.errors import Conflict, Fault, NotFound
from landwaiter.i18n import _
from landwaiter.services import acts, hits, viewing
from landwaiter.services.session import Session
from landwaiter.services.views import Found, HitView
from landwaiter.ui.desk.desk import Desk
from landwaiter.ui.desk.stale import show_stale_save
from landwaiter.ui.desk.touched import Changes, Touched
from landwaiter.ui.desk.ways import Ways
from landwaiter.ui.dialogs.stale import StaleSaveDialog
from landwaiter.ui.screens.hit import HitScreen

KEY = "hits"


@dataclass(frozen=True, slots=True)
class _Queue:
    """Hits in their order, and the one in front."""

    ids: tuple[str, ...]
    view: HitView | None


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
        self.dialog: StaleSaveDialog | None = None
        self.screen.judged.connect(self._judge)
        self.screen.skipped.connect(self._skip)
        self.screen.case_asked.connect(ways.to_case)
        self.screen.reason.textChanged.connect(self._keep)

    def show_queue(self, reference: str | None, first: str | None) -> None:
        """Go through other hits from now on."""
        self._reference, self._wanted = reference, first
        self.reload()

    def reload(self) -> None:
        """The queue anew, and the wanted hit of it, else its first."""
        reference, wanted = self._reference, self._wanted

        def read(session: Session) -> _Queue:
            ids = hits.open_hits(session, mine=reference is None, reference=reference)
            for chosen in filter(None, (wanted, *ids[:1])):
                with suppress(NotFound):
                    return _Queue(ids, hits.hit_view(session, chosen, queue=ids))
            return _Queue((), None)

        self._desk.read(read, self._show, slot=KEY, owner=self.screen, bar=self.screen.bar)

    def concerned(self, touched: Touched) -> bool:
        return touched.concerns("cases")

    def acts(self) -> Iterable[Found]:
        yield Found("act", "skip", _("Skip this hit"), "")
        yield Found("act", "open_case", _("Open the case"), "")

    def act(self, name: str) -> None:
        if name == "skip":
            self._skip()
        elif self.screen.view is not None:
            self._ways.to_case(self.screen.view.reference)

    def _show(self, queue: _Queue) -> None:
        self._ids = queue.ids
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
        is_other = self.screen.view is None or self.screen.view.hit.id != queue.view.hit.id
        self._wanted = None  # what the screen clears now is no draft
        self.screen.show_view(queue.view)
        self._wanted = queue.view.hit.id
        if is_other:
            self._desk.drafts.restore(self._draft_key, self._restore, owner=self.screen)
            self.screen.setFocus()

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
        if view is None:
            return
        reference, key = view.reference, self._draft_key
        args = ActArgs(hit=hit_id, outcome=str(value), reason=reason)
        following = self._following(hit_id)

        def done(changes: Changes) -> None:
            self._desk.drafts.forget(key)
            self._wanted = following
            self._desk.tell(changes)

        def save(seen: int | None) -> None:
            self._desk.write(
                lambda session: acts.perform(
                    session, reference, "judge", args, expected_revision=seen
                ),
                done,
                on_fault=lambda fault: self._refused(fault, save),
            )

        save(view.revision)

    def _refused(self, fault: Fault, save: Callable[[int | None], None]) -> None:
        """The reason stays where it is; a stale save is shown beside what is there now."""
        self._desk.show_fault(fault)
        if isinstance(fault, Conflict):
            self.dialog = show_stale_save(
                fault,
                self.screen,
                on_mine=lambda: save(fault.revision),
                on_theirs=self._skip,
            )

    def _skip(self) -> None:
        if self.screen.view is not None:
            self._wanted = self._following(self.screen.view.hit.id)
            self.reload()

    def _following(self, hit_id: str) -> str | None:
        """The next of the queue, from its beginning after the last one."""
        if hit_id not in self._ids or len(self._ids) < 2:
            return None
        return self._ids[(self._ids.index(hit_id) + 1) % len(self._ids)]
