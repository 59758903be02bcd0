"""The entities place and the page of an entity, in the window bound to an office."""

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from tests.deeds.said import said
from tests.ui.desk_office import Answers, Hands
from tests.ui.fictional_entity import VIEW
from tests.ui.hands import CTRL, press

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.deeds import MakeEntity, StateFact
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.domain.reports.profiles import Profile
from landwaiter.services.cases import case_reads
from landwaiter.services.deeds.engine import do
from landwaiter.services.entities import party_entities
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.reports import reporting
from landwaiter.services.warm.session import Session
from landwaiter.ui.entities.duplicates_dialog import DuplicatesDialog
from landwaiter.ui.entities.entities_screen import EntitiesScreen
from landwaiter.ui.entities.entity_forms import state_form
from landwaiter.ui.entities.entity_screen import EntityScreen
from landwaiter.ui.entities.entity_tab import EntityTab
from landwaiter.ui.entities.ownership_dialog import OwnershipDialog
from landwaiter.ui.flags.flag_cards import PartiesCard
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.fields import given
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.listings.proposal_dialog import ProposalDialog
from landwaiter.ui.reports.reports_screen import ReportsScreen

REF = "PL1-2026-000001"
SOURCE = "trade register of 2 Mar 2026"
Key = Qt.Key


def session_of(hands: Hands) -> Session:
    return hands.room.desk.known_session


def made(hands: Hands, name: str, kind: str = "organisation") -> str:
    return do(session_of(hands), MakeEntity(name=name, kind=kind, source="a letter")).made


def opened(hands: Hands, entity_id: str) -> EntityTab:
    hands.room.to_entity(entity_id)
    hands.settle()
    tab = hands.room.desk.views[f"entity-{entity_id}"]
    assert isinstance(tab, EntityTab)
    return tab


def form_of(tab: EntityTab) -> ActForm:
    form = tab.acting.form
    assert form is not None
    return form


def fill(form: ActForm, **said: str) -> None:
    """As a person would: into each field by its name."""
    for name, text in said.items():
        widget: QWidget = form.inputs[name]
        if isinstance(widget, QPlainTextEdit):
            widget.setPlainText(text)
        elif isinstance(widget, QLineEdit):
            widget.setText(text)
        elif isinstance(widget, QComboBox):
            widget.setCurrentIndex(widget.findData(text))


def give(hands: Hands, form: ActForm) -> None:
    form.give()
    hands.settle()


def test_a_name_is_stated_from_the_keyboard(at_work: Hands) -> None:
    tab = opened(at_work, made(at_work, "Grey Heron"))
    at_work.press(Key.Key_S)
    at_work.give()
    form = form_of(tab)
    fill(form, text="Серая цапля", source=SOURCE, grade="B2", since="2019-04")
    give(at_work, form)
    values = [row.value for row in tab.screen.statements.rows()]
    assert values == ["Grey Heron", "Серая цапля"]


def test_a_refusal_keeps_what_was_typed(at_work: Hands) -> None:
    tab = opened(at_work, made(at_work, "Grey Heron"))
    tab.act("state")
    fill(form_of(tab), kind="identifier")
    give(at_work, form_of(tab))
    form = form_of(tab)
    fill(form, kind="LEI", number="12", source=SOURCE)
    give(at_work, form)
    assert "LEI" in form.refusal
    assert form.fields.answers()["number"] == "12"


def test_what_was_typed_comes_back_after_the_form_was_left(at_work: Hands) -> None:
    tab = opened(at_work, made(at_work, "Grey Heron"))
    for _time in range(2):
        tab.act("state")
        give(at_work, form_of(tab))
        if not form_of(tab).fields.answers()["source"]:
            fill(form_of(tab), source="a letter of May")
            at_work.room.desk.drafts.keep_now()
            at_work.settle()
            tab.acting.leave()
    assert form_of(tab).fields.answers()["source"] == "a letter of May"


