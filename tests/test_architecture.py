"""The rules of the house hold, and each of them is able to fail."""

import shutil
import subprocess
import sys
import tomllib
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.urls import path

from portal.core.policies import public
from portal.core.states import Move
from tests import architecture
from tests.architecture import ROOT
from tests.plugins.whole_run import is_whole_run

SUBMIT = Move("submit", ("draft", "returned"), "submitted")


def undecorated(request):
    return HttpResponse()


undecorated.__module__ = "portal.example.views"


def said(sentences: list[str]) -> str:
    return "\n" + "\n".join(sentences)


def test_views_all_carry_a_policy():
    missing = architecture.views_without_policy(architecture.patterns())
    assert not missing, said(missing)


def test_views_without_policy_are_found():
    patterns = [("a", path("a/", undecorated)), ("b", path("b/", public(undecorated)))]
    assert architecture.views_without_policy(patterns) == ["a: portal.example.views.undecorated says nobody may use it"]


def test_addresses_nobody_asked_for_are_found():
    missing = architecture.addresses_not_asked({"core:healthz"})
    assert "no test asks for the address core:readyz" in missing
    assert "no test asks for the address core:healthz" not in missing
    assert not [name for name in missing if "wagtail" in name]


def test_templates_nobody_rendered_are_found():
    ours = architecture.our_templates()
    assert ours
    missing = architecture.templates_not_rendered(set(ours[1:]))
    assert missing == [f"no test renders {ours[0].relative_to(ROOT)}"]


def test_templates_hold_no_inline_code():
    found = [
        sentence
        for template in architecture.our_templates()
        for sentence in architecture.inline_code(str(template.relative_to(ROOT)), template.read_text())
    ]
    assert not found, said(found)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<p style="color: red">', "a style attribute"),
        ("<style>p {}</style>", "a style element"),
        ("<script>alert(1)</script>", "a script of its own"),
        ('<a href="/" onclick="go()">', "an on... handler"),
    ],
)
def test_inline_code_is_found(text, what):
    assert architecture.inline_code("page.html", text) == [f"page.html has {what}"]


@pytest.mark.parametrize(
    "text",
    [
        '<script src="/static/a.js" nonce="{{ csp_nonce }}"></script>',
        '<script type="application/json">{}</script>',
        "<p>style = good, once = done</p>",
    ],
)
def test_inline_code_is_not_found_where_there_is_none(text):
    assert architecture.inline_code("page.html", text) == []


def test_moves_all_have_a_log_action():
    missing = architecture.moves_without_log_action(architecture.all_moves())
    assert not missing, said(missing)


def test_moves_without_log_action_are_found():
    assert architecture.moves_without_log_action([("portal.example", SUBMIT)]) == [
        "portal.example: the move submit has no log action example.submit"
    ]


def test_moves_are_all_drawn_in_the_readme_of_their_package():
    missing = [
        sentence
        for app, move in architecture.all_moves()
        for sentence in architecture.moves_not_drawn(app, [move], architecture.readme_of(app))
    ]
    assert not missing, said(missing)


def test_moves_not_drawn_are_found():
    readme = "```mermaid\nstateDiagram-v2\n    draft --> submitted: submit\n```"
    assert architecture.moves_not_drawn("portal.example", [SUBMIT], readme) == [
        "portal/README.md does not draw portal.example: returned --> submitted: submit"
    ]


@pytest.mark.django_db
def test_migrations_are_all_written():
    told = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=told, verbosity=1)
    assert "No changes detected" in told.getvalue()


def test_folders_at_the_top_are_the_agreed_ones():
    assert architecture.unexpected_folders(architecture.repository_files()) == []


def test_folders_that_are_new_at_the_top_are_found():
    assert architecture.unexpected_folders([ROOT / "scripts" / "a.py", ROOT / "manage.py"]) == [
        "scripts/ is a new top-level folder"
    ]


def test_modules_have_names_that_say_what_they_hold():
    assert architecture.forbidden_modules(name for name, _ in architecture.python_sources()) == []
    assert architecture.forbidden_modules(["portal/core/utils.py"]) == ["portal/core/utils.py: say what it is for"]


def test_files_name_no_registry_and_no_machine():
    found = [line for name, text in architecture.text_files() for line in architecture.machine_traces(name, text)]
    assert not found, said(found)


@pytest.mark.parametrize("line", ["https://files.pythonhosted" + ".org/a.whl", "cd /ro" + "ot/portal"])
def test_machine_traces_are_found(line):
    assert architecture.machine_traces("a.md", f"first\n{line}") == [f"a.md:2: {line}"]


