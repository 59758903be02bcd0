"""Packs the frozen program as a Debian package.

python installer/deb.py             installer/dist/landwaiter_VERSION_ARCHITECTURE.deb
"""

import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from run import QT_LIBRARIES, X11_LIBRARIES

from landwaiter import __version__

FROZEN = ROOT / "installer" / "dist" / "landwaiter"
LIBRARY, BINARIES, APPLICATIONS, DOCUMENTS = (
    Path("usr/lib"),
    Path("usr/bin"),
    Path("usr/share/applications"),
    Path("usr/share/doc/landwaiter"),
)

CONTROL = """\
Package: landwaiter
Version: {version}
Architecture: {architecture}
Maintainer: Landwaiter <landwaiter@localhost>
Section: misc
Priority: optional
Installed-Size: {kibibytes}
Depends: {depends}
Description: offline, encrypted casebook for customs analysts
 Reads export declarations, screens parties against dated lists, explains its
 red flags, lets a second person approve with a signature, and prints reports
 that their recipient can verify.
"""

ENTRY = """\
[Desktop Entry]
Type=Application
Name=Landwaiter
Comment=Casebook for customs analysts of strategic trade
Exec=landwaiter
Terminal=false
Categories=Office;
"""


def make(frozen: Path = FROZEN) -> Path:
    """The package made from the frozen program; raises CalledProcessError when dpkg refuses."""
    architecture = _architecture()
    package = frozen.parent / f"landwaiter_{__version__}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        _lay_out(frozen, tree)
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN" / "control").write_text(_control(tree, architecture), encoding="utf-8")
        command = ["dpkg-deb", "--build", "--root-owner-group", "-Zzstd", str(tree), str(package)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def _architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _lay_out(frozen: Path, tree: Path) -> None:
    for folder in (LIBRARY, BINARIES, APPLICATIONS, DOCUMENTS):
        (tree / folder).mkdir(parents=True)
    tree.chmod(0o755)
    shutil.copytree(frozen, tree / LIBRARY / "landwaiter", symlinks=True)
    (tree / BINARIES / "landwaiter").symlink_to("../lib/landwaiter/landwaiter")
    (tree / APPLICATIONS / "landwaiter.desktop").write_text(ENTRY, encoding="utf-8")
    shutil.copyfile(ROOT / "LICENSE", tree / DOCUMENTS / "copyright")


def _control(tree: Path, architecture: str) -> str:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir())
    # The frozen Python needs the C library that it was frozen with, or a newer one.
    depends = [f"libc6 (>= {platform.libc_ver()[1]})", *(QT_LIBRARIES | X11_LIBRARIES).values()]
    return CONTROL.format(
        version=__version__,
        architecture=architecture,
        kibibytes=size // 1024,
        depends=", ".join(depends),
    )


if __name__ == "__main__":
    print(make())
