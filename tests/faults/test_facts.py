"""The same deed gives the same change, whatever identities it drew."""

import zlib
from collections import Counter
from uuid import UUID

from tests.faults.facts import Change, Facts, change

NONE = Facts({}, {})
SOME_IDS = [
    str(UUID(int=number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128)) for number in (1, 2)
]


def _kept(text: str) -> Change:
    return change(NONE, Facts({"evaluation": Counter([(zlib.compress(text.encode()),)])}, {}))


def test_packed_texts_that_differ_in_identities_alone_are_the_same_change() -> None:
    first, second = SOME_IDS
    assert _kept(f'{{"id":"{first}","of":"{first}"}}') == _kept(
        f'{{"id":"{first}","of":"{second}"}}'
    )


def test_packed_texts_that_say_something_else_are_not() -> None:
    assert _kept('{"raised":"RF-P01"}') != _kept('{"raised":"RF-P02"}')
