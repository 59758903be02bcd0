"""The pages of the help: each deed has one that says what its row says, and each link leads on."""

from dataclasses import replace

import pytest

from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.deeds.shape import Deed, arguments
from landwaiter.domain.table.deeds import DEEDS
from landwaiter.errors import Invalid
from landwaiter.i18n import catalogue, speaking
from landwaiter.services.help import deed_pages
from landwaiter.services.help.corrections import CORRECTED_BY, CORRECTED_BY_ITSELF
from landwaiter.services.help.deed_questions import QUESTIONS
from landwaiter.services.help.dialog_pages import PAGES
from landwaiter.services.help.help_page import TopicKind, TopicPage
from landwaiter.services.help.topics import page_named, page_of, pages, searched, topics

NAMES = {deed.name for deed in DEEDS}


def section(page: TopicPage, title: str) -> str:
    return " ".join(
        f"{row.about} {row.words}"
        for one in page.sections
        if one.title == title
        for row in one.rows
    )


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_each_deed_has_a_page_made_from_its_row(deed: Deed[object, object]) -> None:
    page = page_of(deed.name)
    assert page.kind is TopicKind.FORM
    assert page.title == deed.title
    assert page.purpose.endswith((".", "…"))
    assert len(page.purpose) > 10
    assert section(page, "Who may do it")
    assert deed.done in section(page, "What follows")
    assert deed.command.partition("{")[0].strip() in section(page, "On the command line")
    assert section(page, "How it is taken back")
    asked = section(page, "What is asked for")
    for one in arguments(deed.args):
        if not (one.ask.seen or (one.ask.given and isinstance(deed, CaseDeed))):
            assert one.ask.title in asked


def test_a_page_names_second_persons_choices_of_law_and_what_becomes_of_a_proposal() -> None:
    release = page_of("case.release")
    assert "head or reviewer" in section(release, "Who may do it")
    assert "its mover" in section(release, "Who may do it")
    assert "A choice of law" in section(release, "What is asked for")
    assert "undone for some seconds" in section(page_of("case.take"), "How it is taken back")
    assert "Lift the hold" in section(page_of("retention.hold_placed"), "How it is taken back")
    assert "own key" in section(page_of("case.approve"), "What is asked for")
    assert "void" in section(page_of("case.classify"), "What follows")


def test_roles_of_a_page_are_those_of_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    deed = deed_pages.deeds_by_name()["case.release"]
    narrowed = {"case.release": replace(deed, roles=frozenset({sorted(deed.roles)[0]}))}
    monkeypatch.setattr(deed_pages, "deeds_by_name", lambda: deed_pages_of(narrowed))
    assert (
        section(deed_pages.page_of_deed("case.release"), "Who may do it")
        .strip()
        .startswith("Analyst. ")
    )


def deed_pages_of(narrowed: dict[str, Deed[object, object]]) -> dict[str, Deed[object, object]]:
    return {deed.name: deed for deed in DEEDS} | narrowed


def test_every_name_in_the_tables_is_a_deed() -> None:
    begun = {name for page in PAGES.values() for name in page.deeds}
    corrected = {*CORRECTED_BY, *(name for names in CORRECTED_BY.values() for name in names)}
    assert begun | corrected | CORRECTED_BY_ITSELF | set(QUESTIONS) <= NAMES
    assert not CORRECTED_BY_ITSELF & set(CORRECTED_BY)


def test_every_link_leads_to_another_page() -> None:
    for page in pages():
        links = {*page.see, *page.deeds}
        assert links <= set(topics()) - {page.topic}, page.topic


def test_titles_of_screens_and_dialogs_are_told_apart() -> None:
    titles = [page.title for page in pages() if page.kind is not TopicKind.FORM]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("case", "case"),
        ("PROPOSE", "case.propose"),
        ("record-answer", "case.record_answer"),
        ("retention.hold_placed", "retention.hold_placed"),
        ("Place a legal hold", "retention.hold_placed"),
        ("settings of the office", None),
        ("xyzzy", None),
    ],
)
def test_a_topic_is_found_by_name_act_or_title(asked: str, topic: str | None) -> None:
    if topic is not None:
        assert page_named(asked).topic == topic
        return
    with pytest.raises(Invalid) as fault:
        page_named(asked)
    assert fault.value.value == asked
    assert ("office" in str(fault.value.remedy)) == (asked != "xyzzy")


def test_forms_are_found_by_what_they_ask_for() -> None:
    assert "case.propose" in [one.topic for one in searched("appeal notice")]
    assert searched("legal hold")[0].topic == "retention.hold_placed"


def test_pages_and_titles_are_those_of_the_language_spoken() -> None:
    english = page_of("case").title
    with speaking(catalogue("pl")):
        assert page_of("case").title != english
        assert page_named("sprawa").topic == "case"
        assert "case" in [one.topic for one in searched("sprawa")]
    assert page_of("case").title == english
    assert page_named(english).topic == "case"
