"""Starts Landwaiter: for a person, or for the one task that another process of it asks for."""

import sys
from collections.abc import Callable, Sequence

from landwaiter import __version__
from landwaiter.process import shield
from landwaiter.services.base import program_arguments as tasks


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code."""
    shield()
    given = sys.argv[1:] if argv is None else argv
    if list(given) == ["--version"]:
        return _told_version()
    task = _task(given[0]) if given else None
    if task is not None:
        return task()
    from landwaiter.entry import let_in  # noqa: PLC0415 (slower to load than a page is to draw)

    return let_in(argv)


def _told_version() -> int:
    """As the command line says it, which is slow to load; installers and scripts ask for it."""
    sys.stdout.write(f"landwaiter {__version__}\n")
    return 0


def _task(argument: str) -> Callable[[], int] | None:
    """What the program was started for by itself; none where a person started it."""
    match argument:
        case tasks.DRAW_PREVIEW:
            from landwaiter.services.evidence.preview_child import serve  # noqa: PLC0415 (each loads little)
        case tasks.READ_FORM:
            from landwaiter.services.evidence.preview_child import serve_forms as serve  # noqa: PLC0415
        case tasks.LAY_OUT_CHART:
            from landwaiter.services.chart.chart_points import serve  # noqa: PLC0415
        case tasks.INDEX_PART:
            from landwaiter.services.lists.index_child import serve  # noqa: PLC0415
        case tasks.SIFT_PART:
            from landwaiter.services.trade.sift_worker import serve  # noqa: PLC0415

            return serve
        case tasks.PARTIES_PART:
            from landwaiter.services.trade.parties.parties_beside import serve  # noqa: PLC0415
        case tasks.SCREEN_PART:
            from landwaiter.services.hits.name_worker import serve  # noqa: PLC0415
        case tasks.VERIFY_HALF:
            from landwaiter.services.audit.audit_half import serve  # noqa: PLC0415
        case tasks.WAIT_FOR_TURN:
            from landwaiter.entry import wait_for_turn as serve  # noqa: PLC0415
        case _:
            return None
    return serve


if __name__ == "__main__":
    sys.exit(main())
