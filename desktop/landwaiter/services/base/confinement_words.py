"""What is kept from the process that decodes files of others, and what is not, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from landwaiter.i18n import N_, _
from landwaiter.services.base.confinement import MEMORY, Confinement

_MISSING: Mapping[str, str] = {
    "landlock": N_(
        "The system offers no Landlock: that the process opens no file rests on the filter "
        "of system calls and on limits."
    ),
    "limits": N_("The system sets no limits of memory and time for the process."),
    "seccomp": N_(
        "The system offers no filter of system calls (seccomp): files and network are kept "
        "from the process by what remains; other programs are not, for certain."
    ),
    "macos": N_(
        "On macOS only limits are set; nobody has tried them, and that of memory is not kept. "
        "Files can be removed and renamed, and another program can take the place of the process."
    ),
    "windows": N_(
        "On Windows a job object and the lowest integrity level are set; nobody has tried "
        "them. The process can read the files that you can, and use the network."
    ),
    "process": N_("The process did not start: no file of this kind is decoded."),
}


@dataclass(frozen=True, slots=True)
class ConfinementRow:
    """One thing that a process could use, and whether it is kept from it."""

    what: str
    is_kept: bool


def kept_things(holds: Confinement) -> tuple[ConfinementRow, ...]:
    return (
        ConfinementRow(_("files"), holds.files),
        ConfinementRow(_("network"), holds.network),
        ConfinementRow(_("other programs"), holds.processes),
        ConfinementRow(_("more than {most} MiB of memory").format(most=MEMORY >> 20), holds.memory),
    )


def summary(holds: Confinement) -> str:
    """One sentence on what is kept from the process."""
    if holds.is_complete:
        things = ", ".join(one.what for one in kept_things(holds))
        return _("Kept from the process that decodes files of others: {things}.").format(
            things=things
        )
    things = ", ".join(one.what for one in kept_things(holds) if not one.is_kept)
    return _(
        "The process that decodes files of others is not fully confined; not kept from it: "
        "{things}."
    ).format(things=things)


def notes(holds: Confinement) -> tuple[str, ...]:
    """The summary, and a sentence for each protection that does not hold here."""
    return (summary(holds), *(_(_MISSING[name]) for name in holds.missing))


def caution(holds: Confinement) -> str:
    """What stands beside a preview; nothing where everything is kept from the process."""
    return "" if holds.is_complete else summary(holds)
