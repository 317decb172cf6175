"""The command line: the window, and commands without one. Qt is imported only where it is needed."""

from __future__ import annotations

import argparse
import atexit
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from viewer import __version__
from viewer.fetch_request import MEDIA, FetchRequest
from viewer.list_request import DEFAULT_COLUMNS, FORMATS, ListRequest
from viewer.render_request import RenderRequest

if TYPE_CHECKING:
    from viewer.catalog.inspect import Spread

_WORTH_PROCESSES_BYTES = 16 << 20
_EXIT_OK, _EXIT_ERRORS, _EXIT_NOTHING = 0, 1, 2

_COMMANDS_HELP = """\
commands:
  annoscope inspect FILE [--json]     count what an export holds
  annoscope list FILE [--where QUERY] [--sample N] [--raw]
                                      the rows that a query means, or a smaller export of them
  annoscope render FILE --row N|ID --out PNG
                                      draw a row into a picture, without a window
  annoscope fetch FILE [--to DIR] [--allow-host HOST …]
                                      bring all images and masks here, for going offline
  annoscope cache [--clear | --size N]
                                      what was fetched and gathered, and is kept on disk
  annoscope demo                      open a bundled sample

Each has its own --help. A file that is called like a command is opened as ./inspect.
"""

_NO_DISPLAY = (
    "annoscope: there is no display to open a window on. "
    "Draw a row into a picture instead: annoscope render FILE --row 1 --out row.png"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; exit status 0, 1 when an export has errors in it, 2 when nothing could be read."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    commands: dict[str, Callable[[list[str]], int]] = {
        "inspect": _inspect,
        "list": _list,
        "render": _render,
        "fetch": _fetch,
        "cache": _cache,
        "demo": _demo,
    }
    if arguments and arguments[0] in commands:
        return commands[arguments[0]](arguments[1:])
    return _window(arguments)


def _window(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="annoscope",
        description="View Labelbox exports: every data row, label, prediction and mask.",
        epilog=_COMMANDS_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help="NDJSON, JSON or CSV, also gzipped"
    )
    _add_row(parser, required=False)
    parser.add_argument("--version", action="version", version=f"annoscope {__version__}")
    options = parser.parse_args(arguments)
    if options.row is not None and options.file is None:
        parser.error("--row needs a FILE")
    return _open_window(options.file, options.row)


def _demo(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="annoscope demo", description="Open a bundled sample.")
    _add_row(parser, required=False)
    options = parser.parse_args(arguments)
    from viewer.assets import sample

    return _open_window(sample("street.ndjson"), options.row)


def _open_window(file: Path | None, row: str | None) -> int:
    if _has_no_display():
        _print(_NO_DISPLAY, sys.stderr)
        return _EXIT_NOTHING
    from viewer.start import open_window

    return open_window(file, row)


