"""What is asked of both databases, and what of the embedded one alone."""

from collections.abc import Sequence

from django.db import connection

IS_SECOND_DATABASE = connection.vendor == "postgresql"


def few[T](things: Sequence[T], most: int) -> Sequence[T]:
    """All of them on the embedded database; on the second one the first few.

    The same Python rules there who may do what, and the same pages are drawn there: it is its queries that are tried.
    """
    return things[:most] if IS_SECOND_DATABASE else things
