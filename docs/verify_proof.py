#!/usr/bin/env python3
# ruff: noqa: UP006, UP035 (Python 3.8 runs it, too)
# ruff: noqa: T201 (it speaks to a terminal)
"""Verify the proof of a declaration of the trade store, with this file and Python 3.8 or later.

    python3 verify_proof.py proof.json [--content SHA256]... [--key KEY]...
                            [--entry SHA256]... [--bound SHA256]...

What it needs. What `landwaiter sift --prove MRN --json` printed; as proof from outside, the public
key of who sifted (a key sheet has it) and the hashes of the two entries as an export of the audit
chain has them that `verify_audit.py` found sound. It opens no casebook, uses no network and shares
no code with Landwaiter.

What is verified of each version of the declaration.
  1. The leaf is SHA-256 over a zero byte, the salt (16 bytes) and the four hashes: of what was
     declared, of what was found, of what the casebook had seen by then, and of the outcome.
  2. The leaf and its path give the root: SHA-256 over a one byte and two nodes, left and right
     (RFC 6962, section 2.1).
  3. `sealed` is the entry of the batch: SHA-256 of its text is the hash that is stated,
     SHA-256 of salt and payload is what the text holds as `payload_sha256`, its deed is
     `trade.sifted`, its object the batch, and its payload names this root.
  4. `outcome` has the hash that is in the leaf: its day, reasons and case are those of the seal.
  5. `bound` is the entry that bound the secret before: whole as in 3, of a lower number, of the
     batch before, or for the first batch of the beginning of a run. The commitment in it is the
     SHA-256 of the secret in the payload of `sealed`.
  6. `proof` in that payload is what its `key` gives for the casebook, the batch and the commitment:
     ECVRF-EDWARDS25519-SHA512-TAI (RFC 9381). A key gives one output for a text, whoever wants
     another: neither who feeds declarations nor who sifts them chooses it.
  7. The draw: SHA-256 over secret and output is the key of an HMAC-SHA-256 over the hash of what
     was declared. Its first 8 bytes, as a number, are below 2**64 divided by `one_in`, or not. What
     had a reason or a case of its own is not of the rest that is drawn from.
  8. `draw.drawn` says the same.

What it cannot know, and says. Whose key it is: give --key. Whether the two entries stand in the
chain that the office shows to others: give --entry and --bound, or look both up in the export by
number. Whether what was declared under the number has this hash, which is over the form of the
program: give --content. Whether a later version came, which stands in
no proof of those before it: that an earlier one is left out it finds, by the outcome of the first.
Who gives out a proof may put null for `outcome`, because it tells reasons
and programmes: then whether it was of the rest cannot be told, and the answer says what the draw
alone would be.

Exit code: 0 proved; 1 not proved, with the first thing that is wrong; 2 called wrongly; 3 proved,
but for what cannot be told from what was given.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import io
import json
import sys
from typing import Any, Dict, List, Tuple

OPEN_QUESTIONS: List[str] = []


class Wrong(Exception):
    """What is wrong."""


def main() -> int:
    for stream in (sys.stdout, sys.stderr):  # no letter of a name may fail to print
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(description="Verify the proof of a declaration.")
    parser.add_argument("file", help="what `landwaiter sift --prove MRN --json` printed")
    parser.add_argument(
        "--key", action="append", help="the public key of who sifted, 64 hexadecimal figures"
    )
    parser.add_argument(
        "--entry", metavar="SHA256", action="append", help="hash of the entry of the batch"
    )
    parser.add_argument(
        "--bound", metavar="SHA256", action="append", help="hash of the entry that bound the secret"
    )
    parser.add_argument(
        "--content", metavar="SHA256", action="append", help="hash of what was declared"
    )
    given = parser.parse_args()
    try:
        with open(given.file, encoding="utf-8") as file:  # noqa: PTH123 (it reads plainly)
            told = json.load(file)
        versions = told["versions"]
        if not versions:
            raise Wrong("it has no version")
    except (OSError, ValueError, KeyError, TypeError) as error:
        parser.error(str(error))  # ends with exit code 2
    except Wrong as wrong:
        print(f"WRONG: {wrong}")
        return 1
    for number, version in enumerate(versions, start=1):
        try:
            said = verify(version, given)
            if version.get("outcome") is not None:
                is_first = json.loads(version["outcome"]).get("replaces") is None
                require(is_first or number > 1, "a version before it is not shown")
                require(not is_first or number == 1, "it replaces none of those before it")
        except Wrong as wrong:
            print(f"WRONG, version {number}: {wrong}")
            return 1
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            print(f"WRONG, version {number}: not readable: {error!r}")
            return 1
        batch, entry = version["batch"], version["entry"]
        print(f"Version {number}, batch {batch}, entry {entry}: {said}")
    print("Of these versions alone: whether a later one came is in no proof.")
    for question in dict.fromkeys(OPEN_QUESTIONS):
        print(f"NOT TOLD: {question}")
    return 3 if OPEN_QUESTIONS else 0


def verify(version: Dict[str, Any], given: argparse.Namespace) -> str:
    """One version; the sentence on its draw."""
    number, content = version["mrn"] or version["local_reference"], version["content_sha256"]
    outside(given.content, content, f"whether {content} is the hash of declaration {number}")
    names = ("content_sha256", "verdict_sha256", "bases_sha256", "outcome_sha256")
    digests = b"".join(digest(version[name]) for name in names)
    salt = bytes.fromhex(version["salt"])
    require(len(salt) == 16, "the salt has another length")
    node = hashlib.sha256(b"\x00" + salt + digests).digest()
    require(node.hex() == version["leaf"], "salt and hashes do not give the leaf")
    for step in version["path"]:
        beside = digest(step["digest"])
        require(isinstance(step["is_left"], bool), "a step of the path is on no side")
        pair = beside + node if step["is_left"] else node + beside
        node = hashlib.sha256(b"\x01" + pair).digest()
    require(node.hex() == version["root"], "leaf and path do not give the root")

    batch = version["batch"]
    sealed, said = entry_in(version["sealed"], "sealed")
    require(sealed["sha256"] == version["entry_sha256"], "it is another entry than is named")
    require(sealed["seq"] == version["entry"], "it is another entry than is named")
    require(sealed["deed"] == "trade.sifted", "the entry is not of a sift")
    require(sealed["object"] == f"trade/batch/{batch}", "the entry is of another batch")
    require(said["root"] == version["root"], "the entry seals another root")
    outside(given.entry, sealed["sha256"], in_chain(sealed))

    secret, commitment = digest(said["secret"]), hashlib.sha256(digest(said["secret"])).hexdigest()
    bound, told = entry_in(version["draw"]["bound"], "bound")
    require(bound["seq"] < sealed["seq"], "the secret was not bound before")
    if batch == 1:
        is_its = bound["deed"] == "trade.begun" and int(told["next_batch"]) == batch
    else:
        is_its = bound["deed"] == "trade.sifted"
        is_its = is_its and bound["object"] == f"trade/batch/{batch - 1}"
    require(is_its, "the entry that is said to bind the secret is of something else")
    require(told["commitment"] == commitment, "the secret is not the one that was bound")
    outside(given.bound, bound["sha256"], in_chain(bound))

    casebook = digest(version["casebook"]).hex()
    drawn_text = f"landwaiter sample 1\n{casebook}\n{batch}\n{commitment}\n"
    output = output_of(digest(said["key"]), drawn_text.encode(), bytes.fromhex(said["proof"]))
    require(output is not None, "what it was drawn by does not come from the key that is named")
    outside(given.key, said["key"], f"whether {said['key']} is the key of {sealed['actor']}")

    drawn = drawn_of(version, secret, output or b"", int(said["one_in"]))
    if version.get("outcome") is None:
        OPEN_QUESTIONS.append("whether it was of the rest: its outcome is not given")
    else:
        require(version["draw"]["drawn"] == drawn, "what is said of the draw is not what follows")
        require(version["draw"]["name"] == sealed["actor"], "another person is named")
        require(int(version["draw"]["one_in"]) == int(said["one_in"]), "another rate is named")
    return f"{WORDS[drawn]}, by the key of {sealed['actor']}; proved"


WORDS = {
    "drawn": "drawn as a sample",
    "not_drawn": "not drawn as a sample",
    "reason": "not of the sample: it has a reason",
    "case": "not of the sample: it had a case",
    "no_sample": "not of the sample: the office had none",
}


def drawn_of(version: Dict[str, Any], secret: bytes, output: bytes, one_in: int) -> str:
    outcome = version.get("outcome")
    if outcome is not None:
        made = hashlib.sha256(outcome.encode()).hexdigest()
        require(made == version["outcome_sha256"], "the outcome is not the one that was sealed")
        found = json.loads(outcome)
        if found.get("reasons"):
            return "reason"
        if found.get("opened_case"):
            return "case"
    if not one_in:
        return "no_sample"
    mixed = hashlib.sha256(secret + output).digest()
    ticket = hmac.new(mixed, digest(version["content_sha256"]), hashlib.sha256).digest()
    return "drawn" if int.from_bytes(ticket[:8], "big") < 2**64 // one_in else "not_drawn"


def entry_in(told: Any, name: str) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """An entry of the audit chain with its number and hash, and what it says."""
    require(told is not None, f"`{name}` is not there")
    text, payload = told["entry"], told["payload"]
    require(payload is not None, f"what the entry `{name}` says was erased")
    found = json.loads(text)
    made = hashlib.sha256(text.encode()).hexdigest()
    require(made == told["sha256"], f"the text of the entry `{name}` has another hash")
    require(int(found["seq"]) == told["seq"], f"the entry `{name}` has another number")
    salted = hashlib.sha256(bytes.fromhex(told["salt"]) + payload.encode()).hexdigest()
    require(salted == found["payload_sha256"], f"the entry `{name}` says something else")
    return {**found, "seq": int(found["seq"]), "sha256": made}, json.loads(payload)


def outside(given: Any, stands: str, question: str) -> None:
    """What only somebody else knows: given, or left open."""
    if not given:
        OPEN_QUESTIONS.append(question)
    else:
        figures = {"".join(one.split()).lower() for one in given}
        require(stands in figures, f"{question}: what you gave is another")


def digest(figures: str) -> bytes:
    data = bytes.fromhex(figures)
    require(len(data) == 32 and data.hex() == figures, "a hash or a key is none")
    return data


def in_chain(entry: Dict[str, Any]) -> str:
    return f"whether entry {entry['seq']} stands so in the chain, {entry['sha256']}"


def require(holds: bool, what: str) -> None:
    if not holds:
        raise Wrong(what)


# --- ECVRF-EDWARDS25519-SHA512-TAI (RFC 9381) ---------------------------------------------------


def output_of(key: bytes, text: bytes, proof: bytes) -> bytes | None:
    """What the key gives for the text; None where the proof does not hold."""
    public, gamma = point_of(key), point_of(proof[:32])
    c, s = int.from_bytes(proof[32:48], "little"), int.from_bytes(proof[48:], "little")
    if len(proof) != 80 or public is None or gamma is None or s >= ORDER:
        return None
    if bytes_of_point(times(8, public)) == bytes_of_point(NEUTRAL):
        return None
    held = point_for(key, text)
    u = added(times(s, BASE), times(ORDER * 8 - c, public))
    v = added(times(s, held), times(ORDER * 8 - c, gamma))
    whole = b"".join((key, bytes_of_point(held), proof[:32], bytes_of_point(u), bytes_of_point(v)))
    found = hashlib.sha512(b"\x03\x02" + whole + b"\x00").digest()
    if int.from_bytes(found[:16], "little") != c:
        return None
    return hashlib.sha512(b"\x03\x03" + bytes_of_point(times(8, gamma)) + b"\x00").digest()


def point_for(key: bytes, text: bytes) -> Point:
    """The point that key and text give."""
    for count in range(256):
        made = hashlib.sha512(b"\x03\x01" + key + text + bytes([count, 0])).digest()
        point = point_of(made[:32])
        if point is not None:
            found = times(8, point)
            if bytes_of_point(found) != bytes_of_point(NEUTRAL):
                return found
    raise Wrong("no point is found")


def times(number: int, point: Point | None) -> Point:
    found = NEUTRAL
    for bit in bin(number)[2:]:
        found = added(found, found)
        if bit == "1" and point is not None:
            found = added(found, point)
    return found


# --- The curve (RFC 8032), as `verify_audit.py` has it ------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # a square root of -1
NEUTRAL = (0, 1, 1, 0)
Point = Tuple[int, int, int, int]


def added(one: Point, other: Point) -> Point:
    """The sum of two points in extended coordinates."""
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a = (y1 - x1) * (y2 - x2) % P
    b = (y1 + x1) * (y2 + x2) % P
    c = 2 * t1 * t2 * D % P
    d = 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_of(data: bytes) -> Point | None:
    """The point of its 32 bytes; None if they are none, or not in canonical form."""
    if len(data) != 32:
        return None
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT % P
    if x * x % P != square or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def bytes_of_point(point: Point) -> bytes:
    x, y, z, _t = point
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


if __name__ == "__main__":
    sys.exit(main())
