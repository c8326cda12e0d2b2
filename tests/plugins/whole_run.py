"""What a whole run of the tests must have touched: every named address and every template of ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.test.signals import template_rendered

from tests import architecture

VIEWS: set[str] = set()
TEMPLATES: set[str] = set()
missing: list[str] = []


def note_template(template: Any, **kwargs: Any) -> None:
    """Remember a rendered template by the file it came from."""
    TEMPLATES.add(str(template.origin.name))


@pytest.fixture(scope="session", autouse=True)
def noted_requests() -> Iterator[None]:
    """Remember which addresses were asked for and which templates were rendered."""
    resolve = BaseHandler.resolve_request

    def resolve_and_note(handler: BaseHandler, request: HttpRequest) -> Any:
        match = resolve(handler, request)
        VIEWS.add(request.resolver_match.view_name)
        return match

    patch = pytest.MonkeyPatch()
    patch.setattr(BaseHandler, "resolve_request", resolve_and_note)
    template_rendered.connect(note_template)
    yield
    template_rendered.disconnect(note_template)
    patch.undo()


def is_whole_run(config: pytest.Config) -> bool:
    """Whether all tests were asked for, those in the browser perhaps left out; then nothing may be untouched."""
    options = config.option
    narrowed = (
        options.keyword
        or getattr(options, "lf", False)  # pytest may run without its cache
        or options.ignore
        or options.collectonly
        or options.markexpr not in {"", "not browser"}
    )
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not narrowed


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: Any) -> None:
    """Collect what a parallel worker touched."""
    told = getattr(node, "workeroutput", {})
    VIEWS.update(told.get("views", []))
    TEMPLATES.update(told.get("templates", []))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """At the end of a whole run, fail where an address or a template of ours was never touched."""
    if hasattr(session.config, "workerinput"):
        session.config.workeroutput.update(views=sorted(VIEWS), templates=sorted(TEMPLATES))
    elif is_whole_run(session.config) and exitstatus in {0, 1}:
        missing.extend(architecture.addresses_not_asked(VIEWS))
        missing.extend(architecture.templates_not_rendered({Path(name) for name in TEMPLATES}))
        if missing:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name what was never touched."""
    for line in missing:
        terminalreporter.line(f"FAILED whole run: {line}", red=True)