def test_machine_traces_are_not_found_in_addresses():
    assert architecture.machine_traces("a.py", 'render(request, "portal/home/start.html")') == []


def test_files_put_no_work_off():
    found = [line for name, text in architecture.text_files() for line in architecture.left_overs(name, text)]
    assert not found, said(found)
    assert architecture.left_overs("a.py", "x = 1  # TO" + "DO: more") != []


def test_functions_are_within_their_budget():
    sources = architecture.python_sources()
    long = [sentence for name, text in sources for sentence in architecture.long_functions(name, text)]
    sizes = [length for _, text in sources for _, length, _ in architecture.functions(text)]
    assert not long, said(long)
    assert architecture.too_many_over(sizes, architecture.MOST_FUNCTIONS, "functions") == []


def test_functions_over_their_budget_are_found():
    body = "    a = 1\n" * 30
    assert architecture.long_functions("a.py", f"def plain():\n{body}") == []
    assert architecture.long_functions("a.py", f"def plain():\n{body}{body}") == ["a.py: plain has 61 lines"]
    view = f'@require_GET\n@requires("a.b", on=c)\ndef view(request):\n{body}'
    assert architecture.long_functions("a.py", view) == ["a.py: view has 31 lines"]


def test_files_are_within_their_budget():
    long = architecture.long_files(architecture.text_files())
    sizes = [len(text.splitlines()) for _, text in architecture.python_sources()]
    assert not long, said(long)
    assert architecture.too_many_over(sizes, architecture.MOST_FILES, "files") == []


def test_files_over_their_budget_are_found():
    assert architecture.long_files([("a.py", "a\n" * 401), ("b.lock", "a\n" * 401)]) == ["a.py has 401 lines"]
    assert architecture.too_many_over([10, 300], 200, "files") == ["only 1 of 2 files are within 200 lines"]


def test_functions_are_not_tangled():
    """Ruff measures it with every lint; here it is shown that its rule is on, and bites."""
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert "C90" in rules["select"]
    assert rules["mccabe"]["max-complexity"] == 8
    tangled = "def tangled(a):\n" + "".join(f"    if a == {n}:\n        return {n}\n" for n in range(9))
    ruff = [str(Path(sys.executable).parent / "ruff"), "check", "--stdin-filename", "portal/tangled.py", "-"]
    told = subprocess.run(ruff, cwd=ROOT, input=tangled, capture_output=True, text=True, check=False)
    assert "C901" in told.stdout


@pytest.fixture(scope="module")
def copied_tree(tmp_path_factory):
    """The packages once more, to plant faults in."""
    folder = tmp_path_factory.mktemp("tree")
    for name in ("portal", "plcs", "best_practices", "mentorship", "applications"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("static", "data"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def contracts_broken(folder: Path) -> str:
    """What the import contracts say of a tree."""
    lint = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run([lint, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    return said.stdout if said.returncode else ""


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        ("portal/core/errors.py", "import applications.intake.models", "Packages import only downward"),
        ("applications/letters/models.py", "import applications.letters.services", "Every app has one shape"),
        ("applications/letters/surprise.py", "", "Every app has one shape"),
        ("plcs/__init__.py", "import mentorship", "Areas never import each other"),
        ("portal/core/models.py", "import portal.core.mail", "Core has an order of its own"),
    ],
)
def test_imports_that_run_upward_are_found(copied_tree, path, line, contract):
    place = copied_tree / path
    before = place.read_text() if place.exists() else None
    place.write_text(f"{before or ''}\n{line}\n")
    try:
        assert f"{contract} BROKEN" in contracts_broken(copied_tree)
    finally:
        place.unlink() if before is None else place.write_text(before)


def test_imports_of_the_copied_tree_are_in_order(copied_tree):
    assert contracts_broken(copied_tree) == ""


@pytest.mark.parametrize(
    ("narrowed", "whole"),
    [
        ({}, True),
        ({"keyword": "sign"}, False),
        ({"lf": True}, False),
        ({"ignore": ["x"]}, False),
        ({"markexpr": "x"}, False),
    ],
)
def test_a_narrowed_run_is_not_taken_for_a_whole_one(narrowed, whole):
    options = {"keyword": "", "lf": False, "ignore": None, "collectonly": False, "markexpr": "", **narrowed}
    config = SimpleNamespace(option=SimpleNamespace(**options), args_source=pytest.Config.ArgsSource.TESTPATHS)
    assert is_whole_run(config) is whole
    config.args_source = pytest.Config.ArgsSource.ARGS
    assert not is_whole_run(config)