def test_the_statement_under_the_cursor_is_ended(at_work: Hands) -> None:
    one = made(at_work, "Grey Heron")
    do(
        session_of(at_work),
        StateFact(
            entity=one, kind="address", field={"text": "Quay 1"}, **asdict(TypedStatement(SOURCE))
        ),
    )
    tab = opened(at_work, one)
    assert not tab.screen.end.isEnabled()
    tab.screen.list.selectRow(1)
    at_work.press(Key.Key_E)
    fill(form_of(tab), reason="they moved away")
    give(at_work, form_of(tab))
    assert [row.value for row in tab.screen.statements.rows()] == ["Grey Heron"]
    assert any(moment.ended == "they moved away" for moment in tab.screen.moments.rows())


def test_another_entity_is_linked_and_opened_with_enter(at_work: Hands) -> None:
    one, two = made(at_work, "Grey Heron"), made(at_work, "Heron Holding")
    tab = opened(at_work, one)
    at_work.press(Key.Key_L)
    form = form_of(tab)
    fill(form, direction="back", kind="owns", other=two, percent="51", source=SOURCE)
    give(at_work, form)
    row = tab.screen.statements.rows()[1]
    assert (row.what, row.value, row.detail) == ("Is owned by", "Heron Holding", "51 %")
    tab.screen.list.selectRow(1)
    at_work.press(Key.Key_Return)
    assert f"entity-{two}" in at_work.room.desk.views


def test_how_sure_a_statement_is_stands_in_a_badge_and_each_word_says_what_it_means(
    at_work: Hands,
) -> None:
    one, two = made(at_work, "Optik Nord"), made(at_work, "Boreal Holding")
    tab = opened(at_work, one)
    at_work.press(Key.Key_L)
    form = form_of(tab)
    words = form.inputs["certainty"]
    assert isinstance(words, QComboBox)
    texts = [words.itemText(at) for at in range(words.count())]
    assert any(text.startswith("Alleged: somebody accuses") for text in texts)
    assert words.currentData() == ""
    fill(form, direction="back", kind="acquired", other=two, percent="83", source=SOURCE)
    fill(form, certainty="reported", channel="company_acquisition", since="2022-04-01")
    assert date.fromisoformat(given(form.inputs["read_on"]))
    fill(form, grade="B2")
    give(at_work, form)
    row = tab.screen.statements.rows()[1]
    assert (row.what, row.detail) == ("Was acquired by", "83 %; company acquisition")
    assert row.certainty is Certainty.REPORTED
    labels = [label.accessibleName() for label in tab.screen.findChildren(MarkLabel)]
    assert any("no owner is stated before or after" in told for told in labels)


def test_a_channel_without_certainty_grade_and_day_of_reading_is_not_given(at_work: Hands) -> None:
    tab = opened(at_work, made(at_work, "Optik Nord"))
    assert tab.screen.view is not None
    form = state_form(tab.screen.view, "channel")
    fields = {one.name: one for one in form.fields}
    assert all(fields[name].required for name in ("certainty", "grade", "read_on"))
    assert all(fields[name].begun == "" for name in ("certainty", "grade"))


def test_a_holding_is_stated_as_a_band_and_withdrawn_from_the_keyboard(at_work: Hands) -> None:
    one, two = made(at_work, "Grey Heron"), made(at_work, "Heron Holding")
    tab = opened(at_work, one)
    at_work.press(Key.Key_H)
    form = form_of(tab)
    fill(form, kind="owns", other=two, percent="60-40", source=SOURCE, grade="B2", since="2024-05")
    assert not form.act.isEnabled()
    fill(form, percent="25-50")
    give(at_work, form)
    row = tab.screen.statements.rows()[1]
    assert (row.what, row.value, row.detail) == ("Is owned by", "Heron Holding", "25 to 50 %")
    tab.screen.list.selectRow(1)
    at_work.press(Key.Key_E)
    fill(form_of(tab), reason="another firm")
    give(at_work, form_of(tab))
    assert [row.value for row in tab.screen.statements.rows()] == ["Grey Heron"]
    ended = [moment for moment in tab.screen.moments.rows() if moment.ended]
    assert [moment.text for moment in ended] == ["is owned by Heron Holding (25 to 50 %)"]


