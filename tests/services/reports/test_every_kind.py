"""A sample of `every_kind`: two documents of it each day, and what it would say of a bad one."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from tests.reports.paper.test_archive import NAMES
from tests.services.reports.every_kind import (
    MAKINGS,
    MARKS_ALONE,
    document,
    every,
    faults_in,
    made,
    sample,
)

from landwaiter.domain.reports.case_reports import SlipKind
from landwaiter.i18n import languages
from landwaiter.services.reports.dossier.types import REPORT_TYPES

DAYS = (datetime.now(UTC).date() - datetime(2026, 1, 1, tzinfo=UTC).date()).days
TODAY = [list(sample())[(2 * DAYS + step) % len(MAKINGS)] for step in (0, 1)]


@pytest.mark.parametrize(("name", "script", "language"), TODAY, ids="-".join)
def test_two_documents_of_the_day(tmp_path: Path, name: str, script: str, language: str) -> None:
    data = document(made(name, tmp_path, language), script)
    alone = name in MARKS_ALONE
    assert list(faults_in(data, tmp_path / "r.pdf", marks_alone=alone)) == []


def test_the_sample_has_each_kind_script_and_language() -> None:
    names, scripts, spoken = (set(one) for one in zip(*sample(), strict=True))
    assert names == set(MAKINGS)
    assert scripts == set(NAMES)
    assert spoken == set(languages())
    assert {one.name for one in REPORT_TYPES} <= names
    assert all(any(name.startswith(kind.value) for name in names) for kind in SlipKind)
    assert len(list(every())) == len(MAKINGS) * len(NAMES) * len(languages())


def test_a_fault_is_told(tmp_path: Path) -> None:
    data = document(made("handover", tmp_path, "en"), "Hebrew")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.MarkInfo
        del pdf.Root.OutputIntents
        pdf.save(out)
    told = list(faults_in(out.getvalue(), tmp_path / "r.pdf", marks_alone=False))
    assert {one.partition(":")[0] for one in told} >= {"3a", "ua1"}
