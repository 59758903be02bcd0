"""What a stranger meets first: run.py, the pinned versions, the frozen set of shipped files."""

import ast
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType
from typing import Any

import hatch_build
import pytest
import run
from installer import fonts
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PINS = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pinned(python: str, system: str) -> dict[str, str]:
    """Version by package, for a Python on a system as `platform_system` names it."""
    place = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_system": system,
        "sys_platform": {"Linux": "linux", "Windows": "win32"}[system],
        "os_name": {"Linux": "posix", "Windows": "nt"}[system],
    }
    return {
        _plain(pin.name): str(pin.specifier).removeprefix("==")
        for pin in PINS
        if pin.marker is None or pin.marker.evaluate(place)
    }


def _wanted() -> list[Requirement]:
    project = PROJECT["project"]
    texts = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return [Requirement(text) for text in texts]


def _exits(monkeypatch: pytest.MonkeyPatch, codes: dict[str, int]) -> list[list[str]]:
    """Let run.py start nothing: record each command, and end it with the code of its name."""
    started: list[list[str]] = []

    def call(command: list[str], *, folder: Path = Path()) -> int:
        started.append([Path(command[0]).name, *command[1:]])
        return codes.get(Path(command[0]).name, 0)

    monkeypatch.setattr(run, "call", call)
    monkeypatch.setattr(run, "prepare", lambda *, window: None)
    return started


@pytest.mark.parametrize("system", ["Linux", "Windows"])
@pytest.mark.parametrize("python", PYTHONS)
def test_the_pinned_versions_satisfy_every_dependency(python: str, system: str) -> None:
    pinned = _pinned(python, system)
    place = {"python_version": python, "platform_system": system}
    unmet = [
        str(wanted)
        for wanted in _wanted()
        if (wanted.marker is None or wanted.marker.evaluate(place))
        and not wanted.specifier.contains(pinned.get(_plain(wanted.name), "0"))
    ]
    assert unmet == []


def test_python_311_never_gets_the_qt_that_aborts_on_it() -> None:
    assert _pinned("3.11", "Linux")["pyside6-essentials"].startswith("6.11.")
    assert _pinned("3.12", "Linux")["pyside6-essentials"].startswith("6.12.")


def test_the_pinned_versions_name_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"https?:|--(extra-)?index|--find-links|file:| @ ", text)


def _imported() -> set[str]:
    """The top-level modules that the package imports from elsewhere."""
    found: set[str] = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"landwaiter"}


def test_every_imported_library_is_a_declared_dependency() -> None:
    declared = {_plain(Requirement(text).name) for text in PROJECT["project"]["dependencies"]}
    declared.add("shiboken6")  # the runtime of PySide6, of the very same version
    providers = packages_distributions()
    undeclared = {
        module
        for module in _imported()
        if declared.isdisjoint(_plain(name) for name in providers.get(module, ()))
    }
    assert undeclared == set()


def test_every_dependency_is_bounded_above() -> None:
    unbounded = [
        text
        for text in PROJECT["project"]["dependencies"]
        if "tzdata" not in text and "<" not in str(Requirement(text).specifier)
    ]
    assert unbounded == []


def test_an_old_python_gets_one_clear_sentence() -> None:
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0);"
        f"runpy.run_path({str(ROOT / 'run.py')!r}, run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stderr == (
        "Landwaiter needs Python 3.11 to 3.14, and this is Python 3.9. "
        "Start run.py with one of those.\n"
    )


def test_an_unknown_command_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["dance"]) == 2
    assert "run.py demo" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["-k", "clock"], ["tests/storage", "-x"]])
