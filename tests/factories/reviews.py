"""Panels, what they review, and reviews, for tests."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from applications.reviews import services
from applications.reviews.models import Assignment, Panel, PanelMember, Subject
from tests.factories.accounts import UserFactory
from tests.factories.districts import DistrictFactory


class PanelFactory(factory.django.DjangoModelFactory):
    """An open panel that wants two reviews of each."""

    class Meta:
        model = Panel

    key = factory.Sequence(lambda number: f"sample-panel-{number}")
    title = "Sample panel"
    per_subject = 2
    due_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


class SubjectFactory(factory.django.DjangoModelFactory):
    """Something to review."""

    class Meta:
        model = Subject

    panel = factory.SubFactory(PanelFactory)
    reference = factory.Sequence(lambda number: f"SAMPLE{number}")
    title = factory.Sequence(lambda number: f"Sample subject {number}")
    district = factory.SubFactory(DistrictFactory)
    body = [["Why", "What will your district try?", "Sample answer"]]


def on_panel(panel: Panel, *people: Any) -> list[Any]:
    """These people, or a new one, are on the panel."""
    people = people or (UserFactory(),)
    for person in people:
        PanelMember.objects.get_or_create(panel=panel, person=person)
    return list(people)


def assigned(subject: Subject, person: Any) -> Assignment:
    """A review to be written."""
    on_panel(subject.panel, person)
    return Assignment.objects.create(subject=subject, reviewer=person, due_at=subject.panel.due_at)


def done(subject: Subject, person: Any, level: int = 2) -> Assignment:
    """A review that gives the same level for every criterion."""
    assignment = assigned(subject, person)
    for each in subject.panel.criteria:
        services.save_score(assignment, each.key, level=level, actor=person)
    return services.finish_review(assignment, actor=person)
