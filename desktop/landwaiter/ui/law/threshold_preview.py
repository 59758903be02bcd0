"""The threshold of a list or of a kind in it: what it would bring is shown before it is saved."""

from decimal import Decimal
from functools import partial

from landwaiter.errors import Fault
from landwaiter.i18n import N_, _, figure
from landwaiter.services.deeds.engine import do
from landwaiter.services.law.counting_thresholds import KINDS
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.lists import thresholds
from landwaiter.services.lists.list_imports import KINDS as LIST_KINDS
from landwaiter.services.lists.thresholds import ThresholdLoad
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.figures import thousandths_of
from landwaiter.ui.kit.prompts import Field


class ThresholdTalk:
    """Asks for kind and threshold, counts in the tray, then asks whether to save it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(self, row: EditionRow) -> None:
        """Which threshold is thought of."""
        if row.kind not in LIST_KINDS:
            self._desk.warn(_("Only what parties are screened against has a threshold."))
            return
        fields = (
            Field(
                "kind",
                _("Of which listings"),
                choices=(("", _("all")), *((kind, _(_SAID[kind])) for kind in KINDS)),
            ),
            Field("threshold", _("Threshold, 0.4 to 1; empty: as it is without one of its own")),
        )
        note = _("First it is counted what it would bring on the parties of this casebook.")
        answers = self._desk.prompts.ask(row.title, _("Count"), fields, note=note)
        if answers is None:
            return
        try:
            wanted = thousandths_of(answers["threshold"], _("threshold"))
        except Fault as fault:
            self._desk.show_fault(fault)
            return
        kind = answers["kind"] or None
        self._desk.run(
            _("Counting what a threshold of {list} brings").format(list=row.title),
            lambda session, tell: thresholds.expected_load(
                session, row.id, kind=kind, also=wanted, progress=tell
            ),
            partial(self._counted, row, wanted),
        )

    def _counted(self, row: EditionRow, wanted: int | None, load: ThresholdLoad) -> None:
        lines = thresholds.load_lines(load, wanted=wanted)
        text = "\n".join((*lines, *thresholds.history_lines(load)))
        if self._desk.prompts.confirm(row.title, text, _saying(wanted)):
            self._desk.write(
                lambda session: do(
                    session, thresholds.as_setting(session, load.list_id, load.kind, wanted)
                ),
                lambda result: self._desk.tell(result.changes),
            )


_SAID = {
    "person": N_("persons"),
    "organisation": N_("organisations"),
    "vessel": N_("vessels"),
}


def _saying(wanted: int | None) -> str:
    if wanted is None:
        return _("Take it away")
    return _("Set {threshold}").format(threshold=figure(Decimal(wanted) / 1000))
