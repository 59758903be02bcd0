"""One user as the statements say: key, who confirmed it, and what waits for whom."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.terms import low
from landwaiter.i18n import _
from landwaiter.services.people.key_standing import fingerprint, missing
from landwaiter.ui.kit.cards import Card, column, facts
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text, spaced, stated
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.people.user_deeds import User

_GROUPS = 4


class UserCard(Card):
    """Beside the list, while no deed is begun."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("User"), icon="person", parent=parent)
        self.said = MarkLabel(wrap=True)
        self.show_user(None)

    def show_user(self, user: User | None) -> None:
        self.empty()
        if user is None:
            self.name(_("Two people decide"))
            hint = _("Choose a user, then an act above.")
            self.add(column(label(hint, "text2", wrap=True), 0, margins=(12, 10, 12, 12)))
            return
        self.name(user.name)
        self.said = MarkLabel(*_waiting(user), wrap=True)
        self.add(
            facts(list(_facts(user)), width=86),
            MarkLabel(*_key_lines(user)),
            column(self.said, 0, margins=(12, 8, 12, 12)),
        )


def _facts(user: User) -> Iterator[tuple[str, Line]]:
    roles = ", ".join(low(role) for role in user.roles)
    yield _("Roles"), (stated(roles, _("none")),)
    by = ", ".join(user.confirmed_by)
    yield (
        _("Confirmed by"),
        (stated(by, _("nobody; a founder needs nobody") if user.approves else _("nobody")),),
    )
    if user.deputises:
        yield _("Deputises for"), (stated("; ".join(user.deputises), ""),)
    if user.away:
        yield _("Is away"), (stated(_("deputies hold the roles"), ""),)


def _key_lines(user: User) -> list[Line]:
    """The whole fingerprint, to be compared with what its owner shows."""
    groups = fingerprint(user.key).split()
    return [
        (
            Gap(12),
            *spaced(
                *(Text(one, mono=True, whole=True) for one in groups[at : at + _GROUPS]), gap=10
            ),
        )
        for at in range(0, len(groups), _GROUPS)
    ]


def _waiting(user: User) -> Iterator[Line]:
    said = missing(user)
    if said:
        yield (Glyph("four-eyes", 12, "med"), Gap(6), Text(said, "med"))
    if user.waits_for:
        roles = ", ".join(low(role) for role in user.waits_for)
        text = _("{user} gave the roles {roles}, which a second person confirms.")
        asked = text.format(user=user.asked_by, roles=roles)
        yield (Glyph("four-eyes", 12, "med"), Gap(6), Text(asked, "med"))
    if user.active and not said and not user.waits_for:
        yield (Glyph("tick", 12, "ok"), Gap(6), Text(_("Nothing is missing."), "ok"))
