"""Answers kept for what came last, so that memory does not grow with what comes."""

from typing import TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")


class Memory(dict[Key, Answer | None]):
    """At most so many answers by their keys; `memory[key]` is None where none is kept.

    The younger half is looked up as fast as in any dictionary. When it is full it becomes the
    older half, and what was there and has not come again since is forgotten: words that come again
    and again stay, however many others come between.
    """

    __slots__ = ("_before", "_half")

    def __init__(self, most: int) -> None:
        super().__init__()
        self._half = most // 2
        self._before: dict[Key, Answer | None] = {}

    def __missing__(self, key: Key) -> Answer | None:
        found = self._before.get(key)
        return None if found is None else self.put(key, found)

    def put(self, key: Key, answer: Answer) -> Answer:
        """Keep it."""
        if len(self) >= self._half:
            self._before = dict(self)
            self.clear()
        self[key] = answer
        return answer
