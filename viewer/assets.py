"""Where icons, palette and samples are: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_EXPORT_SUFFIXES = frozenset({".ndjson", ".json", ".csv", ".gz"})


def resource(name: str) -> Path:
    """The file of an icon or table, as in `resource("icons/box.svg")`.

    Raises:
        FileNotFoundError: the installation lacks it; says where it was looked for.
    """
    return _existing(_folder("resources") / name, f'resource "{name}"')


def sample(name: str) -> Path:
    """A bundled export or its media, as in `sample("street.ndjson")`.

    Raises:
        FileNotFoundError: there is no such sample; says where it was looked for.
    """
    return _existing(_folder("samples") / name, f'sample "{name}"')


def samples() -> tuple[Path, ...]:
    """Every bundled export, by name; without the media beside them."""
    return tuple(sorted(file for file in _folder("samples").glob("*") if file.suffix in _EXPORT_SUFFIXES))


def _folder(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def _existing(file: Path, what: str) -> Path:
    if not file.exists():
        raise FileNotFoundError(f"{what} is missing from {file.parent}: install Annoscope again")
    return file
