"""Answers are kept for what came last, and memory does not grow with what comes."""

from landwaiter.domain.base.memory import Memory


def test_what_was_never_kept_is_none() -> None:
    memory: Memory[str, int] = Memory(4)
    assert memory["pump"] is None
    assert not memory


def test_an_answer_that_says_nothing_is_an_answer() -> None:
    memory: Memory[str, tuple[str, ...]] = Memory(4)
    assert memory.put("pump", ()) == ()
    assert memory["pump"] == ()


def test_however_many_come_only_so_many_are_kept() -> None:
    memory: Memory[int, int] = Memory(8)
    for number in range(100):
        memory.put(number, number)
        assert sum(memory[one] is not None for one in range(number - 1, -1, -1)) <= 8


def test_the_last_half_is_always_there() -> None:
    memory: Memory[int, int] = Memory(8)
    for number in range(100):
        memory.put(number, -number)
        last = range(max(0, number - 3), number + 1)
        # Looked at without being asked for, which would keep them longer.
        held = memory._before | memory
        assert [held[one] for one in last] == [-one for one in last]


def test_what_comes_again_stays_whatever_comes_between() -> None:
    memory: Memory[str, int] = Memory(8)
    memory.put("limited", 60)
    for number in range(100):
        memory.put(f"new {number}", number)
        assert memory["limited"] == 60


def test_what_does_not_come_again_is_forgotten() -> None:
    memory: Memory[str, int] = Memory(8)
    memory.put("limited", 60)
    for number in range(8):
        memory.put(f"new {number}", number)
    assert memory["limited"] is None
