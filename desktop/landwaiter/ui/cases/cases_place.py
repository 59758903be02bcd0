"""The place Cases: what it reads, its views, and what is done to many cases at once."""

from dataclasses import dataclass, replace
from functools import partial

from landwaiter.domain.cases.case_query import UNAUTHORISED, CaseQuery, query_line
from landwaiter.domain.deeds.shape import HEADS
from landwaiter.domain.office.deeds import DropOfficeView, KeepOfficeView
from landwaiter.domain.reports.deeds import ExportCases
from landwaiter.i18n import N_, _, plural
from landwaiter.services.audit import viewing
from landwaiter.services.base.page import MOST_COUNTED, Page
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases import case_reads, listed_cases
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.deeds.engine import do, run, signed_in
from landwaiter.services.finding.deeds import tags_known
from landwaiter.services.law import packs
from landwaiter.services.office import case_views
from landwaiter.services.office.case_views import ALWAYS, CountedView, NamedView, ViewOwner
from landwaiter.services.people import bulk
from landwaiter.services.people.bulk import BulkAct, BulkReport, CaseChoice, Outlook
from landwaiter.services.people.colleagues import Colleague, colleagues
from landwaiter.services.reports.case_export import CaseTable
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.cases_screen import CasesScreen
from landwaiter.ui.frame.changed_topics import ChangedTopics, DeedChanges
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.frame.undo import Sequel
from landwaiter.ui.kit.filter_chips import Choice
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.kit.table import PAGE_ROWS, Order

_KINDS = {
    "xlsx": "Excel (*.xlsx);;CSV (*.csv);;PDF (*.pdf)",
    "pdf": "PDF (*.pdf)",
}


@dataclass(frozen=True, slots=True)
class CaseFilterChoices:
    """What the filters of the list of cases offer."""

    people: tuple[str, ...]
    flags: tuple[Choice, ...]
    countries: tuple[str, ...]
    tags: tuple[str, ...] = ()

    @staticmethod
    def read(session: Session) -> "CaseFilterChoices":
        """Active users, the rules of the pack, the countries of its pack, the office's tags."""
        rules = packs.pack_rows(session, "flag_rules").rows
        countries = packs.pack_rows(session, "countries").rows
        return CaseFilterChoices(
            tuple(user.name for user in casebooks.list_users(session) if user.active),
            tuple((row["id"], row["id"]) for row in rules if "id" in row),
            tuple(sorted({row["country"] for row in countries})),
            tuple(dict.fromkeys(one.name for one in tags_known(session))),
        )


