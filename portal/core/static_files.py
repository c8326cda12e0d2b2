"""Style sheets, scripts and pictures, collected and compressed once for each change of them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def stamp_path() -> Path:
    """Where the fingerprint of what was collected last is kept, beside the folder and not inside it."""
    return Path(f"{settings.STATIC_ROOT}.stamp")


def inputs() -> Iterator[str]:
    """Each static file that there is to collect: its path, its size and when it was changed."""
    for finder in get_finders():
        for name, storage in finder.list(["CVS", ".*", "*~"]):
            about = Path(storage.path(name)).stat()
            yield f"{name} {about.st_size} {about.st_mtime_ns}"


def fingerprint() -> str:
    """A hash over all inputs and how they are stored."""
    told = [str(settings.STORAGES["staticfiles"]), str(settings.STATIC_ROOT), *sorted(inputs())]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def collect_if_changed() -> bool:
    """Collect where an input was added, changed or removed since the last time; tells whether it did."""
    now, stamp = fingerprint(), stamp_path()
    if Path(settings.STATIC_ROOT).is_dir() and stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)
    return True
