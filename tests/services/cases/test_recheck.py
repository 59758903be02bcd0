"""A verdict is reproduced to the byte, or what changed is named; a case is shown as of any day."""

from datetime import date
from pathlib import Path

import pytest
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, Office, write_csv

from landwaiter.domain.flags.deeds import SetThreshold
from landwaiter.domain.flags.verdict_basis import Difference
from landwaiter.errors import NotFound
from landwaiter.services.cases import as_of, recheck
from landwaiter.services.deeds.engine import do
from landwaiter.services.flags import evaluation
from landwaiter.storage.review import verdicts

DECLARED = date(2026, 3, 27)
ROW = {
    "hs6": "845710",
    "goods": "Machining centres",
    "list": "eu",
    "control_code": "2B999",
    "confidence": "H",
    "verified": "n",
    "source": "own knowledge",
}
OTHER = {**ROW, "hs6": "010121", "control_code": "1C351"}


def a_correlation(
    folder: Path, edition: str, *rows: dict[str, str], pack_id: str = "hs_control", **dates: str
) -> Path:
    """A pack of correlations as a folder."""
    place = folder / f"{pack_id}-{edition}"
    place.mkdir()
    facts = {
        "id": pack_id,
        "kind": "correlation",
        "edition": edition,
        "title": "Correlation",
        "source": "own knowledge",
        "licence": "none",
        "trust": "own knowledge",
        "data": "data.csv",
    }
    text = [f'{name} = "{value}"' for name, value in facts.items()]
    text += [f"{name} = {value}" for name, value in dates.items()]
    (place / "pack.toml").write_text("\n".join(text), encoding="utf-8")
    write_csv(place / "data.csv", rows)
    return place


def kinds(found: tuple[Difference, ...]) -> set[str]:
    return {one.kind for one in found}


def test_an_evaluation_comes_out_again_to_the_byte(office: Office) -> None:
    found = recheck.recheck(office.session(ANALYST), REF)
    assert found.is_same
    assert found.sha256 == found.again_sha256
    assert (found.changed, found.why, found.since, found.would_change) == ((), (), (), ())
    assert found.as_of == DECLARED
    assert recheck.sentences(found)[0].startswith(f"The same (in form 1): {found.sha256}")


def test_it_is_judged_again_with_its_own_editions_and_facts_whatever_came_since(
    office: Office, tmp_path: Path
) -> None:
    before = recheck.recheck(office.session(ANALYST), REF).sha256
    office.pack_by_two(a_correlation(tmp_path, "2026-04", ROW))
    do(office.session(HEAD), SetThreshold(rule="RF-P12", name="n", value="3", reason=REASON))
    office.clock.move(days=40)
    found = recheck.recheck(office.session(ANALYST), REF)
    assert found.is_same
    assert found.sha256 == before
    assert {one.subject for one in found.since if one.kind == "edition"} == {"hs_control"}
    assert {one.subject for one in found.since if one.kind == "threshold"} == {"RF-P12.n"}
    added = [one for one in found.would_change if one.kind == "candidate_added"]
    assert [one.subject for one in added] == ["item 1: eu 2B999"]
    assert any("hs_control" in why for why in added[0].why)
    assert any("2B999" in said for said in recheck.sentences(found))


def test_a_fact_entered_since_is_named_with_its_author(office: Office) -> None:
    office.act(ANALYST, "note", reason="a remark that no rule reads")
    assert recheck.recheck(office.session(ANALYST), REF).since == ()
    office.act(ANALYST, "enrich", field="colour", value="grey", source="customs_visit")
    found = recheck.recheck(office.session(ANALYST), REF)
    assert found.is_same
    assert found.would_change == ()
    (entered,) = found.since
    assert (entered.kind, entered.subject) == ("fact", "colour, from customs_visit")
    assert ANALYST in entered.now
    assert recheck.sentences(found)[-1].startswith("Evaluated anew today, the case would be")


def test_another_engine_is_named_and_the_bytes_are_not_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluation, "ENGINE", "next")
    found = recheck.recheck(office.session(ANALYST), REF)
    assert not found.is_same
    assert [(one.kind, one.now) for one in found.why] == [("engine", "next")]
    assert found.changed == ()
    assert recheck.sentences(found)[0].startswith("Not the same (in form 1)")


