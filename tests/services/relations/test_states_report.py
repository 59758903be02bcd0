"""The report on states: what is stated between them, shares as they were quoted, ours beside."""

import pytest
from tests.formats.official.test_arms_transfers import DEAL
from tests.services.relations.test_relations import related, shared, with_register
from tests.services.reports.test_report_types import words
from tests.services.sample_office import ANALYST, REASON, Office

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.relations.deeds import EndRelation
from landwaiter.errors import Invalid
from landwaiter.reports.dossier.dossier import Dossier, Table
from landwaiter.services.deeds.engine import do
from landwaiter.services.reports.reporting import reports_made
from landwaiter.services.reports.states_report import freeze_states

FROM_RUSSIA = DEAL.replace("Norway", "China").replace("Sweden", "Russia")
FROM_FRANCE = DEAL.replace("Norway", "China").replace("Sweden", "France")


def frozen(office: Office, *states: str) -> Dossier:
    return freeze_states(office.session(ANALYST), states)


def table(dossier: Dossier, name: str) -> Table:
    return next(one for one in (*dossier.tables, *dossier.closing) if one.id == name)


def test_a_relation_is_printed_with_its_certainty_and_the_words_of_its_source(
    office: Office,
) -> None:
    related(office, "CN", "RU", certainty=Certainty.ALLEGED, wording="unconfirmed reports")
    related(office, "CN", "KP", name="something else")
    (row,) = table(frozen(office, "RU", "CN"), "relations").rows
    said = " ".join(str(cell) for cell in row)
    assert "alleged" in said
    assert "in their words “unconfirmed reports”" in said
    titles = [column.title for column in table(frozen(office, "CN", "RU"), "relations").columns]
    assert titles == ["Since", "States", "Kind", "Name", "Certainty", "Source", "Grade"]


def test_ours_stands_beside_the_publishers_figure_and_never_as_it(office: Office) -> None:
    deals = (
        FROM_RUSSIA.replace("2001; 2002", "2017; 2018"),
        FROM_FRANCE.replace("2001; 2002", "2020"),
    )
    with_register(office, *deals)
    shared(office, "CN", "RU", period_from="2018", period_to="2022", quoted="83")
    dossier = frozen(office, "CN", "RU")
    (quoted,) = table(dossier, "shares").rows
    assert "83 % (publisher's figure); numerator and denominator not given" in str(quoted)
    arms = table(dossier, "arms_1")
    russia = next(row for row in arms.rows if "Russia" in str(row[0]))
    assert [str(cell) for cell in russia[2:5]] == ["33.3", "0.0", "50.0"]
    assert "83 % (publisher's figure)" in str(russia[-1])
    assert "edition 2023" in str(russia[-1])
    france = next(row for row in arms.rows if "France" in str(row[0]))
    assert france[-1] == "none on file"
    assert arms.columns[0].title == "Supplier"
    assert "Edition 2025" in words(arms)


def test_a_figure_of_one_state_alone_has_nothing_computed_beside_it(office: Office) -> None:
    with_register(office, FROM_RUSSIA.replace("2001; 2002", "2021"))
    shared(office, "CN", period_from="2021", period_to="2021", quoted="14")
    dossier = frozen(office, "CN")
    assert [one.id for one in dossier.tables] == ["relations", "shares", "register"]
    assert "14 % (publisher's figure)" in words(table(dossier, "shares"))


def test_what_ended_is_told_with_the_reason(office: Office) -> None:
    do(office.session(ANALYST), EndRelation(related(office, "CN", "RU"), REASON))
    dossier = frozen(office, "CN", "RU")
    assert table(dossier, "relations").rows == ()
    assert REASON in words(table(dossier, "ended"))


def test_it_is_numbered_by_its_states_kept_and_listed(office: Office) -> None:
    assert frozen(office, "RU", "CN").id.endswith("S-CN-RU-D1")
    assert frozen(office, "CN", "RU").id.endswith("S-CN-RU-D2")
    assert frozen(office, "CN").id.endswith("S-CN-D1")
    listed = reports_made(office.session(ANALYST)).rows
    assert [(one.report_type, one.reference) for one in listed] == [
        ("states", "CN"), ("states", "CN-RU"), ("states", "CN-RU"),
    ]  # fmt: skip


def test_it_is_one_of_one_state_or_of_two(office: Office) -> None:
    with pytest.raises(Invalid, match="of one state, or of two"):
        frozen(office, "CN", "RU", "ZA")
