"""What the office of samples seals stays the same to the byte."""

import pytest
from tests.test_golden_bytes import what_differs


@pytest.mark.thorough
def test_what_the_samples_seal_is_the_same_to_the_byte() -> None:
    assert not what_differs("samples")
