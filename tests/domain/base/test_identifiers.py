"""Identifiers: public vectors and the line between a broken form and a wrong check digit."""

import csv
from pathlib import Path

import pytest

from landwaiter.domain.base import identifiers
from landwaiter.errors import Invalid

with (Path(__file__).parents[1] / "vectors" / "id_vectors.csv").open(encoding="utf-8") as _file:
    VECTORS = tuple(
        (row["kind"], row["value"], row["valid"] == "y") for row in csv.DictReader(_file)
    )


@pytest.mark.parametrize(("kind", "value", "valid"), VECTORS)
def test_a_vector_is_judged_as_it_says(kind: str, value: str, valid: bool) -> None:
    assert identifiers.check(kind, value).valid is valid


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("EORI", "PL526100001900000"),
        ("EORI", "ESA12345678"),
        ("LEI", "5493001KJTIIGC8Y1R12"),
        ("USCC", "91110000600037341L"),
        ("IMO", "IMO 9074729"),
        ("VAT", "DE136695976"),
        ("INN", "7707083893"),
    ],
)
def test_a_right_identifier_is_valid(kind: str, value: str) -> None:
    found = identifiers.check(kind, value)
    assert (found.valid, found.problem) == (True, "")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("LEI", "5493001KJTIIGC8Y1R13"),
        ("USCC", "91110000600037341K"),
        ("VAT", "DE136695977"),
        ("INN", "7707083894"),
        ("MRN", "26PL302010E10001A7"),
        ("CONTAINER", "MSCU6639871"),
    ],
)
def test_a_wrong_check_digit_leaves_the_form_whole(kind: str, value: str) -> None:
    found = identifiers.check(kind, value)
    assert (found.valid, found.well_formed) == (False, True)
    assert found.problem


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("EORI", "P"),
        ("EORI", "PL5261000019000001"),
        ("MRN", "26PL302010E10001"),
        ("CONTAINER", "CSQX3054383"),
        ("IMO", "907472"),
        ("LEI", "549300"),
    ],
)
def test_a_broken_form_is_told_apart(kind: str, value: str) -> None:
    assert identifiers.check(kind, value).well_formed is False


def test_blanks_and_dashes_do_not_count() -> None:
    assert identifiers.check("CONTAINER", "csqu 305438-3").normalised == "CSQU3054383"


def test_the_problem_does_not_say_which_digit_would_be_right() -> None:
    problem = identifiers.check("CONTAINER", "MSCU6639871").problem
    assert "0" not in problem
    assert "MSCU6639871 fails" in problem


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Invalid, match="no identifier"):
        identifiers.check("ISBN", "1")


def test_a_number_is_recognised_by_its_check_digit() -> None:
    found = identifiers.recognise("5493001KJTIIGC8Y1R12")
    assert found is not None
    assert found.kind == "LEI"
    assert identifiers.recognise("not a number") is None
