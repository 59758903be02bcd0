"""Tags: the head keeps the list, cases are given them, and lists are narrowed by them."""

import pytest
from tests.services.prepared import prepared
from tests.services.removing import due_case, removed
from tests.services.sample_office import ANALYST, HEAD, REF, REVIEWER, Office, declared

from landwaiter.domain.cases.case_query import CaseQuery
from landwaiter.domain.finding.deeds import AddTag, RetireTag
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import do
from landwaiter.services.finding.deeds import tags_known
from landwaiter.services.finding.find import FindQuery, find
from landwaiter.storage.cases.case_marks import marks_of

OTHER = "PL1-2026-000002"


@prepared
def tagged(office: Office) -> None:
    """Two cases; the first has the tag *Łódź lathes* of the office's list."""
    office.take_in(declared(lrn="A-2"))
    do(office.session(HEAD), AddTag("  Łódź   lathes "))
    office.act(ANALYST, "tag", tag="lodz LATHES")


def references(office: Office, query: CaseQuery) -> list[str]:
    return [row.reference for row in list_cases(office.session(ANALYST), query).rows]


def test_the_line_of_a_case_names_the_flags_and_tags_that_their_tables_have(
    tagged: Office,
) -> None:
    def marks() -> dict[str, tuple[str, str]]:
        """Each case with what its line says, and what stands in the tables."""
        with tagged.session(ANALYST).reading() as conn:
            flags = conn.exec_driver_sql("SELECT case_id, rule FROM flag_raised").all()
            tags = conn.exec_driver_sql(
                "SELECT c.case_id, t.name FROM case_tag AS c JOIN office_tag AS t ON "
                "t.id = c.tag_id WHERE c.id NOT IN (SELECT case_tag_id FROM case_tag_end)"
            ).all()
            lines = conn.exec_driver_sql("SELECT id, reference, marks FROM case_file").all()
        return {
            reference: (
                kept,
                marks_of(
                    (rule for of, rule in flags if of == case_id),
                    (name for of, name in tags if of == case_id),
                ),
            )
            for case_id, reference, kept in lines
        }

    before = marks()
    tagged.act(ANALYST, "untag", tag="lodz lathes")
    after = marks()
    for kept, known in (*before.values(), *after.values()):
        assert kept == known
    assert after[REF][0] != before[REF][0]


def test_a_tag_is_given_by_its_name_and_cases_are_listed_and_searched_by_it(
    tagged: Office,
) -> None:
    (tag,) = tagged.case().tags
    assert (tag.name, tag.author) == ("Łódź lathes", ANALYST)
    assert references(tagged, CaseQuery(tag="łódź lathes")) == [REF]
    assert references(tagged, CaseQuery(tag="other")) == []
    do(tagged.session(HEAD), AddTag("pumps"))
    tagged.act(ANALYST, "tag", reference=OTHER, tag="pumps")
    assert references(tagged, CaseQuery(text="tag:pumps")) == [OTHER]
    session = tagged.session(ANALYST)
    assert {one.reference for one in find(session, FindQuery("lathe")).rows} == {REF, OTHER}
    assert {one.reference for one in find(session, FindQuery("lathe", tag="pumps")).rows} == {OTHER}
    assert [(one.name, one.cases) for one in tags_known(session)] == [
        ("Łódź lathes", 1),
        ("pumps", 1),
    ]


def test_a_tag_that_is_taken_off_is_off_and_may_be_given_again(tagged: Office) -> None:
    with pytest.raises(Conflict):
        tagged.act(REVIEWER, "tag", tag="Łódź lathes")
    tagged.act(REVIEWER, "untag", tag="lodz lathes")
    assert tagged.case().tags == ()
    assert references(tagged, CaseQuery(tag="Łódź lathes")) == []
    tagged.act(ANALYST, "tag", tag="Łódź lathes")
    assert len(tagged.case().tags) == 1
    with pytest.raises(NotFound, match="no such tag"):
        tagged.act(ANALYST, "untag", tag="pumps")


def test_a_retired_tag_stays_on_its_cases_and_is_given_to_no_other(tagged: Office) -> None:
    do(tagged.session(HEAD), RetireTag("Łódź lathes"))
    assert [one.name for one in tagged.case().tags] == ["Łódź lathes"]
    assert references(tagged, CaseQuery(tag="Łódź lathes")) == [REF]
    assert tagged.view().office_tags == ()
    with pytest.raises(NotFound, match="no such tag"):
        tagged.act(ANALYST, "tag", reference=OTHER, tag="Łódź lathes")
    with pytest.raises(NotFound):
        do(tagged.session(HEAD), RetireTag("Łódź lathes"))
    do(tagged.session(HEAD), AddTag("Łódź lathes"))
    assert tagged.view().office_tags == ("Łódź lathes",)
    assert [one.retired for one in tags_known(tagged.session(ANALYST))] == [False, True]


@pytest.mark.parametrize("name", ["***", "x" * 41])
def test_a_tag_has_a_name(tagged: Office, name: str) -> None:
    with pytest.raises(Invalid):
        do(tagged.session(HEAD), AddTag(name))


def test_one_name_stands_once_and_the_head_alone_keeps_the_list(tagged: Office) -> None:
    with pytest.raises(Conflict):
        do(tagged.session(HEAD), AddTag("LODZ lathes"))
    with pytest.raises(NotAllowed):
        do(tagged.session(ANALYST), AddTag("pumps"))
    with pytest.raises(NotAllowed):
        do(tagged.session(REVIEWER), RetireTag("Łódź lathes"))


def test_tags_go_with_their_case(tagged: Office) -> None:
    due_case(tagged)
    removed(tagged)
    assert references(tagged, CaseQuery(tag="Łódź lathes")) == []
    assert [one.cases for one in tags_known(tagged.session(HEAD))] == [0]
