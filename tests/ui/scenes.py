"""Each screen in the window, filled with fictional rows: for tests and for grabbing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget
from tests.formats.tables.national_tables import GERMAN
from tests.ui import fiction, fictional_audit, fictional_case, fictional_chart, fictional_entity
from tests.ui.signed_in import REVIEWER, nobody_in, signed_in

from landwaiter.domain.intake.table_mapping import TableMapping
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.domain.people.preferences import Mode, Preferences
from landwaiter.formats.base.marked_file import MarkedFile
from landwaiter.formats.intake.declarations import table_source
from landwaiter.formats.intake.table_proposals import known_heading, propose
from landwaiter.i18n import _
from landwaiter.services.base.confinement import Confinement
from landwaiter.services.base.confinement_words import notes
from landwaiter.services.base.page import Page
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.chart.chart_layout import laid_out
from landwaiter.ui.audit.audit_screen import AuditScreen
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.cases.cases_screen import CasesScreen
from landwaiter.ui.chart.chart_screen import ChartScreen
from landwaiter.ui.entities.entities_screen import EntitiesScreen
from landwaiter.ui.entities.entity_screen import EntityScreen
from landwaiter.ui.frame.preferences_screen import PreferencesScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.hits.hit_screen import HitScreen
from landwaiter.ui.intake.intake_screen import IntakeScreen
from landwaiter.ui.law.reference_screen import ReferenceScreen
from landwaiter.ui.opening.start_screen import StartScreen
from landwaiter.ui.review.review_screen import ReviewScreen
from landwaiter.ui.today.today_screen import TodayScreen


def today(shell: Shell) -> QWidget:
    signed_in(shell)
    screen = TodayScreen()
    screen.show_view(fiction.anew(fiction.TODAY_VIEW), user=fiction.USER)
    return shell.open_tab(
        Tab("today", _("Today"), "today", closable=False), lambda: screen, screen="today"
    )


def start(shell: Shell) -> QWidget:
    nobody_in(shell)
    return shell.open_tab(
        Tab("start", _("Start"), "cases", closable=False), StartScreen, screen="start"
    )


def _preview_of(reference: str) -> CaseView:
    view = fiction.anew(fictional_case.CASE_VIEW)
    known = {one.reference: one for one in fiction.anew(fiction.QUEUE)}
    return replace(view, row=known.get(reference) or replace(view.row, reference=reference))


CONFINED = Confinement(files=True, network=True, processes=True, memory=True)


def a_cases_screen(shell: Shell) -> CasesScreen:
    screen = CasesScreen(
        lambda after, order, query: fiction.anew(fiction.page_of_cases(after)),
        shell.jobs,
        views=fiction.VIEWS,
        choices={"destination": (("CN", "CN"), ("HK", "HK")), "assignee": (("me", "me"),)},
    )
    screen.preview_asked.connect(lambda reference: screen.show_preview(_preview_of(reference)))
    screen.refresh()
    return screen


def cases(shell: Shell) -> QWidget:
    signed_in(shell)
    return shell.open_tab(
        Tab("cases", _("Cases"), "cases", closable=False),
        lambda: a_cases_screen(shell),
        screen="cases",
    )


def case(shell: Shell) -> QWidget:
    cases(shell)
    screen = CaseScreen()
    screen.show_view(fiction.anew(fictional_case.CASE_VIEW))
    return shell.open_tab(
        Tab("case-412", "PL1-2026-000412", "cases"), lambda: screen, screen="case", place="cases"
    )


def hit(shell: Shell) -> QWidget:
    today(shell)
    screen = HitScreen()
    screen.show_view(fiction.anew(fictional_case.HIT_VIEW))
    screen.choose(JudgementValue.SAME)
    screen.reason.setPlainText("Chinese name and street agree.")
    return shell.open_tab(
        Tab("hits", "Hits, 8 left", "screening"), lambda: screen, screen="hit", place="screening"
    )


def review(shell: Shell) -> QWidget:
    """As the colleague sees it whom the author waits for."""
    cases(shell)
    signed_in(shell, REVIEWER, date(2026, 4, 13))
    screen = ReviewScreen()
    screen.show_view(fiction.anew(fictional_case.REVIEW_VIEW))
    screen.show_similar(fictional_case.SIMILAR)
    return shell.open_tab(
        Tab("review-412", "PL1-2026-000412", "cases"),
        lambda: screen,
        screen="review",
        place="cases",
    )


def audit(shell: Shell) -> QWidget:
    signed_in(shell)
    screen = AuditScreen(
        lambda after, order, text: Page(fictional_audit.AUDIT, None, 18204), shell.jobs
    )
    screen.refresh()
    screen.show_verdict("The chain of 18,204 entries is whole.", good=True)
    return shell.open_tab(
        Tab("audit", _("Audit"), "audit", closable=False), lambda: screen, screen="audit"
    )


def reference(shell: Shell) -> QWidget:
    signed_in(shell)
    screen = ReferenceScreen()
    screen.show_rows((fictional_case.HIT_VIEW.edition, *fiction.STALE, fiction.CONFIDENTIAL))
    screen.show_waiting(("eu_fsf", "own_watch"))
    screen.show_sifted(fictional_case.SIFTED_BEFORE)
    return shell.open_tab(
        Tab("reference", _("Reference data"), "reference", closable=False),
        lambda: screen,
        screen="reference",
    )


def entities(shell: Shell) -> QWidget:
    signed_in(shell)
    screen = EntitiesScreen(lambda after, order, text: Page(fiction.ENTITIES, None), shell.jobs)
    screen.refresh()
    return shell.open_tab(
        Tab("entities", _("Entities"), "entities", closable=False),
        lambda: screen,
        screen="entities",
    )


def entity(shell: Shell) -> QWidget:
    signed_in(shell)
    screen = EntityScreen()
    screen.show_view(fiction.anew(fictional_entity.VIEW))
    screen.show_duplicates(2)
    return shell.open_tab(
        Tab("entity-ent-3", "MV Amber Coast", "entities"), lambda: screen, screen="entity"
    )


def chart(shell: Shell) -> QWidget:
    signed_in(shell)
    screen, view = ChartScreen(), fictional_chart.VIEW
    tab = Tab("chart", "Links of 000412", "link-chart")
    shown = shell.open_tab(tab, lambda: screen, screen="chart", place="cases")
    screen.show_chart(view, view.grown, laid_out(view.grown.chart))
    return shown


def settings(shell: Shell) -> QWidget:
    signed_in(shell)
    screen = PreferencesScreen(Preferences(theme=Mode.LIGHT))
    screen.show_confinement(notes(CONFINED))
    return shell.open_tab(
        Tab("settings", _("Settings"), "settings", closable=False),
        lambda: screen,
        screen="settings",
    )


def intake(shell: Shell) -> QWidget:
    """A sender's table at its columns, one day of which has to be asked for."""
    signed_in(shell)
    screen = IntakeScreen(Path("anmeldungen.csv"))
    told = TableMapping(encoding=GERMAN.encoding)
    known = known_heading(told, screen.path.name)
    file = MarkedFile.of_bytes(GERMAN.data, screen.path.name)
    source = table_source(file, told, known)
    screen.show_proposal(propose(source, told), ("customs_agency",), "", is_edit=False)
    return shell.open_tab(
        Tab("intake", _("Take in declarations"), "take-in"),
        lambda: screen,
        screen="intake",
        place="today",
    )


def intake_mend(shell: Shell) -> QWidget:
    """The same at its rows to mend."""
    shown = intake(shell)
    assert isinstance(shown, IntakeScreen)
    shown.show_rehearsal(fiction.REHEARSAL)
    return shown


SCENES: Mapping[str, Callable[[Shell], QWidget]] = {
    "intake": intake,
    "intake_mend": intake_mend,
    "today": today,
    "start": start,
    "cases": cases,
    "case": case,
    "hit": hit,
    "review": review,
    "audit": audit,
    "reference": reference,
    "entities": entities,
    "entity": entity,
    "chart": chart,
    "settings": settings,
}
