"""Many listings at once; the last tests count on real lists."""

import csv
import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import DEFAULT_THRESHOLD, Index, Query, compare, compare_names, scorer
from landwaiter.screening.alignment import Alignment, WeighedName, align
from landwaiter.screening.alternatives import stretches

COMPANIES = (
    Listing("c1", "Company", "Romashka Optics LLC", aliases=("ООО «Ромашка Оптика»",)),
    Listing("c2", "Company", "Zenith Trading Company Ltd", identifiers=("7704274402",)),
    Listing("c3", "Company", "Zenith Trading Company Ltd"),
    Listing("p1", "Person", "DROZDOV, Vavilen Osipovich", birth_dates=("1970-01-18",)),
    Listing("v1", "Vessel", "ROSALIN", identifiers=("IMO9253325",)),
)


HEAPS = ("ov", "enko", "ski", "in", "ich", "ian", "ana", "oro", "udu", "ent", "ork", "ulm")


@pytest.fixture(scope="module")
def small() -> Index:
    return Index.build(COMPANIES)


def ids(index: Index, query: Query, threshold: int = DEFAULT_THRESHOLD) -> list[str]:
    return [match.listing_id for match in index.search(query, threshold=threshold, limit=50)]


def test_a_reordered_transliteration_is_found(small: Index) -> None:
    assert ids(small, Query("Вавилен Осипович Дроздов", "person")) == ["p1"]


def test_equal_scores_come_in_the_order_of_their_identifiers(small: Index) -> None:
    assert ids(small, Query("Zenith Trading Co", "organisation")) == ["c2", "c3"]


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Ctahy Chen", "Cathy Chen"),
        ("Saslih Vadim", "Salsih Vadim"),
        ("Petr Omsan", "Petr Osman"),
        ("Ahamed Ahmad", "Ahmed Ahmad"),
        ("Rye Sin", "Rye Sin"),
        ("Al Sha Ar", "Alshaar"),
        ("Mikaylovich Al", "Mikhaylovich Al"),
    ],
)
def test_one_name_stands_out_among_many_that_share_a_word(asked: str, listed: str) -> None:
    crowd = [
        f"{one} {other}"
        for one in ("Chen", "Vadim", "Petr", "Ahmad", "Sin", "Rye", "Al", "Mikhaylovich", "Ryesin")
        for other in (f"{a}{b}" for a in ("bar", "kol", "lin", "mat", "ter") for b in HEAPS)
    ]
    names = [*crowd, listed]
    index = Index.build(Listing(f"n{at:05d}", "Person", name) for at, name in enumerate(names))
    found = index.candidates(asked, "person", 40)
    assert names.index(listed) in index.arrays.owners[found]


def test_the_limit_cuts_the_worst(small: Index) -> None:
    found = small.search(Query("Zenith Trading Co"), threshold=DEFAULT_THRESHOLD, limit=1)
    assert [match.listing_id for match in found] == ["c2"]


def test_an_identifier_finds_what_the_name_would_not(small: Index) -> None:
    assert ids(small, Query("Renamed Twice", "vessel", identifiers=("imo 9253325",))) == ["v1"]


def test_an_alias_of_the_party_is_searched_too(small: Index) -> None:
    assert ids(small, Query("Nobody Whatever", aliases=("Romashka Optics",))) == ["c1"]


@pytest.mark.parametrize("name", ["Trading Company Ltd", "International Group", "", "Ltd", "…"])
def test_generic_words_alone_raise_no_hit(small: Index, name: str) -> None:
    assert ids(small, Query(name)) == []


def test_an_empty_index_finds_nothing() -> None:
    assert ids(Index.build([]), Query("Romashka", identifiers=("7704274402",))) == []


def test_the_same_compare_decides(small: Index) -> None:
    query = Query("Vavilen Drozdov", "person", born="1970")
    (match,) = small.search(query, threshold=DEFAULT_THRESHOLD, limit=5)
    assert match == compare(query, COMPANIES[3], rarity=small.rarity)


def test_threads_share_an_index(small: Index) -> None:
    queries = [Query(listing.name) for listing in COMPANIES] * 20
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda query: ids(small, query), queries))
    assert found == [ids(small, query) for query in queries]


def rows(path: Path) -> Iterator[dict[str, str]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as packed:
            yield from csv.DictReader(packed)
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def is_cyrillic(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and all("\u0400" <= letter <= "\u04ff" for letter in letters)


@pytest.fixture(scope="module")
def real(testdata: Path) -> tuple[Index, dict[str, str]]:
    """The Ukrainian list without its Cyrillic names, the UN names, the US list; the names left
    out by listing."""
    listings, left_out = [], {}
    for row in rows(testdata / "opensanctions" / "targets.simple_ua.csv"):
        names = [row["name"], *filter(None, row["aliases"].split(";"))]
        cyrillic = [name for name in names if is_cyrillic(name)]
        kept = [name for name in names if name.isascii()] or names
        if cyrillic and kept is not names:
            left_out[row["id"]] = cyrillic[0]
        listings.append(Listing(row["id"], row["schema"], kept[0], aliases=tuple(kept[1:])))
    for row in rows(testdata / "lists" / "us_csl_consolidated.csv.gz"):
        schema = "Person" if row["type"] == "Individual" else "LegalEntity"
        listings.append(Listing(row["_id"], schema, row["name"]))
    for row in rows(testdata / "matching" / "un_treated_dev.csv"):
        listings.append(Listing(f"un {row['listed']}", "Person", row["listed"]))
    return Index.build(listings), left_out


def test_cyrillic_names_find_listings_known_by_latin_names_only(
    real: tuple[Index, dict[str, str]],
) -> None:
    index, left_out = real
    schemas = {listing.listing_id: listing.schema for listing in index.listings}
    sample = list(left_out.items())[::4]
    found = sum(
        key in ids(index, Query(name, "person" if schemas[key] == "Person" else None))
        for key, name in sample
    )
    assert len(sample) > 350
    assert found >= 0.96 * len(sample)


def test_misspelt_and_reordered_un_names_are_found(
    real: tuple[Index, dict[str, str]], testdata: Path
) -> None:
    index, _ = real
    pairs = list(rows(testdata / "matching" / "un_treated_dev.csv"))
    missed = [
        pair["treated"]
        for pair in pairs
        if f"un {pair['listed']}" not in ids(index, Query(pair["treated"], "person"))
    ]
    assert len(pairs) == 342
    assert len(missed) <= 1


def test_innocent_names_raise_at_most_ten_alerts_per_thousand(
    real: tuple[Index, dict[str, str]], testdata: Path
) -> None:
    index, _ = real
    names = [
        row["full_name"]
        for part in ("global", "us")
        for row in rows(testdata / "matching" / f"yente_validation_negatives_{part}.csv")
    ]
    alerts = [name for name in names if ids(index, Query(name, "person"))]
    assert len(names) == 2000
    assert len(alerts) <= 20


@pytest.mark.parametrize(
    ("file", "least_right", "most_wrong"),
    [("nomenklatura_name_bench_cases", 360, 51), ("alias_pairs_dev", 1615, 285)],
)
def test_labelled_pairs_keep_their_measured_quality(
    testdata: Path, file: str, least_right: int, most_wrong: int
) -> None:
    kinds = {"Person": "person", "Vessel": "vessel"}
    right = wrong = 0
    for row in rows(testdata / "matching" / f"{file}.csv"):
        kind = kinds.get(row["schema"], "organisation")
        if compare_names(row["name1"], row["name2"], kind).score >= DEFAULT_THRESHOLD:
            right += row["is_match"] == "true"
            wrong += row["is_match"] == "false"
    assert right >= least_right
    assert wrong <= most_wrong


FILLER = "Ivy House Bakery; "
"""A field that names several names them one after another."""


@pytest.mark.parametrize("before", [0, 200, 1_000, 20_000])
def test_a_name_is_found_wherever_it_stands_in_a_field_longer_than_any_name(
    small: Index, before: int
) -> None:
    others = FILLER * 1_200
    name = f"{others[:before]}; Romashka Optics LLC; {others[before:]}"
    (found,) = small.search(Query(name, "organisation"), threshold=600, limit=50)
    (listing,) = (one for one in COMPANIES if one.listing_id == "c1")
    again = compare(Query(name, "organisation"), listing, rarity=small.rarity)
    assert (found.listing_id, found.score, found.reasons) == ("c1", again.score, again.reasons)


def test_the_words_of_a_long_field_are_aligned_no_more_than_in_proportion(
    small: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = 0

    def counted(query: WeighedName, listed: WeighedName) -> Alignment:
        nonlocal words
        words += len(query.name.words) * len(listed.name.words)
        return align(query, listed)

    monkeypatch.setattr(scorer, "align", counted)
    asked = []
    for times in (100, 200):
        words = 0
        name = " ".join(f"Zenith Trading {number}" for number in range(times))
        small.search(Query(name, "organisation"), threshold=600, limit=50)
        asked.append(words)
    assert 0 < asked[1] <= 2.2 * asked[0]


def test_the_stretches_of_a_long_field_hold_all_of_it_in_order() -> None:
    text = " ".join(f"word{number}" for number in range(500))
    found = stretches(text)
    assert text.split() == list(dict.fromkeys(word for one in found for word in one.split()))
    assert max(map(len, found)) <= 256
    assert len(stretches("x" * 20_000)) == 2
    assert stretches("x" * 512) == ("x" * 512,)