class CasesPlace(PlainPlace):
    def __init__(self, desk: Desk, ways: Ways, choices: CaseFilterChoices) -> None:
        self.screen = CasesScreen(
            partial(_case_page, desk.known_session),
            desk.jobs,
            views=_uncounted(),
            choices={
                "assignee": (
                    ("me", _("me")),
                    ("nobody", _("nobody")),
                    *((name, name) for name in choices.people),
                ),
                "flag": choices.flags,
                "candidate": ((UNAUTHORISED, _("not authorised")),),
                "tag": tuple((name, name) for name in choices.tags),
                "destination": tuple((code, code) for code in choices.countries),
            },
        )
        super().__init__(self.screen)
        self._desk = desk
        self.screen.case_asked.connect(ways.to_case)
        self.screen.take_in.clicked.connect(ways.take_in)
        self.screen.preview_asked.connect(self._preview)
        self.screen.propose_asked.connect(lambda reference: ways.to_case(reference, "propose"))
        self.screen.bulk_asked.connect(self._begin_bulk)
        self.screen.export_asked.connect(self._export)
        self.screen.save_asked.connect(self._save_view)
        self.screen.remove_asked.connect(self._remove_view)
        self.screen.columns_chosen.connect(self._keep_columns)
        self.screen.typing_asked.connect(self._ask_value)
        self.screen.reference_asked.connect(lambda: self._go_to(ways))
        self.screen.model.modelReset.connect(self.show_waiting)

    def reload(self) -> None:
        self.screen.refresh()
        self._read_views()

    def concerned(self, touched: ChangedTopics) -> bool:
        return touched.concerns("cases") or touched.concerns("views")

    def show_waiting(self) -> None:
        """Stage and holder as they are once what waits is sealed."""
        self.screen.model.show_cases_waiting(self._desk.undo.after)

    def _read_views(self) -> None:
        self._desk.read(
            partial(case_views.counted_views, most=MOST_COUNTED),
            self.screen.show_views,
            slot="case-views",
            owner=self.screen,
        )

    def _preview(self, reference: str) -> None:
        self._desk.note_view(
            partial(viewing.note_case_opened, reference=reference, through="preview")
        )
        self._desk.read(
            lambda session: case_reads.case_view(session, reference),
            self.screen.show_preview,
            slot="preview",
            owner=self.screen,
        )

    def _go_to(self, ways: Ways) -> None:
        asked = Field("reference", _("Reference"), minimum=1)
        answers = self._desk.prompts.ask(_("Go to a reference"), _("Open"), (asked,))
        if answers:
            ways.to_case(answers["reference"].strip())

    def _ask_value(self, name: str) -> None:
        filters = self.screen.filters
        answers = self._desk.prompts.ask(_("Narrow the list"), _("Show"), filters.fields_of(name))
        if answers is not None:
            filters.typed(name, answers)

    # -- views --------------------------------------------------------------------------------

    def _save_view(self) -> None:
        """What is shown, under a name: one's own, or for a head the office's."""
        self._desk.read(signed_in, lambda actor: self._ask_name(may_office=actor.has(*HEADS)))

    def _ask_name(self, *, may_office: bool) -> None:
        shown = self.screen.views.shown
        own = shown.name if shown and shown.owner is not ViewOwner.ALWAYS else ""
        fields = [Field("name", _("Name"), minimum=1, value=own)]
        if may_office:
            whose = (("own", _("mine alone")), ("office", _("the office’s")))
            fields.append(Field("owner", _("Whose"), whose, value="own"))
        answers = self._desk.prompts.ask(_("Save this view"), _("Save"), tuple(fields))
        if answers is None:
            return
        name, line = answers["name"], query_line(self.screen.asked)
        columns = ",".join(self.screen.columns)
        if answers.get("owner") == "office":
            said = KeepOfficeView(name, line, columns)
            self._desk.write(
                lambda session: do(session, said), lambda result: self._desk.tell(result.changes)
            )
            return
        self._desk.write(
            lambda session: case_views.save_own_view(session, name, line, columns), self._saved
        )

    def _saved(self, view: NamedView) -> None:
        self.screen.views.mark(view)
        self._read_views()

    def _remove_view(self, view: NamedView) -> None:
        text = _("The view {name} is taken away; no case changes.").format(name=view.title)
        if not self._desk.prompts.confirm(_("Remove this view"), text, _("Remove")):
            return
        self.screen.views.mark(None)
        if view.owner is ViewOwner.OFFICE:
            self._desk.write(
                lambda session: do(session, DropOfficeView(view.name)),
                lambda result: self._desk.tell(result.changes),
            )
        else:
            self._desk.write(
                lambda session: case_views.remove_own_view(session, view.name),
                lambda _none: self._read_views(),
            )

    def _keep_columns(self, view: NamedView, columns: tuple[str, ...]) -> None:
        self._desk.write(
            lambda session: case_views.keep_columns(session, view, columns),
            lambda _none: self._read_views(),
        )

    # -- many cases ---------------------------------------------------------------------------

    def _begin_bulk(self, act: BulkAct) -> None:
        """Say for how many it is possible, then do it to each; both can be cancelled."""
        meant = self.screen.meant
        self._desk.run(
            _("Looking at the cases"),
            lambda session, tell: (
                bulk.outlook(session, meant, act, tell),
                colleagues(session),
            ),
            lambda found: self._ask_bulk(meant, *found),
        )

    def _ask_bulk(self, meant: CaseChoice, found: Outlook, people: tuple[Colleague, ...]) -> None:
        title = _(_TITLES[found.act])
        said = outlook_said(found)
        if not found.possible:
            self._desk.prompts.tell(title, said)
            return
        fields = (_to_whom(people),) if found.act is BulkAct.ASSIGN else ()
        answers = self._desk.prompts.ask(title, title, fields, note=said)
        if answers is None:
            return
        deed = bulk.deed_of(found.act, to=answers.get("to", ""))
        if found.waits:
            each = tuple(map(deed, found.able))
            self._desk.undo.begin(
                lambda _session: each,
                Sequel(partial(self._sealed, len(each))),
                seen=None,
                on_begun=self.screen.untick,
                on_fault=self._desk.show_fault,
            )
            return
        self._desk.run(
            title, lambda session, tell: bulk.carry_out(session, meant, deed, tell), self._done
        )

    def _sealed(self, count: int, changes: DeedChanges) -> None:
        self._desk.tell(changes)
        self._desk.say(plural(count, "Done for {n} case.", "Done for {n} cases."))

    def _done(self, made: BulkReport) -> None:
        self.screen.untick()
        self._desk.tell(made.changes)
        said = plural(made.done, "Done for {n} case.", "Done for {n} cases.")
        if not made.refused:
            self._desk.say(said)
            return
        self._desk.warn(f"{said} {_refusals(made.refused)}")

    def _export(self, ending: str) -> None:
        """What is shown, or the ticked rows of it, in the columns that are shown."""
        screen = self.screen
        picked = tuple(row.reference for row in screen.model.ticked.values())
        title = _("Print the list") if ending == "pdf" else _("Export the list")
        file = self._desk.prompts.save_file(title, f"cases.{ending}", _KINDS[ending])
        if file is None:
            return
        file = file if file.suffix else file.with_suffix(f".{ending}")
        said = ExportCases(file, query_line(screen.asked), ",".join(screen.columns), picked)
        self._desk.run(title, lambda session, tell: run(session, said, tell), self._exported)

    def _exported(self, made: CaseTable) -> None:
        self._desk.say(
            plural(
                made.cases,
                "{n} case is written into {file}.",
                "{n} cases are written into {file}.",
                file=made.file,
            )
        )