def test_control_without_shares_is_stated_beside_the_holders(at_work: Hands) -> None:
    one, two = made(at_work, "Grey Heron"), made(at_work, "Heron Holding")
    tab = opened(at_work, one)
    at_work.press(Key.Key_O)
    at_work.settle()
    dialog = tab.screen.findChild(OwnershipDialog)
    assert dialog is not None
    dialog.state.click()
    at_work.settle()
    form = form_of(tab)
    fill(form, kind="controls", other=two, test="golden share", source=SOURCE)
    give(at_work, form)
    row = tab.screen.statements.rows()[1]
    assert (row.what, row.detail) == ("Is controlled by", "golden share")


def test_an_entity_is_merged_and_taken_back(at_work: Hands) -> None:
    one, two = made(at_work, "Grey Heron"), made(at_work, "Baltic Otter")
    tab = opened(at_work, one)
    assert not tab.screen.unmerge.isEnabled()
    at_work.press(Key.Key_M)
    fill(form_of(tab), other=two, reason="the same number")
    give(at_work, form_of(tab))
    assert "Baltic Otter" in [row.value for row in tab.screen.statements.rows()]
    at_work.press(Key.Key_U)
    fill(form_of(tab), reason="two after all")
    give(at_work, form_of(tab))
    assert [row.value for row in tab.screen.statements.rows()] == ["Grey Heron"]


def test_the_cases_and_hits_of_its_parties_are_shown_and_lead_there(at_work: Hands) -> None:
    session = session_of(at_work)
    do(session, said("assess"))
    party = next(
        p for p in case_reads.case_view(session, REF).case.parties if p.role.value == "consignee"
    )
    do(session, said("link", party=party.id, basis="the same number"))
    (row,) = party_entities.list_entities(session).rows
    tab = opened(at_work, row.id)
    kinds = [row.kind for row in tab.screen.involved.rows()]
    assert kinds == ["case", "hit"]
    at_work.press(Key.Key_C)
    at_work.press(Key.Key_Return)
    assert f"case-{REF}" in at_work.room.desk.views


def test_of_many_patterns_those_that_stand_come_first_and_the_rest_are_counted() -> None:
    patterns = tuple(
        replace(VIEW.patterns[0], text=f"pattern {number}", until="2022" if number < 2 else None)
        for number in range(4)
    )
    screen = EntityScreen()
    screen.show_view(replace(VIEW, patterns=patterns, merged=()))
    said = " ".join(one.words() for one in screen.findChildren(MarkLabel) if one.words())
    assert all(text in said for text in ("pattern 2", "pattern 3", "in its report: 2"))
    assert "pattern 0" not in said


def a_linked_consignee(hands: Hands) -> str:
    """The consignee, of whom a hit waits, is linked to an entity."""
    session = session_of(hands)
    do(session, said("assess"))
    party = next(
        p for p in case_reads.case_view(session, REF).case.parties if p.role.value == "consignee"
    )
    do(session, said("link", party=party.id, basis="the same number"))
    return party_entities.list_entities(session).rows[0].id


def parties_of(hands: Hands) -> PartiesCard:
    hands.room.to_case(REF)
    hands.settle()
    card = hands.room.desk.views[f"case-{REF}"].screen.findChild(PartiesCard)
    assert isinstance(card, PartiesCard)
    return card


def test_enter_on_a_linked_party_opens_its_entity_and_c_its_cases(at_work: Hands) -> None:
    one = a_linked_consignee(at_work)
    card = parties_of(at_work)
    roles = [party.role.value for party in card.rows.rows()]
    card.table.selectRow(roles.index("consignee"))
    press(card.table, Key.Key_Return)
    at_work.settle()
    tab = at_work.room.desk.views[f"entity-{one}"]
    assert isinstance(tab, EntityTab)
    assert [row.case for row in tab.screen.involved.rows()][:1] == [REF]


def test_the_menu_of_a_party_has_its_entity_its_hit_and_the_link(at_work: Hands) -> None:
    a_linked_consignee(at_work)
    card = parties_of(at_work)
    said = {
        party.role.value: [one.text() for one in card.deeds_on(party)] for party in card.rows.rows()
    }
    entity, hit, link = said["consignee"]
    assert entity.startswith("Open the entity ")
    assert (hit, link) == ("Judge the hit on sample_list", "Revoke the link…")
    assert said["exporter"] == ["Link to an entity…"]
    card.table.selectRow(list(said).index("consignee"))
    menu = card.menu()
    assert [one.text() for one in menu.actions()] == said["consignee"]
    menu.actions()[1].trigger()
    at_work.settle()
    assert "hits" in at_work.room.desk.views


