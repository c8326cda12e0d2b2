"""Pages on their way to publication: who is told, by the outbox, over the real workflow of the editor."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.urls import reverse
from wagtail.admin.mail import send_notification
from wagtail.models import Page

from portal import settings as portal_settings
from portal.core import delivery
from portal.core.models import OutgoingMail
from portal.notifications.models import Preference
from tests.factories.accounts import state_officer
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(editor: Any) -> Page:
    """A draft of the editor's, for whose publication nobody asked yet."""
    made = StandardPageFactory(live=False, slug="sample", title="Sample page")
    made.save_revision(user=editor)
    return made


@pytest.fixture
def act(client_for: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """Does one step of the workflow as the editor's buttons do; who was mailed what."""

    def step(page: Page, who: Any, action: str, **form: str) -> dict[str, str]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            if action == "submit":
                page.get_workflow().start(page, who)
            else:
                state = page.current_workflow_state.current_task_state
                path = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
                assert client_for(who).post(path, form).status_code in {200, 302}
        return {message.to[0]: message.subject for message in mail.outbox}

    return step


def test_page_submitted_tells_those_who_approve_by_the_outbox(
    page: Page, editor: Any, facilitator: Any, administrator: Any, lead: Any, act: Any
) -> None:
    told = act(page, editor, "submit")
    assert told == dict.fromkeys([facilitator.email, administrator.email], "Please approve: Sample page")
    rows = OutgoingMail.objects.all()
    assert {(row.reader, row.state, row.topic) for row in rows} == {
        (facilitator, "sent", "pages"),
        (administrator, "sent", "pages"),
    }
    assert "Editor asks for the publication of “Sample page”." in rows[0].text
    assert f"http://127.0.0.1:8000/cms/pages/{page.pk}/edit/" in rows[0].text


def test_page_submitted_tells_nobody_of_their_own_page(page: Page, facilitator: Any, act: Any) -> None:
    colleague = state_officer("facilitator")
    assert set(act(page, facilitator, "submit")) == {colleague.email}


def test_page_submitted_waits_for_the_summary_of_who_chose_one(
    page: Page, editor: Any, facilitator: Any, act: Any
) -> None:
    Preference.objects.create(user=facilitator, topic="pages", pace="daily")
    assert act(page, editor, "submit") == {}
    assert OutgoingMail.objects.get().state == "held"


def test_page_approved_tells_who_asked_and_nobody_else(page: Page, editor: Any, facilitator: Any, act: Any) -> None:
    act(page, editor, "submit")
    assert act(page, facilitator, "approve") == {editor.email: "Published: Sample page"}
    assert "Facilitator approved “Sample page”." in mail.outbox[0].body


def test_page_rejected_tells_who_asked_and_why(page: Page, editor: Any, facilitator: Any, act: Any) -> None:
    act(page, editor, "submit")
    told = act(page, facilitator, "reject", comment="Please name the source.")
    assert told == {editor.email: "Please change: Sample page"}
    assert "“Please name the source.”" in mail.outbox[0].body


def test_page_approved_by_who_asked_tells_nobody(page: Page, facilitator: Any, act: Any) -> None:
    act(page, facilitator, "submit")
    assert act(page, facilitator, "approve") == {}


def test_mail_about_a_page_is_dropped_for_who_lost_the_role(
    page: Page, editor: Any, facilitator: Any, act: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=False):
        page.get_workflow().start(page, editor)
    facilitator.groups.clear()
    delivery.deliver(OutgoingMail.objects.get().pk)
    assert OutgoingMail.objects.get().state == "dropped"
    assert mail.outbox == []


@pytest.fixture
def own_backend(settings: Any) -> None:
    """Django's own way of sending, as the portal has it."""
    settings.MAILERS = settings.MAILERS | {"default": portal_settings.MAILERS["default"]}


def test_what_packages_send_in_their_own_way_goes_through_the_outbox(own_backend: None) -> None:
    EmailMessage("Sample\r\n", "Sample text.", None, ["a@example.org"], cc=["b@example.org"]).send()
    assert mail.outbox == []
    assert set(OutgoingMail.objects.values_list("to", "subject", "state", "is_secret")) == {
        ("a@example.org", "Sample", "queued", True),
        ("b@example.org", "Sample", "queued", True),
    }


def test_comments_in_the_editor_go_through_the_outbox(
    own_backend: None, page: Page, editor: Any, facilitator: Any
) -> None:
    """Wagtail tells of them without a signal, by Django's own means."""
    assert send_notification([facilitator], "updated_comments", {"page": page, "editor": editor})
    assert mail.outbox == []
    assert "updated comments" in OutgoingMail.objects.get(to=facilitator.email).subject