def _has_no_display() -> bool:
    """Whether Qt would end the program for the lack of a display; on other systems there always is one."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not any(os.environ.get(name) for name in named)


def _inspect(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="annoscope inspect",
        description="Count what an export holds.",
        epilog="Exit status: 0, 1 when something in it could not be read, 2 when nothing could.",
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--json", action="store_true", help="print a JSON object, with every issue")
    options = parser.parse_args(arguments)
    from viewer.catalog.inspect import as_json, as_text, inspect_export
    from viewer.formats import ExportError, open_export

    try:
        with open_export(options.file) as export:
            counts = inspect_export(export, _spread_of(export.size_bytes))
    except ExportError as error:
        _print(f"annoscope: {error}", sys.stderr)
        return _EXIT_NOTHING
    _print(json.dumps(as_json(counts), indent=2) if options.json else as_text(counts), sys.stdout)
    return _EXIT_ERRORS if counts.has_errors else _EXIT_OK


def _spread_of(size_bytes: int) -> Spread | None:
    """Other processes for what takes them longer than to begin."""
    if size_bytes < _WORTH_PROCESSES_BYTES:
        return None
    from viewer.tasks import Processes

    processes = Processes()
    atexit.register(processes.close)
    return processes.map


def _list(arguments: list[str]) -> int:
    from viewer.catalog.query.words import LESSON

    width = max(len(example) for example, _ in LESSON)
    lesson = "\n".join(f"  {example:<{width}}  {meaning}" for example, meaning in LESSON)
    parser = argparse.ArgumentParser(
        prog="annoscope list",
        description="Print the rows of an export that a query means.",
        epilog=f"queries:\n{lesson}\n\nExit status: 0, 1 when no row was found, 2 when none could be read.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--where", metavar="QUERY", default="", help="which rows; all if not given")
    parser.add_argument("--sample", metavar="N", type=_natural, help="so many of them, chosen by the seed")
    parser.add_argument("--seed", metavar="S", type=_natural, default=0, help="another seed, another sample")
    parser.add_argument("--by", metavar="FIELD", help="a sample in proportion to the values of a field")
    parser.add_argument(
        "--sort",
        metavar="FIELD,-FIELD",
        type=_words,
        default=(),
        help="as in --sort=-objects,id; - is descending",
    )
    parser.add_argument("--limit", metavar="N", type=_natural, help="at most so many")
    parser.add_argument(
        "--columns", metavar="FIELD,…", type=_words, default=DEFAULT_COLUMNS, help="what of them"
    )
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument(
        "--raw", action="store_true", help="the rows as they stand in the file, byte for byte"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="a file to write; else standard output")
    options = parser.parse_args(arguments)
    from viewer.list_command import list_rows

    try:
        status, said = list_rows(ListRequest(**vars(options)))
    except BrokenPipeError:  # nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _EXIT_OK
    _print(said, sys.stderr)
    return status


def _render(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="annoscope render", description="Draw a row into a PNG, exactly as the window shows it."
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    _add_row(parser, required=True)
    parser.add_argument("--out", metavar="PNG", type=Path, required=True, help="the picture to write")
    parser.add_argument("--label", metavar="ID", help="the label or prediction to draw")
    parser.add_argument("--size", metavar="WxH", type=_size, help="pixels; else the image's own size")
    parser.add_argument("--media", metavar="DIR", type=Path, help="a folder with the images")
    parser.add_argument(
        "--only", metavar="KIND,…", type=_kinds, default=(), help="box, polygon, … or ImageBoundingBox, …"
    )
    parser.add_argument("--no-image", action="store_true", help="draw the annotations alone")
    parser.add_argument("--names", action="store_true", help="draw class names")
    _add_allow_host(parser)
    options = parser.parse_args(arguments)
    options.allow_hosts = tuple(options.allow_hosts)
    from viewer.render import render_to_file

    return render_to_file(RenderRequest(**vars(options)))


def _fetch(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="annoscope fetch",
        description="Fetch all images and masks of an export, to look at it offline. What is there already "
        "is not fetched again, so the same command goes on where it was stopped.",
        epilog="Exit status: 0 when everything is there, 1 when something is missing, 2 when nothing could "
        "be read. LABELBOX_API_KEY is the key for masks.",
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--to", metavar="DIR", type=Path, help="a folder to put them into; else the cache")
    parser.add_argument(
        "--media", metavar="KIND,…", type=_media, default=MEDIA, help="images,masks (both if not given)"
    )
    parser.add_argument("--where", metavar="QUERY", default="", help="only rows that a query means")
    _add_allow_host(parser)
    options = parser.parse_args(arguments)
    options.allow_hosts = tuple(options.allow_hosts)
    from viewer.fetch_command import fetch_to_disk

    status, told = fetch_to_disk(FetchRequest(**vars(options)))
    if told:
        _print(told, sys.stdout)
    return status


def _cache(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="annoscope cache",
        description="Show what is kept on disk: pictures that were fetched, catalogues of large exports, "
        "tiles of very large pictures. What was used least recently goes first.",
        epilog="The folder is the one that ANNOSCOPE_CACHE names, else one of the system's. "
        "Exit status: 0, 1 when the folder could not be read or written.",
    )
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--clear", action="store_true", help="remove everything from it, tiles too")
    change.add_argument(
        "--size",
        metavar="N",
        type=_bytes,
        help="keep at most so much, as in 500MB, 2GB or 1.5GiB; 0 for nothing",
    )
    options = parser.parse_args(arguments)
    from viewer.catalog import storage
    from viewer.media import tile_files
    from viewer.media.cache_files import catalogues_folder, tiles_folder
    from viewer.media.disk_cache import open_cache

    cache, catalogues = open_cache(), catalogues_folder()
    try:
        if options.clear:
            cache.clear()
            storage.forget_all(catalogues)
            tile_files.forget_all(tiles_folder())
        if options.size is not None:
            cache.set_limit(options.size)
        used = cache.usage()
        count, size_bytes = storage.usage(catalogues)
    except OSError as error:
        _print(f"annoscope: the cache {cache.folder}: {error.strerror or error}", sys.stderr)
        return _EXIT_ERRORS
    lines = (
        f"folder      {cache.folder}",
        f"entries     {used.entries:,}",
        f"size        {_told_bytes(used.size_bytes)}",
        f"limit       {_told_bytes(cache.limit_bytes)}",
        f"catalogues  {count:,}, {_told_bytes(size_bytes)} of at most {_told_bytes(storage.LIMIT_BYTES)}",
        f"tiles       {_told_bytes(tile_files.usage_bytes(tiles_folder()))} of at most "
        f"{_told_bytes(tile_files.KEPT_BYTES)}",
    )
    _print("\n".join(lines), sys.stdout)
    return _EXIT_OK


def _add_row(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--row",
        metavar="N|ID",
        required=required,
        help="number from 1, or data row id, global key or external id",
    )


def _add_allow_host(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--allow-host",
        metavar="HOST[:PORT]",
        dest="allow_hosts",
        action="append",
        default=[],
        help="a host that pictures and masks may be fetched from; may be given several times",
    )


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([1-9]\d{0,5})[xX×]([1-9]\d{0,5})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"expected WxH in pixels as in 1280x720, found {text!r}")
    return int(match[1]), int(match[2])


def _bytes(text: str) -> int:
    match = re.fullmatch(r"(\d{1,15}(?:\.\d{1,3})?)\s*(?:([kmgt]?)(i?)b?)?", text.strip(), re.IGNORECASE)
    if match is None or (match[3] and not match[2]):
        raise argparse.ArgumentTypeError(f"expected bytes as in 500MB, 2GB or 1.5GiB, found {text!r}")
    step = 1024 if match[3] else 1000
    return int(Decimal(match[1]) * step ** " kmgt".index(match[2].lower() or " "))


def _told_bytes(count: int) -> str:
    """`2.5 GB (2,500,000,000 bytes)`; of 1,000 a step, as `--size` reads it."""
    from viewer.media.quantities import told_bytes

    exact = f"{count:,} bytes"
    return f"{told_bytes(count)} ({exact})" if count >= 1000 else exact


def _natural(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise argparse.ArgumentTypeError(f"expected a whole number, found {text!r}")
    return int(text)


def _words(text: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    if not words:
        raise argparse.ArgumentTypeError("expected one or more fields, as in id,objects")
    return words


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(kind.strip() for kind in text.split(",") if kind.strip())
    if not kinds:
        raise argparse.ArgumentTypeError("expected one or more kinds, as in box,polygon")
    return kinds


def _media(text: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(kind.strip() for kind in text.split(",") if kind.strip()))
    if not kinds or not set(kinds) <= set(MEDIA):
        raise argparse.ArgumentTypeError(f"expected {','.join(MEDIA)} or one of them, found {text!r}")
    return kinds


def _print(text: str, stream: TextIO | None) -> None:
    """Print what the stream's encoding lacks as escapes; nobody listening (any more) is no error.

    Raises:
        SystemExit: the stream takes no more, as on a full disk.
    """
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream, flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # or Python fails again at its end
        if not isinstance(error, BrokenPipeError):
            _print(f"annoscope: the answer cannot be written: {error.strerror}", sys.stderr)
            raise SystemExit(_EXIT_NOTHING) from error
