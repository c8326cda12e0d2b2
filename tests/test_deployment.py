"""The files of production: they parse, and name nothing that the portal does not know."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
VARIABLE = re.compile(r"""(?:environ(?:\.get\(|\[)|flag\(|words\()f?["']([A-Z0-9_{}.a-z()]+)["']""")
PROVIDER = "{name.upper()}"


def variables_of_the_settings() -> set[str]:
    """The environment variables that the portal reads."""
    read = [ROOT / "portal/settings.py", ROOT / "portal/core/management/commands/serve.py"]
    found = {name for path in read for name in VARIABLE.findall(path.read_text())}
    return {name.replace(PROVIDER, provider) for name in found for provider in ("GOOGLE", "MICROSOFT")}


def variables_of_the_example() -> set[str]:
    """The environment variables that .env.example explains."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return {match[1] for line in lines if (match := re.match(r"(?:# )?([A-Z0-9_]+)=", line))}


def test_environment_example_explains_every_variable():
    assert {"SECRET_KEY", "DEMO", "GOOGLE_CLIENT_ID", "FORWARDED_ALLOW_IPS"} <= variables_of_the_settings()
    assert variables_of_the_settings() - variables_of_the_example() == set()


def test_compose_has_all_parts_with_a_health_check():
    assert set(COMPOSE["services"]) == {"web", "worker", "postgres", "redis", "proxy"}
    assert all("healthcheck" in service for service in COMPOSE["services"].values())


def test_compose_uses_variables_that_are_known():
    used = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text() + (ROOT / "Caddyfile").read_text()))
    assert used <= variables_of_the_example()
    given = {name for part in ("web", "worker") for name in COMPOSE["services"][part]["environment"]}
    assert given <= variables_of_the_settings()


@pytest.mark.parametrize("part", ["web", "worker"])
def test_compose_runs_the_commands_of_the_portal(part):
    command = COMPOSE["services"][part]["command"].split()
    assert command[:2] == ["python", "manage.py"]
    assert command[2] in {"serve", "db_worker"}


def test_image_installs_locked_packages_and_runs_as_nobody_special():
    lines = (ROOT / "Dockerfile").read_text()
    assert "--require-hashes -r requirements.lock" in lines
    assert lines.index("USER portal") < lines.index("CMD ")


def test_volumes_are_all_declared():
    mounts = [mount for service in COMPOSE["services"].values() for mount in service.get("volumes", [])]
    named = {mount.split(":")[0] for mount in mounts if not mount.startswith(".")}
    assert named == set(COMPOSE["volumes"])
