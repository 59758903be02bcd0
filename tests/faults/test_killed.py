"""SIGKILL at random moments: no committed deed lost, none half done."""

import sys
from pathlib import Path

import pytest
from tests.faults.killing import killed_runs
from tests.storage import sample
from tests.storage.sample import LATER

from landwaiter.storage.audit import Anchor
from landwaiter.storage.check import check_casebook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


def test_no_committed_deed_is_lost_and_none_is_half_done(path: Path) -> None:
    for lines in killed_runs("tests.faults.writer", path, times=8, seed=20260302):
        committed = [line.split() for line in lines]
        with sample.opened(path) as casebook:
            anchors = [
                Anchor(casebook.id, int(seq), sha256, LATER, "file") for seq, sha256, _ in committed
            ]
            report = check_casebook(casebook, anchors=anchors)
            assert [finding.message for finding in report.findings] == []
            with casebook.read() as connection:
                halves = connection.exec_driver_sql(
                    "SELECT value, count(*) FROM office_setting GROUP BY value"
                ).all()
            kept = {str(name) for name, _count in halves}
            assert {count for _name, count in halves} <= {2}
            assert {name for *_, name in committed} <= kept
            assert kept <= set(casebook.vault.names())
            assert not list(casebook.vault_folder.glob("*.part"))
