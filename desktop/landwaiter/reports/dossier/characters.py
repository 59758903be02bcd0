"""What a reader sees of a text: nothing invisible, nothing that reorders its neighbours."""

import re

# Controls, direction marks, joiners without width and characters that no XML may hold. Tab and
# line feed stay; ZWNJ and ZWJ are spelling in Persian and stay too.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
    "|["
    + "".join(chr(0x10000 * plane + low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)


def visible(text: str) -> str:
    """`text` with each hidden character written as its code point, such as `[U+202E]`."""
    if text.isprintable():  # no control, format or unassigned character in it
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub(lambda hidden: code_point(hidden.group()), text)


def code_point(character: str) -> str:
    return f"[U+{ord(character):04X}]"
