"""Several people at the same moment: threads with connections of their own, let go together."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection
from django.test import Client


def together(count: int, act: Callable[[int], Any]) -> list[Any]:
    """What `act(number)` gave to each of so many threads; an exception is given back, not raised."""
    gate = Barrier(count)

    def one(number: int) -> Any:
        try:
            connection.ensure_connection()
            gate.wait(30)
            return act(number)
        except Exception as failure:
            return failure
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(one, range(count)))


def same_browser(client: Client) -> Client:
    """Another tab: a client with the same cookies, for use in another thread."""
    other = Client(raise_request_exception=False)
    other.cookies = client.cookies.copy()
    return other
