"""Addresses to reply to: each for one person and one thing, and nobody can make one up."""

from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from portal.notifications.inbound import ReplyAddress, address_for, read_address

numbers = st.integers(0, 9_999_999_999)


@given(st.from_regex(r"[a-z]{1,8}", fullmatch=True), numbers, numbers)
def test_reply_addresses_come_back_and_fit(kind: str, number: int, user_pk: int) -> None:
    address = address_for(kind, number, user_pk, "example.org")
    assert len(address.partition("@")[0]) <= 64
    for written in (address, address.upper(), f"<{address}>", f" {address} "):
        assert read_address(written) == ReplyAddress(kind, number, user_pk)


def test_reply_addresses_are_of_the_portals_domain() -> None:
    with override_settings(DEFAULT_FROM_EMAIL="Sample <network@portal.example.org>"):
        assert address_for("thread", 1, 2).endswith("@portal.example.org")


def test_each_person_and_thing_has_an_address_of_its_own() -> None:
    made = {
        address_for(kind, number, person) for kind in ("thread", "event") for number in (1, 12) for person in (2, 21)
    }
    assert len({address.rpartition(".org")[0].rpartition(".")[2] for address in made}) == 8


@given(st.data())
def test_no_sign_of_an_address_can_be_changed(data: Any) -> None:
    local, _, domain = address_for("thread", 1234, 56).partition("@")
    place = data.draw(st.integers(0, len(local) - 1))
    sign = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789.+"))
    changed = local[:place] + sign + local[place + 1 :]
    assert (read_address(f"{changed}@{domain}") is None) == (changed != local)


@pytest.mark.parametrize(
    "address", ["", "reply@example.org", "reply+thread.1.2@example.org", "reply+thread.1.2." + "a" * 26 + "@x.org", "@"]
)
def test_other_addresses_are_no_reply_addresses(address: str) -> None:
    assert read_address(address) is None


def test_reply_addresses_outlive_a_change_of_key_while_it_is_named() -> None:
    made = address_for("thread", 1, 2)
    old = settings.SECRET_KEY
    with override_settings(SECRET_KEY="x" * 60, SECRET_KEY_FALLBACKS=[old]):
        assert read_address(made) == ReplyAddress("thread", 1, 2)
    with override_settings(SECRET_KEY="x" * 60, SECRET_KEY_FALLBACKS=[]):
        assert read_address(made) is None


@pytest.mark.parametrize(("kind", "number"), [("", 1), ("Thread", 1), ("toolongword", 1), ("thread", -1)])
def test_address_for_refuses_what_it_cannot_write(kind: str, number: int) -> None:
    with pytest.raises(ValueError, match="No reply address"):
        address_for(kind, number, 1)
