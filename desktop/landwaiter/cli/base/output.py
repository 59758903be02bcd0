"""Printing: one place that writes to standard output and standard error."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from landwaiter.canonical import instant, plain
from landwaiter.i18n import ENGLISH, SOURCE, in_words, language, speaking


def prepare_streams() -> None:
    """No text may fail to print: what an encoding lacks is written as its code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def print_json(value: Any, text: Iterable[str] = ()) -> None:
    """`value` on standard output; in ASCII where it holds what would steer a terminal.

    Programs read it, so that its sentences are English in every language. Where another one is
    spoken, an object has `text` beside them: the lines a person would read.
    """
    if isinstance(value, dict) and language() != SOURCE:
        lines = [str(line) for line in text]  # words, no messages
        value = {**value, "text": lines} if lines else value
    sys.stdout.write(_json_text(value) + "\n")


def _json_text(value: Any) -> str:
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    with speaking(ENGLISH):
        found = in_words(plain(value))
    text = json.dumps(found, ensure_ascii=encoding != "utf8", indent=2)
    if any(unicodedata.category(sign) in _STEERING for sign in set(text) if sign != "\n"):
        text = json.dumps(found, ensure_ascii=True, indent=2)
    return text


def json_array(items: Iterable[Any]) -> Iterator[str]:
    """The lines of one array as `print_json` prints it, item by item as they come."""
    held = ""
    for item in items:
        yield f"{held}," if held else "["
        *lines, held = ("  " + line for line in _json_text(item).split("\n"))
        yield from lines
    if held:
        yield held
        yield "]"
    else:
        yield "[]"


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(harmless(line) + "\n")


def say(line: str) -> None:
    """One line on standard output at once, while the work goes on."""
    print_lines((line,))
    sys.stdout.flush()


def print_raw(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def complain(sentence: str) -> None:
    """One line on standard error."""
    sys.stderr.write(harmless(sentence) + "\n")


def complain_of_usage(text: str) -> None:
    """The lines that say what is wrong with the command line, or the help of a bare group."""
    for line in text.rstrip().splitlines():
        complain(line)


def harmless(line: str) -> str:
    """`line` without characters that would steer the terminal or start a new line."""
    if line.isprintable():
        return line
    return "".join(
        f"\\u{ord(sign):04x}" if unicodedata.category(sign) in _STEERING else sign for sign in line
    )


_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterable[str]:
    """Aligned columns, two blanks apart; nothing but a dash where a cell is empty."""
    cells = [[harmless(_cell(value)) for value in row] for row in rows]
    widths = [
        max((width(row[at]) for row in (list(header), *cells)), default=0)
        for at in range(len(header))
    ]
    yield _aligned(header, widths)
    for row in cells:
        yield _aligned(row, widths)


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return instant(value)
    return "–" if value is None or value == "" else str(value)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (text + " " * (wide - width(text)) for text, wide in zip(row, widths, strict=True))
    return "  ".join(padded).rstrip()


def width(text: str) -> int:
    """Columns of a terminal that `text` takes: Chinese characters take two, marks none."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )
