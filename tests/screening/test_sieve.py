"""The sieve lets through whatever a search brings."""

from random import Random

import pytest
from tests.services.trade.trade_traffic import Traffic

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index, Query, met_words
from landwaiter.screening.arrays import Sounds
from landwaiter.screening.name import parse
from landwaiter.screening.near_many import ManyNeighbours
from landwaiter.screening.neighbours import Neighbours
from landwaiter.screening.sieve import Sieve
from landwaiter.screening.slips import keys_within, ranges_within

ODD = (
    "Золотая Стрела Экспорт",
    "深圳光明电子有限公司",
    "مؤسسة الفجر للتجارة",
    "O. K.",
    "A",
    "Al Fajr Instruments / Kowal Pumps c/o Baumer",
    "BaltDredgingPartners",
    "Abdul Rahman Mohammad al-Hussaini",
    "Müller & Söhne GmbH",
    "MV NORDIC STAR",
    "Schneidermaschinenbau Gesellschaft",
    "Tokyo Denki Kabushiki Kaisha",
)


def names(count: int, seed: int) -> list[str]:
    found: dict[str, None] = {}
    traffic = Traffic(seed)
    while len(found) < count:
        for row in traffic.declaration("2026-03-02"):
            found |= dict.fromkeys((row["consignee_name"], row["exporter_name"]))
    return [*found][:count]


def spelt(chance: Random, name: str) -> str:
    """A name as somebody else writes it."""
    words, at = name.split(), chance.randrange(len(name))
    kinds = (
        name,
        name[:at] + name[at + 1 :],
        name[:at] + chance.choice("aeioknst") + name[at:],
        " ".join(reversed(words)),
        "".join(words),
        " ".join(words[:2]),
        f"{name} Branch Office",
        name.replace(" ", "", 1),
        name.upper(),
        chance.choice(words),
    )
    return chance.choice(kinds)


@pytest.mark.parametrize("threshold", [360, 560, 660, 860])
def test_nothing_is_lost_that_a_search_finds(threshold: int) -> None:
    chance = Random(threshold)  # noqa: S311  # names to repeat, no secrets
    listed = [*names(150, 9), *ODD]
    index = Index.build(
        Listing(str(at), chance.choice(("Company", "Person", "Vessel")), name, countries=("CN",))
        for at, name in enumerate(listed)
    )
    queries = [
        Query(
            spelt(chance, name),
            kind=chance.choice((None, None, "vessel")),
            country=chance.choice((None, "CN", "DE")),
        )
        for name in (*listed * 3, *names(400, 5), *ODD * 5)
    ]
    worth = Sieve(index, threshold).worth_searching(queries)
    found = [bool(index.search(query, threshold=threshold, limit=1)) for query in queries]
    lost = [query for query, is_found, kept in zip(queries, found, worth, strict=True)
            if is_found and not kept]  # fmt: skip
    assert lost == []
    assert any(found)
    assert sum(worth) < sum(found) * 1.2, "and it spares most other searches"


def test_an_equal_number_is_enough() -> None:
    listing = Listing("1", "Vessel", "Nordic Star", identifiers=("imo:9074729",))
    sieve = Sieve(Index.build([listing]), 700)
    queries = [Query("Quiet Harbour", identifiers=(number,)) for number in ("9074729", "9074731")]
    assert sieve.worth_searching(queries)[1] is False


def test_a_long_field_and_a_name_without_a_word_are_no_trouble() -> None:
    sieve = Sieve(Index.build([Listing("1", "Company", "Nordic Star Trading")]), 700)
    long = "Nordic Star Trading " * 40
    assert sieve.worth_searching([Query(long), Query("–"), Query("")]) == [True, False, False]
    assert sieve.worth_searching([]) == []
    assert Sieve(Index.build([]), 700).worth_searching([Query("Nordic Star")]) == [False]


def test_words_are_asked_together_as_they_are_one_by_one() -> None:
    chance = Random(5)  # noqa: S311  # names to repeat, no secrets
    listed = [*names(250, 9), *ODD]
    arrays = Index.build(Listing(str(at), "Company", one) for at, one in enumerate(listed)).arrays
    texts = [*listed, *(spelt(chance, name) for name in listed * 3), *names(300, 5)]
    words = [*dict.fromkeys(word for text in texts for word in parse(text, None).words)]
    sounds = Sounds(arrays)
    one_by_one, together = Neighbours(arrays, sounds), ManyNeighbours(arrays, sounds).of(words)
    found = {
        (of, place): likeness
        for of, place, likeness in zip(*(part.tolist() for part in together), strict=True)
    }
    wanted = {
        (at, place): likeness
        for at, word in enumerate(words)
        for place, likeness in zip(*(part.tolist() for part in one_by_one.of(word)), strict=True)
    }
    assert len(wanted) > 1_000
    assert {
        pair: likeness for pair, likeness in wanted.items() if found.get(pair, 0) < likeness
    } == {}
    assert len(found) < 1.1 * len(wanted)


def test_slips_are_asked_together_as_they_are_one_by_one() -> None:
    texts = ["ab", "abc", "mama", "Żabka", "trading", "harbours", "instrument", "aab", "12b"]
    lows, highs, of = ranges_within(texts)
    for at, text in enumerate(texts):
        mine = sorted(zip(lows[of == at].tolist(), highs[of == at].tolist(), strict=True))
        assert mine == sorted((low, high + 1) for low, high in keys_within(text))


def test_what_is_forgotten_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = names(60, 9)
    index = Index.build(Listing(str(at), "Company", one) for at, one in enumerate(listed))
    queries = [Query(name) for name in (*names(200, 5), *listed)]
    sieve = Sieve(index, 700)
    wanted = sieve.worth_searching(queries)
    monkeypatch.setattr(met_words, "_MOST_WORDS", 20)
    parts = [queries[at : at + 10] for at in range(0, len(queries), 10)]
    assert [one for part in parts for one in sieve.worth_searching(part)] == wanted
    assert any(wanted)
