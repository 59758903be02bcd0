"""The dialog of gists bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.reports.gist_deeds import RELEASE_GIST, WITHDRAW_GIST
from landwaiter.i18n import _, joined
from landwaiter.services.deeds.handler import Result
from landwaiter.services.reports.gists import GistRow, gists_known, passages_for_gist
from landwaiter.services.reports.reporting import ReportRow
from landwaiter.services.reports.withheld_passages import WithheldOfReport
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.reports.gists_dialog import GistsDialog


class GistsController(DialogController[GistsDialog]):
    """What was released on the case of a report; who releases reads it among the motions."""

    def __init__(self, bench: Bench, report: ReportRow, parent: QWidget) -> None:
        super().__init__(bench, GistsDialog(report, parent))
        self._report = report
        self.dialog.asked.connect(self.ask)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        reference = self._report.reference
        self.read(
            lambda: gists_known(self.session, reference), self.dialog.show_gists, slot="gists"
        )

    def ask(self, name: str, row: GistRow | None) -> None:
        """Begin the deed of a button; whoever writes a gist reads what it is to stand for."""
        if name == "write":
            report = self._report.id
            self.write(
                lambda: passages_for_gist(self.session, report), self._choose, topics=("audit",)
            )
        elif row is not None:
            given = {"reference": self._report.reference, "number": row.gist.no}
            begin(self.bench, self.dialog, WITHDRAW_GIST, given, self._done, note=row.gist.text)

    def _choose(self, found: WithheldOfReport) -> None:
        """One passage, before the sentence that is to stand for it."""
        said = {one.place: joined(": ", (one.place, one.said)) for one in found.passages}
        passage = Field("place", _("Passage"), tuple(said.items()), deed=RELEASE_GIST.name)
        note = _("From {dossier} is withheld, and a gist may stand for it:").format(
            dossier=found.dossier
        )
        answers = self.bench.prompts.ask(_(RELEASE_GIST.title), _("Next"), (passage,), note=note)
        if answers is None:
            return
        place = answers["place"]
        given = {"dossier": found.dossier, "place": place}
        withheld = _("Withheld: {passage}").format(passage=said[place])
        begin(self.bench, self.dialog, RELEASE_GIST, given, self._done, note=withheld)

    def _done(self, _result: Result) -> None:
        self.refresh()
