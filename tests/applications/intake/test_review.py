"""A round's applications before a panel: handed over, replaced, taken back, and their scores beside the decisions."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from applications.intake import services
from applications.reviews import services as reviews
from applications.reviews.models import Panel, Subject
from portal.conflicts.services import declare_conflict
from portal.core.errors import NotAllowed
from tests.factories.intake import RoundFactory, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(lead: Any, district: Any) -> Any:
    return submitted(RoundFactory(slug="sample-review"), district, actor=lead)


def open_panel(client: Any, application: Any) -> Panel:
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    answer = client.post(f"/apply/{application.round.slug}/review/", {"per_subject": "1", "due_on": due})
    assert answer.status_code == 302
    return Panel.objects.get()


def test_open_review_hands_over_what_was_submitted_and_what_comes_later(
    application: Any, facilitator: Any, rival_lead: Any, rival_district: Any, client_for: Any
) -> None:
    panel = open_panel(client_for(facilitator), application)
    later = submitted(application.round, rival_district, actor=rival_lead)
    assert set(panel.subjects.values_list("reference", flat=True)) == {application.reference, later.reference}
    subject = Subject.objects.get(reference=application.reference)
    rows = {label: words for _, label, words in subject.body}
    assert rows["What will your district try, and for whom?"].startswith("Sample: students")
    assert rows["Which PLCs does the district want to join?"] == "Career academies (sample)"


def test_open_review_for_a_day_that_is_past_is_refused(application: Any, facilitator: Any) -> None:
    past = timezone.localdate() - timedelta(days=1)
    with pytest.raises(NotAllowed, match="day is past"):
        services.open_review(application.round, due_on=past, per_subject=3, actor=facilitator)
    assert not Panel.objects.exists()


def test_withdraw_takes_the_application_from_the_panel(
    application: Any, lead: Any, facilitator: Any, client_for: Any
) -> None:
    panel = open_panel(client_for(facilitator), application)
    services.withdraw_application(application, actor=lead)
    assert not panel.subjects.present().exists()


def test_answers_given_later_replace_the_text_that_is_reviewed(
    application: Any, lead: Any, facilitator: Any, client_for: Any
) -> None:
    open_panel(client_for(facilitator), application)
    words = {"words": "Sample.", "due_on": timezone.localdate()}
    services.ask_information(application, questions=["why"], actor=facilitator, **words)
    services.save_answers(application, {"why": "Sample: two schools."}, versions={"why": 1}, actor=lead)
    services.answer_information(application, actor=lead)
    assert ["Why and how", "What will your district try, and for whom?", "Sample: two schools."] in (
        Subject.objects.get().body
    )


def test_decisions_show_scores_to_those_who_are_free_to_judge(
    application: Any, facilitator: Any, district: Any, client_for: Any
) -> None:
    client = client_for(facilitator)
    open_panel(client, application)
    reviews.agree_score(Subject.objects.get(), 77, actor=facilitator)
    page = f"/apply/{application.round.slug}/decisions/"
    assert "<b>77.0</b> of 100, agreed" in client.get(page).content.decode()
    declare_conflict(person=facilitator, district=district, reason="Sample.")
    assert "of 100" not in client.get(page).content.decode()
