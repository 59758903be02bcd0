"""A sender's table in its tab: looked at, rehearsed and taken in, each off the GUI thread."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.intake.table_mapping import TableMapping
from landwaiter.domain.intake.table_proposal import TableProposal
from landwaiter.errors import Fault
from landwaiter.i18n import _, plural
from landwaiter.services.intake import table_mappings
from landwaiter.services.intake.senders import Results, take_in_of_sender
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.file_deeds import CASES, intake_summary
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.intake.intake_screen import DONE, IntakeScreen
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.jobs import Tell


@dataclass(frozen=True, slots=True)
class _Looked:
    proposal: TableProposal
    kept: tuple[str, ...]
    now: str
    is_edit: bool


class IntakePlace(PlainPlace):
    """Nothing is saved before the last step; the file is never changed."""

    def __init__(self, desk: Desk, ways: Ways, path: Path) -> None:
        self.screen = IntakeScreen(path)
        super().__init__(self.screen)
        self._desk, self._ways, self._path, self._kept_now = desk, ways, path, ""
        screen = self.screen
        screen.columns.edited.connect(self._edited)
        screen.columns.reread_asked.connect(self._reread)
        screen.columns.kept_asked.connect(self._use_kept)
        screen.mend.edited.connect(self._rehearse)
        screen.mend.reason_asked.connect(self._let_stand)
        screen.mend.export_asked.connect(self._export)
        screen.choose_asked.connect(ways.take_in)
        screen.rehearse_asked.connect(self._rehearse)
        screen.take_asked.connect(self._take)
        screen.leave_asked.connect(self._leave)
        screen.cases_asked.connect(lambda: ways.to_place("cases"))

    def reload(self) -> None:
        if self.screen.columns.proposal is None:
            self._look(TableMapping(), is_edit=False)

    def concerned(self, touched: ChangedTopics) -> bool:
        return False

    def _edited(self) -> None:
        self.screen.mend.forget()
        self._look(self.screen.columns.mapping(), is_edit=True)

    def _reread(self) -> None:
        self.screen.mend.forget()
        self._look(self.screen.columns.writing(), is_edit=False)

    def _use_kept(self, name: str) -> None:
        self._kept_now = name
        self.screen.mend.forget()
        self._look(None, is_edit=False)

    def _look(self, told: TableMapping | None, *, is_edit: bool) -> None:
        """Off the GUI thread; `told` None: the kept mapping that is chosen."""
        path, now = self._path, self._kept_now

        def read(session: Session) -> _Looked:
            kept = table_mappings.mappings(session)
            mapping = told if told is not None else kept.get(now, TableMapping())
            return _Looked(table_mappings.propose_mapping(path, mapping), tuple(kept), now, is_edit)

        self._desk.read(
            read,
            self._show,
            slot="intake",
            owner=self.screen,
            bar=self.screen.bar,
            on_fault=self._refused,
        )

    def _show(self, found: _Looked) -> None:
        self.screen.show_proposal(found.proposal, found.kept, found.now, found.is_edit)

    def _refused(self, fault: Fault) -> None:
        if self.screen.columns.proposal is None:
            self.screen.show_unreadable(fault)
        else:
            self._desk.show_fault(fault)

    def _said(self, *, dry_run: bool) -> TakeIn:
        screen = self.screen
        return TakeIn(
            (self._path,),
            screen.columns.mapping(),
            screen.mend.mends(),
            dry_run=dry_run,
            partial=True,
        )

    def _let_stand(self, row: int, column: str) -> None:
        fields = (Field("reason", _("Reason"), minimum=SHORTEST_REASON, long=True),)
        answers = self._desk.prompts.ask(_("Take as it stands"), _("Take as it stands"), fields)
        if answers:
            self.screen.mend.let_stand(row, column, answers["reason"].strip())

    def _rehearse(self) -> None:
        said = self._said(dry_run=True)
        self._run(_("Dry run of {file}"), partial(_taken, said, "", ""), self._rehearsed)

    def _rehearsed(self, results: Results) -> None:
        self.screen.show_rehearsal(results[0])

    def _take(self) -> None:
        said, name = self._said(dry_run=False), self.screen.columns.kept_name()
        work = partial(_taken, said, name, self._kept_now)
        self._run(_("Taking in {file}"), work, self._taken_in)

    def _taken_in(self, results: Results) -> None:
        self._desk.tell(CASES)
        said = intake_summary(results)
        self.screen.show_done(results[0], said)

    def _run(
        self, title: str, work: Callable[[Session, Tell], Results], done: Callable[[Results], None]
    ) -> None:
        bench = self._desk.bench
        if bench is None or self.screen.is_running:
            return
        self.screen.show_running(running=True)
        bench.run(
            self.screen,
            title.format(file=self._path.name),
            lambda tell: work(bench.session, tell),
            done,
            self._desk.show_fault,
            on_ended=lambda: self.screen.show_running(running=False),
        )

    def _export(self) -> None:
        result = self.screen.mend.result
        if result is None:
            return
        proposed = f"{self._path.stem}.left-out.csv"
        to = self._desk.prompts.save_file(_("Rows that stay out"), proposed, _("CSV (*.csv)"))
        if to is None:
            return
        path, mapping = self._path, self.screen.columns.mapping()
        self._desk.read(
            lambda _session: table_mappings.write_left_out(path, to, mapping, result.out),
            lambda count: self._desk.say(
                plural(count, "{n} row is in {file}.", "{n} rows are in {file}.", file=to.name)
            ),
            owner=self.screen,
            bar=self.screen.bar,
        )

    def _leave(self) -> None:
        """What was mended and not taken in is missed: then it is asked first."""
        mended = len(self.screen.mend.mends()) if self.screen.step != DONE else 0
        if mended and not self._desk.prompts.confirm(
            _("Leave, nothing saved"),
            plural(
                mended,
                "{n} mended value is not kept: the declarations are not taken in.",
                "{n} mended values are not kept: the declarations are not taken in.",
            ),
            _("Leave"),
        ):
            return
        self._desk.shell.close_tab(f"intake-{self._path}")


def _taken(said: TakeIn, name: str, sender: str, session: Session, tell: Tell) -> Results:
    return take_in_of_sender(session, said, tell, sender=sender, keep_as=name)