def test_a_rechecked_case_is_as_it_was(office: Office) -> None:
    before = office.case()
    recheck.recheck(office.session(ANALYST), REF)
    as_of.case_as_of(office.session(ANALYST), REF, date(2026, 1, 1))
    assert office.case() == before


def test_a_missing_edition_is_named(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "pack_editions", lambda conn, used: {})
    with pytest.raises(NotFound, match="which the evaluation rests on") as refused:
        recheck.recheck(office.session(ANALYST), REF)
    assert "Import exactly this edition" in str(refused.value.remedy)


def test_evaluating_anew_is_an_act_of_its_own_and_keeps_the_old_one(
    office: Office, tmp_path: Path
) -> None:
    office.pack_by_two(a_correlation(tmp_path, "2026-04", ROW))
    old = recheck.recheck(office.session(ANALYST), REF)
    office.act(ANALYST, "evaluate")
    new = recheck.recheck(office.session(ANALYST), REF)
    assert new.is_same
    assert new.evaluation != old.evaluation
    with office.session(ANALYST).reading() as conn:
        count = "SELECT count(*) FROM evaluation"
        assert conn.exec_driver_sql(count).scalar_one() >= 2


def test_calendars_of_states_that_the_case_does_not_run_by_are_no_ground(
    office: Office, tmp_path: Path
) -> None:
    for state in ("PL", "PT"):
        pack = a_correlation(
            tmp_path,
            "2026-b",
            {"date": "2026-03-02", "name": "Day of the office"},
            pack_id=f"calendar_{state}",
            valid_from="2026-01-01",
            valid_to="2026-12-31",
        )
        manifest = pack / "pack.toml"
        manifest.write_text(
            manifest.read_text().replace('kind = "correlation"', 'kind = "calendar"')
        )
        office.pack_by_two(pack)
    session = office.session(ANALYST)
    assert {one.subject for one in as_of.case_as_of(session, REF, DECLARED).grounds} == {
        "calendar_PL"
    }
    assert {one.subject for one in recheck.recheck(session, REF).since} == {"calendar_PL"}


def test_another_day_is_judged_by_the_editions_in_force_on_it(
    office: Office, tmp_path: Path
) -> None:
    pack = a_correlation(tmp_path, "next", ROW, valid_from="2026-07-01")
    office.pack_by_two(pack)
    session = office.session(ANALYST)
    later = as_of.case_as_of(session, REF, date(2026, 7, 1))
    assert "2B999" in {one.code for one in later.view.case.candidates}
    assert {"candidate_added", "candidate_gone"} <= kinds(later.differs)
    assert {"day", "edition"} <= kinds(later.grounds)
    earlier = as_of.case_as_of(session, REF, date(2026, 6, 30))
    assert "2B999" not in {one.code for one in earlier.view.case.candidates}
    assert not earlier.is_declared
    assert "not the day of the declaration" in as_of.heading(earlier)


def test_the_day_of_the_declaration_gives_the_stored_verdict(office: Office) -> None:
    session = office.session(ANALYST)
    found = as_of.case_as_of(session, REF, DECLARED)
    assert found.is_declared
    assert (found.differs, found.grounds) == ((), ())
    assert found.sha256 == recheck.recheck(session, REF).sha256
    assert as_of.sentences(found) == ("The stored evaluation finds the same.",)


def test_no_act_is_allowed_on_another_day(office: Office) -> None:
    found = as_of.case_as_of(office.session(HEAD), REF, date(2026, 1, 1))
    assert found.view.acts
    assert not any(act.allowed for act in found.view.acts)
    assert all("another day" in act.why_not for act in found.view.acts)


def test_before_the_annex_was_in_force_its_rules_are_not_evaluated(office: Office) -> None:
    found = as_of.case_as_of(office.session(ANALYST), REF, date(2025, 11, 14))
    gone = [one for one in found.grounds if one.kind == "edition" and one.subject == "annex1"]
    assert [one.now for one in gone] == [""]
    assert "annex1" not in {one.id for one in found.editions}
