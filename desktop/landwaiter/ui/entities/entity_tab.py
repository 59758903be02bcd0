"""One entity in its tab: read through the desk, its deeds done from forms at the foot."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from textwrap import shorten

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from landwaiter.domain.reports.subject_deeds import ReportEntity
from landwaiter.i18n import _
from landwaiter.services.audit import viewing
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.deeds.engine import run, signed_in
from landwaiter.services.entities import party_entities
from landwaiter.services.entities.entity_duplicates import Duplicate, duplicates
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.entities.entity_views import EntityRow, EntityView
from landwaiter.services.reports import reporting
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.begin import DeskDeeds
from landwaiter.ui.entities import entity_forms as forms
from landwaiter.ui.entities.duplicates_dialog import DuplicatesDialog
from landwaiter.ui.entities.entity_acting import EntityDeeds
from landwaiter.ui.entities.entity_forms import Choices, EntityForm
from landwaiter.ui.entities.entity_screen import EntityScreen
from landwaiter.ui.entities.ownership_controller import OwnershipController
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.dialog_controller import show_over
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.listings.listings_controller import (
    ListingController,
    acts_offered,
    begin_proposal,
)
from landwaiter.ui.reports.reader_prompt import ask_reader

MOST_CHOICES = 500
"""Entities offered in a form; any other is typed."""
MOST_ALIKE = 20
LONGEST_TITLE = 28
"""Characters of a name in its tab."""


class EntityTab(QObject):
    """The entity of `entity_id`, or the one that stands for it now."""

    def __init__(self, desk: Desk, ways: Ways, entity_id: str) -> None:
        self.screen = EntityScreen()
        super().__init__(self.screen)
        self._desk, self._ways, self._id = desk, ways, entity_id
        self.acting = EntityDeeds(desk, self.screen)
        self._beginning = DeskDeeds(desk)
        self._wanted = ""
        self._alike: tuple[Duplicate, ...] = ()
        screen = self.screen
        screen.deed_asked.connect(self.act)
        screen.entity_asked.connect(ways.to_entity)
        screen.case_asked.connect(ways.to_case)
        screen.hit_asked.connect(ways.to_hits)
        screen.proposal_asked.connect(self._show_proposal)
        screen.duplicates_asked.connect(self._look_at_duplicates)

    def reload(self) -> None:
        desk, wanted = self._desk, self._id
        desk.note_view(
            lambda session: viewing.note_entity_opened(session, wanted, through="entity")
        )
        desk.read(
            lambda session: entity_view(session, wanted),
            self._show,
            slot=f"entity-{wanted}",
            owner=self.screen,
            bar=self.screen.bar,
        )
        desk.read(
            lambda session: duplicates(session, wanted, limit=MOST_ALIKE),
            self._show_alike,
            slot=f"alike-{wanted}",
            owner=self.screen,
        )
        desk.read(
            signed_in,
            self.screen.show_actor,
            slot=f"actor-{wanted}",
            owner=self.screen,
        )

    def concerned(self, touched: ChangedTopics) -> bool:
        return any(map(touched.concerns, ("entities", "cases", "motions")))

    def acts(self) -> Iterable[PaletteRow]:
        titles = {
            "state": _("State something of this entity"),
            "holding": _("State who holds this entity"),
            "link": _("Link this entity to another"),
            "end": _("End the statement under the cursor"),
            "owners": _("Show who is behind this entity"),
            "history": _("Show what this entity exported or received"),
            "merge": _("Merge another entity into this one"),
            "unmerge": _("Take a merge back"),
            "apart": _("Tell this entity apart from another"),
            "propose": _("Propose this entity for a listing"),
            "proposals": _("Show the proposal that this entity be listed"),
            "report": _("Report on this entity"),
        }
        return (PaletteRow("act", name, title, "") for name, title in titles.items())

    def act(self, name: str) -> None:
        """Open the form of a deed, as soon as the entity is shown."""
        view = self.screen.view
        if view is None:
            self._wanted = name
            return
        deeds: Mapping[str, Callable[[EntityView], None]] = {
            "state": self._choose_kind,
            "holding": lambda view: self._among_others(view, self._today(forms.holding_form), name),
            "link": lambda view: self._among_others(view, self._today(forms.link_form), name),
            "end": self._end,
            "owners": self._show_owners,
            "history": self._show_history,
            "merge": lambda view: self._among_others(view, forms.merge_form, name),
            "unmerge": self._unmerge,
            "apart": lambda view: self._among_others(view, forms.apart_form, name),
            "propose": self._propose,
            "proposals": self._show_last_proposal,
            "report": self._report,
        }
        deeds[name](view)

    def _show(self, view: EntityView) -> None:
        self.screen.show_view(view)
        tabs = self._desk.shell.tabs
        number = tabs.number_of(f"entity-{self._id}")
        if number >= 0:
            tabs.rename(number, shorten(view.name, LONGEST_TITLE, placeholder="…"))
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.act(wanted)

    def _show_alike(self, found: tuple[Duplicate, ...]) -> None:
        self._alike = found
        self.screen.show_duplicates(len(found))

    def _choose_kind(self, view: EntityView) -> None:
        """First what is stated, then the form of that kind."""
        field = Field("kind", _("What is stated"), forms.kinds_of(view), value="name")
        title = _("State something of {name}").format(name=view.name)
        form = self.acting.show(ActForm(title, _("Next"), (field,)))
        form.given.connect(
            lambda said: self._open(
                self._today(forms.state_form)(view, said["kind"]), f"state-{said['kind']}"
            )
        )

    def _today(self, form_of: Callable[..., EntityForm]) -> Callable[..., EntityForm]:
        """The form as it begins today: a source is most often read on the day it is typed."""
        return partial(form_of, today=self._desk.known_bench.session.today().isoformat())

    def _among_others(
        self, view: EntityView, form_of: Callable[[EntityView, Choices], EntityForm], name: str
    ) -> None:
        self._desk.read(
            partial(_others, but=view.id),
            lambda others: self._open(form_of(view, others), name),
            owner=self.screen,
        )

    def _end(self, view: EntityView) -> None:
        row = self.screen.current
        if row is None or not row.id:
            self._desk.warn(_("Choose a statement first: what was made with it does not end."))
        else:
            self._open(forms.end_form(row), f"end-{row.id}")

    def _unmerge(self, view: EntityView) -> None:
        if view.merged:
            self._open(forms.unmerge_form(view), "unmerge")
        else:
            self._desk.warn(_("Nothing was merged into this entity."))

    def _open(self, form: EntityForm, name: str) -> None:
        self.acting.open(form, f"entity/{self._id}/{name}")

    def _look_at_duplicates(self) -> None:
        if self._alike:
            show_duplicates(self._alike, self.acting, self._ways, self.screen)

    def _show_owners(self, view: EntityView) -> None:
        bench = self._desk.known_bench
        dialog = OwnershipController(bench, view.id, view.name, self.screen).open()
        dialog.holding_asked.connect(dialog.accept)
        dialog.holding_asked.connect(lambda: self.act("holding"))

    def _show_history(self, view: EntityView) -> None:
        """Exports of it by all its names and numbers."""
        texts = dict.fromkeys(
            (*(one.text for one in view.names), *(one.number for one in view.identifiers))
        )
        self._ways.to_history(tuple(texts))

    def _propose(self, view: EntityView) -> None:
        def ask(acts: Choices) -> None:
            begin_proposal(
                self._desk.known_bench,
                self._beginning,
                acts,
                lambda result: self._show_proposal(result.outcome.proposal_id),
                entity=view.id,
                name=view.name,
            )

        self._desk.read(acts_offered, ask, owner=self.screen)

    def _show_last_proposal(self, view: EntityView) -> None:
        if view.proposals:
            self._show_proposal(view.proposals[-1].id)
        else:
            self._desk.warn(_("Nobody proposed this entity for a listing."))

    def _show_proposal(self, proposal_id: str) -> None:
        name = self.screen.view.name if self.screen.view else ""
        bench = self._desk.known_bench
        ListingController(bench, proposal_id, name, self.screen).open()

    def _report(self, view: EntityView) -> None:
        reader = ask_reader(self._desk.prompts, _("Report on an entity"), None)
        if reader is None:
            return
        ask = self._desk.prompts.save_file
        pdf = ask(_("Entity dossier as PDF"), "entity.pdf", _("PDF (*.pdf)"))
        xlsx = ask(_("Entity dossier as Excel"), "entity.xlsx", _("Excel (*.xlsx)"))
        if pdf is None and xlsx is None:
            return
        self._desk.run(
            _("Report on {reference}").format(reference=view.name),
            lambda session, tell: run(
                session, ReportEntity(view.id, pdf, xlsx, reader.profile, reader.to), tell
            ),
            self._report_made,
        )

    def _report_made(self, made: reporting.ReportResult) -> None:
        files = ", ".join(file.name for file in (made.pdf, made.xlsx) if file)
        self._desk.say(
            _("Report {dossier} is written: {files}.").format(dossier=made.dossier, files=files)
        )
        self._desk.tell_topic("reports")


def show_duplicates(
    found: tuple[Duplicate, ...], acting: EntityDeeds, ways: Ways, screen: QWidget
) -> DuplicatesDialog:
    """The pairs over a screen; merging and telling apart are asked for at its foot."""
    dialog = DuplicatesDialog(found, screen)

    def asked(form: EntityForm, row: Duplicate, name: str) -> None:
        dialog.accept()
        acting.open(form, f"entity/{row.one.id}/{name}-{row.other.id}")

    dialog.entity_asked.connect(dialog.accept)
    dialog.entity_asked.connect(ways.to_entity)
    dialog.merge_asked.connect(
        lambda row: asked(forms.merge_form(row.one, _only(row)), row, "merge")
    )
    dialog.apart_asked.connect(
        lambda row: asked(forms.apart_form(row.one, _only(row)), row, "apart")
    )
    show_over(dialog)
    return dialog


def _only(row: Duplicate) -> Choices:
    return ((row.other.id, row.other.name),)


def _others(session: Session, *, but: str) -> Choices:
    rows = party_entities.list_entities(session, limit=MOST_CHOICES).rows
    return tuple((row.id, _label(row)) for row in rows if row.id != but)


def _label(row: EntityRow) -> str:
    """The name with what tells two of one name apart."""
    numbers = (number for _kind, number in row.identifiers[:1])
    beside = ", ".join(filter(None, (row.country, *numbers)))
    return f"{row.name} ({beside})" if beside else row.name
