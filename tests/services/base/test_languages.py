"""Sealed content has no language: what one language seals another tells to the same bytes."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests import languages
from tests.demonstration import Demonstration
from tests.pseudo import BEGINS

from landwaiter.i18n import day_said, form_of
from landwaiter.services.reports.reporting import verify_reports

TESTS = Path(__file__).resolve().parents[2]
SURROUNDINGS = {**os.environ, "PYTHONPATH": f"{TESTS.parent / 'desktop'}{os.pathsep}{TESTS.parent}"}
VERIFIER = TESTS.parent / "docs" / "verify_report.py"
CASES = 36


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, command)],
        check=False,
        capture_output=True,
        env=SURROUNDINGS,
        text=True,
    )


def told(language: str, files: Path, *wanted: object) -> Any:
    """What a process that speaks this language says."""
    files.mkdir(exist_ok=True)
    done = run(TESTS / "languages_child.py", language, files, *wanted)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("languages")


@pytest.fixture(scope="module")
def samples(demonstration: Demonstration, folder: Path) -> dict[str, Any]:
    """By language what the sample casebook, made in English, says of its cases."""
    made, found = demonstration.result, {}
    for language in languages.LANGUAGES:
        files = folder / f"samples-{language}"
        files.mkdir()
        casebook = demonstration.casebook_in(files)
        found[language] = told(language, files, "casebook", casebook, made.user, made.password)
    return found


@pytest.fixture(scope="module")
def deeds(folder: Path) -> dict[str, Any]:
    """By language what is sealed of a case that was worked on in it."""
    return {one: told(one, folder / f"deeds-{one}", "deeds") for one in languages.LANGUAGES}


@pytest.mark.thorough
def test_every_sample_case_is_told_to_the_same_bytes(samples: dict[str, Any]) -> None:
    """Verdicts, what comes of judging again, and each type of report that a case has."""
    english, other = (samples[one]["cases"] for one in languages.LANGUAGES)
    assert len(english) == CASES
    for reference, said in english.items():
        again = {**other[reference], "approval": said["approval"]}
        for part, content in said.items():
            assert languages.same(content, again[part]), f"{reference}: {part}"


@pytest.mark.thorough
def test_judged_again_each_verdict_is_the_same_in_another_language(
    samples: dict[str, Any],
) -> None:
    for said in samples["xx"]["cases"].values():
        is_same, stored, again = said["recheck"]
        assert (is_same, stored) == (True, again)


@pytest.mark.thorough
def test_approvals_count_in_every_language(samples: dict[str, Any], deeds: dict[str, Any]) -> None:
    valid = [
        [said["approval"][0] for said in samples[one]["cases"].values()]
        for one in languages.LANGUAGES
    ]
    assert valid[0] == valid[1]
    assert sum(valid[0]) >= 3
    assert [deeds[one]["approval"] for one in languages.LANGUAGES] == [[True, ""]] * 2


@pytest.mark.thorough
def test_a_run_that_was_kept_is_read_the_same(samples: dict[str, Any]) -> None:
    assert samples["en"]["stored"]
    assert languages.same(samples["en"]["stored"], samples["xx"]["stored"])


def test_deeds_leave_the_same_entries_and_signed_texts_but_for_what_was_shown(
    deeds: dict[str, Any],
) -> None:
    english, other = (_unshown(deeds[one]["sealed"]) for one in languages.LANGUAGES)
    assert len(english) == len(other) > 30
    for one, also in zip(english, other, strict=True):
        assert languages.same(one, also)


def _unshown(value: Any) -> Any:
    """Without what says in which words it was read or is printed."""
    if isinstance(value, dict):
        left_out = {"shown", *languages.SHOWN}
        return {name: _unshown(one) for name, one in value.items() if name not in left_out}
    if isinstance(value, list):
        return [_unshown(one) for one in value]
    inner = languages.opened(value) if isinstance(value, str) else None
    return value if inner is None else _unshown(inner)


def test_a_signature_says_in_which_words_it_was_given(deeds: dict[str, Any]) -> None:
    for language in languages.LANGUAGES:
        (approval,) = (text for name, text in deeds[language]["sealed"] if name == "approval")
        assert json.loads(approval)["shown"]["language"] == language


@pytest.mark.thorough
def test_no_word_of_the_language_is_kept(samples: dict[str, Any], deeds: dict[str, Any]) -> None:
    cases = samples["xx"]["cases"].values()
    told = [{name: part for name, part in said.items() if name != "approval"} for said in cases]
    assert list(languages.leaks([told, deeds["xx"]["sealed"]])) == []
    assert deeds["xx"]["words"] == []


def test_no_deed_is_told_with_a_day_as_figures(deeds: dict[str, Any]) -> None:
    assert set(languages.days_as_figures(deeds["en"]["sealed"])) == set()


@pytest.mark.thorough
def test_no_sentence_of_a_case_says_a_day_as_figures(samples: dict[str, Any]) -> None:
    assert set(languages.days_as_figures(list(samples["en"]["cases"].values()))) == set()


def test_a_day_as_figures_is_found() -> None:
    """The search of the tests before does not come out empty by itself."""
    said = {"m": "Due on {day}.", "a": {"day": "2026-04-03"}}
    assert list(languages.days_as_figures([json.dumps({"b": said})]))
    assert not list(languages.days_as_figures({**said, "a": {"day": day_form()}}))


def day_form() -> Any:
    return form_of(day_said(date(2026, 4, 3)))


def test_words_that_were_kept_are_found() -> None:
    """The search of the test before does not come out empty by itself."""
    words = f"none {BEGINS}12 nnoonnee"
    assert list(languages.leaks({"a": [json.dumps({"b": words}, ensure_ascii=False)]}))
    assert not list(languages.leaks({"words": {"none": words}}))


@pytest.mark.parametrize("made_in", languages.LANGUAGES)
@pytest.mark.thorough
def test_a_report_is_unchanged_to_whom_speaks_another_language(
    samples: dict[str, Any], folder: Path, made_in: str
) -> None:
    assert samples
    reports = [folder / f"samples-{made_in}" / name for name in ("r.pdf", "r.xlsx")]
    in_english = verify_reports(reports)
    assert [one.state.value for one in in_english.files] == ["unchanged"] * 2
    assert in_english.passed
    words = "known" if made_in == "en" else "unknown"
    assert [one.words.value for one in in_english.files] == [words] * 2
    found = told("xx", folder / "readers", "verify", *reports)
    assert [one[:2] for one in found] == [["unchanged", True]] * 2
    done = run(VERIFIER, *reports)
    assert done.returncode == 3, done.stdout + done.stderr
    assert ("with the words that it brings along" in done.stdout) == (made_in != "en")
