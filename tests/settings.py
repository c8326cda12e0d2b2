"""Settings of the tests: the portal's own, with tasks run at once, mail kept in memory and quick password hashes."""

import tempfile
from pathlib import Path

from portal.settings import *  # noqa: F403

DEMO = True
DEBUG = False
_FILES = Path(tempfile.mkdtemp(prefix="portal-tests-"))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _FILES / "media", "base_url": "/media/"},
    },
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _FILES / "private"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = _FILES / "media"
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"].setdefault("TEST", {})  # noqa: F405
if not IS_POSTGRES:  # noqa: F405
    DATABASES["default"]["TEST"]["NAME"] = STATE_DIR / "test.sqlite3"  # noqa: F405
