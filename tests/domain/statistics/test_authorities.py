"""The authorities of an office: by any spelling of the list, and nobody else."""

import pytest

from landwaiter.domain.statistics.authorities import authorities_in

LISTED = "Ministry of Trade = MoT | Trade Ministry; Federal  Office\nLicensing Office"


@pytest.mark.parametrize(
    ("addressee", "name"),
    [
        ("Ministry of Trade", "Ministry of Trade"),
        (" ministry  OF trade ", "Ministry of Trade"),
        ("MoT", "Ministry of Trade"),
        ("trade ministry", "Ministry of Trade"),
        ("Federal Office", "Federal Office"),
        ("Licensing Office", "Licensing Office"),
        ("Ministry of Trade, Mr Kowalski", ""),
        ("Jan Kowalski", ""),
        ("", ""),
    ],
)
def test_an_addressee_has_the_name_of_the_list_or_none(addressee: str, name: str) -> None:
    assert authorities_in(LISTED).named(addressee) == name


@pytest.mark.parametrize(
    "text", ["A; a", "A = B; B", "A = B | b", "A = ", "= B", "A; All", "others", "A = B | | C"]
)
def test_a_spelling_that_stands_twice_or_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^\s*\S*\s*$"):
        authorities_in(text)


def test_without_a_list_nobody_is_named() -> None:
    assert authorities_in("").named("MoT") == ""
