"""Runs Landwaiter from a checkout with nothing but Python: makes .venv, installs, starts.

python3 run.py demo [ARGUMENTS]     the sample casebook, then the window
python3 run.py app [ARGUMENTS]      the program; without arguments the window
python3 run.py test [ARGUMENTS]     the tests, on all cores; arguments go to pytest
python3 run.py lint                 format, lint, types, import layers
python3 run.py check [ARGUMENTS]    what lint does, then the tests
"""

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

if not (3, 11) <= sys.version_info[:2] <= (3, 14):  # before anything that an older one cannot read
    sys.exit(
        "Landwaiter needs Python 3.11 to 3.14, and this is Python {}.{}. "
        "Start run.py with one of those.".format(*sys.version_info[:2])
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "landwaiter-installed"
FACES = ROOT / "resources" / "fonts" / "manifest.json"
# A change in one of these asks for a new installation.
INSTALLED_FROM = ("pyproject.toml", "constraints.txt", "hatch_build.py", "installer/fonts.py")

SEEDS = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "distutils-precedence")
"""What a new environment brings by itself. Installing more may bring another version of it."""

# What Qt loads from the system, and the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Needed besides to show a window under X11.
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

Step = tuple[str, tuple[str, ...]]
"""What it is called, and the command."""
CHECKS: tuple[Step, ...] = (
    ("format", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("types", ("mypy",)),
    ("import layers", ("lint-imports", "--no-logo")),
)
ALL_CORES = ("-n", "auto", "--dist", "worksteal")
CORES = ("-n", "--numprocesses", "--dist", "--tx", "--pdb", "--trace")
"""Options of pytest that say on how many cores, or ask for the one that a person talks to."""

SILENT: dict[str, Any] = {
    "stdin": subprocess.DEVNULL,
    "stdout": subprocess.DEVNULL,
    "stderr": subprocess.DEVNULL,
}


class Stop(Exception):
    """The run cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    print(f"· {text}", flush=True)


def main(arguments: list[str]) -> int:
    """The exit code of what was run."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command not in COMMANDS:
        print(__doc__)
        return 0 if command in ("-h", "--help") else 2
    try:
        return COMMANDS[command](rest)
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def demo(rest: list[str]) -> int:
    prepare(window=has_display())
    reason = why_no_window()
    if reason and "--no-window" not in rest:
        say(f"{reason} The demonstration goes on without the window.")
        rest = ["--no-window", *rest]
    return program(["demo", *rest])


def app(rest: list[str]) -> int:
    prepare(window=has_display())
    return program(rest)


def test(rest: list[str]) -> int:
    return passed((tests(rest),))


def lint(rest: list[str]) -> int:
    if rest:
        raise Stop("lint takes no arguments: it always looks at everything.")
    return passed(CHECKS)


def check(rest: list[str]) -> int:
    return passed((*CHECKS, tests(rest)))


COMMANDS = {"demo": demo, "app": app, "test": test, "lint": lint, "check": check}


def tests(arguments: list[str]) -> Step:
    # Hundreds of processes that tests start would each compile the whole program anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return "tests", ("pytest", *spread(arguments), *arguments)


def spread(arguments: list[str]) -> tuple[str, ...]:
    """The options for all cores; none where the caller says how many, or names files of tests.

    For few tests starting the other processes costs more than it saves.
    """
    if any(one.startswith(CORES) or ".py" in one for one in arguments):
        return ()
    return ALL_CORES


def passed(steps: tuple[Step, ...]) -> int:
    """Run these steps; 0 when all passed. One failure hides no other."""
    prepare(window=False)
    failed = [name for name, command in steps if not passes(name, command)]
    if failed:
        print("Failed: {}.".format(", ".join(failed)), file=sys.stderr)
    return 1 if failed else 0


def passes(name: str, command: tuple[str, ...]) -> bool:
    say(f"Checking: {name}")
    return call([str(BIN / command[0]), *command[1:]]) == 0


def program(arguments: list[str]) -> int:
    """Landwaiter itself, in the folder it was called from: file names are meant from there."""
    return call([str(BIN / "landwaiter"), *arguments], folder=Path.cwd())


def call(command: list[str], *, folder: Path = ROOT) -> int:
    """The exit code; an interrupt is the command's own to answer."""
    with subprocess.Popen(command, cwd=folder) as started:
        while True:
            try:
                return started.wait()
            except KeyboardInterrupt:
                continue


def prepare(*, window: bool) -> None:
    """Leave a complete .venv; `window`: also what X11 needs. Raises Stop where it cannot."""
    install_system_packages(window=window)
    wanted, kept = fingerprint(), stamp()
    reason = why_not_whole(kept)
    if not reason and FACES.exists() and kept.get("from") == wanted:
        compile_translations()
        return
    if reason and VENV.exists():
        say(f"The environment {VENV} is not whole and is made anew: {reason}.")
    STAMP.unlink(missing_ok=True)  # until the end nobody takes it for finished
    if reason:
        make_venv()
    install_dependencies()
    content = {"from": wanted, "files": installed_files()}
    STAMP.write_text(json.dumps(content), encoding="utf-8")


def compile_translations() -> None:
    """What the program reads of the translations, where they were changed since."""
    files = ROOT.glob("resources/translations/*/LC_MESSAGES/*.po")
    if any(is_newer(path, path.with_suffix(".mo")) for path in files):
        call([str(BIN / "python"), "-m", "installer.translations", "compile"])


def is_newer(path: Path, made: Path) -> bool:
    return not made.exists() or path.stat().st_mtime > made.stat().st_mtime


def fingerprint() -> str:
    """What the environment is made from, as one hash."""
    content = [str(ROOT).encode(), sys.version.encode()]
    content += [(ROOT / name).read_bytes() for name in INSTALLED_FROM]
    return hashlib.sha256(b"\0".join(content)).hexdigest()


def stamp() -> dict[str, Any]:
    """What was installed; nothing where an installation never ended, or left another stamp."""
    try:
        kept = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def why_not_whole(kept: dict[str, Any]) -> str:
    """Why the environment cannot be used, in some words; empty where it can.

    Asked at each start: its Python is started while its files are looked at.
    """
    if not STAMP.exists():
        return "its installation did not end"
    asked = ask_venv()
    lost = lost_files(kept.get("files", {}))
    if not venv_works(asked):
        return "its Python or its pip does not start, or is not that of the Python that runs this"
    if lost:
        return f"{len(lost)} of its files are missing or cut, such as {lost[0]}"
    return ""


def ask_venv() -> "subprocess.Popen[str] | None":
    """Its Python, asked which one it is; None where it cannot even be started."""
    ask = "import pip, sys; print(sys.version)"
    told: dict[str, Any] = {**SILENT, "stdout": subprocess.PIPE}
    try:
        return subprocess.Popen([str(BIN / "python"), "-I", "-c", ask], text=True, **told)
    except OSError:
        return None


def venv_works(asked: "subprocess.Popen[str] | None") -> bool:
    """Whether it has pip and is of the Python that runs this."""
    if asked is None:
        return False
    told, _nothing = asked.communicate()
    return asked.returncode == 0 and told.strip() == sys.version


def installed_files() -> dict[str, dict[str, int]]:
    """Folder in the environment → name of each file in it → bytes.

    Without what Python writes by itself, and the seeds, which people renew by hand.
    """
    found: dict[str, dict[str, int]] = {}
    for folder, below, names in os.walk(VENV):
        below[:] = [name for name in below if name != "__pycache__" and not of_seed(name)]
        place = Path(folder)
        files = [place / name for name in names if not of_seed(name) and place / name != STAMP]
        found[place.relative_to(VENV).as_posix()] = {
            path.name: path.lstat().st_size for path in files
        }
    return found


def of_seed(name: str) -> bool:
    return any(name == one or name.startswith((f"{one}-", f"{one}3", f"{one}.")) for one in SEEDS)


def lost_files(installed: dict[str, dict[str, int]]) -> list[str]:
    """Of these files, those that are gone or of another size; what was added is no matter.

    Plain strings and one look at each: there are some 14,000 of them, at every start.
    """
    lost: list[str] = []
    for folder, files in installed.items():
        place = os.path.join(VENV, folder, "")  # noqa: PTH118
        for name, size in files.items():
            if not is_of_size(place + name, size):
                lost.append(f"{folder}/{name}")
    return lost


def is_of_size(path: str, size: int) -> bool:
    try:
        return os.lstat(path).st_size == size
    except OSError:
        return False


def make_venv() -> None:
    say(f"Making the environment {VENV}")
    if call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Stop(f"The environment {VENV} could not be made; the reason stands above.")


def install_dependencies() -> None:
    say("Installing the pinned dependencies and making the typefaces, which takes some minutes")
    command = [str(BIN / "python"), "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--constraint", "constraints.txt", "--editable", ".[test]"]
    if call(command) != 0:
        raise Stop(
            "The dependencies could not be installed; the reason stands above. "
            "Start the same command again when it is remedied."
        )


def install_system_packages(*, window: bool) -> None:
    """Install what the system lacks where that is allowed; Stop only where venv is missing."""
    essential = missing_venv()
    qt = missing_packages(QT_LIBRARIES | (X11_LIBRARIES if window else {}))
    packages = essential + qt
    if not packages:
        return
    if may_install():
        say("Installing system packages with apt: {}".format(" ".join(packages)))
        apt(packages)
        importlib.invalidate_caches()
    if missing_venv():
        raise Stop(
            "Python's venv is missing, and this user may not install it. Install it with:\n"
            "    sudo apt-get install " + " ".join(packages)
        )


def missing_venv() -> list[str]:
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return []
    return ["python{}.{}-venv".format(*sys.version_info[:2])]


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """The Debian packages of those libraries that this system cannot load."""
    if sys.platform != "linux":
        return []
    return [package for library, package in libraries.items() if not loads(library)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def may_install() -> bool:
    """Whether apt is here and this user is root or may become it without a password."""
    if not shutil.which("apt-get"):
        return False
    return is_root() or bool(
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], check=False, **SILENT).returncode == 0
    )


def is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def apt(packages: list[str]) -> None:
    """Install; on failure show what apt said and go on: the caller looks at what is there."""
    rise = [] if is_root() else ["sudo", "-n"]
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    for task in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        result = subprocess.run(
            [*rise, *quiet, *task],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if result.returncode != 0:
            print(result.stdout.decode(errors="replace")[-2000:], file=sys.stderr)


def has_display() -> bool:
    return sys.platform != "linux" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def why_no_window() -> str:
    """Why a window cannot be shown, as a sentence; empty where it can."""
    if not has_display():
        return "There is no display."
    missing = missing_packages(QT_LIBRARIES | X11_LIBRARIES)
    if missing:
        return "Qt's libraries are missing (sudo apt-get install {}).".format(" ".join(missing))
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
