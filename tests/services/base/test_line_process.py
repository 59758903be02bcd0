"""What works beside the program gives way to it."""

import os
import sys

import pytest

from landwaiter.services.base.line_process import LineProcess
from landwaiter.services.base.program_arguments import SIFT_PART


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is told the priority as it starts it")
def test_a_process_beside_has_a_lower_priority_than_the_program() -> None:
    process = LineProcess(SIFT_PART, b"{}")
    try:
        its = os.getpriority(os.PRIO_PROCESS, process._process.pid)
    finally:
        process.close()
    assert its > os.getpriority(os.PRIO_PROCESS, 0)
