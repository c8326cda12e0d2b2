"""The two commands: what they say when something is missing, and that a second run has nothing left to do."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

import check
from portal.core import static_files
from portal.core.management.commands.serve import table
from portal.core.work import WorkerThread
from tests.browser.server import Server
from tests.plugins.database import lay_migrated_sqlite

ROOT = Path(__file__).resolve().parent.parent
OFFLINE = {**os.environ, "PIP_NO_INDEX": "1", "UV_NO_INDEX": "1", "UV_OFFLINE": "1"}


def run(command: list[str], folder: Path, **options) -> subprocess.CompletedProcess:
    """Run a command to its end."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=180, **options)


@pytest.fixture(scope="module")
def made_checkout(tmp_path_factory):
    """A folder with the bootstrap and lock files that ask for nothing, after the first run; and what that said."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "bootstrap.py", folder)
    for lock in ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock"):
        (folder / lock).write_text("")
    return folder, bootstrap(folder)


@pytest.fixture
def checkout(made_checkout, tmp_path):
    """A copy of it."""
    return shutil.copytree(made_checkout[0], tmp_path / "checkout", symlinks=True)


def bootstrap(folder: Path, *options: str) -> subprocess.CompletedProcess:
    """Run the bootstrap without a network."""
    return run([sys.executable, "bootstrap.py", *options], folder, env=OFFLINE)


def test_bootstrap_says_when_python_is_too_old():
    pretend = "import runpy, sys; sys.version_info = (3, 9, 18); runpy.run_path('bootstrap.py', run_name='__main__')"
    done = run([sys.executable, "-c", pretend], ROOT)
    assert done.returncode == 1
    assert "Python 3.13 is needed (3.12 will do), but this is Python 3.9.18" in done.stderr
    assert "Traceback" not in done.stderr


def test_bootstrap_makes_the_environment(made_checkout):
    folder, first = made_checkout
    assert "Making the virtual environment" in first.stdout, first.stderr
    assert (folder / ".venv" / "bin" / "python").exists()


def test_bootstrap_does_nothing_the_second_time(checkout):
    second = bootstrap(checkout)
    assert (second.returncode, second.stdout) == (0, "")


def test_bootstrap_installs_what_developers_need_once(checkout):
    assert "Installing" in bootstrap(checkout, "--dev").stdout
    assert bootstrap(checkout, "--dev").stdout == bootstrap(checkout).stdout == ""


def test_bootstrap_installs_again_when_a_lock_changes(checkout):
    (checkout / "requirements.lock").write_text("# changed\n")
    assert "Installing" in bootstrap(checkout).stdout


def test_bootstrap_says_when_a_download_fails(checkout):
    (checkout / "requirements.lock").write_text(f"django==6.1.3 --hash=sha256:{'0' * 64}\n")
    done = bootstrap(checkout)
    assert done.returncode == 1
    assert done.stderr.strip().endswith("it goes on where it stopped.")
    assert "Traceback" not in done.stderr
    assert "Installing" in bootstrap(checkout).stdout


def test_makefile_says_when_there_is_no_python():
    done = run(["make", "environment", "PYTHON=python-that-is-not-there"], ROOT)
    assert done.returncode != 0
    assert "Python 3.13 is needed, but there is no python-that-is-not-there here." in done.stdout


def test_reset_removes_the_state_and_says_so(tmp_path):
    state = tmp_path / "state"
    state.mkdir()
    done = run(["make", "reset", f"STATE_DIR={state}"], ROOT)
    assert f"in {state}" in done.stdout
    assert not state.exists()


def test_serve_says_when_the_port_is_taken(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        environment = {**os.environ, "STATE_DIR": str(tmp_path), "DATABASE_URL": ""}
        del environment["DJANGO_SETTINGS_MODULE"]
        done = run([sys.executable, "manage.py", "serve", "--port", port], ROOT, env=environment)
    assert done.returncode == 1
    assert f"Port {port} is taken by another program." in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "portal.sqlite3").exists()


def test_serve_tells_its_address_and_stops_cleanly(django_db_setup, tmp_path):
    lay_migrated_sqlite(tmp_path / "portal.sqlite3")
    static = str(settings.STATE_DIR / "test-static")
    place = {"STATE_DIR": str(tmp_path), "STATIC_ROOT": static, "DATABASE_URL": "", "REDIS_URL": ""}
    server = Server("--without-demo", DJANGO_SETTINGS_MODULE="portal.settings", **place)
    server.start()
    try:
        assert server.hears(f"The portal is at http://127.0.0.1:{server.port}")
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(15) == 0
    finally:
        server.stop()
    assert server.log().rstrip().endswith("Stopped.")
    assert "Traceback" not in server.log(), server.log()


def test_serve_shows_accounts_as_a_table():
    rows = [{"email": "ada@example.org", "role": None}, {"email": "b@example.org", "role": "editor"}]
    assert table(rows).splitlines() == ["email            role", "ada@example.org", "b@example.org    editor"]
    assert table([]) == ""


def test_static_files_are_collected_once_for_each_change(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    assert static_files.collect_if_changed() is True
    assert static_files.collect_if_changed() is False
    static_files.stamp_path().write_text("of another state")
    assert static_files.collect_if_changed() is True


@pytest.mark.django_db(transaction=True)
def test_tasks_are_done_inside_the_server(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    from django_tasks_db.models import DBTaskResult

    from portal.core.models import OutgoingMail
    from portal.core.tasks import deliver_mail

    mail = OutgoingMail.objects.create(key="k", to="ada@example.org", subject="s", text="t")
    queued = deliver_mail.enqueue(mail.pk)
    worker = WorkerThread()
    worker.worker.batch = True
    worker.worker.running = True
    worker.worker.run()
    assert DBTaskResult.objects.get(pk=queued.id).status == "SUCCESSFUL"
    mail.refresh_from_db()
    assert mail.state == "sent"


@pytest.mark.parametrize(
    "line",
    [
        "12 passed in 3.41s",
        "1 failed, 3 passed, 2 deselected in 75.12s (0:01:15)",
        "===== 2 passed, 1 warning in 0.10s =====",
        "no tests ran in 0.01s",
    ],
)
def test_check_keeps_the_closing_line_of_pytest(line):
    assert check.SUMMARY.match(line)
    assert not check.SUMMARY.match("0.52s setup tests/test_a.py::test_b")


def test_check_says_what_cannot_be_reached(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgres://127.0.0.1:9/none")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:9/0")
    assert check.services() is None
    assert "PostgreSQL and Redis cannot be reached" in capsys.readouterr().out


def test_check_fails_in_ci_for_what_is_missing():
    well, missing, failed = (check.Step(verdict, [], verdict=verdict) for verdict in ("ok", "missing", "FAILED"))
    assert check.exit_code([well, missing], in_ci=False) == 0
    assert check.exit_code([well, missing], in_ci=True) == 1
    assert check.exit_code([well, failed], in_ci=False) == 1


def test_check_knows_its_steps(capsys):
    assert check.main(["nonsense"]) == 2
    assert "There is no step nonsense." in capsys.readouterr().out
