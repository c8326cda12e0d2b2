"""Stages of a round that staff name themselves: their order, their words, their mails, and what they ask."""

from typing import Any

import pytest
from django.core import mail

from applications.intake import services
from applications.intake.models import Application, Round
from portal.conflicts.services import declare_conflict
from portal.core.errors import NotAllowed
from tests.applications.intake.test_announce import ADD, filled
from tests.factories.districts import DistrictFactory
from tests.factories.intake import RoundFactory, posted, submitted
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db
STAGES = [
    {"type": "stage", "value": {"name": "Screening", "words": "We look whether all is there.", "days": 3, "mail": ""}},
    {"type": "stage", "value": {"name": "Panel", "words": "", "days": None, "mail": "{district} is at {stage} now."}},
]


@pytest.fixture
def application(lead: Any, district: Any) -> Application:
    return submitted(RoundFactory(workflow=STAGES), district, actor=lead)


def test_stages_are_written_in_the_editor_without_code(facilitator: Any, client_for: Any) -> None:
    client = client_for(facilitator)
    answer = client.post(ADD, filled(**posted("workflow", STAGES)))
    assert answer.status_code == 302, answer.context["form"].errors
    call = Round.objects.get()
    assert [(stage.key, stage.name, stage.days) for stage in call.stages] == [
        ("screening", "Screening", 3),
        ("panel", "Panel", 0),
    ]
    texts = client.get(f"/apply/{call.slug}/texts/").content.decode()
    assert "Sample School District is at Panel now." in texts


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ([STAGES[0], STAGES[0]], "Two stages have the short name"),
        ([{"type": "stage", "value": {"name": "Panel", "mail": "Dear {nobody}"}}], "{nobody}"),
    ],
)
def test_stages_that_could_not_work_are_refused_with_a_sentence(
    stages: Any, words: str, facilitator: Any, client_for: Any
) -> None:
    answer = client_for(facilitator).post(ADD, filled(**posted("workflow", stages)))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Round.objects.exists()


def test_copy_takes_the_stages_along(facilitator: Any) -> None:
    copied = services.copy_round(RoundFactory(workflow=STAGES), title="Next", slug="next", actor=facilitator)
    assert [stage.name for stage in copied.stages] == ["Screening", "Panel"]


def test_enter_stage_is_shown_to_the_district_with_what_is_to_come(
    application: Application, facilitator: Any, lead: Any, client_for: Any
) -> None:
    page = client_for(facilitator).get(application.get_absolute_url()).content.decode()
    assert "Move to Screening" in page
    client_for(facilitator).post(f"/applications/{application.reference}/stage/", {"stage": "screening"})
    application.refresh_from_db()
    assert (application.state, application.stage) == ("in_review", "screening")
    page = client_for(lead).get(application.get_absolute_url()).content.decode()
    assert "We look whether all is there." in page
    life = page[page.index("Its life") :]
    assert life.index("Submitted") < life.index("Screening") < life.index("Panel") < life.index("Decision")
    assert "Screening" in client_for(lead).get("/applications/").content.decode()


def test_review_takes_it_to_the_first_stage(application: Application, facilitator: Any) -> None:
    services.review_application(application, actor=facilitator)
    application.refresh_from_db()
    assert application.current_stage is not None
    assert application.current_stage.name == "Screening"


def test_enter_stage_mails_only_where_the_stage_says_so(
    application: Application, facilitator: Any, lead: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.enter_stage(application, stage="screening", actor=facilitator)
    assert not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        services.enter_stage(application, stage="panel", actor=facilitator)
        services.enter_stage(application, stage="panel", actor=facilitator)
    assert [message.to for message in mail.outbox] == [[lead.email]]
    assert "Sample District A is at Panel now." in mail.outbox[0].body
    assert application.stage_entries.count() == 2


def test_a_place_is_given_only_at_the_last_stage_and_a_no_at_any(application: Application, facilitator: Any) -> None:
    words = {"reasons": "Sample.", "actor": facilitator}
    with pytest.raises(NotAllowed, match="no stage yet"):
        services.decide_application(application, outcome="accept", **words)
    services.enter_stage(application, stage="screening", actor=facilitator)
    with pytest.raises(NotAllowed, match="It is at “Screening”"):
        services.decide_application(application, outcome="waitlist", **words)
    assert services.decide_application(application, outcome="decline", **words).outcome == "decline"
    services.enter_stage(application, stage="panel", actor=facilitator)
    assert services.decide_application(application, outcome="accept", **words).outcome == "accept"


def test_several_move_together_or_none(application: Application, facilitator: Any, client_for: Any) -> None:
    call, client = application.round, client_for(facilitator)
    others = []
    for each in DistrictFactory.create_batch(2):
        head = MembershipFactory(district=each, office="superintendent").user
        others.append(submitted(call, each, actor=head))
    ticked = [application.reference, others[0].reference]
    address = f"/apply/{call.slug}/stages/"
    assert "Panel (the district is mailed)" in client.get(address).content.decode()
    answer = client.post(address, {"applications": ticked, "stage": "screening"}, follow=True)
    assert "2 applications moved." in answer.content.decode()
    assert call.applications.filter(stage="screening").count() == 2
    assert "Please tick at least one application." in client.post(address, {"stage": "panel"}).content.decode()
    with pytest.raises(NotAllowed):
        services.enter_stages([others[1], application], stage="nowhere", actor=facilitator)
    assert call.applications.filter(stage="").count() == 1


def test_the_stage_stays_readable_after_it_was_taken_out_of_the_round(
    application: Application, facilitator: Any, lead: Any, client_for: Any
) -> None:
    services.enter_stage(application, stage="screening", actor=facilitator)
    application.round.workflow = [STAGES[1]]
    application.round.save()
    page = client_for(lead).get(application.get_absolute_url()).content.decode()
    assert "Screening" in page[page.index("Its life") :]
    assert "The department is reading it." in page


def test_enter_stage_is_refused_to_who_may_not_judge_the_district(
    application: Application, facilitator: Any, district: Any, client_for: Any
) -> None:
    declare_conflict(person=facilitator, district=district, reason="Sample: worked there.")
    with pytest.raises(NotAllowed):
        services.enter_stage(application, stage="screening", actor=facilitator)
    page = client_for(facilitator).get(f"/apply/{application.round.slug}/stages/").content.decode()
    assert district.name not in page
