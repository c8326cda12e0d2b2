"""Settings of a server whose clock a test moves: those of all browser tests, and the clock is asked first."""

from tests.browser.settings import *  # noqa: F403
from tests.settings import MIDDLEWARE

MIDDLEWARE = ["tests.browser.clock.FollowClockMiddleware", *MIDDLEWARE]
