"""Nothing that a court may not see is in any file of a bundle, in its names or in its pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.reports.bundle.court_bundle import bundled, judged
from tests.services.reports.canaries import Aviary, pdf_channels, told_story
from tests.services.sample_office import ADMIN, ANALYST, REF, Office, an_office

from landwaiter.domain.audit.deeds import WriteAnchor
from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.profiles import Profile
from landwaiter.services.deeds.engine import do
from landwaiter.services.reports import freezing
from landwaiter.services.reports.bundle.bundle_anchors import anchors_since
from landwaiter.services.reports.bundle.contents import bundle_dossier
from landwaiter.services.reports.bundle.exhibits import exhibits_of


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Aviary, Path]]:
    """A case that went through everything, an anchor whose name says something, and its bundle."""
    place = tmp_path_factory.mktemp("canaries")
    office = an_office(place)
    aviary = told_story(office)
    name = aviary.canary(Content.INTERNAL, "anchor").replace(" ", "_")
    do(office.session(ADMIN), WriteAnchor(place / f"{name}.json"))
    do(office.session(ADMIN), WriteAnchor(place / "anchor-2.json"))
    bundled(office, folder=place / "bundle", pdf=place / "bundle.pdf")
    yield office, aviary, place
    office.close()


def test_the_office_s_own_dossier_of_a_bundle_says_what_is_withheld(
    told: tuple[Office, Aviary, Path],
) -> None:
    """Held against the whole: there is something to take out."""
    office, aviary, _place = told
    session = office.session(ANALYST)
    with session.reading() as conn:
        anchors = anchors_since(conn, 1)
    exhibits = exhibits_of(office.case())
    dossier = freezing.freeze(
        session,
        REF,
        compose=lambda view, frame: bundle_dossier(view, frame, exhibits=exhibits, anchors=anchors),
    ).report
    heard = aviary.heard(dossier.canonical()) & aviary.withheld_from(Profile.COURT)
    assert len(heard) > 30
    assert {aviary.content[sign] for sign in heard} >= {
        Content.INTERNAL,
        Content.DELIBERATION,
        Content.SOURCE,
    }


def test_nothing_withheld_is_in_any_file_of_a_bundle(told: tuple[Office, Aviary, Path]) -> None:
    _office, aviary, place = told
    withheld = aviary.withheld_from(Profile.COURT)
    found: dict[str, frozenset[str]] = {}
    for path in (place / "bundle").iterdir():
        found[path.name] = aviary.heard(path.read_bytes()) | aviary.heard(path.name)
    for file in (place / "bundle" / "bundle.pdf", place / "bundle.pdf"):
        for part, data in pdf_channels(file):
            known = found.get(f"{file.name} {part}", frozenset())
            found[f"{file.name} {part}"] = known | aviary.heard(data)
    leaked = {
        name: {aviary.place[sign] for sign in signs & withheld}
        for name, signs in found.items()
        if signs & withheld
    }
    assert leaked == {}
    assert found["bundle.pdf text"], "what is open is there"
    assert judged(place / "bundle")[0] == judged(place / "bundle.pdf")[0] == 3


def test_an_anchor_whose_name_says_something_is_told_without_its_file(
    told: tuple[Office, Aviary, Path],
) -> None:
    _office, _aviary, place = told
    anchors = [path.name for path in (place / "bundle").glob("anchor-*")]
    assert len(anchors) == 1
    assert b'"note":"anchor-2.json"' in (place / "bundle" / anchors[0]).read_bytes()
