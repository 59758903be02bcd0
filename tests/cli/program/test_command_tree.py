"""No command, argument or option comes or goes without somebody meaning it."""

from tests.cli.command_tree import lines, written

SAID = """The commands differ from tests/cli/commands.txt:

{changes}

Was it meant? `python -m tests.cli.command_tree --write` writes the file anew.
"""


def test_the_command_line_is_the_one_that_is_written_down() -> None:
    old, new = written(), lines()
    changes = [f"- {line}" for line in old if line not in set(new)]
    changes += [f"+ {line}" for line in new if line not in set(old)]
    assert not changes, SAID.format(changes="\n".join(changes))
    assert old == new, "The lines of tests/cli/commands.txt are the same in another order."
