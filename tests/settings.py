"""Settings of the tests: the portal's own, with tasks run at once, mail kept in memory and quick password hashes."""

import os
import tempfile
import zlib
from pathlib import Path

from portal.settings import *  # noqa: F403

DEMO = True
DEBUG = False
_FILES = Path(os.environ.get("TEST_FILES") or tempfile.mkdtemp(prefix="portal-tests-"))
os.environ["TEST_FILES"] = str(_FILES)  # a server that tests start keeps its files in the same place
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(_FILES / "media"), "base_url": "/media/"},
    },
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(_FILES / "private")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = _FILES / "media"
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MAILERS = {name: {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"} for name in ("default", "out")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if IS_POSTGRES:  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": f"test_portal_{zlib.crc32(str(STATE_DIR).encode()):08x}"}  # noqa: F405
    # Plans of queries on nearly empty tables are not worth compiling, and no test outlives the server.
    DATABASES["default"]["OPTIONS"] = {  # noqa: F405
        **DATABASES["default"].get("OPTIONS", {}),  # noqa: F405
        "options": "-c jit=off -c synchronous_commit=off",
    }
else:
    DATABASES["default"]["TEST"] = {"NAME": STATE_DIR / "test.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"] = {  # noqa: F405
        **SQLITE_OPTIONS,  # noqa: F405
        "init_command": SQLITE_OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=OFF"),  # noqa: F405
    }
