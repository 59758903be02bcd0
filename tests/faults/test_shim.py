"""The interceptor sees every call that the system sees."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.faults import shim

WANTED = os.environ.get("LANDWAITER_REQUIRE_FAULTS") == "1"
CALLS = {
    "write": "w",
    "pwrite64": "w",
    "rename": "r",
    "renameat": "r",
    "renameat2": "r",
    "ftruncate": "t",
    "unlink": "u",
}
STRACE = ("strace", "-f", "-y", "-s", "0", "-o")
UNSEEN = ("writev", "pwritev", "pwritev2", "sendfile", "copy_file_range", "fallocate", "truncate")
"""Calls that change files and are not intercepted: nobody makes them."""
DEED = """
import sys
from pathlib import Path
from tests.faults import shim
from tests.services.sample_office import ANALYST, Office
office = Office(Path(sys.argv[1]))
shim.arm(shim.Fault(Path(sys.argv[1])))
office.act(ANALYST, "assess")
office.close()
sys.stdout.write(shim.disarm())
"""


def test_what_the_interceptor_counts_is_what_the_system_is_asked(tmp_path: Path) -> None:
    why = shim.why_not() or ("" if shutil.which("strace") else "strace is not installed")
    if why and not WANTED:
        pytest.skip(why)
    from tests.services.sample_office import an_office  # noqa: PLC0415  # made only where it is needed

    office = an_office(tmp_path)
    library = shim.built(tmp_path / "shim.so")
    log = tmp_path / "strace.log"
    watched = ",".join((*CALLS, *UNSEEN))
    done = subprocess.run(
        [*STRACE, str(log), "-e", f"trace={watched}", sys.executable, "-c", DEED, str(office.path)],
        cwd=shim.ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(shim.ROOT / "desktop"), str(shim.ROOT)]),
            "LD_PRELOAD": str(library),
            shim.LOADED: str(library),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if "Operation not permitted" in done.stderr and not WANTED:
        pytest.skip(f"tracing is not allowed here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    traced = re.findall(rf"(\w+)\([^<\n]*?[<\"]{re.escape(str(office.path))}/", log.read_text())
    assert [name for name in traced if name in UNSEEN] == []
    counted = Counter(done.stdout)
    del counted["s"]  # counted, and not passed on
    assert counted == Counter(CALLS[name] for name in traced)
