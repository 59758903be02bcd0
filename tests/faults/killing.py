"""Kill a writing process at a random moment, again and again, and look at what it left.

The worker is a module with `main(folder)` that opens its casebook, prints `ready`, then repeats
a deed for ever and prints one line after each commit. It is killed with SIGKILL.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Thread

ROOT = Path(__file__).resolve().parents[2]
READY = "ready"


def killed_runs(
    worker: str, folder: Path, *, times: int, seed: int, most_s: float = 0.25
) -> Iterator[list[str]]:
    """After each kill, the lines the worker had printed: each is a deed that was committed.

    `worker` is a module name such as `tests.faults.writer`; `most_s` the longest life in seconds
    after it was ready. The moments are random but repeat with the same seed.
    """
    moments = Random(seed)  # noqa: S311  # moments to repeat, not secrets
    for _ in range(times):
        yield _one_run(worker, folder, moments.uniform(0.0, most_s))


def _one_run(worker: str, folder: Path, life_s: float) -> list[str]:
    paths = os.pathsep.join([str(ROOT / "desktop"), str(ROOT)])
    process = subprocess.Popen(
        [sys.executable, "-c", f"from {worker} import main; main({str(folder)!r})"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    if process.stdout.readline().strip() != READY:
        raise AssertionError(f"{worker} did not start: {process.stderr.read()}")
    timer = signal_after(process, life_s)
    lines, errors = process.communicate()
    timer.join()
    if process.returncode != -signal.SIGKILL:
        raise AssertionError(f"{worker} ended by itself: {errors}")
    # The last line may be cut: the kill came while it was printed.
    return [line for line in lines.split("\n")[:-1] if line]


def signal_after(process: "subprocess.Popen[str]", life_s: float) -> Thread:
    """Kill the process from a thread of its own, so that its pipe is drained meanwhile."""

    def kill() -> None:
        try:
            process.wait(life_s)
        except subprocess.TimeoutExpired:
            process.kill()

    thread = Thread(target=kill)
    thread.start()
    return thread
