"""A fact that fills one cell or one element is read by its row of the catalogue alone."""

from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from landwaiter.domain.base.facts import Content, DeclaredColumn, Fact, ValueKind
from landwaiter.domain.goods.facts import ITEM, PACKAGES
from landwaiter.domain.intake.consignment_facts import PARTY, TRANSPORT
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.base.readers import READERS, aes_members, wco_members
from landwaiter.formats.base.xml_document import XmlNode
from landwaiter.formats.intake.csv_columns import ColumnLevel, MemberColumns, columns_of

PLAIN = (*DECLARATION, *ITEM, *PACKAGES, *PARTY, *TRANSPORT)
VOLUME: Fact[Any] = Fact(
    "volume_m3",
    "Volume",
    Content.OPEN,
    ValueKind.NUMBER,
    csv=DeclaredColumn("volume in cubic metres", ("volume",)),
    aes=("GoodsShipment/volume", "volume"),
    wco=("VolumeMeasure",),
)


def node(text: str) -> XmlNode:
    return XmlNode(etree.fromstring(text), Findings("message.xml"))


@pytest.mark.parametrize("fact", PLAIN, ids=lambda fact: fact.name)
def test_whatever_one_place_states_can_be_read(fact: Fact[Any]) -> None:
    if fact.csv or fact.aes or fact.wco:
        assert fact.kind in READERS


def test_a_column_and_its_value_follow_from_the_fact() -> None:
    (column,) = columns_of((VOLUME,), ColumnLevel.ITEM)
    assert (column.name, column.holds, column.aliases, column.level) == (
        "volume_m3",
        "volume in cubic metres",
        ("volume",),
        ColumnLevel.ITEM,
    )
    assert MemberColumns.of((VOLUME,)).stated({"volume_m3": column.read("1.5")}) == {
        "volume_m3": Decimal("1.5")
    }
    assert MemberColumns.of((VOLUME,)).stated({}) == {}


def test_the_first_element_that_states_it_counts() -> None:
    both = node("<M><volume>2</volume><GoodsShipment><volume>1</volume></GoodsShipment></M>")
    assert aes_members((VOLUME,), both) == {"volume_m3": Decimal(1)}
    assert aes_members((VOLUME,), node("<M><volume>2</volume></M>")) == {"volume_m3": Decimal(2)}
    assert wco_members((VOLUME,), node("<M><VolumeMeasure>3</VolumeMeasure></M>")) == {
        "volume_m3": Decimal(3)
    }


def test_what_cannot_be_read_is_rejected_at_its_element() -> None:
    faulty = node("<M><volume>two</volume></M>")
    assert aes_members((VOLUME,), faulty) == {"volume_m3": None}
    (fault,) = faulty.findings.rejected
    assert fault.field == "M/volume"
