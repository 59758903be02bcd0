"""Words that count what is asked of them: work, not time."""


class LookedUp(frozenset[str]):
    """The words of a glossary; `characters` is the sum of the lengths of what was looked up."""

    characters: int = 0

    def __contains__(self, word: object) -> bool:
        self.characters += len(str(word))
        return super().__contains__(word)
