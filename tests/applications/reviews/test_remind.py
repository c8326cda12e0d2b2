"""Late reviewers are reminded: once a day, until it is done, and never of what they are tied to."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from applications.reviews.models import Assignment
from portal.conflicts.services import declare_conflict
from portal.core.models import OutgoingMail
from tests.factories.accounts import UserFactory
from tests.factories.reviews import SubjectFactory, assigned, done

pytestmark = pytest.mark.django_db


def test_remind_late_tells_once_a_day_and_only_who_has_work(csa_reviewer, district):
    ready, tied = UserFactory(), UserFactory()
    for _ in range(2):
        assigned(SubjectFactory(), csa_reviewer)
    done(SubjectFactory(), ready)
    assigned(SubjectFactory(district=district), tied)
    declare_conflict(person=tied, district=district, reason="Sample")
    call_command("remind_reviewers")
    assert not OutgoingMail.objects.exists()
    Assignment.objects.update(due_at=timezone.now() - timedelta(hours=1))
    call_command("remind_reviewers")
    call_command("remind_reviewers")
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (csa_reviewer.email, "2 of your reviews are late")
