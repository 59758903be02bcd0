"""The link chart of a case, bound to its services."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.services.chart import chart_view
from landwaiter.ui.bench import Bench
from landwaiter.ui.dialogs.chart import ChartDialog


def open_chart(bench: Bench, reference: str, parent: QWidget) -> ChartDialog:
    """Shows every link, whatever the day."""
    dialog, session = ChartDialog(reference, parent), bench.session

    def look(day: date | None) -> None:
        bench.read(
            dialog, lambda: chart_view(session, reference, on=day), dialog.show_view,
            dialog.show_fault, bar=dialog.bar, slot="chart",
        )  # fmt: skip

    def save() -> None:
        name = str(Path.home() / f"{reference} links.png")
        file = bench.prompts.save_file(_("Save the picture as"), name, _("Pictures (*.png)"))
        if file is None:
            return
        if dialog.canvas.save(file):
            dialog.show_done(_("Saved as {file}.").format(file=file))
        else:
            dialog.show_fault(Unavailable(_("The picture cannot be written."), file=str(file)))

    dialog.day_asked.connect(look)
    dialog.save_asked.connect(save)
    look(None)
    dialog.open()
    return dialog