def test_the_tests_run_on_all_cores_with_the_arguments_of_the_caller(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    started = _exits(monkeypatch, {})
    assert run.main(["test", *arguments]) == 0
    assert started == [["pytest", "-n", "auto", "--dist", "worksteal", *arguments]]


@pytest.mark.parametrize(
    "arguments",
    [
        ["-n", "3"],
        ["-n0"],
        ["--numprocesses=3"],
        ["--dist", "loadfile", "-n2"],
        ["--pdb"],
        ["tests/test_delivery.py"],
        ["tests/test_delivery.py::test_the_second_run_installs_nothing"],
    ],
)
def test_who_says_on_how_many_cores_or_names_tests_gets_no_more(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    started = _exits(monkeypatch, {})
    assert run.main(["test", *arguments]) == 0
    assert started == [["pytest", *arguments]]


def test_what_the_tests_start_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    _exits(monkeypatch, {})
    assert run.main(["test"]) == 0
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ


def test_lint_runs_no_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    started = _exits(monkeypatch, {})
    assert run.main(["lint"]) == 0
    assert [command[0] for command in started] == ["ruff", "ruff", "mypy", "lint-imports"]


def test_lint_takes_no_arguments(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started = _exits(monkeypatch, {})
    assert run.main(["lint", "desktop"]) == 1
    assert (started, capsys.readouterr().err) == (
        [],
        "lint takes no arguments: it always looks at everything.\n",
    )


def test_check_goes_on_after_a_failure_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started = _exits(monkeypatch, {"mypy": 1})
    assert run.main(["check"]) == 1
    assert [command[0] for command in started] == ["ruff", "ruff", "mypy", "lint-imports", "pytest"]
    assert started[-1] == ["pytest", "-n", "auto", "--dist", "worksteal"]
    assert capsys.readouterr().err == "Failed: types.\n"


def test_the_program_gets_its_arguments_and_gives_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    started = _exits(monkeypatch, {"landwaiter": 1})
    assert run.main(["app", "case", "list"]) == 1
    assert started == [["landwaiter", "case", "list"]]


def test_the_program_runs_in_the_folder_it_was_called_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folders: list[Path] = []

    def call(command: list[str], *, folder: Path) -> int:
        folders.append(folder)
        return 0

    monkeypatch.setattr(run, "call", call)
    monkeypatch.setattr(run, "prepare", lambda *, window: None)
    monkeypatch.chdir(tmp_path)
    assert run.main(["app", "intake", "mine.csv"]) == 0
    assert folders == [tmp_path]


def test_the_demonstration_goes_on_without_a_display(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started = _exits(monkeypatch, {})
    monkeypatch.setattr(run, "has_display", lambda: False)
    assert run.main(["demo"]) == 0
    assert started == [["landwaiter", "demo", "--no-window"]]
    assert "There is no display." in capsys.readouterr().out


def test_the_demonstration_goes_on_without_the_libraries_of_qt(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started = _exits(monkeypatch, {})
    monkeypatch.setattr(run, "has_display", lambda: True)
    monkeypatch.setattr(run, "missing_packages", lambda libraries: ["libegl1"])
    assert run.main(["demo"]) == 0
    assert started == [["landwaiter", "demo", "--no-window"]]
    assert "sudo apt-get install libegl1" in capsys.readouterr().out


def test_the_demonstration_opens_the_window_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    started = _exits(monkeypatch, {})
    monkeypatch.setattr(run, "has_display", lambda: True)
    monkeypatch.setattr(run, "missing_packages", lambda libraries: [])
    assert run.main(["demo"]) == 0
    assert started == [["landwaiter", "demo"]]


@pytest.fixture
def without_qt(tmp_path: Path) -> dict[str, str]:
    """Surroundings in which Qt cannot be loaded, as where its system libraries are missing."""
    broken = tmp_path / "PySide6"
    broken.mkdir()
    (broken / "__init__.py").write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file')", encoding="utf-8"
    )
    return os.environ | {"PYTHONPATH": str(tmp_path)}


def _pytest(surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    test = "tests/test_resources.py::test_a_checkout_reads_its_own_resources"
    return subprocess.run(
        [sys.executable, "-m", "pytest", test],
        env=surroundings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_qt_the_other_tests_run_and_the_window_is_named_as_left_out(
    without_qt: dict[str, str],
) -> None:
    result = _pytest(without_qt | {"LANDWAITER_REQUIRE_QT": "0"})
    assert result.returncode == 0, result.stdout
    assert "tests/ui and tests/traces left out: Qt cannot be loaded: libEGL.so.1" in result.stdout


def test_without_qt_nothing_passes_where_the_window_must_be_tested(
    without_qt: dict[str, str],
) -> None:
    result = _pytest(without_qt | {"LANDWAITER_REQUIRE_QT": "1"})
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "Qt cannot be loaded" in result.stderr


def _system(monkeypatch: pytest.MonkeyPatch, *, venv: bool, qt: bool, may: bool) -> list[list[str]]:
    """A system that has these parts or lacks them; gives what apt is asked for."""
    asked: list[list[str]] = []
    monkeypatch.setattr(run, "missing_venv", lambda: [] if venv else ["python3.13-venv"])
    monkeypatch.setattr(run, "missing_packages", lambda libraries: [] if qt else ["libegl1"])
    monkeypatch.setattr(run, "may_install", lambda: may)
    monkeypatch.setattr(run, "apt", asked.append)
    return asked


def test_missing_libraries_are_installed_where_that_is_allowed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = _system(monkeypatch, venv=True, qt=False, may=True)
    run.install_system_packages(window=False)
    assert asked == [["libegl1"]]
    assert "Installing system packages with apt: libegl1" in capsys.readouterr().out


def test_missing_libraries_of_qt_stop_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _system(monkeypatch, venv=True, qt=False, may=False)
    run.install_system_packages(window=True)
    assert asked == []


def test_a_missing_venv_stops_with_the_one_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    _system(monkeypatch, venv=False, qt=True, may=False)
    with pytest.raises(run.Stop, match=r"sudo apt-get install python3\.13-venv$"):
        run.install_system_packages(window=True)


def _checkout(tmp_path: Path) -> dict[str, Any]:
    """What an environment is made from, and the places of run.py in it."""
    for name in (*run.INSTALLED_FROM, "manifest.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1", encoding="utf-8")
    return {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "BIN": tmp_path / ".venv" / run.BIN.name,
        "STAMP": tmp_path / ".venv" / run.STAMP.name,
        "FACES": tmp_path / "manifest.json",
        "install_system_packages": lambda *, window: None,
    }


def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A checkout of its own whose steps are recorded, not run."""
    steps: list[str] = []
    (tmp_path / ".venv").mkdir()
    places = {
        **_checkout(tmp_path),
        "ask_venv": lambda: None,
        "venv_works": lambda _asked: "venv" in steps,
        "make_venv": lambda: steps.append("venv"),
        "install_dependencies": lambda: steps.append("dependencies"),
    }
    for name, value in places.items():
        monkeypatch.setattr(run, name, value)
    return steps


def test_the_second_run_installs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = _installation(tmp_path, monkeypatch)
    run.prepare(window=False)
    run.prepare(window=False)
    assert steps == ["venv", "dependencies"]


def test_a_changed_pin_installs_again_into_the_same_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = _installation(tmp_path, monkeypatch)
    run.prepare(window=False)
    (tmp_path / "constraints.txt").write_text("2", encoding="utf-8")
    run.prepare(window=False)
    assert steps == ["venv", "dependencies", "dependencies"]


def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str) -> None:
    """An environment whose Python says this when it is asked."""
    monkeypatch.setattr(run, "BIN", tmp_path)
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
    python.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="the environment is a shell script")
@pytest.mark.parametrize(
    ("says", "works"),
    [
        (f"echo '{sys.version}'", True),
        (f"echo '{sys.version.replace(sys.version[:4], '3.10')}'", False),
        ("echo No module named pip >&2; exit 1", False),
    ],
    ids=["whole", "of another Python", "half made"],
)
def test_an_environment_is_kept_where_it_is_whole_and_of_this_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, works: bool
) -> None:
    _environment(tmp_path, monkeypatch, says)
    assert run.venv_works(run.ask_venv()) is works


def test_an_environment_that_is_not_there_does_not_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "BIN", tmp_path)
    assert not run.venv_works(run.ask_venv())


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A checkout with a small environment of its own, which is really made and looked at.

    Only what comes from the network is not: pip is a folder, and one package is written by hand.
    """
    steps: list[str] = []

    def make() -> None:
        steps.append("venv")
        command = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(run.VENV)]
        subprocess.run(command, check=True)
        (own := _site_packages(run.VENV)).joinpath("pip").mkdir()
        (own / "pip" / "__init__.py").write_text("", encoding="utf-8")

    def install() -> None:
        steps.append("dependencies")
        package = _site_packages(run.VENV) / "small"
        package.mkdir(exist_ok=True)
        (package / "__init__.py").write_text("SIZE = 1", encoding="utf-8")
        (package / "part.py").write_text("WHOLE = True", encoding="utf-8")

    places = {
        **_checkout(tmp_path),
        "make_venv": make,
        "install_dependencies": install,
    }
    for name, value in places.items():
        monkeypatch.setattr(run, name, value)
    run.prepare(window=False)
    run.prepare(window=False)
    assert steps == ["venv", "dependencies"]
    steps.clear()
    return steps


def _site_packages(venv: Path) -> Path:
    return next(venv.glob("[Ll]ib/**/site-packages"))


def _delete_a_module() -> None:
    (_site_packages(run.VENV) / "small" / "part.py").unlink()


def _empty_a_module() -> None:
    (_site_packages(run.VENV) / "small" / "part.py").write_bytes(b"")


def _delete_a_package() -> None:
    shutil.rmtree(_site_packages(run.VENV) / "small")


def _delete_the_python() -> None:
    (run.BIN / "python").unlink()


def _lead_the_python_nowhere() -> None:
    _delete_the_python()
    (run.BIN / "python").symlink_to(run.ROOT / "removed" / "python3")


def _break_the_python() -> None:
    _delete_the_python()
    (run.BIN / "python").write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    (run.BIN / "python").chmod(0o700)


def _take_another_python() -> None:
    _break_the_python()
    (run.BIN / "python").write_text("#!/bin/sh\necho 3.10.0\n", encoding="utf-8")


def _delete_pip() -> None:
    shutil.rmtree(_site_packages(run.VENV) / "pip")


def _stop_an_installation() -> None:
    run.STAMP.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="its Python is a link or a shell script")
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_delete_a_module, "1 of its files are missing or cut, such as"),
        (_empty_a_module, "small/part.py"),
        (_delete_a_package, "2 of its files are missing or cut"),
        (_delete_the_python, "its Python or its pip does not start"),
        (_lead_the_python_nowhere, "its Python or its pip does not start"),
        (_break_the_python, "its Python or its pip does not start"),
        (_take_another_python, "is not that of the Python that runs this"),
        (_delete_pip, "its Python or its pip does not start"),
        (_stop_an_installation, "its installation did not end"),
    ],
)
def test_a_damaged_environment_is_made_anew_and_said_why(
    small: list[str], capsys: pytest.CaptureFixture[str], damage: Callable[[], None], said: str
) -> None:
    damage()
    run.prepare(window=False)
    assert small == ["venv", "dependencies"]
    assert said in capsys.readouterr().out
    run.prepare(window=False)
    assert small == ["venv", "dependencies"]
    assert run.why_not_whole(run.stamp()) == ""


def test_what_python_or_a_person_adds_to_an_environment_damages_nothing(small: list[str]) -> None:
    package = _site_packages(run.VENV) / "small"
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "part.pyc").write_bytes(b"compiled")
    (_site_packages(run.VENV) / "own.py").write_text("", encoding="utf-8")
    (_site_packages(run.VENV) / "pip" / "__init__.py").write_text("NEWER = 1", encoding="utf-8")
    run.prepare(window=False)
    assert small == []


