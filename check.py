"""All checks behind `make test`, `make check`, `make lint` and the like: runs them and tells where the time went.

`python check.py` is the fast loop, `--all` is everything, and names of steps run only these.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
FAST = ("format", "lint", "types", "imports", "quick")
SUMMARY = re.compile(r"^=*\s*(no tests ran|\d+ (passed|failed|error|skipped|deselected)).* in [\d.]+s")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STANDARD_POSTGRES = ("postgres://postgres@127.0.0.1:5432/postgres", "postgres://127.0.0.1:5432/postgres")
STANDARD_REDIS = "redis://127.0.0.1:6379/0"
PYTEST = [sys.executable, "-m", "pytest", "--durations=8", "--durations-min=2"]


@dataclass
class Step:
    """One check: what it runs, on which services, and how it went."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    verdict: str = ""
    seconds: float = 0.0
    summary: str = ""


def tool(name: str, *options: str) -> list[str]:
    """The command of a tool that lies in the virtual environment."""
    return [str(BIN / name), *options]


STATIC = {
    "format": tool("ruff", "format", "--check", "--quiet", "."),
    "lint": tool("ruff", "check", "--quiet", "."),
    "types": tool("mypy", "--no-error-summary"),
    "templates": tool("djlint", ".", "--lint", "--quiet"),
    "imports": tool("lint-imports", "--no-cache"),
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
}
TESTS = {
    "unit": [*PYTEST, "-n", "2", "--dist", "worksteal", "-m", "not browser"],
    "browser": [*PYTEST, "-n", "2", "--dist", "worksteal", "-m", "browser and not alone"],
    "timing": [*PYTEST, "-m", "browser and alone"],
}
WITH_BROWSER = ("browser", "timing")
SLOW = (
    "tests/permissions",
    "tests/journeys",
    "tests/test_commands.py",
    "tests/applications/commission/test_canaries.py",
    "tests/applications/commission/test_machine.py",
    "tests/applications/impact/test_matrix.py",
    "tests/applications/intake/test_machine.py",
    "tests/applications/intake/test_places_race.py",
    "tests/applications/reviews/test_planted.py",
    "tests/best_practices/library/test_find.py",
    "tests/best_practices/library/test_leaks.py",
    "tests/best_practices/reuse",
    "tests/mentorship/matching/test_scale.py",
    "tests/portal/core/test_backup.py",
    "tests/portal/events/test_seats_race.py",
    "tests/portal/home/test_demonstration.py",
)
QUICK = {"quick": [*TESTS["unit"], *(f"--ignore={path}" for path in SLOW)]}


def say(words: str = "") -> None:
    """Print at once, so that the order of lines holds beside the output of other programs."""
    print(words, flush=True)


# The browser ------------------------------------------------------------------


def find_browser() -> str | None:
    """The path of an installed Chromium: the machine's, else the one Playwright brought."""
    from playwright.sync_api import sync_playwright

    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_browser() -> None:
    """Try what this machine allows: Debian's package as root, else Playwright's own download."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("Installing Chromium with apt-get ...")
        apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=apt, stdout=subprocess.DEVNULL)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], env=apt, stdout=subprocess.DEVNULL)
    if not any(shutil.which(name) for name in BROWSERS):
        say("Installing Chromium with Playwright ...")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=subprocess.DEVNULL)


def browser() -> str | None:
    """A browser's path, installed first where that is possible; None where there is none to be had."""
    found = find_browser()
    if found is None:
        install_browser()
        found = find_browser()
    if found is None:
        say("There is no browser: install Chromium (on Debian and Ubuntu: sudo apt-get install chromium).")
    return found


# PostgreSQL and Redis ----------------------------------------------------------


def postgres_url() -> str | None:
    """A PostgreSQL that lets us in: the one of DATABASE_URL, else the one on the standard port."""
    import psycopg

    for url in [os.environ["DATABASE_URL"]] if os.environ.get("DATABASE_URL") else STANDARD_POSTGRES:
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.Error:
            continue
        return url
    return None


