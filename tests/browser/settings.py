"""Settings of the server that browser tests look at: the tests' own, with static files as production serves them."""

from portal import settings as portal_settings
from tests.settings import *  # noqa: F403
from tests.settings import STATE_DIR, STORAGES

STORAGES = {**STORAGES, "staticfiles": portal_settings.STORAGES["staticfiles"]}
STATIC_ROOT = STATE_DIR / "test-static"
