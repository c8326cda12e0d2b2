"""What a successor takes over: letters and applications of the district, what is open first."""

from typing import Any

import pytest

from portal.districts.models import Office
from portal.districts.providers import handed_over
from tests.factories.intake import RoundFactory, complete_draft, completed, issued_letter

pytestmark = pytest.mark.django_db


def test_successor_sees_what_was_signed_and_what_is_open(
    lead: Any, superintendent: Any, facilitator: Any, district: Any
) -> None:
    signed = issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    completed(signed, superintendent=superintendent, facilitator=facilitator)
    waiting = issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    draft = complete_draft(RoundFactory(), district, actor=lead)
    entries = handed_over(district, Office.SUPERINTENDENT)
    assert {entry.url for entry in entries if entry.is_open} == {waiting.get_absolute_url(), draft.get_absolute_url()}
    assert signed.get_absolute_url() in {entry.url for entry in entries if not entry.is_open}
    assert entries[0].is_open


def test_successor_of_another_office_or_district_sees_none(
    lead: Any, superintendent: Any, facilitator: Any, district: Any, rival_district: Any
) -> None:
    issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    assert not handed_over(district, Office.COUNSELOR)
    assert not handed_over(rival_district, Office.SUPERINTENDENT)
