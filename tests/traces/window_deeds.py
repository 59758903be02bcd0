"""Files that only the window gives out, and what the window keeps for itself."""

from pathlib import Path

from tests.faults.deed import Deed
from tests.services.sample_office import ANALYST, CONSIGNEE, PASSWORD, REF, Office

from landwaiter import entry
from landwaiter.domain.audit.deeds import ExportChain
from landwaiter.services.chart.chart_export import write_ftm
from landwaiter.services.chart.chart_layout import laid_out
from landwaiter.services.chart.charts import chart_view
from landwaiter.services.deeds.engine import do
from landwaiter.services.hits.screening_jobs import NameQuery, screen_names
from landwaiter.ui.chart.chart_screen import ChartScreen
from landwaiter.ui.frame import file_deeds
from landwaiter.ui.frame.crash import CrashDialog
from landwaiter.ui.hits.exports import write_results
from landwaiter.ui.kit.window_settings import Settings, save_settings, settings_file
from landwaiter.ui.opening import opening_casebooks
from landwaiter.ui.window.self_portrait import grab


def _window(office: Office) -> None:
    """The window on a case, and a picture of it."""
    grab(office.path, ANALYST, PASSWORD, office.path.parent / "window.png", reference=REF)


def _chart(office: Office) -> None:
    view, folder = chart_view(office.session(ANALYST), REF), office.path.parent
    screen = ChartScreen()
    screen.show_chart(view, view.grown, laid_out(view.grown.chart))
    screen.canvas.save(folder / "links.png")
    write_ftm(office.session(ANALYST), view, folder / "links.json")


def _results(office: Office) -> None:
    found = list(screen_names(office.session(ANALYST), [NameQuery(CONSIGNEE)]))
    for form in ("csv", "json"):
        write_results(office.path.parent / f"found.{form}", found, form)


def _trail(office: Office) -> None:
    lines = do(office.session(ANALYST), ExportChain()).outcome
    file_deeds._write_lines(office.path.parent / "audit.jsonl", lines, lambda *_told: None)


def _recovery_key(office: Office) -> None:
    opening_casebooks._write(office.path.parent / "recovery key.txt", "WORD WORD WORD")


def _settings(office: Office) -> None:
    for _time in range(2):
        save_settings(Settings().opened(office.path, ANALYST), settings_file())


def _crash(office: Office) -> None:
    """A mistake met in the window: it is told and written down."""
    bug = RuntimeError(f"{CONSIGNEE} {REF}")
    entry._logged(bug)
    assert CONSIGNEE not in CrashDialog(bug).report
    assert Path(office.path).is_dir()


WINDOW_DEEDS: tuple[Deed, ...] = (
    Deed("the window", _window, files=("window.png",)),
    Deed("a chart", _chart, files=("links.png", "links.json")),
    Deed("results", _results, files=("found.csv", "found.json")),
    Deed("the trail", _trail, files=("audit.jsonl",)),
    Deed("a recovery key", _recovery_key, files=("recovery key.txt",)),
    Deed("settings", _settings),
    Deed("a crash in the window", _crash),
)
