"""The dialog of practice, bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.reports.subject_deeds import REPORT_PRACTICE
from landwaiter.services.practice.grades import ExerciseGrade, grade_exercise, grade_exercises
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.practice.practice_dialog import PracticeDialog


class PracticeController(DialogController[PracticeDialog]):
    """The exercises of the casebook; a solution is read only when it is asked for."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, PracticeDialog(parent))
        self.dialog.solution_asked.connect(self.tell)
        self.dialog.asked.connect(self.ask)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        self.read(
            lambda: grade_exercises(self.session), self.dialog.show_exercises, slot="exercises"
        )

    def tell(self, reference: str) -> None:
        self.read(
            lambda: grade_exercise(self.session, reference, solution=True),
            self.dialog.show_solution,
            slot="solution",
        )

    def ask(self, _name: str, _row: ExerciseGrade | None) -> None:
        """A report; the form asks whether on one exercise, and whether with the solutions."""
        begin(self.bench, self.dialog, REPORT_PRACTICE, {}, lambda _made: None)
