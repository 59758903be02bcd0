"""Screening, Reports and the dialogs of the menus with fictional rows, for tests and grabbing.

QT_QPA_PLATFORM=offscreen python -m tests.ui.places FOLDER [NAME …]
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget
from tests.ui import fiction, fictional_case
from tests.ui.grab import grab
from tests.ui.signed_in import signed_in

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.law.bundles import BundleStatus, RootHead
from landwaiter.domain.lists.listing import Match, ScoreReason, WordPair
from landwaiter.domain.people.preferences import Mode
from landwaiter.domain.reports.gists import Gist
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Invalid
from landwaiter.services.base.intake_fault import IntakeFault
from landwaiter.services.base.page import Page
from landwaiter.services.hits.screening_jobs import (
    NameHit,
    NameQuery,
    ScreenedEdition,
    ScreeningResult,
)
from landwaiter.services.law.official_files import OfficialPreview
from landwaiter.services.lists.list_files import ListResult
from landwaiter.services.reports.gists import GistRow
from landwaiter.services.reports.reporting import ReportRow
from landwaiter.ui.casebook.backup_dialog import BackupDialog
from landwaiter.ui.casebook.check_findings_dialog import ChainFindings, FindingsDialog
from landwaiter.ui.casebook.recovery_dialog import RecoveryDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.hits.screening_screen import FILE, LISTS, PAIR, ScreeningScreen
from landwaiter.ui.kit.first_password_dialog import FirstPasswordDialog
from landwaiter.ui.kit.recovery_half_dialog import ShareDialog, ShownShare
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.law.bundle_dialog import BundleDialog
from landwaiter.ui.law.pack_import_dialog import ImportPackDialog
from landwaiter.ui.lists.list_import_dialog import ImportListDialog
from landwaiter.ui.office.settings_dialog import OfficeDialog
from landwaiter.ui.opening.first_sign_in_dialog import FirstSignInDialog
from landwaiter.ui.opening.start_screen import StartScreen
from landwaiter.ui.people.users_dialog import UsersDialog
from landwaiter.ui.reports.gists_dialog import GistsDialog
from landwaiter.ui.reports.reports_screen import ReportsScreen
from landwaiter.ui.window.app import make_application

MATCH = fictional_case.HIT_VIEW.hit.match
SCREENED = (
    ScreenedEdition("us_csl", "8 Apr 2026", "9b2e" + "1" * 60, "transcribed", 24_310, 700),
    ScreenedEdition("eu_sanctions", "2 Apr 2026", "77aa" + "2" * 60, "transcribed", 5_904, 720),
)
WEAKER = Match(
    listing_id="CSL-0099",
    score=741,
    name=MATCH.name,
    matched_name="Northwest Polytechnic Institute",
    reasons=(ScoreReason("name", "two of three words", 741),),
    words=(
        WordPair("西北", "Northwest", "transliteration", 6100, 820),
        WordPair("大学", "", "unmatched", 3800, 0),
    ),
    name_equal=False,
    identifier_equal=False,
    country_equal=None,
)
HITS = (
    NameHit("us_csl", "8 Apr 2026", "Northwestern Polytechnical University",
            "unconfirmed_identity", MATCH),
    NameHit("us_csl", "8 Apr 2026", "Northwest Polytechnic Institute",
            "unconfirmed_identity", WEAKER),
)  # fmt: skip
RESULT = ScreeningResult(NameQuery(MATCH.name, country="CN"), SCREENED, HITS)
CLEAN = ScreeningResult(NameQuery("Obrabiarki Wisla Sp. z o.o.", id="B-2"), SCREENED, ())
LISTS_HELD = (
    fiction.an_edition("US Consolidated Screening List", "8 Apr 2026", 1, 14, kind="export_list",
                       trust="transcribed", source="trade.gov", rows=24_310),
    fiction.an_edition("EU consolidated list", "2 Apr 2026", 7, 5, kind="asset_freeze",
                       trust="transcribed", source="Official Journal", rows=5_904),
    fiction.an_edition("PRC institutions", "Feb 2026", 58, None, kind="institutions"),
)  # fmt: skip
REPORTS = tuple(
    ReportRow(
        f"dossier-{number}",
        f"PL1-2026-{number:06d}",
        title,
        "case",
        f"{number:04x}" + "e" * 56 + "41c7",
        author,
        fiction.at(day, 9, number % 60),
    )
    for number, title, author, day in (
        (412, "Five-axis machining centre to Xi’an Huarui Education Technology", "J. Wójcik", 9),
        (398, "Glass-lined reactor 4 m³ to Straits Process Engineering", "J. Wójcik", 8),
        (366, "Composite curing technology, Harbin Institute of Technology", "M. Zielińska", 7),
        (341, "Titanium plate, 2.1 t, grade open", "P. Nowicki", 2),
    )
)
CORRELATION = OfficialPreview(
    file="Correlation table 2026.xlsx",
    importer="correlation_official",
    pack="correlation_official",
    kind="correlation",
    title="Correlation of commodity codes and Annex I",
    edition="2026",
    valid_from=date(2026, 1, 1),
    valid_to=None,
    trust="official",
    source="",
    licence="",
    read=2_841,
    rows=3_107,
    columns=("hs6", "cn", "list", "control_code", "part", "description"),
    first=(
        ("", "28441010", "eu", "0C001", "", "Natural uranium, crude; waste and scrap"),
        ("", "84136031", "eu", "2B350.i", "y", "Hydraulic pumps with reciprocating pistons"),
        ("845710", "", "eu", "2B001.b.2", "", "Machining centres for working metal"),
        ("", "8479899790", "eu", "2B230", "y", "<b>Pressure</b> transducers"),
    ),
    against="2024",
    added=212,
    removed=31,
    renumbered=4,
    changed=18,
    unchanged=2_842,
    warnings=("A leading zero was put back before 12 codes that a spreadsheet had shortened.",),
)
CHAIN = ChainFindings(18_204, 18_204, "c2f4" + "0" * 56 + "09be", 18_190, 14, 1)
CHECKS = ("encryption", "structure", "references", "schema", "users", "keys", "vault",
          "approvals", "files", "audit")  # fmt: skip
SETTINGS = {
    "policy.china_arms_embargo_triggers_art4": "true",
    "threshold.us-consolidated-screening-list": "680",
    "age_limit.eu-consolidated-list": "5",
    "report.office": "Izba Administracji Skarbowej, Gdynia",
    "report.distribution": "Ministry, export control unit",
}
VERDICT = (
    "PL1-2026-000412.pdf: unchanged.",
    "PL1-2026-000412.pdf: signed by Jan Wójcik, key 7f3a99c1e0b24d55…; the signature verifies.",
    "PL1-2026-000412.pdf: the approval signature verifies.",
    "PL1-2026-000412.xlsx: changed.",
    "PL1-2026-000412.xlsx: Items!F7: was 9800, is 980.",
    "The files are made from the same dossier.",
    "Not consistent: origin not proven.",
)


@dataclass(frozen=True, slots=True)
class AUser:
    """A user as the list shows it."""

    id: str
    name: str
    roles: tuple[str, ...]
    active: bool = True
    disabled_at: datetime | None = None
    key: str = "7f3a99c1e0b24d55" + "0" * 48
    key_counts: bool = True
    approves: bool = True
    signs_in_first: bool = False
    confirmed_by: tuple[str, ...] = ()
    may_confirm: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    asked_by: str = ""
    deputises: tuple[str, ...] = ()
    away: bool = False


USERS = (
    AUser("u1", "Anna Baran", ("administrator",)),
    AUser(
        "u2", "Jan Wójcik", ("reviewer", "head"), key="b81c" + "4" * 60,
        deputises=("Piotr Nowicki: reviewer",), away=True,
    ),
    AUser("u3", "Marta Zielińska", ("analyst",)),
    AUser(
        "u4", "Piotr Nowicki", ("analyst", "reviewer"), key="11d0" + "9" * 60, key_counts=False,
        approves=False, may_confirm=("Jan Wójcik", "Marta Zielińska"),
    ),
    AUser(
        "u6", "Olga Wrona", ("analyst",), key="5ee1" + "7" * 60, approves=False,
        confirmed_by=("Jan Wójcik",), may_confirm=("Anna Baran", "Marta Zielińska"),
        waits_for=("analyst", "reviewer"), asked_by="Anna Baran",
    ),
    AUser("u7", "Nina Sowa", (), key="", key_counts=False, approves=False, signs_in_first=True,
          waits_for=("analyst",), asked_by="Anna Baran"),
    AUser("u5", "Tomasz Lis", (), False, fiction.at(3, month=3), "", False, approves=False),
)  # fmt: skip
ADMINISTRATOR = Actor("u1", "Anna Baran", frozenset({UserRole.ADMINISTRATOR}))
ANALYST = Actor("u2", "Marta Zielińska", frozenset({UserRole.ANALYST}))


def a_screening_screen() -> ScreeningScreen:
    screen = ScreeningScreen()
    screen.show_lists(LISTS_HELD)
    screen.show_waiting(8, 11)
    return screen


def a_reports_screen(shell: Shell) -> ReportsScreen:
    screen = ReportsScreen(lambda after, order, text: Page(REPORTS, None), shell.jobs)
    screen.refresh()
    return screen


def _screening(shell: Shell, fill: Callable[[ScreeningScreen], object]) -> QWidget:
    signed_in(shell)
    screen = a_screening_screen()
    fill(screen)
    return shell.open_tab(
        Tab("screening", "Screening", "screening", closable=False),
        lambda: screen,
        screen="screening",
    )


def _name(screen: ScreeningScreen) -> None:
    screen.name_form.name_field.setText(MATCH.name)
    screen.name_form.country.setText("CN")
    screen.show_result(RESULT)


def _pair(screen: ScreeningScreen) -> None:
    screen.show_part(PAIR)
    screen.pair_form.first.setText(MATCH.name)
    screen.pair_form.second.setText(MATCH.matched_name)
    screen.show_comparison(MATCH)


def _file(screen: ScreeningScreen) -> None:
    screen.show_part(FILE)
    screen.show_file(Path("/home/anna/parties of the week.csv"))
    screen.show_file_results((RESULT, CLEAN, replace(RESULT, hits=HITS[1:])))
    screen.show_file_progress(1200, 4000)


def _no_lists(screen: ScreeningScreen) -> None:
    screen.show_lists(())
    screen.show_waiting(0, 0)
    screen.show_part(LISTS)


def _name_fault(screen: ScreeningScreen) -> None:
    screen.name_form.name_field.setText("Straits Process Engineering")
    screen.show_name_fault(
        Invalid("A country is two letters (ISO 3166-1).", field="country", value="China",
                remedy="Write CN for China.")
    )  # fmt: skip


def _reports(shell: Shell) -> QWidget:
    signed_in(shell)
    screen = a_reports_screen(shell)
    screen.add_reports((Path("PL1-2026-000412.pdf"), Path("PL1-2026-000412.xlsx")))
    screen.show_verdict(VERDICT, passed=False, proven=False)
    return shell.open_tab(
        Tab("reports", "Reports", "reports", closable=False), lambda: screen, screen="reports"
    )


def _no_reports(shell: Shell) -> QWidget:
    signed_in(shell)
    screen = ReportsScreen(lambda after, order, text: Page((), None), shell.jobs)
    screen.refresh()
    return shell.open_tab(
        Tab("reports", "Reports", "reports", closable=False), lambda: screen, screen="reports"
    )


GISTS = (
    GistRow(
        Gist(
            "g1", 1, "case", Profile.MINISTRY, "evidence/1/from", Content.SOURCE, "5a", "c0" * 32,
            "d0" * 32, "Somebody in the trade of the goods showed the order to the office.", "m1",
            "Marta Zielińska", fiction.at(8, 9, 12).isoformat(),
        ),
        "Bartosz Nowak",
        stands=True,
    ),
    GistRow(
        Gist(
            "g2", 2, "case", Profile.LICENSING_AUTHORITY, "custody/2/what", Content.SOURCE, "5b",
            "c1" * 32, "d1" * 32, "Who carried the letter knows the buyer from earlier orders.",
            "m2", "Marta Zielińska", fiction.at(8, 9, 40).isoformat(), "Jan Wójcik",
            fiction.at(9, 10, 5).isoformat(),
            "the authority asked for the letter itself",
        ),
        "Bartosz Nowak",
        stands=False,
        why_not="withdrawn",
    ),
)  # fmt: skip


def _gists(shell: Shell, chosen: int) -> QWidget:
    dialog = GistsDialog(replace(REPORTS[0], profile=Profile.MINISTRY), shell)
    dialog.show_actor(ANALYST)
    dialog.show_gists(GISTS)
    dialog.list.selectRow(chosen)
    return _opened(dialog)


def _opened(dialog: QWidget) -> QWidget:
    dialog.show()
    return dialog


def _users(shell: Shell) -> QWidget:
    dialog = UsersDialog(shell)
    dialog.show_users(USERS, ADMINISTRATOR)
    dialog.show_deed("add")
    dialog.forms["add"].name_field.setText("Ewa Sikora")
    return _opened(dialog)


def _users_chosen(shell: Shell) -> QWidget:
    dialog = UsersDialog(shell)
    dialog.show_users(USERS, ADMINISTRATOR)
    dialog.list.selectRow(4)
    return _opened(dialog)


def _first_sign_in(shell: Shell) -> QWidget:
    dialog = FirstSignInDialog("Piotr Nowicki", shell)
    dialog.password.setText("a sentence is easy to keep")
    dialog.again.setText("a sentence is")
    return _opened(dialog)


def _own_key(shell: Shell) -> QWidget:
    dialog = FirstSignInDialog("Piotr Nowicki", shell)
    dialog.show_key(USERS[3])
    return _opened(dialog)


def _recovery(shell: Shell) -> QWidget:
    dialog = RecoveryDialog(shell)
    dialog.show_state(("Anna Baran", "Jan Wójcik"), 2, [user.name for user in USERS[:3]])
    dialog.holders[0].setCurrentIndex(0)
    dialog.passwords[0].setText("a sentence is easy to keep")
    return _opened(dialog)


def _half(shell: Shell, *, shown: bool) -> QWidget:
    text = "K7QM-2XPD 9RWT-HF4C VN3B-8LJY 6GZA-E5US 3DHK-PW7R K7QM-2XPD 9RWT-HF4C 6GZA-E5US"
    dialog = ShareDialog(ShownShare(text, "Jan Wójcik"), shell)
    if shown:
        dialog.show_button.click()
    return _opened(dialog)


def _founders(shell: Shell) -> QWidget:
    """Three people found a casebook together."""
    tab = Tab("start", "Start", "cases", closable=False)
    screen = StartScreen()
    shell.open_tab(tab, lambda: screen, screen="start")
    card = screen.create_card
    card.folder.setText("/cases/pomorze")
    card.office.setText("PL1")
    for _number in range(2):
        card.founders.add_founder()
    for row, name in zip(card.founders.rows, ("Anna Baran", "Jan Wójcik"), strict=False):
        row.name.setText(name)
        row.password.setText("a sentence is easy to keep")
    card.founders.rows[0].again.setText("a sentence is easy to keep")
    return screen


def _users_of_an_analyst(shell: Shell) -> QWidget:
    dialog = UsersDialog(shell)
    dialog.show_users(USERS, ANALYST)
    dialog.list.selectRow(3)
    return _opened(dialog)


def _backup(shell: Shell) -> QWidget:
    dialog = BackupDialog("/media/stick/Pomorze casebook 2026-04-09.backup", shell)
    dialog.show_progress(3, 7, "Writing the files of the vault")
    return _opened(dialog)


def _checked(shell: Shell) -> QWidget:
    dialog = FindingsDialog("Check the casebook", "encryption, structure, users", "Check", shell)
    dialog.show_findings(
        CHECKS, (("files", "The file contract.pdf is missing from the vault."),), CHAIN
    )
    return _opened(dialog)


NO_ROLE = "needs the role administrator or head"


def an_office_dialog(shell: QWidget | None, *, refused: str = "") -> OfficeDialog:
    dialog = OfficeDialog(shell)
    dialog.show_settings(SETTINGS, (*LISTS_HELD, *fiction.STALE), refused=refused)
    return dialog


def _import_list(shell: Shell) -> QWidget:
    dialog = ImportListDialog(shell)
    dialog.show_files((Path("/home/anna/eu consolidated list.csv"),))
    refused = (
        IntakeFault(7, "name", None, "The name is missing.", "State it, or take the row out."),
        IntakeFault(12, "countries", "Chinna", "This is not a country.", "Write CN for China."),
    )
    dialog.show_results((ListResult("eu consolidated list.csv", "table", "eu", rejected=refused),))
    return _opened(dialog)


def _bundle(shell: Shell) -> QWidget:
    """A root that is about to be accepted, where an older bundle has expired."""
    dialog = BundleDialog(shell)
    status = BundleStatus(
        1,
        "8a88e3dd7409f195" * 4,
        False,
        7,
        fiction.at(2, 10, 9),
        fiction.at(3, 17, 9),
        41,
        expired=True,
    )
    dialog.show_status(status)
    dialog.show_files((Path("/media/stick/2.root.json"),))
    dialog.show_root(RootHead(2, "0" * 64, 2, ("1", "2", "3"), ("4",), fiction.at(30)))
    return _opened(dialog)


def _import_official(shell: Shell) -> QWidget:
    """A look at a correlation table that a spreadsheet shortened."""
    dialog = ImportPackDialog(shell)
    dialog.show_files((Path("/home/anna/Correlation table 2026.xlsx"),))
    dialog.show_form(False)
    dialog.form.edition.setText("2026")
    dialog.form.valid_from.setText("2026-01-01")
    dialog.show_preview(CORRELATION)
    return _opened(dialog)


def _import_official_refused(shell: Shell) -> QWidget:
    """The same table with two rows that are wrong."""
    dialog = ImportPackDialog(shell)
    dialog.show_files((Path("/home/anna/Correlation table 2026.xlsx"),))
    dialog.show_form(False)
    refused = (
        IntakeFault(7, "cn", "84571", "This is not a commodity code.", "Correct the code."),
        IntakeFault(
            12, "control_code", "2Z001", "This is not a code of the list eu.", "Write 2B001."
        ),
    )
    dialog.show_preview(replace(CORRELATION, rejected=refused))
    return _opened(dialog)


PLACES: Mapping[str, Callable[[Shell], QWidget]] = {
    "screening": lambda shell: _screening(shell, _name),
    "screening_fault": lambda shell: _screening(shell, _name_fault),
    "screening_pair": lambda shell: _screening(shell, _pair),
    "screening_file": lambda shell: _screening(shell, _file),
    "screening_lists": lambda shell: _screening(shell, lambda one: one.show_part(LISTS)),
    "screening_no_lists": lambda shell: _screening(shell, _no_lists),
    "reports": _reports,
    "reports_none": _no_reports,
    "gists": lambda shell: _gists(shell, 0),
    "gists_withdrawn": lambda shell: _gists(shell, 1),
    "founders": _founders,
    "users": _users,
    "users_chosen": _users_chosen,
    "users_analyst": _users_of_an_analyst,
    "first_sign_in": _first_sign_in,
    "own_key": _own_key,
    "first_password": lambda shell: _opened(
        FirstPasswordDialog("Piotr Nowicki", "k7qm2x-pd9rwt-hf4cvn-3b8jy6", shell)
    ),
    "recovery": _recovery,
    "half": lambda shell: _half(shell, shown=False),
    "half_shown": lambda shell: _half(shell, shown=True),
    "backup": _backup,
    "check": _checked,
    "office": lambda shell: _opened(an_office_dialog(shell)),
    "office_analyst": lambda shell: _opened(an_office_dialog(shell, refused=NO_ROLE)),
    "import_list": _import_list,
    "import_pack": lambda shell: _opened(ImportPackDialog(shell)),
    "bundle": _bundle,
    "import_official": _import_official,
    "import_official_refused": _import_official_refused,
}


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(["grab"], Settings(Mode.LIGHT))
    for name in arguments[1:] or list(PLACES):
        grab(name, PLACES[name], folder, application)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