def redis_url() -> str | None:
    """A Redis that answers: the one of REDIS_URL, else the one on the standard port."""
    import redis

    url = os.environ.get("REDIS_URL") or STANDARD_REDIS
    try:
        redis.Redis.from_url(url, socket_connect_timeout=3).ping()
    except redis.RedisError:
        return None
    return url


def services() -> dict[str, str] | None:
    """The addresses of PostgreSQL and Redis, or None, with a line that says what is away."""
    database, layer = postgres_url(), redis_url()
    if database and layer:
        return {"DATABASE_URL": database, "REDIS_URL": layer}
    away = " and ".join(name for name, url in (("PostgreSQL", database), ("Redis", layer)) if not url)
    say(f"{away} cannot be reached: start them, or set DATABASE_URL and REDIS_URL, to run the tests on them too.")
    return None


# Running -------------------------------------------------------------------------


def plan(names: list[str], *, everything: bool) -> Iterator[Step]:
    """The steps to run, in order; a step that cannot run carries its verdict already."""
    chromium = browser() if set(WITH_BROWSER) & set(names) else None
    embedded = {"DATABASE_URL": "", "REDIS_URL": "", "CHROMIUM": chromium or ""}
    places = [("SQLite", embedded)]
    if everything:
        places.append(("PostgreSQL, Redis", {**embedded, **found} if (found := services()) else {}))
    yield from (Step(name, command, embedded) for name, command in STATIC.items() if name in names)
    for place, env in places:
        for name, command in {**TESTS, **QUICK}.items():
            if name in names:
                missing = not env or (name in WITH_BROWSER and not chromium)
                yield Step(f"{name}, {place}", command, env, "missing" if missing else "")


def run_quietly(step: Step) -> None:
    """Run a check and show what it said only where it failed."""
    began = time.monotonic()
    done = subprocess.run(
        step.command, cwd=ROOT, env={**os.environ, **step.env}, capture_output=True, text=True, errors="replace"
    )
    step.seconds, step.verdict = time.monotonic() - began, "ok" if done.returncode == 0 else "FAILED"
    said = f"\n{done.stdout}{done.stderr}" if done.returncode else ""
    say(f"{step.name}: {step.verdict}{said}")


def run_aloud(step: Step) -> None:
    """Run tests with their output shown as it comes, and keep pytest's closing line."""
    say(f"\n=== {step.name} ===")
    began = time.monotonic()
    env = {**os.environ, **step.env, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(step.command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        for raw in running.stdout or ():
            line = raw.decode(errors="replace").rstrip("\n")
            say(line)
            if SUMMARY.match(line):
                step.summary = line
    step.seconds, step.verdict = time.monotonic() - began, "ok" if running.returncode == 0 else "FAILED"


def report(steps: list[Step]) -> None:
    """Where the time went, then what each run of the tests said last."""
    say("\nWhere the time went")
    for step in steps:
        say(f"  {step.name:<28}{step.verdict:<10}{step.seconds:7.1f} s")
    say(f"  {'together':<38}{sum(step.seconds for step in steps):7.1f} s")
    for step in steps:
        if step.summary:
            say(f"{step.name}:\n{step.summary}")


def exit_code(steps: list[Step], *, in_ci: bool) -> int:
    """0 only where all steps are well. In CI what is missing is a failure, never left out."""
    return int(any(step.verdict == "FAILED" or (step.verdict == "missing" and in_ci) for step in steps))


def main(arguments: list[str]) -> int:
    """Run the steps asked for, and tell how they went."""
    everything = "--all" in arguments
    names = [*STATIC, *TESTS] if everything else arguments or list(FAST)
    if unknown := set(names) - {*STATIC, *TESTS, *QUICK}:
        say(f"There is no step {', '.join(sorted(unknown))}. There are: {', '.join([*STATIC, *TESTS])}.")
        return 2
    steps = list(plan(names, everything=everything))
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(run_quietly, [step for step in steps if step.name in STATIC]))
    for step in steps:
        if not step.verdict:
            run_aloud(step)
    report(steps)
    return exit_code(steps, in_ci=IN_CI)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
