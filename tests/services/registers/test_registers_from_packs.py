"""Registers that came as packs say their codes as the rules compare them."""

from collections.abc import Mapping

import pytest

from landwaiter.domain.law.pack import Pack, Trust
from landwaiter.services.warm.registers_of_packs import DENIALS, INFORMED, LICENCES, registers_from


def a_register(kind: str, **row: str) -> Mapping[str, Pack]:
    pack = Pack(kind, kind, "1", "", "", "", Trust.TRANSCRIBED, "0" * 64, rows=(row,))
    return {kind: pack}


WRITTEN = [
    ("2b001 b 2", "2B001.b.2"),
    ("2B001b2.", "2B001.b.2"),
    ("ml9a", "ML9.a"),
    ("x.a.iii.101", "X.A.III.101"),
    ("8457 10", "845710"),
    ("all goods", "all goods"),
]


@pytest.mark.parametrize(("written", "code"), WRITTEN)
def test_a_licence_covers_the_code_however_it_is_written(written: str, code: str) -> None:
    found = registers_from(
        a_register(LICENCES, ref="PL-1", issuer="PL", items=f"{written} | 9A012")
    )
    assert [item.code for item in found.licences[0].items] == [code, "9A012"]


@pytest.mark.parametrize(("written", "code"), WRITTEN)
def test_a_denial_is_of_the_code_however_it_is_written(written: str, code: str) -> None:
    found = registers_from(a_register(DENIALS, id="DE-1", item=written))
    assert found.denials is not None
    assert found.denials[0].item == code


@pytest.mark.parametrize(("written", "code"), WRITTEN)
def test_a_letter_covers_the_code_however_it_is_written(written: str, code: str) -> None:
    found = registers_from(a_register(INFORMED, exporter="Wisla", items=f"{written}|9a012"))
    assert found.informed_exporters is not None
    assert found.informed_exporters[0]["items"] == f"{code}|9A012"
