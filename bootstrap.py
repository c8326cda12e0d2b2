"""Makes .venv with the locked packages, so that `make run` and `make test` need nothing but Python 3.13.

Only the standard library is used, and only grammar that an old Python reads far enough to be told it is too old.
"""

import sys

if sys.version_info < (3, 12):
    sys.exit(
        "\nPython 3.13 is needed (3.12 will do), but this is Python {}.{}.{} at {}. Install Python 3.13, "
        "for example with `pyenv install 3.13`, or name another one: make run PYTHON=/path/to/python3.13".format(
            sys.version_info[0], sys.version_info[1], sys.version_info[2], sys.executable
        )
    )

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent
NO_DOWNLOAD = (
    "The packages could not be downloaded. Check the network connection (and the proxy or package index that pip is "
    "set up to use), then run the same command again: it goes on where it stopped."
)
NO_VENV = (
    "Python could not make a virtual environment in .venv. On Debian or Ubuntu install python3-venv; elsewhere "
    "install Python 3.13 from its own installer. Then run the same command again."
)


def say(sentence):
    """Tell what is being done, at once."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def stop(sentence):
    """End with one sentence for the person at the keyboard."""
    sys.exit("\n" + sentence)


def venv_python():
    """The path of the virtual environment's Python."""
    folder = "Scripts" if os.name == "nt" else "bin"
    return ROOT / ".venv" / folder / ("python.exe" if os.name == "nt" else "python")


def succeeds(command, **options):
    """Run a command and tell whether it ended well; a program that is not there has not."""
    try:
        return subprocess.run([str(part) for part in command], cwd=str(ROOT), **options).returncode == 0
    except OSError:
        return False


def venv_works():
    """Whether .venv holds a Python of this version that starts."""
    same = "import sys; sys.exit(sys.version_info[:2] != ({}, {}))".format(*sys.version_info[:2])
    return venv_python().exists() and succeeds([venv_python(), "-c", same], stderr=subprocess.DEVNULL)


def make_venv():
    """Make .venv anew."""
    say("Making the virtual environment .venv ...")
    shutil.rmtree(str(ROOT / ".venv"), ignore_errors=True)
    if not succeeds([sys.executable, "-m", "venv", ROOT / ".venv"]):
        stop(NO_VENV)


def pip_install(lock):
    """Install a lock file with pip, every file checked against its hash."""
    pip = [venv_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    return succeeds(pip + ["--require-hashes", "-r", lock])


def uv_install(lock):
    """Install a lock file with uv, which takes seconds: the one on the PATH, or one put into .venv for it."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(venv_python().parent))
    if uv is None and pip_install("requirements-uv.lock"):
        uv = shutil.which("uv", path=str(venv_python().parent))
    if uv is None:
        return False
    options = ["--quiet", "--compile-bytecode", "--python", venv_python(), "--require-hashes"]
    return succeeds([uv, "pip", "install"] + options + ["-r", lock])


def fingerprint(lock):
    """The hash of a lock file, by which an installed environment is known."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def stamp(lock):
    """The file that says which version of a lock is installed."""
    return ROOT / ".venv" / "{}.installed".format(lock)


def is_installed(lock):
    """Whether exactly this lock file is installed."""
    return stamp(lock).exists() and stamp(lock).read_text() == fingerprint(lock)


def install(locks):
    """Install the first lock, which holds all that the others hold, and note that they are all there."""
    say("Installing the locked packages ...")
    if not uv_install(locks[0]) and not pip_install(locks[0]):
        stop(NO_DOWNLOAD)
    for lock in locks:
        stamp(lock).write_text(fingerprint(lock))


def main():
    """Make what is missing; do nothing where nothing is."""
    locks = ["requirements.lock"]
    if "--dev" in sys.argv[1:]:
        locks.insert(0, "requirements-dev.lock")
    if not venv_works():
        make_venv()
    if not is_installed(locks[0]):
        install(locks)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        stop("Stopped. The same command goes on where this one was.")
