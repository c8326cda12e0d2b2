"""Mail that answers the portal's mail: whom it is from, which thread it is for, and the words that are new in it.

Pure: a message comes in as bytes and goes out as a `Reply`. What is done with it is a service's business.
"""

from plcs.discussion.inbound.addresses import (
    PLC,
    THREAD,
    ReplyAddress,
    address_for,
    read_address,
    reply_address,
    without_addresses,
)
from plcs.discussion.inbound.message import Reply, Unreadable, read_message
from plcs.discussion.inbound.quoting import new_part

__all__ = [
    "PLC",
    "THREAD",
    "Reply",
    "ReplyAddress",
    "Unreadable",
    "address_for",
    "new_part",
    "read_address",
    "read_message",
    "reply_address",
    "without_addresses",
]