def test_the_entity_of_a_party_opens_from_its_hit(at_work: Hands) -> None:
    one = a_linked_consignee(at_work)
    at_work.room.to_hits(REF)
    at_work.settle()
    at_work.press(Key.Key_G)
    at_work.settle()
    assert f"entity-{one}" in at_work.room.desk.views


def test_those_that_may_be_the_same_are_told_apart(at_work: Hands) -> None:
    one, two = made(at_work, "Northern Turbine Works"), made(at_work, "Northern Turbine Works Ltd")
    tab = opened(at_work, one)
    assert tab.screen.look.isVisible()
    at_work.press(Key.Key_D)
    dialog = tab.screen.findChild(DuplicatesDialog)
    assert dialog is not None
    assert "alike" in dialog.reasons.words()
    dialog.apart.click()
    form = form_of(tab)
    fill(form, reason="different founders")
    give(at_work, form)
    assert not tab.screen.look.isVisible()
    (apart,) = (
        entity_view(session_of(at_work), one).apart or entity_view(session_of(at_work), two).apart
    )
    assert apart[0].source == "different founders"


def test_a_new_entity_is_made_in_the_list_and_opens(at_work: Hands) -> None:
    at_work.press(Key.Key_3, CTRL)
    at_work.settle()
    screen = at_work.room.desk.views["entities"].screen
    assert isinstance(screen, EntitiesScreen)
    at_work.press(Key.Key_N)
    form = screen.findChild(ActForm)
    assert form is not None
    fill(form, name="Grey Heron", kind="vessel", source="a letter")
    give(at_work, form)
    (row,) = party_entities.list_entities(session_of(at_work)).rows
    assert row.kind == "vessel"
    assert isinstance(at_work.room.desk.views[f"entity-{row.id}"].screen, EntityScreen)


def test_the_report_of_an_entity_is_written(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    tab = opened(at_work, made(at_work, "Grey Heron"))
    answers.saved, answers.answers = [tmp_path / "heron.pdf"], {"reader": "court"}
    tab.act("report")
    at_work.settle()
    (file,) = reporting.verify_reports([tmp_path / "heron.pdf"]).files
    assert file.content.redaction is not None
    assert file.content.redaction.profile is Profile.COURT
    assert (tmp_path / "heron.pdf").read_bytes().startswith(b"%PDF")


def test_a_report_on_an_entity_leads_back_to_it(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    one = made(at_work, "Grey Heron")
    tab = opened(at_work, one)
    answers.saved, answers.answers = [tmp_path / "heron.pdf"], {}
    tab.act("report")
    at_work.settle()
    at_work.room.desk.shell.close_tab(f"entity-{one}")
    at_work.press(Key.Key_6, CTRL)
    at_work.settle()
    screen = at_work.room.desk.views["reports"].screen
    assert isinstance(screen, ReportsScreen)
    assert screen.model.index(0, 1).data() == "Grey Heron"
    at_work.press(Key.Key_Return)
    at_work.settle()
    assert f"entity-{one}" in at_work.room.desk.views


def test_an_entity_is_proposed_for_a_listing_from_its_page(
    at_work: Hands, answers: Answers
) -> None:
    tab = opened(at_work, made(at_work, "Grey Heron"))
    answers.answers = {"act": "an act", "criterion": "Art. 2(1)", "annex": ""}
    at_work.press(Key.Key_P)
    at_work.settle()
    page = tab.screen.findChild(ProposalDialog)
    assert isinstance(page, ProposalDialog)
    assert page.windowTitle() == "Grey Heron"
    page.reject()
    at_work.settle()
    (proposal,) = entity_view(session_of(at_work), "Grey Heron").proposals
    assert proposal.under == "an act: Art. 2(1)"
    said = " ".join(label.words() for label in tab.screen.findChildren(MarkLabel))
    assert "an act: Art. 2(1)" in said
    at_work.press(Key.Key_R)
    at_work.settle()
    assert isinstance(tab.screen.findChild(ProposalDialog), ProposalDialog)
