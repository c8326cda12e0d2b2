"""The editor: its door, the one workflow for publishing, and what editors may set."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from portal.pages.models import Frame, HomePage, StandardPage
from tests.factories.accounts import UserFactory, state_officer
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db


def typed(title, **more):
    """What the page editor sends for a standard page."""
    fields = {
        "title": title,
        "slug": "sample",
        "lead": "Sample lead",
        "body": streamfield([("text", rich_text("<p>Sample</p>"))]),
    }
    fields |= {"sources": rich_text(""), "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    return nested_form_data(fields | more)


def test_editor_is_closed_to_visitors(client):
    answer = client.get("/cms/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=%2Fcms%2F"


@pytest.mark.parametrize(
    "address", ["/cms/", "/cms/pages/", "/cms/images/", "/cms/settings/pages/frame/", "/cms/users/"]
)
def test_editor_is_closed_to_people_without_its_role(client, address):
    client.force_login(UserFactory())
    answer = client.get(address, follow=True)
    assert answer.status_code == 403


@pytest.mark.parametrize("role", ["editor", "facilitator", "administrator"])
def test_editor_opens_for_those_who_edit(client, role):
    client.force_login(state_officer(role))
    assert client.get("/cms/").status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[HomePage.objects.get().pk])).status_code == 200
    assert client.get("/cms/login/").url == "/cms/"


def test_there_is_one_workflow_that_facilitators_and_administrators_approve():
    workflow = Workflow.objects.exclude(name="Practices").get()
    task = workflow.tasks.get().specific
    assert workflow.name == "Publishing"
    assert HomePage.objects.get().get_workflow() == workflow
    assert set(task.groups.values_list("name", flat=True)) == {"Facilitators", "Administrators"}


def test_editor_cannot_publish_but_submits_and_a_facilitator_publishes(client):
    home = HomePage.objects.get()
    client.force_login(state_officer("editor"))
    address = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])
    client.post(address, typed("Sample by an editor") | {"action-publish": "1"})
    page = StandardPage.objects.get(slug="sample")
    assert not page.live
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, typed("Sample by an editor") | {"action-submit": "1"})
    assert client.get("/sample/").status_code == 404
    client.force_login(state_officer("facilitator"))
    state = page.current_workflow_state.current_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    page.refresh_from_db()
    assert page.live
    assert "Sample by an editor" in client.get("/sample/").text


def test_editor_cannot_approve_own_page(client):
    page = StandardPageFactory(live=False, slug="sample")
    editor = state_officer("editor")
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    client.force_login(editor)
    state = page.current_workflow_state.current_task_state
    answer = client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    page.refresh_from_db()
    assert answer.status_code in {302, 403}
    assert not page.live


def test_preview_may_stand_in_a_frame_of_the_editor(client):
    page = StandardPageFactory(slug="sample")
    client.force_login(state_officer("facilitator"))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(preview, typed("Sample preview")).json()["is_valid"]
    shown = client.get(preview, {"in_preview_panel": "true"})
    assert "Sample preview" in shown.text
    assert "wagtail-userbar" in shown.text
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_editors_bar_is_only_for_those_who_edit(client):
    StandardPageFactory(slug="sample")
    assert "wagtail-userbar" not in client.get("/sample/").text
    client.force_login(UserFactory())
    assert "wagtail-userbar" not in client.get("/sample/").text
    client.force_login(state_officer("editor"))
    answer = client.get("/sample/")
    assert "wagtail-userbar" in answer.text
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


def test_editor_sets_the_foot_of_every_page(client):
    client.force_login(state_officer("editor"))
    site = HomePage.objects.get().get_site()
    links = streamfield([("link", {"words": "Sample link", "page": "", "address": "/help/"})])
    fields = {
        "office": "Sample office",
        "links": links,
        "contact_page": "/contact/",
        "contact_email": "",
        "contact_phone": "",
    }
    client.post(f"/cms/settings/pages/frame/{site.pk}/", nested_form_data(fields))
    client.logout()
    text = client.get("/search/").text
    assert "Sample office" in text
    assert '<a href="/help/">Sample link</a>' in text
    assert Frame.objects.count() == 1


def test_foot_of_every_page_stands_without_any_setting(client):
    assert '<a href="/accessibility/">Accessibility</a>' in client.get("/search/").text


def test_no_group_of_wagtails_own_is_left():
    assert set(Group.objects.values_list("name", flat=True)) == {"Editors", "Facilitators", "Administrators"}
