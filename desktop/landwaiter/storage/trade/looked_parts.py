"""How far parties were held against what lists say otherwise, as who did it has signed.

What is kept of it saves the work of doing it again, and decides what is judged again: a row that
somebody else wrote, or of which the one before is gone, would hide a hit. So each person goes on
from the own rows alone, as far as they follow one another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema.trade import trade_again_looked
from landwaiter.storage.sqlite.dialect import insert_or_ignore
from landwaiter.trust.signed import signature_fits


@dataclass(frozen=True, slots=True)
class LookedQuestion:
    """What parties are held against, by the hash of it, and the public key of who does."""

    asked: str
    key: str

    @property
    def named(self) -> str:
        """By what its rows are kept: nobody's stand in the way of another's."""
        return sha256_hex(f"{self.asked} {self.key}".encode())

    def text(self, conn: Reader, after: int, through: int, found: Sequence[int]) -> bytes:
        """What is signed of a part."""
        casebook = load_registry(conn).casebook
        said = ["landwaiter looked 1", casebook, self.named, after, through, list(found)]
        return canonical_bytes(said)


def looked_through(conn: Reader, question: LookedQuestion) -> tuple[int, list[int]]:
    """The last party that was held against it, and those that are like it."""
    looked = trade_again_looked.c
    query = select(looked.through, looked.found).where(looked.asked == question.named)
    through, found = 0, list[int]()
    for last, kept in conn.execute(query.order_by(looked.through)):
        said = records.structure(kept)
        if not isinstance(said, dict):
            break
        some = [int(one) for one in said.get("found", ())]
        text = question.text(conn, through, int(last), some)
        if not signature_fits(question.key, str(said.get("signature")), text):
            break
        through, found = int(last), found + some
    return through, found


def keep_looked(
    conn: Writer,
    question: LookedQuestion,
    part: tuple[int, int],
    found: Sequence[int],
    sign: Callable[[bytes], bytes],
) -> None:
    """Keep how far it came, behind the first and up to the second of `part`."""
    signature = sign(question.text(conn, *part, found)).hex()
    kept = records.to_json({"found": list(found), "signature": signature})
    text = insert_or_ignore("trade_again_looked", ("asked", "through", "found"))
    conn.connection.cursor().execute(text, (question.named, part[1], kept))
