"""The ways from one screen to another, so that no screen knows the others."""

from typing import Protocol


class Ways(Protocol):
    def to_place(self, key: str) -> None:
        """A place of the rail."""

    def to_case(self, reference: str, act: str = "") -> None:
        """A case in its tab, with an act begun."""

    def to_duty(self) -> None:
        """Who is on duty, absences, the handover sheet."""

    def to_on_call(self) -> None:
        """What was held while no head was at work."""

    def to_review(self, reference: str) -> None: ...

    def to_letter(self, reference: str) -> None:
        """A letter to a party of a case."""

    def to_statistics(self) -> None:
        """Tables of a period, and the cases behind a figure."""

    def to_hits(self, reference: str | None = None, first: str | None = None) -> None:
        """Hits to judge: those of a case, or all of mine; `first` is the one shown at once."""

    def to_cases_of(self, name: str, *, view: str = "") -> None:
        """The list of cases, narrowed to a name, or as a view has it."""

    def to_entity(self, entity_id: str, act: str = "") -> None:
        """An entity in its tab, with a deed begun."""

    def to_incident(self, incident_id: str, title: str) -> None:
        """The page of an incident, over what is in front."""

    def to_audit_of(self, reference: str) -> None:
        """The audit chain, narrowed to a case."""

    def to_chart(self, root: str, *, name: str = "") -> None:
        """The link chart of a case by its reference; of an entity where its name is given."""

    def to_history(self, texts: tuple[str, ...]) -> None:
        """Exports by and to a firm, by its names and numbers."""

    def to_entry(self, name: str = "", code: str = "") -> None:
        """The control lists, begun with an entry of a list where one is named."""

    def to_dialog(self, name: str) -> None:
        """A dialog of the menus, by its deed."""

    def take_in(self) -> None:
        """Choose declaration files and take them in."""

    def to_sift(self) -> None:
        """What the sift found and nobody has settled yet."""

    def sift_files(self) -> None:
        """Choose declaration files and judge them without a case each."""

    def to_watched(self) -> None:
        """What was refused in watched folders."""

    def begin_practice_anew(self) -> None:
        """Make a new training casebook in the place of this one, once asked."""

    def throw_away_practice(self) -> None:
        """Remove the training casebook that is open, once that is confirmed."""
