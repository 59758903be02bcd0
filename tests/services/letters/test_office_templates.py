"""Templates of the office: two persons want them, letters of their day are written with them."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update
from tests.attacks.scene import unguarded
from tests.by_two import agree, template_by_two
from tests.services.act_examples import ON_TRACK_L
from tests.services.letters.letter_office import drafted, issued, text_of, with_texts
from tests.services.letters.template_files import OWN, template_file
from tests.services.sample_office import ADMIN, ANALYST, HEAD, NOW, REASON, REVIEWER, Office

from landwaiter.canonical import sha256_hex
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.office_template import line_changes
from landwaiter.domain.letters.template_deeds import ProposeTemplate, WithdrawTemplate
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.letters.letter_draft import LetterDraft
from landwaiter.services.letters.letter_output import letter_lines
from landwaiter.services.letters.model_letters import ModelLetter, model_letter
from landwaiter.services.letters.office_templates import templates_kept
from landwaiter.services.letters.sample_letters import sample_letter
from landwaiter.services.table.motion_details import details_of, text_changes_of
from landwaiter.storage.schema.letters import letter_template

HOLD = LetterKind.HOLD


def proposal(folder: Path, **more: object) -> ProposeTemplate:
    return ProposeTemplate(template_file(folder), HOLD, "en", REASON, **more)  # type: ignore[arg-type]  # days


def held(office: Office) -> LetterDraft:
    return drafted(office, HOLD)


@pytest.fixture
def at_hold(office: Office) -> Office:
    """A case on which a hold notice may be written."""
    with_texts(office)
    ON_TRACK_L(office)
    return office


def test_a_letter_is_written_with_it_once_another_person_agrees(
    at_hold: Office, tmp_path: Path
) -> None:
    model = held(at_hold)
    assert (model.template_of, OWN in text_of(model)) == ("model", False)
    run(at_hold.session(HEAD), proposal(tmp_path))
    assert held(at_hold).template_of == "model"
    agree(at_hold.session(REVIEWER))
    draft = held(at_hold)
    assert OWN in text_of(draft)
    source = template_file(tmp_path).read_bytes()
    said = (draft.template_of, draft.template_edition, draft.template_sha256)
    assert said == ("office", 1, sha256_hex(source))
    (kept,) = templates_kept(at_hold.session(ANALYST))
    assert (kept.author, kept.seconder, kept.number) == (HEAD, REVIEWER, 1)
    assert drafted_in_polish(at_hold).template_of == "model"


def drafted_in_polish(office: Office) -> LetterDraft:
    with_texts(office, "pl")
    return drafted(office, HOLD, language="pl")


def test_it_holds_from_its_day_to_its_last_and_the_model_before_and_after(
    at_hold: Office, tmp_path: Path
) -> None:
    today = at_hold.session(HEAD).today()
    days = {"since": today + timedelta(days=2), "until": today + timedelta(days=3)}
    template_by_two(at_hold.session(HEAD), at_hold.session(REVIEWER), proposal(tmp_path, **days))
    used = []
    for _day in range(5):
        used.append(held(at_hold).template_of)
        at_hold.clock.move(days=1)
    assert used == ["model", "model", "office", "office", "model"]


def test_it_begins_on_no_day_on_which_letters_went_out_without_it(
    at_hold: Office, tmp_path: Path
) -> None:
    since = at_hold.session(HEAD).today() - timedelta(days=1)
    with pytest.raises(Invalid, match="begins today or later") as refused:
        run(at_hold.session(HEAD), proposal(tmp_path, since=since))
    assert (refused.value.field, refused.value.value) == ("since", since.isoformat())
    assert not templates_kept(at_hold.session(HEAD))


def test_a_later_version_takes_its_place_and_the_letter_that_went_out_keeps_its_own(
    at_hold: Office, tmp_path: Path
) -> None:
    template_by_two(at_hold.session(HEAD), at_hold.session(REVIEWER), proposal(tmp_path))
    kept = issued(at_hold, HOLD, tmp_path / "hold.pdf")
    first = held(at_hold).template_sha256
    other = template_file(tmp_path, more="Other words.")
    said = ProposeTemplate(other, HOLD, "en", REASON)
    template_by_two(at_hold.session(ADMIN), at_hold.session(HEAD), said)
    draft = held(at_hold)
    assert (draft.template_edition, "Other words." in text_of(draft)) == (2, True)
    assert draft.template_sha256 != first
    (again,) = at_hold.case().letters
    assert kept.template_sha256 == again.template_sha256 == first


def test_taken_away_by_two_the_model_is_used_again(at_hold: Office, tmp_path: Path) -> None:
    template_by_two(at_hold.session(HEAD), at_hold.session(REVIEWER), proposal(tmp_path))
    gone = WithdrawTemplate(HOLD, "en", REASON)
    template_by_two(at_hold.session(HEAD), at_hold.session(REVIEWER), gone)
    assert held(at_hold).template_of == "model"
    assert not casebooks.check(at_hold.session(HEAD)).findings
    with pytest.raises(NotFound, match="no template of its own"):
        run(at_hold.session(HEAD), gone)


def test_neither_its_mover_nor_an_analyst_agrees(office: Office, tmp_path: Path) -> None:
    asked = run(office.session(HEAD), proposal(tmp_path))
    for who in (HEAD, ANALYST):
        with pytest.raises(NotAllowed):
            do(office.session(who), SecondOpenMotions((asked.motion_id,)))
    with pytest.raises(NotAllowed):
        run(office.session(ANALYST), proposal(tmp_path))
    assert not templates_kept(office.session(ANALYST))


def test_who_is_asked_to_agree_reads_the_lines_that_change(office: Office, tmp_path: Path) -> None:
    asked = run(office.session(HEAD), proposal(tmp_path))
    motion = motions.motion_view(office.session(REVIEWER), str(asked.motion_id))
    (change,) = text_changes_of(office.session(REVIEWER), motion)
    assert change.now.strip() == ""
    assert change.proposed.strip() == OWN
    assert change.differs


def test_runs_of_lines_are_compared_and_named_by_their_place() -> None:
    now, proposed = "a\nb\nc\nd", "a\nB\nc"
    found = [(one.id, one.now, one.proposed) for one in line_changes(now, proposed)]
    assert found == [("lines 2–2", "b", "B"), ("lines 4–4, now", "d", "")]
    assert line_changes(now, now) == ()


@pytest.mark.parametrize(
    ("more", "told", "line"),
    [
        ("{{hold.nothing}}", "hold.nothing", True),
        ("{{if track.A}} more", "{{if track.A}}", True),
        ("{{case.title}}", "case.title (I)", True),
        ("{{law 1/1 2}}", "1/1", True),
    ],
)
def test_what_such_a_letter_cannot_say_is_refused_with_its_line(
    office: Office, tmp_path: Path, more: str, told: str, line: bool
) -> None:
    file = template_file(tmp_path, more=more)
    with pytest.raises(Invalid) as refused:
        run(office.session(HEAD), ProposeTemplate(file, HOLD, "en", REASON))
    fault = refused.value
    assert told in f"{fault.value} {fault.field}"
    assert fault.file == file.name
    assert (fault.row is not None) is line
    assert not motions.waiting(office.session(REVIEWER))


def test_the_head_of_the_file_says_the_same_as_who_proposes_it(
    office: Office, tmp_path: Path
) -> None:
    file = template_file(tmp_path)
    for said in (
        ProposeTemplate(file, LetterKind.RELEASE, "en", REASON),
        ProposeTemplate(file, HOLD, "pl", REASON),
    ):
        with pytest.raises(Invalid, match="says otherwise"):
            run(office.session(HEAD), said)
    today = office.session(HEAD).today()
    with pytest.raises(Invalid, match="end before it begins"):
        run(office.session(HEAD), proposal(tmp_path, until=today - timedelta(days=1)))


@pytest.mark.parametrize(
    "change",
    [
        update(letter_template).values(body="+++"),
        update(letter_template).values(since="2020-01-01"),
        delete(letter_template),
    ],
)
def test_the_casebook_changes_no_template(at_hold: Office, tmp_path: Path, change: object) -> None:
    template_by_two(at_hold.session(HEAD), at_hold.session(REVIEWER), proposal(tmp_path))
    session = at_hold.session(HEAD)
    with (
        pytest.raises(NotAllowed, match="never changed"),
        session.writing("propose_template") as work,
    ):
        work.conn.execute(change)  # type: ignore[call-overload]  # a statement


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE letter_template SET body = replace(body, 'Gdynia', 'Gdańsk')",
        "UPDATE letter_template SET since = '2020-01-01'",
        "DELETE FROM letter_template",
    ],
)
def test_words_that_were_changed_behind_the_program_make_no_letter_and_are_told(
    at_hold: Office, tmp_path: Path, sql: str
) -> None:
    template_by_two(at_hold.session(HEAD), at_hold.session(REVIEWER), proposal(tmp_path))
    with unguarded(at_hold.session(ANALYST)) as connection:
        connection.execute(sql)
    with pytest.raises(Conflict, match="not the one that two persons signed"):
        held(at_hold)
    session = at_hold.another_session(ANALYST)
    (told,) = [one for one in session.notices if "Templates of letters" in one]
    assert "hold en" in told
    found = casebooks.check(at_hold.session(HEAD)).findings
    assert any("template of letters, hold en" in str(one) for one in found)


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("holds", [True, False])
def test_every_model_is_shown_on_a_sample_as_a_draft(kind: LetterKind, holds: bool) -> None:
    for language in ("en", "pl", "de"):
        letter = model_letter(kind, language)
        shown = sample_letter(ModelLetter(letter.template, letter.source), NOW.date(), holds=holds)
        said = "\n".join(letter_lines(shown))
        assert not shown.number
        assert shown.head.draft in said


def test_two_proposals_on_one_template_are_told_of_each_other(
    at_hold: Office, tmp_path: Path
) -> None:
    head, admin = at_hold.session(HEAD), at_hold.session(ADMIN)
    first = run(head, proposal(tmp_path))
    assert not [one for one in first.changes.said if "same template" in one]
    (tmp_path / "other").mkdir()
    file = template_file(tmp_path / "other", more="A line of the other.")
    second = run(admin, ProposeTemplate(file, HOLD, "en", REASON))
    first_id, second_id = first.motion_id or "", second.motion_id or ""
    (told,) = [one for one in second.changes.said if "same template" in one]
    assert f"{HEAD} proposed on the same template" in told
    reviewer = at_hold.session(REVIEWER)
    rows = {row.motion.id: row.motion for row in motions.waiting(reviewer)}
    beside = {one: details_of(reviewer, motion) for one, motion in rows.items()}
    assert f"{ADMIN} proposed on the same template" in beside[first_id][0]
    assert f"{HEAD} proposed on the same template" in beside[second_id][0]
    do(reviewer, SecondOpenMotions((first_id,)))
    waiting = next(row.motion for row in motions.waiting(reviewer))
    assert details_of(reviewer, waiting) == ()
    (change,) = text_changes_of(reviewer, waiting)
    assert "A line of the other." in change.proposed
    with pytest.raises(NotAllowed, match="changed"):
        do(reviewer, SecondOpenMotions((second_id,)))


def test_a_proposal_is_held_against_what_it_would_replace_on_its_first_day(
    at_hold: Office, tmp_path: Path
) -> None:
    head, reviewer = at_hold.session(HEAD), at_hold.session(REVIEWER)
    soon, later = NOW.date() + timedelta(days=5), NOW.date() + timedelta(days=9)
    template_by_two(head, reviewer, proposal(tmp_path, since=soon))
    run(head, proposal(tmp_path, since=later))
    waiting = next(row.motion for row in motions.waiting(reviewer))
    assert text_changes_of(reviewer, waiting) == (), "the same words as from the day before on"
