"""Content in few bytes: raw deflate with what nearly every declaration and verdict says:
keys in the order in which canonical JSON has them, what is frequent at the end.

The first byte names the dictionary. One that was released is never changed: another takes the next
number, and the older ones are read for ever.
"""

import zlib
from typing import Final

_SELDOM: Final = (
    b'"consigneeStreet":"status":"valid_to":"region_of_dispatch":"additional_codes":["cus_code":"'
    b'"un_numbers":["origin":"supplementary_units":"additional_procedures":["packages":[{"count":'
    b'"marks":"containers":[{"identifier":"seals":["transport":[{"id_type":"10","identifier":"'
    b'"mode":"1","nationality":"DE","stage":"border"}],"type":"EX"},"form":"declaration/1"}'
    b'"additional_type":"A","country_export":"DE","declared_item_count":1,"delivery_place":"'
    b'"delivery_terms":"DAP","exchange_rate":"1","gross_mass_kg":"invoice_total":{"amount":"",'
    b'"currency":"EUR"},"invoice_value":{"amount":"","currency":"EUR"},"procedure":"1000",'
    b'"local_reference":"mrn":"26DE","postcode":"","city":"","role":"notify"},"total_packages":'
)
_FOUND: Final = (
    b'"evidence":["missing":["not_met":["waits_for":null,"review":"open","review_reason":"",'
    b'"review_author":"","review_unsound":"","seconder":"","editions":["flag_rules@2026-11-28"],'
    b'"evaluation":"raised","severity":"medium","explanation":"basis":"rule":"RF-'
    b'{"item_no":1,"list":"annex1","code":"3A001","title":"edition":"2025","score":500,"reasons":['
    b'"missing":["trust":"transcribed","kinds":["heading"],"words":0,"entries":[],'
    b'"authorised":null},{"candidates":[],"hits":[],"raised":[],"v":1}'
)
_SEEN: Final = (
    b'{"addresses":{"":1},"prices":{"":{"lines":1,"p01":"","median":"","p99":"","own_lines":0,'
    b'"own_median":null}},"vessels":{},"unit_prices":{},"shipments":[],"parts":[]}'
)
_DECLARED: Final = (
    b'{"content":{"accepted":"2026-01-01T08:00:00Z","country_destination":"US",'
    b'"country_routing":["DE","CH","GB","CN","TR","US"],"documents":[{"code":"Y901","item_no":1,'
    b'"kind":"additional_reference"},{"code":"N380","item_no":1,"kind":"supporting_document",'
    b'"reference":"INV-"}],"format":"csv","items":[{"cn":"84","description":"",'
    b'"gross_mass_kg":"","net_mass_kg":"","no":1,"statistical_value":{"amount":"",'
    b'"currency":"EUR"}},{"cn":""}],"lrn":"","mrn":"","office_exit":"DE00","office_export":"DE00",'
    b'"parties":[{"identifier":"DE000","name":"","role":"exporter"},{"identifier":"DE",'
    b'"role":"declarant"},{"address":{"city":"","country":"","postcode":"","street":""},"name":"",'
    b'"role":"consignee"},{"identifier":"DE000","name":"","role":"carrier"}],"type":"EX"},'
    b'"form":"declaration/1"}'
)
_DICTIONARY: Final = {1: _SELDOM + _FOUND + _SEEN + _DECLARED}
_NEWEST: Final = 1
_RAW: Final = -15
_LEVEL: Final = 6
_MOST_BESIDE: Final = 16_384
"""Of bytes beside: with the dictionary less than deflate looks back."""
_BESIDE: Final = 0x80
"""Added to the first byte of what is kept beside other bytes."""


def packed(content: bytes, beside: bytes = b"") -> bytes:
    """The content as it is kept; what stands in `beside` too is only pointed at."""
    words = beside[-_MOST_BESIDE:] + _DICTIONARY[_NEWEST]
    making = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=words)
    form = _NEWEST | (_BESIDE if beside else 0)
    return bytes((form,)) + making.compress(content) + making.flush()


def unpacked(kept: bytes, beside: bytes = b"") -> bytes:
    """What `packed` kept beside the same; zlib.error or KeyError where other bytes stand there."""
    if bool(kept[0] & _BESIDE) != bool(beside):
        raise KeyError("it is kept beside other bytes")
    words = beside[-_MOST_BESIDE:] + _DICTIONARY[kept[0] & ~_BESIDE]
    reading = zlib.decompressobj(_RAW, zdict=words)
    return reading.decompress(kept[1:]) + reading.flush()
