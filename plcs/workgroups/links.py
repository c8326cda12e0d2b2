"""The signed link by which who is awaited stops the weekly mail. It names a row, and opens nothing."""

from django.core import signing

STOP = "workgroups.stop_mail"


def stop_token(number: int) -> str:
    """What stands at the end of the weekly mail."""
    return signing.dumps(number, salt=STOP)


def awaited_of(token: str) -> int | None:
    """The row that a link names; None where we did not write it."""
    try:
        found = signing.loads(token, salt=STOP)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None
