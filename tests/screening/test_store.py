"""Arrays in a folder and back."""

from pathlib import Path

import numpy as np
import pytest

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index, Query
from landwaiter.screening.arrays import ARRAYS
from landwaiter.screening.index import HeldListings
from landwaiter.screening.store import Unusable, load, looks_whole, save

LISTINGS = (
    Listing("a", "Company", "Tarnbrook Lathe Works Ltd", identifiers=("7704274402",)),
    Listing("b", "Person", "Вавилен Осипович Дроздов", aliases=("Vavilen Drozdov",)),
    Listing("c", "Organization", "哈尔滨工业大学"),
    Listing("d", "Vessel", "🚢"),
)


@pytest.fixture
def index() -> Index:
    return Index.build(LISTINGS)


def test_what_was_saved_is_loaded(index: Index, tmp_path: Path) -> None:
    digest = save(index.arrays, tmp_path, {"edition": "one"})
    arrays = load(tmp_path, sha256_of_head=digest)
    assert arrays.schemas == index.arrays.schemas
    for name in ARRAYS:
        one, other = getattr(arrays, name), getattr(index.arrays, name)
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)


def test_a_loaded_index_finds_the_same(index: Index, tmp_path: Path) -> None:
    digest = save(index.arrays, tmp_path, {})
    loaded = Index.of(load(tmp_path, sha256_of_head=digest), HeldListings(LISTINGS))
    for name in ("Tarnbrok Lathe Works", "Drozdov V. Osipovich", "Harbin Institute of Technology"):
        asked = Query(name)
        found = loaded.search(asked, threshold=400, limit=5)
        assert found == index.search(asked, threshold=400, limit=5)


def test_an_index_of_nothing_is_saved_and_loaded(tmp_path: Path) -> None:
    digest = save(Index.build([]).arrays, tmp_path, {})
    loaded = Index.of(load(tmp_path, sha256_of_head=digest), HeldListings())
    assert loaded.search(Query("Tarnbrook"), threshold=1, limit=5) == ()


def test_loaded_arrays_cannot_be_written(index: Index, tmp_path: Path) -> None:
    digest = save(index.arrays, tmp_path, {})
    with pytest.raises(ValueError, match="read-only"):
        load(tmp_path, sha256_of_head=digest).owners[0] = 3


@pytest.mark.parametrize("at", [0, 500, -1])
def test_a_changed_byte_is_noticed(index: Index, tmp_path: Path, at: int) -> None:
    digest = save(index.arrays, tmp_path, {})
    file = tmp_path / "arrays.bin"
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    with pytest.raises(Unusable):
        load(tmp_path, sha256_of_head=digest)


def test_a_cut_file_is_noticed_without_reading_it(index: Index, tmp_path: Path) -> None:
    digest = save(index.arrays, tmp_path, {})
    assert looks_whole(tmp_path, sha256_of_head=digest)
    file = tmp_path / "arrays.bin"
    file.write_bytes(file.read_bytes()[:-1])
    assert not looks_whole(tmp_path, sha256_of_head=digest)


def test_another_head_is_refused(index: Index, tmp_path: Path) -> None:
    save(index.arrays, tmp_path, {})
    with pytest.raises(Unusable):
        load(tmp_path, sha256_of_head="0" * 64)
