"""After erasing, whoever has the key and the file finds nothing of it, in no page and no log."""

from sqlalchemy import select
from tests.services.sample_office import ANALYST, HEAD, REVIEWER, Office, declared, write_csv
from tests.services.trade.decrypted import decrypted

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.retention.access_deeds import FindPerson
from landwaiter.domain.trade.deeds import SetAside, Sift
from landwaiter.domain.trade.erasure_deeds import CarryOutErasure, EraseTrade, RectifyTrade
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.trade.trade_view import declaration_shown
from landwaiter.storage.schema import trade as t

CANARIES = {
    "consignee_name": "Canarywharf Harbourmaster",
    "consignee_address": "Canarylane 7",
    "exporter_name": "Canaryworks Wisla",
    "exporter_eori": "PL777777777700000",
    "mrn": "26PL302010E10001A8",
    "lrn": "CANARY-LRN-18",
    "description": "canaryyellow wooden chairs",
}
SAID = ("canaryreason: it is a furniture shop", "canarynote: another of the name")
WHY = "the person asked for it, and rightly"


def left(office: Office, words: list[bytes]) -> list[bytes]:
    casebook = office.session(HEAD).casebook
    whole = decrypted(casebook.database, casebook.keys.database)
    assert b"CREATE TABLE" in whole
    return [word for word in words if word in whole or word.upper() in whole]


def test_nothing_of_it_is_left_in_the_file_or_its_log(office: Office) -> None:
    row = declared(**CANARIES, consignee_country="US", country_destination="US", cn8="94036090")
    other = declared(lrn="STAYS-1", consignee_name="Quiet Harbour")
    for name, one in (("canary", row), ("other", other)):
        run(office.session(ANALYST), Sift((write_csv(office.path.parent / f"{name}.csv", [one]),)))
    do(office.session(ANALYST), SetAside(CANARIES["mrn"], SAID[0]))
    do(office.session(REVIEWER), RectifyTrade(CANARIES["mrn"], SAID[1], WHY))
    declaration_shown(office.session(ANALYST), CANARIES["mrn"])
    with office.session(ANALYST).reading() as conn:
        kept = conn.execute(select(t.trade_declaration).order_by("id")).first()
        assert kept is not None
        blobs = [bytes(kept.content), bytes(kept.salt), kept.content_sha256.encode()]
    words = [word.encode() for word in (*CANARIES.values(), *SAID) if word]
    kept_words = [w for w in words if w != CANARIES["description"].encode()]  # it is compressed
    assert left(office, [*kept_words, *blobs]) == [*kept_words, *blobs]
    moved = do(office.session(HEAD), EraseTrade(WHY, numbers=(CANARIES["mrn"],)))
    do(office.session(REVIEWER), SecondOpenMotions(moved.changes.waits))
    (result,) = run(office.session(HEAD), CarryOutErasure())
    assert (result.declarations, result.files) == (1, 1)
    assert left(office, [*words, *blobs]) == []
    assert left(office, [b"Quiet Harbour", b"STAYS-1"]) == [b"Quiet Harbour", b"STAYS-1"]
    found = run(office.session(HEAD), FindPerson(CANARIES["consignee_name"]))
    assert found.search.found == ()
