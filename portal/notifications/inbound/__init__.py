"""Mail that answers the portal's mail: whom it is from, what it is for, and the words that are new in it.

Pure: a message comes in as bytes and goes out as a `Reply`. What is done with it is the business of the app that gave
out the address (`portal.notifications.providers.add_mailbox`).
"""

from portal.notifications.inbound.addresses import (
    ReplyAddress,
    address_for,
    read_address,
    reply_address,
    without_addresses,
)
from portal.notifications.inbound.message import Outcome, Reply, Unreadable, read_message
from portal.notifications.inbound.quoting import new_part

__all__ = [
    "Outcome",
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
