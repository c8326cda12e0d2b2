"""What steps of a report are refused for, and what stands in the way of a renewal."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from applications.evaluations import services
from applications.evaluations.models import Report
from applications.evaluations.providers import renewal_gate, reports_record
from applications.waivers import services as waivers
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.districts.models import District
from portal.network.models import Pathway
from tests.factories.conflicts import DeclarationFactory
from tests.factories.evaluations import filed, written
from tests.factories.waivers import docketed, granted, standard_of

pytestmark = pytest.mark.django_db


def at_noon_of(day: date) -> Any:
    """On a day."""
    return time_machine.travel(datetime(day.year, day.month, day.day, 18, tzinfo=UTC), tick=False)


def test_report_without_words_is_not_filed(final: Report, lead: Any) -> None:
    written(final, actor=lead, words="   ")
    final.refresh_from_db()
    with pytest.raises(NotAllowed, match="what was done"):
        services.file_report(final, actor=lead)
    final.refresh_from_db()
    assert final.state == "due"


def judged(report: Report, facilitator: Any) -> None:
    """The department tries to accept it, and to send it back."""
    with pytest.raises(PermissionDenied):
        services.accept_report(report, actor=facilitator)
    with pytest.raises(PermissionDenied):
        services.return_report(report, lacking="Sample", actor=facilitator)


def test_only_what_is_filed_is_accepted_or_sent_back(final: Report, lead: Any, facilitator: Any) -> None:
    judged(final, facilitator)
    services.accept_report(filed(final, actor=lead), actor=facilitator)
    judged(final, facilitator)
    final.refresh_from_db()
    assert final.state == "accepted"


def test_superuser_who_is_tied_judges_nothing_either(final: Report, lead: Any, administrator: Any) -> None:
    filed(final, actor=lead)
    DeclarationFactory(person=administrator, district=final.waiver.district)
    administrator.is_superuser = True
    with pytest.raises(NotAllowed):
        services.accept_report(final, actor=administrator)
    with pytest.raises(NotAllowed):
        services.return_report(final, lacking="Sample", actor=administrator)
    final.refresh_from_db()
    assert final.state == "filed"


def test_record_of_a_renewal_holds_what_was_filed_and_nothing_that_is_being_written(
    holds: Waiver, first: Report, final: Report, lead: Any, facilitator: Any
) -> None:
    renewal = Waiver(kind="renewal", earlier=holds)
    filed(first, actor=lead, words="Sample: filed.")
    written(final, actor=lead, words="Sample: being written.")
    words = [said for _, _, said in reports_record(renewal)]
    assert "Sample: filed." in words
    assert "Sample: being written." not in words
    services.return_report(first, lacking="Sample", actor=facilitator)
    assert reports_record(renewal) == []


def test_what_is_denied_owes_no_report(
    district: District, pathway: Pathway, lead: Any, superintendent: Any, facilitator: Any
) -> None:
    standard = standard_of("13", actor=facilitator)
    public = docketed(district, pathway, standard, actor=lead, facilitator=facilitator)
    assert granted(public, facilitator=facilitator, disposition="deny").state == "denied"
    other = docketed(district, pathway, standard, actor=lead, facilitator=facilitator)
    waivers.withdraw_waiver(other, reason="Sample", actor=lead)
    assert not Report.objects.exists()


def test_first_report_that_is_late_closes_the_gate_too(holds: Waiver, first: Report, final: Report, lead: Any) -> None:
    filed(final, actor=lead)
    renewal = Waiver(kind="renewal", earlier=holds)
    assert renewal_gate(renewal) == []
    with at_noon_of(first.due_on):
        assert renewal_gate(renewal) == [], "on its day it is not late"
    with at_noon_of(date.fromordinal(first.due_on.toordinal() + 1)):
        (words,) = renewal_gate(renewal)
        assert "Nothing can be renewed before" in words
        filed(first, actor=lead)
        assert renewal_gate(renewal) == []
