"""Content in few bytes: raw deflate with what nearly every declaration and verdict says.

The first byte names the dictionary. One that was released is never changed: another takes the next
number, and the older ones are read for ever.
"""

import zlib
from typing import Final

_DECLARED: Final = (
    b'"consigneeStreet":"status":"valid_to":"region_of_dispatch":"additional_codes":["cus_code":"'
    b'"un_numbers":["origin":"supplementary_units":"additional_procedures":["packages":[{"count":'
    b'"marks":"containers":[{"identifier":"seals":["transport":[{"id_type":"10","identifier":"'
    b'"mode":"1","nationality":"DE","stage":"border"}],"type":"EX"},"form":"declaration/1"}'
    b'{"content":{"accepted":"2026-01-01T08:00:00Z","additional_type":"A","country_destination":"'
    b'"country_export":"DE","country_routing":["declared_item_count":1,"delivery_place":"'
    b'"delivery_terms":"DAP","documents":[{"code":"Y901","item_no":1,"kind":"additional_reference"'
    b',"reference":"},{"code":"N380","kind":"supporting_document","reference":"INV-"}],'
    b'"exchange_rate":"1","format":"csv","gross_mass_kg":"invoice_total":{"amount":"","currency":'
    b'"EUR"},"items":[{"cn":"84","description":"","gross_mass_kg":"","invoice_value":{"amount":"'
    b'","currency":"EUR"},"net_mass_kg":"","no":1,"procedure":"1000","statistical_value":{"amount'
    b'":"","currency":"EUR"}},"local_reference":"lrn":"mrn":"26DE","office_exit":"DE00'
    b'","office_export":"DE00","parties":[{"address":{"city":"","country":"DE","postcode":"",'
    b'"street":""},"identifier":"DE","name":"","role":"exporter"},{"role":"declarant"},'
    b'{"role":"consignee"},{"role":"carrier"},{"role":"notify"}],"total_packages":'
)
_FOUND: Final = (
    b'"evidence":["missing":["not_met":["waits_for":null,"review":"open","review_reason":"",'
    b'"review_author":"","review_unsound":"","seconder":"","editions":["flag_rules@2026-11-28"],'
    b'"evaluation":"raised","severity":"medium","explanation":"basis":"rule":"RF-'
    b'{"item_no":1,"list":"annex1","code":"3A001","title":"edition":"2025","score":500,"reasons":['
    b'"missing":["trust":"transcribed","kinds":["heading"],"words":0,"entries":[],'
    b'"authorised":null},{"v":1,"hits":[],"candidates":[],"raised":[]}'
)
_DICTIONARY: Final = {1: _FOUND + _DECLARED}
_NEWEST: Final = 1
_RAW: Final = -15
_LEVEL: Final = 6


def packed(content: bytes) -> bytes:
    """The content as it is kept."""
    making = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=_DICTIONARY[_NEWEST])
    return bytes((_NEWEST,)) + making.compress(content) + making.flush()


def unpacked(kept: bytes) -> bytes:
    """What `packed` kept; zlib.error or KeyError where other bytes stand there."""
    reading = zlib.decompressobj(_RAW, zdict=_DICTIONARY[kept[0]])
    return reading.decompress(kept[1:]) + reading.flush()