_TITLES = {
    BulkAct.ASSIGN: N_("Assign"),
    BulkAct.TAKE: N_("Take"),
    BulkAct.TRIAGE: N_("Begin triage"),
}


def outlook_said(found: Outlook) -> str:
    """For how many cases it is possible, and why not for the rest."""
    said = plural(
        found.total,
        "Possible for {possible} of {n} case.",
        "Possible for {possible} of {n} cases.",
        possible=found.possible,
    )
    if not found.exact:
        said = f"{said} {_('By their stage; each is asked when its turn comes.')}"
    if found.possible and not found.waits:
        said = f"{said} {_('So many are sealed at once, and cannot be undone.')}"
    return f"{said}\n{_refusals(found.refused)}" if found.refused else said


def _refusals(refused: tuple[tuple[str, int], ...]) -> str:
    return "\n".join(
        _("Not for {count}: {why}").format(count=count, why=why) for why, count in refused
    )


def _to_whom(people: tuple[Colleague, ...]) -> Field:
    """Who may be given the cases; who is away says so, and stands last."""
    return Field("to", _("To whom"), tuple(one.choice for one in people))


def _uncounted() -> tuple[CountedView, ...]:
    """What stands there until the views are read."""
    return tuple(
        CountedView(NamedView(name, ViewOwner.ALWAYS, query), 0)
        for name, (_title, query) in ALWAYS.items()
    )


def _case_page(
    session: Session, after: str | None, order: Order, query: CaseQuery | None
) -> Page[CaseRow]:
    wanted = replace(query or CaseQuery(), sort=order.by, descending=order.descending)
    return listed_cases.list_cases(
        session,
        wanted,
        after=after,
        limit=PAGE_ROWS,
        counted=after is None,
        most=MOST_COUNTED,
        early=True,
    )
