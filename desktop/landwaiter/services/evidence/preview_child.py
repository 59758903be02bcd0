"""The process that draws one page of one file and ends: bytes in, pixels or text out.

It is started for each preview, knows no casebook and no key, and gives its rights away before it
reads the file. Both pipes carry lines of JSON, then bytes: what is asked and the file; what the
process may not do, what was drawn, and the pixels or the text. The first of these is said before
anything of the file is read, so that no file has a say in it.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from landwaiter.formats.base.drawn_page import DrawnPage

_LONGEST_LINE = 4096


def serve() -> int:
    """Draw what standard input asks for; the exit code where the process may not work."""
    # Only here: the decoders are loaded in no other process, and before files can be opened.
    from landwaiter.formats.base.extraction import ASKED, extract  # noqa: PLC0415
    from landwaiter.formats.base.pictures import draw  # noqa: PLC0415

    def read(asked: dict[str, Any], data: bytes) -> "DrawnPage":
        if asked["kind"] in ASKED:
            return extract(asked["kind"], data)
        box = (asked["width"], asked["height"])
        return draw(asked["kind"], data, page=asked["page"], box=box)

    return _served(read)


def serve_forms() -> int:
    """The same of what was written into the fields of a form."""
    import pikepdf  # noqa: PLC0415

    from landwaiter.formats.base.drawn_page import DrawnPage, PictureRefusal  # noqa: PLC0415
    from landwaiter.reports.paper.form_answer import form_answer  # noqa: PLC0415

    def read(_asked: dict[str, Any], data: bytes) -> DrawnPage:
        try:
            return DrawnPage(text=form_answer(data))
        except pikepdf.PasswordError:
            raise PictureRefusal("encrypted") from None
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  # whatever hostile bytes make the library raise
            raise PictureRefusal("damaged") from None

    return _served(read)


def _served(read: Callable[[dict[str, Any], bytes], "DrawnPage"]) -> int:
    """Give the rights away, then answer with what `read` makes of the file."""
    from landwaiter.formats.base.drawn_page import PictureRefusal  # noqa: PLC0415
    from landwaiter.services.base.confinement import confine  # noqa: PLC0415

    try:
        holds = confine()
    except OSError:
        return 3
    _say(asdict(holds), b"")
    asked = json.loads(sys.stdin.buffer.readline(_LONGEST_LINE))
    data = sys.stdin.buffer.read()
    try:
        drawn = read(asked, data)
    except PictureRefusal as cause:
        _say({"not_shown": str(cause)}, b"")
    except MemoryError:
        _say({"not_shown": "too_large"}, b"")
    else:
        _say(*_answer(drawn))
    # Without the ways of a tidy end: what hostile bytes left behind is not run again.
    os._exit(0)


def _answer(drawn: "DrawnPage") -> tuple[dict[str, Any], bytes]:
    body = drawn.pixels or drawn.text.encode("utf-8", errors="replace")
    return {
        "width": drawn.width,
        "height": drawn.height,
        "pages": drawn.pages,
        "cut": drawn.cut,
        "guessed": drawn.guessed,
        "bytes": len(body),
    }, body


def _say(line: dict[str, Any], body: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
