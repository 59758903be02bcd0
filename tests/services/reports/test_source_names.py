"""Names of sources in other spellings, cases and scripts; and words that are none of them."""

import unicodedata

import pytest

from landwaiter.services.reports.sources.source_names import SourceNames, _parts_of

HASH = "3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b"
FILE = SourceNames((), ("Beta_offer_2026-10.PDF", HASH), ("Beta_offer_2026-10",))
FOUND = (
    ("Jan Kowalski", "told by Jan Kowalski, contract 2026/118"),
    ("Jan Kowalski", "Jana Kowalskiego"),
    ("Jan Kowalski", "Kowalskiemu"),
    ("Jan Kowalski", "Janem Kowalskim"),
    ("Jan Kowalski", "o Kowalskim"),
    ("Jan Kowalski", "Kowalscy"),
    ("Jan Kowalski", "Ян Ковальский"),
    ("Jan Kowalski", "Яна Ковальского"),
    ("Jan Kowalski", "j.kowalski@posta.example"),
    ("Jan Kowalski", "kowalski.jan+tip@posta.example"),
    ("Jan Kowalski", "Jan Kowal-\nski"),
    ("Jan Kowalski", "Jan\u00a0Kowalski"),
    ("Jan Kowalski", "Kowal\u00adski"),
    ("Jan Kowalski", "J. Kowalski, source desk"),
    ("Jan Kowalski", "scan_JanKowalski_2.pdf"),
    ("Jan Kowalski", "Kowalski%20Jan"),
    ("Jan Kowalski", "jankowalski@posta.example"),
    ("Jan Kowalski", "jkowalski@posta.example"),
    ("Jan Kowalski", "kowalskij"),
    ("Jan Kowalski", "rang K o w a l s k i"),
    ("王伟", "王　伟"),
    ("王伟", "per 王 伟;"),
    ("王伟", "Wang Wei"),
    ("王伟", "WANG, Wei"),
    ("王伟", "Wáng Wěi"),
    ("Łukasz Żółć", "Lukasz Zolc"),
    ("Łukasz Żółć", unicodedata.normalize("NFD", "Żółć Łukasz")),
    ("Karl Müller", "Mueller, K."),
    ("Karl Müller", "Müllers"),
    ("Peter Groß", "GROSS, P."),
    ("İlker Işık", "ilker ışık"),
    ("Marek Kozioł", "Kozłem"),
    ("Halina Gołąb", "Gołębia"),
)
OTHER = (
    ("Jan Kowalski", "towar jest wojskowy"),
    ("Jan Kowalski", "Jan Nowak"),
    ("Jan Kowalski", "A B C D of the plan, jkowal"),
    ("王伟", "Wangfujing Trading"),
    ("王伟", "王府井 伟业"),
    ("Li Na", "lina, Lin, nali"),
    ("Karl Müller", "Mahlwerk"),
    ("Karl Müller", "Müllereimaschinen"),
    ("Peter Groß", "Elbe Großhandel GmbH"),
    ("Li Na", "Li-ion cells, Li content 7 %"),
    ("Marek Kozioł", "kozły stalowe do cięcia"),
    ("Halina Gołąb", "karma dla gołębi"),
)


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_a_name_is_found(name: str, text: str) -> None:
    assert SourceNames((name,)).found_in(text)


@pytest.mark.parametrize(("name", "text"), OTHER)
def test_other_words_are_not(name: str, text: str) -> None:
    assert SourceNames((name,)).found_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "see Beta_offer_2026-10.PDF",
        "see beta_offer_2026-10",
        "see Beta offer 2026 10",
        "hash 3A7BD3E2",
        "hash 3a7bd3e2 360a3d29",
        HASH.upper(),
    ],
)
def test_a_file_is_found_by_its_name_and_by_the_head_of_its_hash(text: str) -> None:
    assert FILE.found_in(text)


@pytest.mark.parametrize("text", ["1,240", "Beta Works", "offer 2026-11", "3a7bd3e", "deadbeef"])
def test_another_file_is_not(text: str) -> None:
    assert FILE.found_in(text) == ()


@pytest.mark.parametrize(
    "text", ["600 100 200", "0048600100200", "JK@posta.example", "tel. +48 600-100-200"]
)
def test_telephone_and_address_are_found_each_apart(text: str) -> None:
    said = "Jan Kowalski, tel. +48 600 100 200, jk@posta.example"
    assert set(_parts_of(said)) == {"Jan Kowalski", "+48 600 100 200", "jk@posta.example"}
    names = SourceNames((said, *_parts_of(said)))
    assert names.found_in(text)
    assert names.found_in("600 100 201, kj@posta.example") == ()
