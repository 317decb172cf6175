"""Habits of the house that import contracts cannot express; `make check` holds the contracts themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import viewer

PACKAGE = Path(viewer.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60
STARTERS = {"QThread", "QThreadPool", "QRunnable", "Thread", "Timer", "Process", "Pool"}
STARTERS |= {"ThreadPoolExecutor", "ProcessPoolExecutor", "ThreadPool"}
STARTING_MODULES = {"_thread", "multiprocessing", "concurrent.futures", "PySide6.QtConcurrent"}
FREE_OF_QT = ("model", "formats", "catalog", "actions", "assets")
FREE_OF_WIDGETS = (*FREE_OF_QT, "media", "state", "tasks")
KNOWS_EVERYBODY = {"__main__", "cli", "start", "app"}

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))


def room(module: Path) -> str:
    """`formats` of viewer/formats/containers.py, `tasks` of viewer/tasks.py."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imports(module: Path) -> Iterator[str]:
    """Dotted names of all that a module imports, at any depth: modules, and names out of modules."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import hides which room is entered"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def enters(name: str, target: str) -> bool:
    return name == target or name.startswith(f"{target}.")


def named(module: Path) -> Iterator[str]:
    """Every name a module speaks of."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def rooms(*names: str) -> list[Path]:
    return [module for module in MODULES if room(module) in names]


@each_module
def test_a_module_starts_by_saying_what_it_is_for(module):
    assert ast.get_docstring(tree(module)), "no docstring"


@each_module
def test_a_file_is_small(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LINES_OF_A_FILE


@each_module
def test_a_function_is_small(module):
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            lines = node.end_lineno - node.lineno + 1
            assert lines <= LINES_OF_A_FUNCTION, f"{node.name} has {lines} lines"


@each_module
def test_only_tasks_and_its_processes_start_threads_and_processes(module):
    if room(module) in ("tasks", "worker_process"):
        return
    started = STARTERS & (set(named(module)) | {name.rpartition(".")[2] for name in imports(module)})
    assert not started
    entered = {name for name in imports(module) if any(enters(name, other) for other in STARTING_MODULES)}
    assert not entered


@pytest.mark.parametrize("module", rooms(*FREE_OF_QT), ids=lambda module: str(module.relative_to(PACKAGE)))
def test_what_an_export_says_and_what_a_user_can_do_is_free_of_qt(module):
    assert not [name for name in imports(module) if enters(name, "PySide6")]


@pytest.mark.parametrize(
    "module", rooms(*FREE_OF_WIDGETS), ids=lambda module: str(module.relative_to(PACKAGE))
)
def test_no_widgets_below_the_canvas(module):
    assert not [name for name in imports(module) if enters(name, "PySide6.QtWidgets")]


@each_module
def test_nobody_imports_app_but_the_command_line(module):
    if room(module) in KNOWS_EVERYBODY:
        return
    assert not [name for name in imports(module) if enters(name, "viewer.app")]
