"""User names that can be taken for one another."""

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER

from landwaiter.errors import Conflict
from landwaiter.storage.base.likeness import confusable_with, skeleton
from landwaiter.storage.casebook.lifecycle import Casebook
from landwaiter.storage.people import users


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Anna Baran", "Аnna Baran"),  # Cyrillic A
        ("Anna Baran", "Anna Ваrаn"),  # Cyrillic В and а
        ("Paul Reed", "Ρaul Reed"),  # Greek Rho
        ("Ilse Ott", "llse Ott"),
        ("Bob Cole", "B0b Cole"),
        ("Bob Cole", "Bob-Cole"),
        ("Bob Cole", "Bob  C\u00f3le"),
        ("Bob Cole", "B\u043eb Cole"),
        ("Bob Cole", "Bob\u200a Cole"),
        ("Marta Kern", "Marta Kem"),
        ("Anna", "Анна"),
        ("Olga", "Ｏlga"),
    ],
)
def test_names_that_look_alike_are_confusable(name: str, other: str) -> None:
    assert confusable_with(other, [ANALYST + "x", name]) == name


@pytest.mark.parametrize(
    ("name", "other"),
    [("Bob Cole", "Rob Cole"), ("Ewa Nowak", "Eva Nowak"), ("Anna B", "Anna C"), ("Jan", "Jana")],
)
def test_other_names_are_not(name: str, other: str) -> None:
    assert skeleton(name) != skeleton(other)


def test_a_new_user_cannot_look_like_another(casebook: Casebook) -> None:
    with (
        pytest.raises(Conflict, match=f"can be taken for {ADMIN}"),
        casebook.write("add_user", now=LATER) as work,
    ):
        users.add_user(
            work,
            casebook,
            name="Аnna Baran",
            roles=["reviewer"],
            password=sample.PASSWORDS[ADMIN],
        )
