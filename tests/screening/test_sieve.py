"""The sieve lets through whatever a search brings."""

from random import Random

import pytest
from tests.services.trade.trade_traffic import Traffic

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index, Query
from landwaiter.screening.sieve import Sieve

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
    if threshold > 600:
        assert not all(worth), "and it spares some searches"


def test_an_equal_number_is_enough() -> None:
    listing = Listing("1", "Vessel", "Nordic Star", identifiers=("imo:9074729",))
    sieve = Sieve(Index.build([listing]), 700)
    queries = [Query("Quiet Harbour", identifiers=(number,)) for number in ("9074729", "9074731")]
    assert sieve.worth_searching(queries)[1] is False
