"""Files attached to a PDF that is finished: a portfolio, whose cover are the pages of the report.

It is an incremental update: the bytes of the report stay as they are, and each file follows as it
is, not compressed, so that it is copied through piece by piece however large it is. The manifest
that was signed with the report names each file with its hash; where the report is verified, they
are held against it.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO, Final

import pikepdf

from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.reports.dossier.bundled import BundledFile, StatedFile
from landwaiter.reports.dossier.change import ReportChange
from landwaiter.reports.paper.archive import end_of_line, pdf_date
from landwaiter.reports.paper.pdf_digest import stream_bytes

MOST_BYTES: Final = 250 * 1024**2
"""Of a portfolio: who verifies a PDF reads the whole of it."""
COLLECTION: Final = "/Collection"
_STARTS: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_SPEC_ENTRIES: Final = frozenset({"/Type", "/F", "/UF", "/EF", "/AFRelationship"})
_FILE_ENTRIES: Final = frozenset({"/Type", "/Subtype", "/Params", "/Length"})
_WIDTHS: Final = (1, 6, 2)
"""Bytes of the columns of the table of places."""

Tell = Callable[[str, int], None]
"""Name of the file that is written, and how many bytes of it are."""


def append_files(
    out: BinaryIO,
    report: bytes,
    files: Sequence[BundledFile],
    *,
    at: datetime,
    tell: Tell = lambda _name, _done: None,
) -> None:
    """The report, then each file attached to it; `out` is at its beginning.

    Invalid where the whole is larger than who verifies it reads.
    """
    whole = len(report) + sum(one.size for one in files)
    if whole > MOST_BYTES:
        raise Invalid(
            _("The bundle has {size} MiB: as one PDF it holds {most} MiB at most.").format(
                size=whole >> 20, most=MOST_BYTES >> 20
            ),
            remedy=_("Make it as a folder."),
        )
    with pikepdf.open(io.BytesIO(report)) as pdf:
        update = _Update(out, _end_of(report))
        out.write(report)
        specs = [(one.name, update.attach(pdf, one, at=at, tell=tell)) for one in files]
        held = [(name, spec.obj) for name, spec in pdf.attachments.items()]
        _name_all(pdf, [*held, *specs])
        for _name, spec in specs:
            update.write(spec, spec.unparse(resolved=True))
        update.write(pdf.Root, pdf.Root.unparse(resolved=True))
        update.end(pdf)


def _end_of(report: bytes) -> int:
    """Where the table of places of the finished report begins."""
    found = _STARTS.search(report[-64:])
    if found is None:
        raise ValueError("no whole PDF")
    return int(found[1])


def _name_all(pdf: pikepdf.Pdf, specs: Sequence[tuple[str, pikepdf.Object]]) -> None:
    """The catalogue names each attachment twice: by its name, and as belonging to the pages."""
    pairs: list[Any] = []
    for name, spec in sorted(specs, key=lambda one: one[0]):
        pairs += [pikepdf.String(name), spec]
    tree = pikepdf.Dictionary(Names=pikepdf.Array(pairs))
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=tree)
    pdf.Root.AF = pikepdf.Array([spec for _name, spec in specs])
    pdf.Root.Collection = _collection()


def _collection() -> pikepdf.Dictionary:
    """A reader shows the pages first, and the attachments beside them."""
    return pikepdf.Dictionary(Type=pikepdf.Name.Collection, View=pikepdf.Name.H)


@dataclass(slots=True)
class _Update:
    """Objects written behind a finished file, and where each of them begins."""

    out: BinaryIO
    previous: int
    _places: dict[int, int] = field(default_factory=dict)

    def attach(
        self, pdf: pikepdf.Pdf, file: BundledFile, *, at: datetime, tell: Tell
    ) -> pikepdf.Object:
        """Its content is written; its entry, which is given back, is not yet."""
        held = pdf.make_indirect(pikepdf.Dictionary())
        entries = pikepdf.Dictionary(
            Type=pikepdf.Name.EmbeddedFile,
            Subtype=pikepdf.Name(f"/{file.media_type}"),
            Params=pikepdf.Dictionary(Size=file.size, ModDate=pikepdf.String(pdf_date(at))),
            Length=file.size,
        )
        self._begin(held)
        self.out.write(entries.unparse() + b"\nstream\n")
        done, end = 0, b"\n"
        for chunk in file.chunks():
            self.out.write(chunk)
            done += len(chunk)
            end = end_of_line(chunk)
            tell(file.name, done)
        if done != file.size:
            raise ValueError(f"{file.name} is not as long as it was stated")
        self.out.write(end + b"endstream\nendobj\n")
        return pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Filespec,
                F=pikepdf.String(file.name),
                UF=pikepdf.String(file.name),
                EF=pikepdf.Dictionary(F=held, UF=held),
                AFRelationship=pikepdf.Name(f"/{file.relation}"),
            )
        )

    def write(self, place: pikepdf.Object, said: bytes) -> None:
        self._begin(place)
        self.out.write(said + b"\nendobj\n")

    def _begin(self, place: pikepdf.Object) -> None:
        number, generation = place.objgen
        self._places[number] = self.out.tell()
        self.out.write(b"%d %d obj\n" % (number, generation))

    def end(self, pdf: pikepdf.Pdf) -> None:
        """The table of what was written, which leads to the one before it."""
        own = pdf.make_indirect(pikepdf.Dictionary())
        start = self.out.tell()
        number = own.objgen[0]
        self._places[number] = start
        numbers = sorted(self._places)
        table = b"".join(_row(self._places[one]) for one in numbers)
        index = pikepdf.Array([part for one in numbers for part in (one, 1)])
        trailer = pikepdf.Dictionary(
            Type=pikepdf.Name.XRef,
            Size=max(numbers) + 1,
            Index=index,
            W=pikepdf.Array(list(_WIDTHS)),
            Root=pdf.Root,
            Info=pdf.docinfo,
            ID=pdf.trailer.ID,
            Prev=self.previous,
            Length=len(table),
        )
        self.out.write(b"%d 0 obj\n" % number + trailer.unparse() + b"\nstream\n" + table)
        self.out.write(b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)


def _row(place: int) -> bytes:
    first, second, third = _WIDTHS
    return (1).to_bytes(first, "big") + place.to_bytes(second, "big") + bytes(third)


# What is verified of it.


def is_ours(pdf: pikepdf.Pdf) -> bool:
    """Whether it says that it is a portfolio as ours say it."""
    found = pdf.Root.get(COLLECTION)
    return isinstance(found, pikepdf.Dictionary) and dict(found.items()) == dict(
        _collection().items()
    )


def file_changes(
    pdf: pikepdf.Pdf, names: Sequence[str], files: Sequence[StatedFile]
) -> Iterator[ReportChange]:
    """What is not as the manifest states it; `names` are those of all attachments."""
    for one in files:
        count = names.count(one.name)
        if not count:
            yield ReportChange(one.name, _("it was removed."))
        elif count > 1 or not _as_stated(pdf.attachments[one.name].obj, one):
            yield ReportChange(one.name, _("it is attached otherwise than it was."))
        elif sha256(_content(pdf, one.name)).hexdigest() != one.sha256:
            yield ReportChange(one.name, _("its contents were changed."))


def attached(pdf: pikepdf.Pdf, name: str) -> bytes:
    """The content of an attachment; empty where there is none."""
    return _content(pdf, name) if name in pdf.attachments else b""


def _content(pdf: pikepdf.Pdf, name: str) -> bytes:
    return stream_bytes(pdf.attachments[name].get_file().obj)


def _as_stated(spec: pikepdf.Object, stated: StatedFile) -> bool:
    files: Mapping[str, Any] = dict(spec["/EF"].items())
    held = list(files.values())
    return (
        set(spec.keys()) <= _SPEC_ENTRIES
        and spec.get("/AFRelationship") == f"/{stated.relation}"
        and {str(spec.get(key, stated.name)) for key in ("/F", "/UF")} == {stated.name}
        and files.keys() <= {"/F", "/UF"}
        and len({one.objgen for one in held}) == 1
        and held[0].get("/Subtype") == f"/{stated.media_type}"
        and set(held[0].keys()) - {"/Filter"} <= _FILE_ENTRIES
    )
