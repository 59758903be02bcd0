"""What is sealed stays the same to the byte; `tests/golden_bytes.py` says what and how."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

from tests.golden_bytes import Line, differences, line, unreached, written

TESTS = Path(__file__).resolve().parent
SURROUNDINGS = {
    **os.environ,
    "PYTHONPATH": f"{TESTS.parent / 'desktop'}{os.pathsep}{TESTS.parent}",
    "PYTHONHASHSEED": "77",
    "TZ": "Pacific/Kiritimati",
    "USER": "somebody",
}
MOST_UNREACHED = 0.2
SAID = """{count} of {all} lines differ from golden_bytes.csv.

{first}

Was it meant? `python -m tests.golden_bytes {part} --write` writes them anew. `hashes` alone means
that more or fewer identities are drawn than before, or that something hashed elsewhere changed.
"""


def made(part: str) -> list[Line]:
    """In a process of its own: nothing of the program is imported before the fixed randomness."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.golden_bytes", part],
        check=False,
        capture_output=True,
        env=SURROUNDINGS,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return [Line(*row) for row in csv.reader(io.StringIO(done.stdout))]


def what_differs(part: str) -> str:
    """In words; empty where everything is the same to the byte."""
    old, new = written(part), made(part)
    found = differences(old, new)
    first = "\n".join(found[:40])
    return SAID.format(count=len(found), all=len(old), first=first, part=part) if found else ""


def test_what_deeds_seal_is_the_same_to_the_byte() -> None:
    """On each Python; `tests/services/demo/test_golden_samples.py` looks at the samples on one."""
    assert not what_differs("deeds")


def test_most_deeds_of_the_audit_chain_are_among_them() -> None:
    names, known = unreached([*written("deeds"), *written("samples")])
    assert len(names) <= MOST_UNREACHED * known, names


ID = b"0195e1d4-7a3c-7000-8000-0123456789ab"
OTHER = b"0195e1d4-7a3c-7000-8000-ba9876543210"


def test_a_changed_word_is_told_apart_from_another_identity() -> None:
    def lines(data: bytes) -> list[Line]:
        return [line("deeds", "act take", "motion.text", "001", data)]

    old = lines(b"{" + ID + b" moved by Ana}")
    assert differences(old, old) == []
    assert differences(old, lines(b"{" + OTHER + b" moved by Ana}")) == [
        "hashes  act take: motion.text 001"
    ]
    assert differences(old, lines(b"{" + ID + b" moved by Rev}")) == [
        "content act take: motion.text 001"
    ]
    assert differences(old, []) == ["gone    act take: motion.text 001"]
