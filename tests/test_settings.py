"""Settings: what production refuses and demands, and what holds on every machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOOD = {
    "PRODUCTION": "1",
    "SECRET_KEY": "a-secret-of-production-that-is-long-enough-and-0f-many-signs-9c1b7e",
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
    "PROXY_COUNT": "1",
}


def manage(*arguments: str, state: Path, **environment: str) -> subprocess.CompletedProcess:
    """Run `manage.py` as a new process that knows nothing but this environment."""
    clean = {"PATH": os.environ["PATH"], "STATE_DIR": str(state), **environment}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False, timeout=120)


def settings_of(state: Path, *names: str, **environment: str) -> dict:
    """The values of some settings in such a process."""
    told = f"{{name: getattr(settings, name, None) for name in {names!r}}}"
    code = f"import json; from portal import settings; print(json.dumps({told}))"
    clean = {"PATH": os.environ["PATH"], "STATE_DIR": str(state), **environment}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=clean, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be 50 random characters or more."),
        ({"SECRET_KEY": "too-short"}, "SECRET_KEY must be 50 random characters or more."),
        (
            {"SECRET_KEY": "local-only-secret-key-for-machines-that-serve-nobody-else"},
            "SECRET_KEY must be 50 random characters or more.",
        ),
        ({"DEBUG": "1"}, "DEBUG must be off."),
        ({"DEMO": "1"}, "DEMO must be off: demonstration accounts have public passwords."),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the portal's hosts."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the portal's hosts."),
        ({"SITE_URL": "http://portal.example.org"}, "SITE_URL must be the public address, beginning https://."),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_production_refuses(tmp_path, wrong, sentence):
    done = manage("check", state=tmp_path, **{**GOOD, **wrong})
    assert done.returncode != 0
    assert sentence in done.stderr


def test_production_names_everything_that_is_wrong_at_once(tmp_path):
    done = manage("check", state=tmp_path, PRODUCTION="1", DEBUG="1", DEMO="1")
    assert all(word in done.stderr for word in ("SECRET_KEY", "DEBUG", "DEMO", "ALLOWED_HOSTS", "SITE_URL"))


def test_production_passes_the_deployment_check_without_warnings(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", state=tmp_path, **GOOD)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_binds_its_cookies_to_the_host(tmp_path):
    names = (
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "DEMO", "DEBUG",
    )  # fmt: skip
    assert settings_of(tmp_path, *names, **GOOD) == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "DEMO": False,
        "DEBUG": False,
    }


def test_proxy_headers_are_believed_only_where_proxies_are_counted(tmp_path):
    assert settings_of(tmp_path, "SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT", **GOOD) == {
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }
    alone = {**GOOD, "PROXY_COUNT": "0"}
    assert settings_of(tmp_path, "SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT", **alone) == {
        "SECURE_PROXY_SSL_HEADER": None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
    }


def test_database_address_decides_the_database(tmp_path):
    found = settings_of(tmp_path, "DATABASES", DATABASE_URL="postgres://ada:p%40ss@db.example.org:5433/portal")
    told = found["DATABASES"]["default"]
    assert told["ENGINE"] == "django.db.backends.postgresql"
    assert [told[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "portal", "ada", "p@ss", "db.example.org", "5433",
    ]  # fmt: skip


def test_database_address_of_an_unknown_kind_is_refused_with_a_sentence(tmp_path):
    done = manage("check", state=tmp_path, DATABASE_URL="mysql://localhost/portal")
    assert "DATABASE_URL must begin with postgres:// or sqlite:///." in done.stderr


def test_embedded_database_keeps_its_promises(tmp_path):
    """Write-ahead log, foreign keys, patience of 20 seconds, and nothing lost when the power goes."""
    code = (
        "from django.db import connection; cursor = connection.cursor(); "
        "print([cursor.execute(f'PRAGMA {name}').fetchone()[0] "
        "for name in ('journal_mode', 'foreign_keys', 'busy_timeout', 'synchronous')], "
        "connection.transaction_mode)"
    )
    done = manage("shell", "--no-imports", "-c", code, state=tmp_path)
    assert done.stdout.strip() == "['wal', 1, 20000, 2] IMMEDIATE", done.stderr
