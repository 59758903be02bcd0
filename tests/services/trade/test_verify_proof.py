"""docs/verify_proof.py: whoever is shown a proof sees from it alone what was sealed and drawn."""

import json
import runpy
from collections.abc import Callable, Iterator
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.faults.deed import answer
from tests.services.sample_office import ANALYST, Office, declared, write_csv
from tests.services.trade.test_sift import policy, rows_of, sift, traffic

from landwaiter.domain.trade.sample_draw import drawn_text
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.services.trade.proving import prove
from landwaiter.storage.base.records import to_json
from landwaiter.trust import key_output

DOCS: Final = Path(__file__).parents[3] / "docs"
VERIFIER: Final = DOCS / "verify_proof.py"
NAMES = {"number", "mrn", "local_reference", "problem"}
"""What no hash of the proof is over: of the number the verifier says so."""
Verify = Callable[..., tuple[int, str]]


@pytest.fixture
def store(office: Office) -> Office:
    """Two batches, one in two of the rest is drawn; some have a reason, one had a case."""
    policy(office, (SiftReason.OTHER_HIT, 1), one_in=2)
    sift(office, traffic(office, 20))
    rest = {"cn8": "94036090", "description": "wooden chairs", "country_destination": "US"}
    names = [f"Quiet Harbour {n}" for n in range(4)]
    rows = [
        declared(lrn=f"T-{n}", consignee_name=name, value_eur=1_000 + n, **rest)
        for n, name in enumerate(names)
    ]
    sift(office, write_csv(office.path.parent / "two.csv", rows))
    return office


@pytest.fixture
def verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Verify:
    """The verifier of a proof: its exit code, and what it says."""

    def run(proof: Any, *options: str) -> tuple[int, str]:
        file = tmp_path / "proof.json"
        file.write_text(json.dumps(proof))
        monkeypatch.setattr("sys.argv", [VERIFIER.name, str(file), *options])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(VERIFIER), run_name="__main__")
        return int(str(ended.value.code)), capsys.readouterr().out

    return run


def proof_of(office: Office, number: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(prove(office.session(ANALYST), number)))
    return found


def outside(proof: dict[str, Any]) -> tuple[str, ...]:
    """What only somebody else can tell."""
    (version,) = proof["versions"]
    given = {
        "--content": version["content_sha256"],
        "--key": json.loads(version["sealed"]["payload"])["key"],
        "--entry": version["sealed"]["sha256"],
        "--bound": version["draw"]["bound"]["sha256"],
    }
    return tuple(part for pair in given.items() for part in pair)


def test_it_tells_of_each_declaration_whether_it_was_drawn(store: Office, verified: Verify) -> None:
    reasoned = {row["declaration_id"] for row in rows_of(store, "trade_reason")}
    told = set()
    for row in rows_of(store, "trade_declaration"):
        proof = proof_of(store, row["local_reference"])
        code, said = verified(proof, *outside(proof))
        assert code == 0, said
        drawn = proof["versions"][0]["draw"]["drawn"]
        told.add(drawn)
        usual = "drawn" if row["drawn"] else "not_drawn"
        assert drawn == ("reason" if row["id"] in reasoned else usual)
    assert told == {"reason", "drawn", "not_drawn"}


def test_a_version_that_is_left_out_is_named_or_said(store: Office, verified: Verify) -> None:
    amended = declared(lrn="T-1", consignee_name="Another Harbour", cn8="94036090")
    sift(store, write_csv(store.path.parent / "amended.csv", [amended]))
    proof = proof_of(store, "T-1")
    assert len(proof["versions"]) == 2
    assert verified(proof)[0] == 3
    older, newer = ({**proof, "versions": [one]} for one in proof["versions"])
    code, said = verified(newer)
    assert (code, "a version before it is not shown" in said) == (1, True)
    code, said = verified(older)
    assert (code, "whether a later one came" in said) == (3, True)
    code, said = verified({**proof, "versions": proof["versions"][:1] * 2})
    assert (code, "replaces none" in said) == (1, True)


def test_what_cannot_be_told_from_it_is_said(store: Office, verified: Verify) -> None:
    proof = proof_of(store, "T-1")
    code, said = verified(proof)
    assert (code, said.count("NOT TOLD")) == (3, 4)
    hidden = deepcopy(proof)
    hidden["versions"][0]["outcome"] = None
    code, said = verified(hidden, *outside(proof))
    assert (code, "its outcome is not given" in said) == (3, True)