def test_an_installation_that_is_killed_leaves_no_stamp_of_the_one_before(
    small: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed() -> None:
        raise KeyboardInterrupt

    (run.ROOT / "constraints.txt").write_text("2", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(run, "install_dependencies", killed)
        with pytest.raises(KeyboardInterrupt):
            run.prepare(window=False)
    run.prepare(window=False)
    assert small == ["venv", "dependencies"]


def test_a_stamp_of_another_form_installs_again_into_the_same_environment(
    small: list[str],
) -> None:
    run.STAMP.write_text(run.fingerprint(), encoding="utf-8")
    run.prepare(window=False)
    assert small == ["dependencies"]


def test_looking_at_a_large_environment_takes_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp")
    for number in range(100):
        (tmp_path / str(number)).mkdir()
        for name in range(100):
            (tmp_path / str(number) / str(name)).touch()
    installed = run.installed_files()
    took = min(_seconds(lambda: run.lost_files(installed)) for _turn in range(5))
    assert sum(map(len, installed.values())) == 10_000
    assert took < 0.05


def _seconds(work: Callable[[], object]) -> float:
    """Of the processor: others may have the machine meanwhile."""
    began = time.process_time()
    work()
    return time.process_time() - began


def test_lost_typefaces_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = _installation(tmp_path, monkeypatch)
    run.prepare(window=False)
    run.FACES.unlink()
    run.prepare(window=False)
    assert steps == ["venv", "dependencies", "dependencies"]


def test_a_failed_installation_leaves_no_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _installation(tmp_path, monkeypatch)

    def fail() -> None:
        raise run.Stop("The dependencies could not be installed.")

    monkeypatch.setattr(run, "install_dependencies", fail)
    assert run.main(["app"]) == 1
    assert not run.STAMP.exists()
    assert capsys.readouterr().err == "The dependencies could not be installed.\n"


def test_a_build_takes_typefaces_that_were_made_before_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew: list[str] = []

    def made() -> Iterator[tuple[str, bytes]]:
        anew.append("made")
        yield "a.ttf", b"a"

    monkeypatch.setattr(fonts, "_files", made)
    faces = Path(shutil.copytree(ROOT / "resources" / "fonts", tmp_path / "faces"))
    monkeypatch.setenv("LANDWAITER_FACES", str(faces))

    def built(name: str) -> Path:
        hook = hatch_build.ShippedFiles(str(tmp_path / name), {}, None, None, "", "wheel")  # type: ignore[arg-type]  # it asks for its root alone
        hook.initialize("standard", {"force_include": {}})
        return tmp_path / name / "resources" / "fonts"

    face = "LandwaiterMono-Bold.ttf"
    assert (built("first") / face).read_bytes() == (faces / face).read_bytes()
    assert not anew
    (faces / face).write_bytes(b"something else")
    assert (built("second") / "a.ttf").exists()
    assert anew


def shares_of_tests() -> ModuleType:
    spec = importlib.util.spec_from_file_location("the_conftest", ROOT / "conftest.py")
    assert spec
    assert spec.loader
    shares = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shares)
    return shares


def test_six_turns_are_all_tests_and_twelve_all_on_each_python() -> None:
    """Of either half some fall on each turn, and the Pythons change halves."""
    shares, files = shares_of_tests(), {*(ROOT / "tests").rglob("test_*.py")}
    turns = [{one for one in files if shares.is_of_the_turn((n, 6), one)} for n in range(1, 7)]
    assert set().union(*turns) == files
    always = set.intersection(*turns)
    assert {Path(__file__), ROOT / "tests" / "attacks" / "test_attacks.py"} <= always
    each = [
        sum(shares.is_in((half, 2), one) for one in turn - always)
        for turn in turns
        for half in (1, 2)
    ]
    assert max(each) < 1.5 * min(each)


def test_two_shares_are_all_tests() -> None:
    """Each file of tests is in one of them, and in both where another Python may break it."""
    shares = shares_of_tests()
    parts = [
        {path for path in (ROOT / "tests").rglob("test_*.py") if shares.is_in((which, 2), path)}
        for which in (1, 2)
    ]
    assert parts[0] | parts[1] == set((ROOT / "tests").rglob("test_*.py"))
    twice = {path.relative_to(ROOT / "tests").parts[0] for path in parts[0] & parts[1]}
    assert {"formats", "storage", "ui", Path(__file__).name} <= twice
    assert not {"acceptance", "flags", "services"} & twice
    assert all((ROOT / one).is_file() for one in shares.OF_NO_PYTHON)
    assert all(len(part) < 2 * len(parts[0] | parts[1]) / 3 for part in parts)


@pytest.mark.parametrize(
    "module",
    [
        "tests.frozen_set",
        "tests.benchmarks.batch",
        "tests.benchmarks.list_editions",
        "tests.benchmarks.next_hit",
        "tests.benchmarks.screening.firms",
    ],
)
def test_a_tool_that_is_asked_how_it_is_used_says_it_and_does_nothing(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tool = importlib.import_module(module)
    with pytest.raises(SystemExit) as ended:
        tool.main(["--help"])
    assert (ended.value.code, [*tmp_path.iterdir()]) == (0, [])
    assert str(tool.__doc__).splitlines()[0] in capsys.readouterr().out
