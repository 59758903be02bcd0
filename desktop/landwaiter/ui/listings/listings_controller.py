"""The dialogs of proposals for a listing, bound to their services: the list, and one of them."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.deeds.shape import Choices, Lookup
from landwaiter.domain.listings.deeds import GIVE_COUNTER, PROPOSE_LISTING
from landwaiter.domain.listings.listing_proposal import ContentPart
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.deeds.handler import Result
from landwaiter.services.listings.evidence_pieces import file_sha256
from landwaiter.services.listings.known_acts import known_acts
from landwaiter.services.listings.proposal_views import ProposalRow
from landwaiter.services.listings.proposals import proposal_opened, proposal_page
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.begin import DeskDeeds, begin
from landwaiter.ui.deeds.motions_controller import MotionsController
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.listings.proposal_dialog import DEEDS, ProposalDialog
from landwaiter.ui.listings.proposals_dialog import ProposalsDialog


def acts_offered(session: Session) -> Choices:
    """Acts that packs name, to choose from; any other may be typed."""
    return tuple((act, act) for act in known_acts(session))


def begin_proposal(
    bench: Bench,
    host: Pane | DeskDeeds,
    acts: Choices,
    on_done: Callable[[Result], None],
    *,
    entity: str = "",
    name: str = "",
) -> None:
    """Ask for act and criterion, and for the entity where none is given."""
    chosen = {"entity": entity} if entity else {}
    begin(bench, host, PROPOSE_LISTING, chosen, on_done, offers={Lookup.ACTS: acts}, note=name)


class ListingsController(DialogController[ProposalsDialog]):
    """The list by entity; a new one is looked at at once."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, ProposalsDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.dialog.chosen_changed.connect(self.refresh)
        self._wanted: Mapping[str, Any] = {}
        self._acts: Choices = ()
        self.read_actor(self.dialog.show_actor)
        self.read(lambda: acts_offered(self.session), self._offer, slot="acts", bar=False)
        self.read_on(self.dialog.model, self._page, slot="proposals")
        self.refresh()

    def refresh(self) -> None:
        dialog = self.dialog
        self._wanted = {"over": dialog.is_all}
        self.read(self._page(None), dialog.show_rows, slot="proposals", model=dialog.model)

    def _page(self, after: str | None) -> Callable[[], Page[ProposalRow]]:
        return partial(proposal_page, self.session, **self._wanted, after=after)

    def _offer(self, acts: Choices) -> None:
        self._acts = acts

    def ask(self, name: str, row: ProposalRow | None) -> None:
        """Begin the deed of a button, or look at the proposal under the cursor."""
        if name == "new":
            begin_proposal(self.bench, self.dialog, self._acts, self._made)
        elif row is not None:
            self._look(row.id, row.name)

    def _made(self, result: Result) -> None:
        self.refresh()
        self._look(result.outcome.proposal_id, result.outcome.name)

    def _look(self, proposal_id: str, name: str) -> None:
        ListingController(self.bench, proposal_id, name, self.dialog, self.refresh).open()


class ListingController(DialogController[ProposalDialog]):
    """`on_changed` once something of it has changed."""

    def __init__(
        self,
        bench: Bench,
        proposal_id: str,
        name: str,
        parent: QWidget,
        on_changed: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(bench, ProposalDialog(name, parent))
        self._id, self._name, self._on_changed = proposal_id, name, on_changed
        self._digest = ""
        """Of a file that was hashed for the next row."""
        self.dialog.asked.connect(self.ask)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        self.read(
            lambda: proposal_opened(self.session, self._id, through="listing"),
            self.dialog.show_proposal,
            slot="proposal",
        )

    def ask(self, name: str, row: ContentPart | None) -> None:
        """Begin the deed of a button; what waits for two persons has a dialog of its own."""
        if name == "second":
            view = self.dialog.view
            wanted = view.motion_id if view else ""
            shown = MotionsController(self.bench, self.dialog, wanted=wanted).open()
            shown.finished.connect(lambda _code: self._changed(None))
            return
        if name == "hash":
            self._hash()
            return
        deed, chosen, stands = DEEDS[name], dict[str, Any](proposal=self._id, file=None), {}
        note = self._name
        if row is not None and name in {"drop", "amend"}:
            note = row.said
        if row is not None and name == "drop":
            chosen["row"] = row.label
        elif row is not None and name == "amend":
            chosen["instead"] = row.label
            deed = GIVE_COUNTER if row.label.startswith("C") else deed
            stands = dict(_typed(row))
        elif name in {"reason", "counter"}:
            chosen["instead"] = ""
        if self._digest:
            stands["sha256"] = self._digest
        begin(
            self.bench,
            self.dialog,
            deed,
            chosen,
            self._changed,
            subject=self.dialog.view,
            stands=stands,
            note=note,
            title=_("Amend {row}").format(row=row.label) if row and name == "amend" else "",
        )

    def _hash(self) -> None:
        """Of a file that the person chooses: it stands in the next form."""
        files = self.bench.prompts.open_files(_("Hash the evidence of a row"))
        if files:
            self.read(lambda: file_sha256(files[0]), partial(self._hashed, files[0].name))

    def _hashed(self, name: str, digest: str) -> None:
        self._digest = digest
        said = _("SHA-256 of {name}: {digest}. It stands in the next form of a row.")
        self.dialog.show_done(said.format(name=name, digest=digest))

    def _changed(self, _result: Result | None) -> None:
        self._digest = ""
        self.refresh()
        self._on_changed()


def _typed(row: ContentPart) -> Mapping[str, str]:
    """A row as it stands in a form: what a piece or a statement gives is not typed again."""
    said = {
        "releasable": "yes" if row.releasable else "no",
        "sentence": "" if row.quotes else row.sentence,
        "statement": row.quotes,
        "certainty": row.certainty,
        "source": row.source,
        "read_on": row.read_on,
        "published": row.published,
        "evidence": row.evidence,
        "sha256": "" if row.evidence else row.sha256,
        "grade": row.grade,
    }
    return {name: text for name, text in said.items() if text}