def test_the_command_prints_what_it_reads(store: Office, verified: Verify) -> None:
    assert verified(answer(store, "sift", "--prove", "T-2", who=ANALYST))[0] == 3


def parts(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of each value in it that is neither object nor list."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from parts(one, (*place, name))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from parts(one, (*place, at))
    else:
        yield place


def changed(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if not value:
        return "x"
    at = len(value) // 2
    return value[:at] + ("1" if value[at] != "1" else "2") + value[at + 1 :]


def holder(proof: Any, place: tuple[Any, ...]) -> Any:
    for one in place[:-1]:
        proof = proof[one]
    return proof


@pytest.mark.parametrize("number", ["S-4", "T-1"])
def test_each_part_that_is_forged_is_named(store: Office, verified: Verify, number: str) -> None:
    """Of the first batch, which the beginning of a run bound, and of a later one."""
    proof = proof_of(store, number)
    options, silent = outside(proof), list[tuple[Any, ...]]()
    assert verified(proof, *options)[0] == 0
    places = [place for place in parts(proof) if place[-1] not in NAMES]
    assert len(places) > 25
    for place in places:
        for is_gone in (False, True):
            forged = deepcopy(proof)
            within = holder(forged, place)
            if is_gone:
                del within[place[-1]]
            else:
                within[place[-1]] = changed(within[place[-1]])
            expected = 3 if is_gone and place[-1] == "outcome" else 1
            if verified(forged, *options)[0] != expected:
                silent.append((is_gone, *place))
    assert silent == []
    forged = deepcopy(proof)
    forged["versions"][0]["path"].reverse()
    assert len(forged["versions"][0]["path"]) > 1
    assert verified(forged, *options)[0] == 1


def sealed_anew(told: dict[str, Any], **changes: str) -> None:
    """An entry that says something else, with hashes that fit."""
    payload = json.dumps(json.loads(told["payload"]) | changes, separators=(",", ":"))
    entry = json.loads(told["entry"])
    entry["payload_sha256"] = sha256(bytes.fromhex(told["salt"]) + payload.encode()).hexdigest()
    text = json.dumps(entry, separators=(",", ":"), ensure_ascii=False)
    told |= {"payload": payload, "entry": text, "sha256": sha256(text.encode()).hexdigest()}


def forged_draw(proof: dict[str, Any], *, bound: bool) -> dict[str, Any]:
    """A draw that suits who gives the proof out, by another key, of hashes that fit each other."""
    forged = deepcopy(proof)
    (version,) = forged["versions"]
    seed, secret = b"f" * 32, "ab" * 32
    commitment = sha256(bytes.fromhex(secret)).hexdigest()
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    text = drawn_text(version["casebook"], version["batch"], commitment)
    made = key_output.prove(seed, public, text).hex()
    sealed_anew(version["sealed"], secret=secret, proof=made, key=public.hex(), one_in="1")
    if bound:
        sealed_anew(version["draw"]["bound"], commitment=commitment)
    version["entry_sha256"] = version["sealed"]["sha256"]
    version["draw"] |= {"drawn": "drawn", "one_in": 1}
    return forged


def test_a_draw_of_hashes_that_fit_is_named_by_what_stands_outside(
    store: Office, verified: Verify
) -> None:
    proof = proof_of(store, "T-1")
    assert proof["versions"][0]["draw"]["drawn"] in {"drawn", "not_drawn"}
    content, *others = zip(outside(proof)[::2], outside(proof)[1::2], strict=True)
    code, said = verified(forged_draw(proof, bound=False), *content)
    assert (code, "not the one that was bound" in said) == (1, True)
    forged = forged_draw(proof, bound=True)
    # Without anything from outside it is said what that would have to vouch for.
    code, said = verified(forged, *content)
    assert code == 3, said
    for option in others:
        code, said = verified(forged, *option)
        assert (code, "what you gave is another" in said) == (1, True), option


def test_the_curve_is_that_of_the_other_verifiers() -> None:
    text, other = VERIFIER.read_text(), (DOCS / "verify_audit.py").read_text()
    common = text[text.index("def added(one: Point") : text.index("if __name__")].rstrip()
    assert len(common) > 1_000
    assert common in other
