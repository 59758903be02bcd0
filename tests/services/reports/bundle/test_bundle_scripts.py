"""A bundle of the ugly case before both checkers and the check of marks, in every language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.reports.bundle.court_bundle import add
from tests.services.reports.every_kind import faults_in
from tests.services.reports.ugly_case import all_scripts, decided, make_ugly
from tests.services.sample_office import ANALYST, REF, Office, an_office

from landwaiter.domain.reports.bundle_deeds import ReportBundle
from landwaiter.i18n import catalogue, languages, speaking
from landwaiter.services.deeds.engine import run

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def ugly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The ugly case, decided, with an exhibit in eleven scripts."""
    office = an_office(tmp_path_factory.mktemp("bundle"))
    make_ugly(office)
    add(office, "letter.txt", all_scripts().encode())
    decided(office)
    yield office
    office.close()


@pytest.mark.parametrize("language", languages())
def test_a_bundle_in_every_script_passes(ugly: Office, tmp_path: Path, language: str) -> None:
    pdf = tmp_path / "bundle.pdf"
    with speaking(catalogue(language)):
        run(ugly.session(ANALYST), ReportBundle(REF, pdf=pdf))
    assert list(faults_in(pdf.read_bytes(), tmp_path / "checked.pdf", marks_alone=False)) == []
