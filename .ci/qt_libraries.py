"""See that Qt finds the system libraries it needs; install what is missing, or print the command that does.

Looks for what drawing needs, and with the argument `window` for what a window on an X display needs besides.
Linux only: elsewhere the wheels of Qt bring all they need.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# Library: package of Debian and Ubuntu.
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def missing(libraries: dict[str, str]) -> list[str]:
    """Those that the dynamic linker does not find."""
    return [library for library in libraries if not _loads(library)]


def apt_command(libraries: list[str]) -> list[str]:
    """What installs them on Debian and Ubuntu."""
    packages = sorted({**DRAWING, **WINDOW}[library] for library in libraries)
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def advice(libraries: list[str]) -> str:
    """The exact command for this system, as its user types it."""
    if shutil.which("apt-get"):
        return f"sudo apt-get update && sudo {' '.join(apt_command(libraries))}"
    if shutil.which("dnf"):
        return f"sudo dnf install {' '.join(repr(f'{library}()(64bit)') for library in libraries)}"
    return f"install, with your system's package manager, the packages that hold {', '.join(libraries)}"


def main(arguments: list[str]) -> int:
    """Exit status 0 when nothing is missing, or is no longer."""
    if not sys.platform.startswith("linux"):
        return 0
    wanted = {**DRAWING, **WINDOW} if arguments == ["window"] else DRAWING
    lacking = missing(wanted)
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing the system libraries that Qt needs: {', '.join(lacking)}", flush=True)
        _apt(lacking)
        lacking = missing(wanted)
    if lacking:
        print(f"Qt needs system libraries that are missing: {', '.join(lacking)}", file=sys.stderr)
        print(f"Type this, then try again:\n    {advice(lacking)}", file=sys.stderr)
        return 1
    return _import_qt()


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt(libraries: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "--quiet=2", "update"], env=environment, check=False)
    subprocess.run(apt_command(libraries), env=environment, check=False, stdout=subprocess.DEVNULL)


def _import_qt() -> int:
    """The lists above can age; what Qt itself says cannot."""
    script = "import PySide6.QtGui, PySide6.QtNetwork, PySide6.QtSvg, PySide6.QtWidgets"
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    if process.returncode:
        print(f"Qt cannot be loaded: {process.stderr.strip().splitlines()[-1]}", file=sys.stderr)
    return min(process.returncode, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
