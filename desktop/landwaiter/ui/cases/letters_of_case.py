"""What the window does with the letters of a case: their acts, their words, their pages."""

from collections.abc import Callable, Mapping

from landwaiter.errors import Fault
from landwaiter.i18n import _, joined
from landwaiter.services.letters.letters_kept import kept_letter
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.frame.desk import Desk


class LettersOfCase:
    """`begin_act` opens the form of an act of the table."""

    def __init__(
        self,
        desk: Desk,
        screen: CaseScreen,
        reference: str,
        begin_act: Callable[[str, Mapping[str, str]], None],
    ) -> None:
        self._desk, self._screen, self._reference = desk, screen, reference
        page = screen.page
        page.letter_act_asked.connect(begin_act)
        page.letter_asked.connect(self.read)
        page.letter_pages_asked.connect(lambda label: screen.show_place(f"evidence/{label}/1"))

    def read(self, no: int) -> None:
        """What a letter says, as it was kept."""
        page = self._screen.page
        page.show_no_letter(_("The letter is being read …"))
        self._desk.read(
            lambda session: kept_letter(session, self._reference, no),
            page.show_letter,
            slot=f"letter-{self._reference}-kept",
            owner=self._screen,
            on_fault=self._refused,
        )

    def _refused(self, fault: Fault) -> None:
        said = joined(" ", filter(None, (fault.message, fault.remedy)))
        self._screen.page.show_no_letter(said)
