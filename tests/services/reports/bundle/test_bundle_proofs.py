"""What vouches for a bundle from outside, and how much of it is in memory at once."""

import io
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from tests.reports.builders import a_dossier, a_signer
from tests.services.act_examples import LED
from tests.services.reports.bundle.court_bundle import bundled, copied, judged
from tests.services.sample_office import ANALYST, HEAD, Office
from tests.storage.authority import NAME, Authority

from landwaiter.canonical import canonical_bytes
from landwaiter.domain.audit.deeds import KeepTimeStamp, WriteAnchor
from landwaiter.errors import Invalid
from landwaiter.reports.dossier.bundled import ENTRIES, SEAL, BundledFile, FileRelation
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.paper.portfolio import MOST_BYTES, append_files
from landwaiter.services.deeds.engine import do
from landwaiter.services.reports.files import rendering

MIB = 1 << 20


def stamped(office: Office, folder: Path) -> int:
    """An anchor with the reply of a time-stamp authority; the entry that it is about."""
    authority = Authority()
    query, reply, roots = (folder / name for name in ("q.tsq", "r.tsr", "ca.pem"))
    made = do(office.session(ANALYST), WriteAnchor(folder / "anchor.json", query)).outcome
    reply.write_bytes(authority.reply(query.read_bytes()))
    roots.write_bytes(authority.root)
    do(office.session(HEAD), KeepTimeStamp(reply, roots))
    return int(made.seq)


def test_an_anchor_with_its_time_stamp_is_in_the_bundle_and_is_held_against_the_entries(
    office: Office, tmp_path: Path
) -> None:
    LED(office)
    seq = stamped(office, tmp_path)
    bundled(office, folder=tmp_path / "bundle")
    name = f"anchor-{seq:08d}"
    assert (tmp_path / "bundle" / f"{name}.json").read_bytes() == (
        tmp_path / "anchor.json"
    ).read_bytes()
    assert (tmp_path / "bundle" / f"{name}.tsr").read_bytes() == (tmp_path / "r.tsr").read_bytes()
    dossier = Dossier.from_bytes((tmp_path / "bundle" / SEAL["dossier"]).read_bytes())
    (row,) = next(one.rows for one in dossier.closing if one.id == "anchors")
    assert (row[0], row[2], row[4:]) == (
        str(seq),
        "written to a file",
        (f"{name}.json, {name}.tsr", NAME),
    )
    assert judged(tmp_path / "bundle")[0] == 3
    # One that is about another entry of this number is named, though it was signed anew.
    folder = copied(tmp_path / "bundle", "forged")
    said = json.loads((folder / f"{name}.json").read_bytes()) | {"sha256": "0" * 64}
    forged = canonical_bytes(said)
    (folder / f"{name}.json").write_bytes(forged)
    manifest = json.loads((folder / SEAL["manifest"]).read_bytes())
    for one in manifest["files"]:
        if one["name"] == f"{name}.json":
            one |= {"sha256": sha256(forged).hexdigest(), "size": len(forged)}
    (folder / SEAL["manifest"]).write_bytes(canonical_bytes(manifest))
    signer = rendering.signer_of(office.session(ANALYST))
    (folder / SEAL["signature"]).write_bytes(signer.sign(canonical_bytes(manifest)))
    code, words = judged(folder)
    assert (code, words.count(f"{name}.json: it is about another entry of this number.")) == (1, 2)


def test_the_verifier_of_the_chain_reads_the_entries_of_a_bundle(
    office: Office, tmp_path: Path
) -> None:
    LED(office)
    bundled(office, folder=tmp_path / "bundle")
    folder = tmp_path / "bundle"
    head = Dossier.from_bytes((folder / SEAL["dossier"]).read_bytes()).case_head
    assert head is not None
    done = subprocess.run(
        [sys.executable, folder / "verify_audit.py", folder / ENTRIES, "--case-head", head.sha256],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert f"all entries from the first to number {head.seq} about it are here" in done.stdout
    assert f"The payloads of {head.seq} entries are withheld" in done.stdout
    assert f"The head of the case given is its entry {head.seq}" in done.stdout
    assert "erased" not in done.stdout


# As one PDF, piece by piece.


def large(size: int) -> BundledFile:
    """A file of so many bytes, a piece at a time."""
    digest = sha256()
    for _piece in range(size // MIB):
        digest.update(bytes(MIB))

    def chunks() -> Iterator[bytes]:
        for _piece in range(size // MIB):
            yield bytes(MIB)

    return BundledFile(
        "exhibit-001.bin",
        digest.hexdigest(),
        size,
        "application/octet-stream",
        FileRelation.SUPPLEMENT,
        chunks,
    )


def test_a_large_exhibit_is_attached_piece_by_piece(tmp_path: Path) -> None:
    file = large(64 * MIB)
    report = render_pdf(a_dossier(), signer=a_signer(), files=(file,))
    path = tmp_path / "bundle.pdf"
    tracemalloc.start()
    try:
        with path.open("wb") as out:
            append_files(out, report, (file,), at=datetime(2026, 3, 30, tzinfo=UTC))
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 8 * MIB
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        held = pdf.attachments["exhibit-001.bin"].get_file()
        assert sha256(held.read_bytes()).hexdigest() == file.sha256
    assert path.read_bytes().startswith(report)


def test_what_is_too_large_for_one_pdf_is_told_before_anything_is_written() -> None:
    file = large(0)
    huge = BundledFile(
        file.name, file.sha256, MOST_BYTES, file.media_type, file.relation, file.chunks
    )
    report = render_pdf(a_dossier(), signer=a_signer(), files=(huge,))
    out = io.BytesIO()
    with pytest.raises(Invalid, match="as one PDF it holds 250 MiB") as told:
        append_files(out, report, (huge,), at=datetime(2026, 3, 30, tzinfo=UTC))
    assert told.value.remedy == "Make it as a folder."
    assert out.getvalue() == b""
