"""The rules of the house that no linter knows, as functions: each returns the sentences of what breaks it."""

import ast
import importlib
import importlib.util
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.log_actions import registry

from portal.core.states import Move, moves_of

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("portal", "applications", "plcs", "best_practices", "mentorship")
TOP_FOLDERS = {*PACKAGES, "tests", ".ci"}
TEXT_ENDINGS = {".py", ".html", ".txt", ".css", ".js", ".toml", ".md", ".yaml", ".yml", ".lock", ".typ", ".svg", ""}
MAX_FILE, MOST_FILES = 400, 200
MAX_FUNCTION, MOST_FUNCTIONS, MAX_VIEW = 40, 20, 25
MOST = 0.9
FORBIDDEN_NAMES = {"utils", "helpers", "common", "signals"}
REGISTRY_HOST = re.compile(r"\b(pypi|pythonhosted|npmjs|debian|crates|jsdelivr|unpkg)\.(org|com|io|net)\b")
MACHINE_PATH = re.compile(r"(?<![\w.}/-])/(root|work|home|Users)/\w")
LEFT_OVER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
INLINE = {
    "a style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a script of its own": re.compile(r"<script\b(?![^>]*(\bsrc=|application/(ld\+)?json))", re.I),
    "an on... handler": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.I),
}


# Addresses and templates -------------------------------------------------------------


def is_ours(callback: Any) -> bool:
    """Whether a view is written in this repository."""
    module = getattr(getattr(callback, "view_class", callback), "__module__", "")
    return module.partition(".")[0] in PACKAGES


def patterns(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """All addresses with their full names, namespaces included."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name or ''}", pattern


def views_without_policy(found: Iterable[tuple[str, URLPattern]]) -> list[str]:
    """Views of ours on which neither @requires nor @public stands."""
    return [
        f"{name or pattern.pattern}: {pattern.callback.__module__}.{pattern.callback.__name__} says nobody may use it"
        for name, pattern in found
        if is_ours(pattern.callback) and not hasattr(pattern.callback, "policy")
    ]


def addresses_not_asked(asked: set[str]) -> list[str]:
    """Named addresses of ours that no test asked for."""
    ours = {name for name, pattern in patterns() if pattern.name and is_ours(pattern.callback)}
    return [f"no test asks for the address {name}" for name in sorted(ours - asked)]


def our_templates() -> list[Path]:
    """All template files of ours."""
    found = (path for package in PACKAGES for path in (ROOT / package).glob("**/templates/**/*"))
    return sorted(path for path in found if path.is_file())


def templates_not_rendered(rendered: set[Path]) -> list[str]:
    """Templates of ours that no test renders."""
    return [f"no test renders {path.relative_to(ROOT)}" for path in our_templates() if path not in rendered]


def inline_code(name: str, text: str) -> list[str]:
    """What a strict content policy would refuse in a template."""
    return [f"{name} has {what}" for what, pattern in INLINE.items() if pattern.search(text)]


# States ----------------------------------------------------------------------------


def all_moves() -> Iterator[tuple[str, Move]]:
    """Each app's moves, with the app's dotted name."""
    for app in settings.OURS:
        if importlib.util.find_spec(f"{app}.states"):
            for move in moves_of(importlib.import_module(f"{app}.states")):
                yield app, move


def moves_without_log_action(moves: Iterable[tuple[str, Move]]) -> list[str]:
    """Moves whose audit row no report could show."""
    wanted = ((app, move, f"{app.rpartition('.')[2]}.{move.name}") for app, move in moves)
    return [
        f"{app}: the move {move.name} has no log action {action}"
        for app, move, action in wanted
        if not registry.action_exists(action)
    ]


def readme_of(app: str) -> str:
    """The text of the README of an app's package."""
    path = ROOT / app.partition(".")[0] / "README.md"
    return path.read_text() if path.exists() else ""


def moves_not_drawn(app: str, moves: Iterable[Move], readme: str) -> list[str]:
    """Arrows that the package's README does not draw."""
    drawn = {line.strip() for line in readme.splitlines()}
    arrows = (f"{source} --> {move.target}: {move.name}" for move in moves for source in move.sources)
    return [f"{app.partition('.')[0]}/README.md does not draw {app}: {arrow}" for arrow in arrows if arrow not in drawn]


# Files -----------------------------------------------------------------------------


def repository_files() -> list[Path]:
    """All files that are in the repository, or would be with the next commit."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def text_files() -> Iterator[tuple[str, str]]:
    """Their names and texts, where they are texts; data files are left out."""
    for path in repository_files():
        if path.suffix in TEXT_ENDINGS and "data" not in path.relative_to(ROOT).parts:
            yield str(path.relative_to(ROOT)), path.read_text(errors="replace")


def python_sources() -> list[tuple[str, str]]:
    """Name and text of each Python file of the packages, without migrations."""
    return [
        (name, text)
        for name, text in text_files()
        if name.endswith(".py") and name.split("/")[0] in PACKAGES and "/migrations/" not in name
    ]


def unexpected_folders(paths: Iterable[Path]) -> list[str]:
    """Folders at the top that the architecture does not know."""
    tops = {path.relative_to(ROOT).parts[0] for path in paths if len(path.relative_to(ROOT).parts) > 1}
    return [f"{top}/ is a new top-level folder" for top in sorted(tops - TOP_FOLDERS)]


def forbidden_modules(names: Iterable[str]) -> list[str]:
    """Modules whose names say nothing."""
    return [f"{name}: say what it is for" for name in names if Path(name).stem in FORBIDDEN_NAMES]


def machine_traces(name: str, text: str) -> list[str]:
    """Lines that name a registry's host or a path of one machine."""
    lines = enumerate(text.splitlines(), start=1)
    return [
        f"{name}:{at}: {line.strip()[:80]}"
        for at, line in lines
        if REGISTRY_HOST.search(line) or MACHINE_PATH.search(line)
    ]


def left_overs(name: str, text: str) -> list[str]:
    """Lines that put work off."""
    lines = enumerate(text.splitlines(), start=1)
    return [f"{name}:{at}: {line.strip()[:80]}" for at, line in lines if LEFT_OVER.search(line)]


# Sizes -----------------------------------------------------------------------------


def functions(text: str) -> Iterator[tuple[str, int, bool]]:
    """Name, number of lines, and whether it is a view, of each function in a source text."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            marks = {getattr(getattr(mark, "func", mark), "id", "") for mark in node.decorator_list}
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1, bool(marks & {"requires", "public"})


def long_functions(name: str, text: str) -> list[str]:
    """Functions over the budget of 40 lines, views over 25."""
    return [
        f"{name}: {function} has {length} lines"
        for function, length, is_view in functions(text)
        if length > (MAX_VIEW if is_view else MAX_FUNCTION)
    ]


def long_files(files: Iterable[tuple[str, str]]) -> list[str]:
    """Files over the budget of 400 lines; lock files are written by a tool."""
    sizes = ((name, len(text.splitlines())) for name, text in files if not name.endswith(".lock"))
    return [f"{name} has {size} lines" for name, size in sizes if size > MAX_FILE]


def too_many_over(sizes: list[int], limit: int, what: str) -> list[str]:
    """A sentence where fewer than nine in ten are within the limit."""
    within = sum(size <= limit for size in sizes)
    enough = not sizes or within / len(sizes) >= MOST
    return [] if enough else [f"only {within} of {len(sizes)} {what} are within {limit} lines"]
