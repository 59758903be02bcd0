"""Relations of states in the window: pairs, the page of one, and its deeds, by keyboard."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from tests.formats.official.test_arms_transfers import DEAL
from tests.services.act_examples import states_related
from tests.services.relations.test_relations import with_register
from tests.services.sample_office import ADMIN, ANALYST, READ, READ_ON, REASON, Office, an_office
from tests.ui.hands import CTRL, press, type_text
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.relations.deeds import StateRelation, StateShare
from landwaiter.domain.relations.relation import RelationKind
from landwaiter.domain.relations.share import ShareOrigin
from landwaiter.services.deeds.engine import do
from landwaiter.services.relations.relations import codes_of, list_relations, list_shares
from landwaiter.services.reports.reporting import reports_made
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.prompts import Field, Prompts
from landwaiter.ui.relations.grounds_card import grounds_card
from landwaiter.ui.relations.relations_dialog import RelationsDialog
from landwaiter.ui.window.dialog_table import open_dialog

PUBLISHED = StateShare(
    "TIV delivered to China by Russia",
    ("CN", "RU"),
    "TIV delivered to China by all suppliers",
    "2018",
    "2022",
    "2023",
    "as published",
    ShareOrigin.PUBLISHER,
    Certainty.REPORTED,
    "a yearbook",
    quoted="83",
    **READ,
)
ALLIANCE = StateRelation(
    RelationKind.ALLIANCE_TREATY,
    ("CN", "KP"),
    Certainty.ESTABLISHED,
    "the treaty",
    since="1961",
    grade="A1",
    read_on=READ_ON,
)


class Told(Prompts):
    """A person who gives these answers, and leaves the rest as it stands."""

    def __init__(self, shell: Shell, **answers: str) -> None:
        super().__init__(shell)
        self.said = answers
        self.asked: tuple[Field, ...] = ()
        self.saved: list[Path] = []
        """Files to be named, one after the other."""

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        self.asked = tuple(fields)
        return {field.name: self.said.get(field.name, field.value) for field in fields}

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        return self.saved.pop(0) if self.saved else None


@pytest.fixture
def office(tmp_path: Path, jobs: Jobs) -> Iterator[Office]:
    office = an_office(tmp_path)
    states_related(office)
    for said in (PUBLISHED, ALLIANCE):
        do(office.session(ANALYST), said)
    yield office
    office.close()


def opened(
    office: Office, shell: Shell, qtbot: QtBot, who: str = ANALYST, **said: str
) -> tuple[RelationsDialog, Told]:
    told = Told(shell, **said)
    dialog = open_dialog("relations", Bench(office.session(who), shell.jobs, told), parent=shell)
    assert isinstance(dialog, RelationsDialog)
    settle(shell.jobs, qtbot)
    return dialog, told


def test_the_pair_with_most_stands_first_and_its_page_beside_it(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog, _told = opened(office, shell, qtbot)
    assert [(row.one, row.other) for row in dialog.pairs.rows()] == [("CN", "RU"), ("CN", "KP")]
    assert dialog.view is not None
    assert [row.certainty for row in dialog.statements.rows()] == [
        Certainty.REPORTED,
        Certainty.REPORTED,
    ]
    said = dialog.statements.index(1, 1).data()
    assert "83 % (publisher's figure); numerator and denominator not given" in str(said)


def test_a_country_is_found_by_its_name(office: Office, shell: Shell, qtbot: QtBot) -> None:
    dialog, _told = opened(office, shell, qtbot)
    type_text(dialog.search, "korea")
    settle(shell.jobs, qtbot)
    assert [(row.one, row.other) for row in dialog.pairs.rows()] == [("CN", "KP")]
    assert dialog.view is not None
    assert codes_of(dialog.view) == ("CN", "KP")
    type_text(dialog.search, "nowhere")
    settle(shell.jobs, qtbot)
    assert dialog.view is None


def test_a_relation_is_stated_with_the_pair_in_its_form(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    said = {"kind": "dialogue", "certainty": "established", "source": "a communiqué"}
    said |= {"grade": "B2", "read_on": "2026-03-29"}
    dialog, told = opened(office, shell, qtbot, **said)
    press(dialog.matrix, Qt.Key.Key_R, CTRL)
    settle(shell.jobs, qtbot)
    asked = {one.name: one for one in told.asked}
    assert asked["states"].value == "CN, RU"
    assert (asked["read_on"].value, asked["grade"].value) == ("2026-03-30", "")
    assert asked["grade"].required
    newest = list_relations(office.session(ANALYST)).rows[0]
    assert (newest.kind, newest.states) == (RelationKind.DIALOGUE, ("CN", "RU"))


def test_what_is_under_the_cursor_is_ended_whatever_it_is(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog, _told = opened(office, shell, qtbot, reason=REASON)
    dialog.list.selectRow(1)
    press(dialog.list, Qt.Key.Key_E, CTRL)
    settle(shell.jobs, qtbot)
    assert list_shares(office.session(ANALYST)).rows[0].ended == REASON
    assert dialog.statements.rowCount() == 1


def test_an_administrator_reads_and_sees_why_nothing_is_stated(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog, _told = opened(office, shell, qtbot, ADMIN)
    for button in (dialog.relation, dialog.share, dialog.end):
        assert not button.isEnabled()


def test_the_page_says_ours_beside_the_publishers_figure_with_both_editions(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    deal = DEAL.replace("Norway", "China")
    with_register(
        office,
        deal.replace("Sweden", "Russia").replace("2001; 2002", "2017; 2018"),
        deal.replace("Sweden", "France").replace("2001; 2002", "2020"),
    )
    dialog, _told = opened(office, shell, qtbot)
    said = " ".join(label.words() for label in dialog.findChildren(MarkLabel))
    assert "computed by the program even over delivery years: 33.3 %, range 0.0 to 50.0 %" in said
    assert "1 of 1 deal straddles (edition 2025 of the register)" in said
    assert "never mixed with it: 83 % (publisher's figure); numerator and denominator" in said
    assert "edition 2023" in said
    assert "France" not in said  # whose share nobody published, and who is not of this pair


def test_what_names_one_state_alone_has_its_row_and_page(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    said = StateRelation(
        RelationKind.ACADEMY_PLACES,
        ("CN",),
        Certainty.REPORTED,
        "a paper",
        others="more than 90 countries",
        wording="incomplete data",
        **READ,
    )
    do(office.session(ANALYST), said)
    dialog, _told = opened(office, shell, qtbot)
    type_text(dialog.search, "alone")
    settle(shell.jobs, qtbot)
    assert [(row.one, row.other) for row in dialog.pairs.rows()] == [("CN", "")]
    assert dialog.view is not None
    assert codes_of(dialog.view) == ("CN",)
    assert len(dialog.statements.rows()) == 4  # all that names it, with others or alone
    shown = str(dialog.statements.index(2, 1).data())
    assert "in their words “incomplete data”" in shown


def test_a_report_on_the_pair_is_made_of_its_page(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog, told = opened(office, shell, qtbot)
    told.saved = [tmp_path / "states.pdf"]
    press(dialog.matrix, Qt.Key.Key_D, CTRL)
    settle(shell.jobs, qtbot)
    assert (tmp_path / "states.pdf").is_file()
    (made,) = reports_made(office.session(ANALYST)).rows
    assert (made.report_type, made.reference) == ("states", "CN-RU")


def test_its_models_are_models(office: Office, shell: Shell, qtbot: QtBot) -> None:
    dialog, _told = opened(office, shell, qtbot)
    for model in (dialog.pairs, dialog.statements):
        tester = QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        assert model.rowCount(QModelIndex()) > 0
        del tester


def test_a_case_shows_its_grounds_as_they_were_quoted(office: Office, qtbot: QtBot) -> None:
    stated = list_relations(office.session(ANALYST), kind="exercise").rows[0].id
    office.act(ANALYST, "ground", what="relation", statement=stated, reason=REASON)
    card = grounds_card(office.case().grounds)
    qtbot.addWidget(card)
    said = " ".join(label.words() for label in card.findChildren(MarkLabel))
    assert "Northern Interaction" in said
    assert "reported; a press release" in said
    assert REASON in said
