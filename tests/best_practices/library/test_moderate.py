"""Moderation: the checklist, changes asked, new versions, filing anew, merging, declining, the appeal."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from wagtail.log_actions import registry as log_registry
from wagtail.models import TaskState, Workflow, WorkflowState, WorkflowTask

from best_practices.library import services
from best_practices.library.models import ModerationTask, Version
from portal.conflicts.services import declare_conflict
from portal.core.errors import NotAllowed
from tests.factories.accounts import state_officer
from tests.factories.library import WELL, handed_in, new_version, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(lead: Any, district: Any) -> Version:
    return handed_in(district, actor=lead)


def address(version: Version, what: str = "") -> str:
    return f"{version.get_absolute_url()}{what}"


def test_submit_starts_a_wagtail_workflow_and_mails_only_who_is_responsible(
    lead: Any, district: Any, facilitator: Any, administrator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    tied = state_officer("facilitator", name="Tied facilitator")
    declare_conflict(person=tied, district=district, reason="Sample: worked there.")
    with django_capture_on_commit_callbacks(execute=True):
        version = handed_in(district, actor=lead)
    assert version.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    told = [message.to[0] for message in mail.outbox if "A practice to read" in message.subject]
    assert told == [facilitator.email]


def test_publish_needs_the_whole_checklist(version: Version, facilitator: Any, client: Any, client_for: Any) -> None:
    with pytest.raises(NotAllowed, match="The checklist is not done: context, rights"):
        services.publish_version(version, actor=facilitator)
    staff = client_for(facilitator)
    sent = {f"found-{key}": "yes" for key in WELL} | {"note-evidence": "Sample: own data, named."}
    assert staff.post(address(version, "checks/"), sent).status_code == 302
    assert staff.post(address(version, "publish/")).status_code == 302
    version.refresh_from_db()
    assert version.state == "published"
    assert TaskState.objects.get().status == TaskState.STATUS_APPROVED
    page = client.get(version.practice.get_absolute_url())
    assert page.status_code == 200
    assert "Sample: whoever falls behind in fractions stays behind." in page.content.decode()


def test_ask_changes_names_sections_and_the_next_handing_in_shows_what_changed(
    version: Version, facilitator: Any, lead: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_for(facilitator).post(
            address(version, "ask-changes/"), {"sections": ["results"], "words": "Name the schools."}
        )
    assert answer.status_code == 302
    assert "What came of it" in next(each.body for each in mail.outbox if "Changes asked" in each.subject)
    page = client_for(lead).get(address(version, "write/results/")).content.decode()
    assert "Name the schools." in page
    versions = dict(version.answers.values_list("question", "version"))
    services.save_answers(version, {"failed": "Sample: too few teachers."}, versions=versions, actor=lead)
    services.submit_version(version, actor=lead)
    version.refresh_from_db()
    assert version.state == "in_review"
    assert version.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    page = client_for(facilitator).get(address(version, "changes/")).content.decode()
    assert "<ins>too few teachers.</ins>" in page
    assert "In short" not in page.split("<main")[1]


def test_moderators_read_what_was_handed_in_and_not_what_is_being_typed(
    version: Version, facilitator: Any, lead: Any, client_for: Any
) -> None:
    services.ask_changes(version, sections=["short"], words="Shorter, please.", actor=facilitator)
    services.save_answers(
        version,
        {"problem": "Canary that is still being typed."},
        versions=dict(version.answers.values_list("question", "version")),
        actor=lead,
    )
    assert "Canary" not in client_for(facilitator).get(address(version)).content.decode()
    assert "Canary" in client_for(lead).get(address(version)).content.decode()


def test_new_version_is_reviewed_too_while_readers_see_the_old_one(
    lead: Any, district: Any, facilitator: Any, client: Any, client_for: Any
) -> None:
    practice = published(district, actor=lead, facilitator=facilitator)
    version = new_version(practice, actor=lead, problem="Sample: the second version of the problem.")
    services.submit_version(version, actor=lead)
    assert "second version" not in client.get(practice.get_absolute_url()).content.decode()
    diff = client_for(facilitator).get(address(version, "changes/")).content.decode()
    assert "since version 1, which readers see" in diff
    with pytest.raises(NotAllowed, match="checklist"):
        services.publish_version(version, actor=facilitator)
    services.note_checks(version, checks=WELL, actor=facilitator)
    services.publish_version(version, actor=facilitator)
    assert "second version" in client.get(practice.get_absolute_url()).content.decode()


def test_reclassify_changes_how_it_is_found_with_a_reason(
    version: Version, facilitator: Any, lead: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    sent = {"components": ["math_prof"], "grades": ["5"], "groups": ["all"], "communities": ["rural"]}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_for(facilitator).post(
            address(version, "classify/"), {**sent, "sizes": ["small"], "tags": "math", "reason": "Only grade 5."}
        )
    assert answer.status_code == 302
    assert version.handed_in()["grades"] == ["5"]
    assert "Only grade 5." in next(each.body for each in mail.outbox if "Filed anew" in each.subject)
    with pytest.raises(NotAllowed):
        services.reclassify_version(version, values={"problem": "Mine"}, reason="x", actor=facilitator)


def test_decline_gives_a_reason_and_an_appeal_goes_to_somebody_else(
    version: Version, facilitator: Any, lead: Any, client_for: Any
) -> None:
    client_for(facilitator).post(address(version, "decline/"), {"reason": "No result is named."})
    version.refresh_from_db()
    assert version.state == "declined"
    page = client_for(lead).get(address(version)).content.decode()
    assert "No result is named." in page
    assert "Appeal" in page
    assert client_for(lead).post(address(version, "appeal/"), {"reason": "It is in the table."}).status_code == 302
    services.note_checks(version, checks=WELL, actor=facilitator)
    with pytest.raises(NotAllowed, match="Another facilitator answers"):
        services.publish_version(version, actor=facilitator)
    second = state_officer("facilitator", name="Second facilitator")
    assert services.publish_version(version, actor=second).state == "published"


def test_appeal_is_possible_once(version: Version, facilitator: Any, lead: Any) -> None:
    services.decline_version(version, reason="Sample.", actor=facilitator)
    services.appeal_version(version, words="Please look again.", actor=lead)
    services.decline_version(version, reason="Sample.", actor=state_officer("facilitator", name="Second"))
    with pytest.raises(NotAllowed, match="an appeal already"):
        services.appeal_version(version, words="And again.", actor=lead)


def test_merge_joins_the_twin_and_names_the_district_there(
    lead: Any, district: Any, rival_lead: Any, rival_district: Any, facilitator: Any, client: Any, client_for: Any
) -> None:
    twin = published(district, actor=lead, facilitator=facilitator)
    version = handed_in(rival_district, actor=rival_lead)
    answer = client_for(facilitator).post(address(version, "merge/"), {"into": "nowhere", "reason": "Same."})
    assert "No published practice has this address." in answer.content.decode()
    client_for(facilitator).post(address(version, "merge/"), {"into": twin.slug, "reason": "Same."})
    version.refresh_from_db()
    assert version.state == "merged"
    assert rival_district.name in client.get(twin.get_absolute_url()).content.decode()


def test_moderators_write_among_themselves(version: Version, facilitator: Any, lead: Any, client_for: Any) -> None:
    staff = client_for(facilitator)
    staff.post(address(version, "remarks/"), {"text": "Canary for moderators.", "audience": "moderators"})
    staff.post(address(version, "remarks/"), {"text": "A word to you.", "audience": "all"})
    page = client_for(lead).get(address(version)).content.decode()
    assert "A word to you." in page
    assert "Canary for moderators." not in page
    assert "Please write a remark first." in staff.post(address(version, "remarks/"), {"text": ""}).content.decode()
    with pytest.raises(NotAllowed):
        services.post_remark(version, text="x", audience="moderators", actor=lead)


def test_nobody_moderates_their_own_practice_or_one_they_are_tied_to(
    version: Version, district: Any, facilitator: Any, client_for: Any
) -> None:
    declare_conflict(person=facilitator, district=district, reason="Sample: worked there.")
    assert client_for(facilitator).get(address(version)).status_code == 404
    with pytest.raises(NotAllowed):
        services.note_checks(version, checks=WELL, actor=facilitator)
    own = handed_in(None, actor=facilitator)
    with pytest.raises(NotAllowed):
        services.note_checks(own, checks=WELL, actor=facilitator)


def test_two_steps_of_a_workflow_are_done_one_after_the_other(version: Version, facilitator: Any) -> None:
    task = ModerationTask.objects.create(name="Second look", active=True)
    task.groups.add(Group.objects.get(name="Facilitators"))
    WorkflowTask.objects.create(workflow=Workflow.objects.get(name="Practices"), task=task, sort_order=1)
    services.note_checks(version, checks=WELL, actor=facilitator)
    assert services.publish_version(version, actor=facilitator).state == "in_review"
    assert version.current_workflow_task.name == "Second look"
    assert services.publish_version(version, actor=facilitator).state == "published"


def test_each_move_writes_one_audit_row(version: Version, facilitator: Any) -> None:
    services.note_checks(version, checks=WELL, actor=facilitator)
    services.publish_version(version, actor=facilitator)
    actions = [entry.action for entry in log_registry.get_logs_for_instance(version)]
    assert actions.count("library.submit") == 1
    assert actions.count("library.publish") == 1
    assert [entry.action for entry in log_registry.get_logs_for_instance(version.practice)].count("library.open") == 1


def test_answer_is_due_within_the_promised_days(
    version: Version, facilitator: Any, client_for: Any, client: Any
) -> None:
    assert "Moderators answer within 14 days." in client.get("/practices/checklist/").content.decode()
    Version.objects.update(submitted_at=timezone.now() - timedelta(days=15))
    assert 'class="late"' in client_for(facilitator).get("/moderation/").content.decode()
    services.ask_changes(version, sections=["short"], words="Sample.", actor=facilitator)
    assert 'class="late"' not in client_for(facilitator).get("/moderation/").content.decode()
    services.submit_version(version, privacy_seen=True, actor=version.begun_by)
    assert 'class="late"' not in client_for(facilitator).get("/moderation/").content.decode()
