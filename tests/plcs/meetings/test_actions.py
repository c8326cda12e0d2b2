"""Actions: noted, on the owner's start page, changed, done, dropped."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from plcs.meetings import services
from plcs.meetings.models import Action, Minutes
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Place, Workgroup
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.meetings import planned
from tests.factories.plcs import workgroup_of
from tests.plcs.meetings.test_pages import posted, text_of


def noted(workgroup: Workgroup, owner: Any, actor: Any, days: int = 9, **facts: Any) -> Action:
    due = timezone.localdate() + timedelta(days=days)
    given = {"words": "Bring the sample numbers", "due_on": due, **facts}
    return services.make_action(workgroup, owner=owner, **given, actor=actor)


def test_action_is_noted_at_a_meeting_and_done_on_the_pages(
    workgroup: Workgroup, minutes: Minutes, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    lead, member, base = client_for(plc_lead), client_for(plc_member), f"{workgroup.get_absolute_url()}actions/"
    assert "No action to show." in text_of(lead, base)
    page = text_of(lead, f"{base}note/?meeting={minutes.meeting.reference}")
    assert f'value="{minutes.meeting.pk}" selected' in page
    due = timezone.localdate() + timedelta(days=4)
    facts = {"words": "Bring numbers", "owner": plc_member.pk, "meeting": minutes.meeting.pk}
    assert "That day has passed." in posted(lead, f"{base}note/", **facts, due_on="2020-01-01")
    assert "It stands on the start page of Innovation lead B." in posted(lead, f"{base}note/", **facts, due_on=due)
    assert "Bring numbers" in text_of(member, "/start/")
    assert "Bring numbers" in text_of(member, minutes.get_absolute_url())
    url = Action.objects.get().get_absolute_url()
    assert "Changed." in posted(member, f"{url}change/", words="Bring more", owner=plc_member.pk, due_on=due)
    assert "By which day?" in text_of(member, f"{url}change/")
    assert "Please say why it is dropped." in posted(member, f"{url}move/", verb="drop", note="")
    assert "It is done." in posted(member, f"{url}move/", verb="finish", note="All there")
    assert "Bring more" not in text_of(member, "/start/")
    assert "All there" in text_of(lead, url)
    assert "It is to do." in posted(lead, f"{url}move/", verb="go_on")


def test_action_list_shows_what_was_asked_for(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    noted(workgroup, plc_lead, plc_lead, days=-2, words="Late one")
    noted(workgroup, plc_member, plc_lead, words="Coming one")
    services.move_action(noted(workgroup, plc_lead, plc_lead, words="Done one"), verb="finish", note="", actor=plc_lead)
    lead, url = client_for(plc_lead), f"{workgroup.get_absolute_url()}actions/"
    shown = {
        query: [words for words in ("Late one", "Coming one", "Done one") if words in text_of(lead, f"{url}{query}")]
        for query in ("", "?state=open", "?state=overdue", "?mine=on", "?state=done", "?state=nonsense")
    }
    assert shown == {
        "": ["Late one", "Coming one", "Done one"],
        "?state=open": ["Late one", "Coming one"],
        "?state=overdue": ["Late one"],
        "?mine=on": ["Late one", "Done one"],
        "?state=done": ["Done one"],
        "?state=nonsense": ["Late one", "Coming one", "Done one"],
    }


def test_action_is_changed_by_its_owner_and_the_leads(
    workgroup: Workgroup, plc_lead: Any, plc_member: Any, place: Place
) -> None:
    action = noted(workgroup, plc_member, plc_lead)
    with pytest.raises(PermissionDenied):
        services.move_action(action, verb="finish", note="", actor=place.user)
    services.move_action(action, verb="finish", note="", actor=plc_member)
    services.move_action(action, verb="go_on", note="", actor=plc_lead)


def test_action_is_for_somebody_of_the_plc(workgroup: Workgroup, plc_lead: Any, plc_member: Any, member: Any) -> None:
    with pytest.raises(NotAllowed, match="not in this PLC"):
        noted(workgroup, member, plc_lead)
    with pytest.raises(PermissionDenied):
        noted(workgroup, plc_lead, member)
    other = workgroup_of(*workgroup.seated())
    with pytest.raises(NotAllowed, match="not one of this PLC"):
        noted(workgroup, plc_lead, plc_lead, meeting=planned(other, actor=facilitator_of()))
    action = noted(workgroup, plc_lead, plc_lead)
    with pytest.raises(NotAllowed, match="not in this PLC"):
        services.change_action(action, words="x", owner=member, due_on=action.due_on, actor=plc_lead)


def facilitator_of() -> Any:
    from tests.factories.accounts import state_officer

    return state_officer("facilitator", email="other.facilitator@example.org", name="Facilitator")


def test_action_of_somebody_who_left_waits_on_no_start_page(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, place: Place, member: Any
) -> None:
    action = noted(workgroup, member, plc_lead)
    assert action.words in text_of(client_for(member), "/start/")
    workgroups.end_place(place, reason="", actor=member)
    assert action.words not in text_of(client_for(member), "/start/")


def test_action_given_to_another_tells_them(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> None:
    action = noted(workgroup, plc_lead, plc_lead)
    assert not OutgoingMail.objects.exists()
    services.change_action(action, words=action.words, owner=plc_member, due_on=action.due_on, actor=plc_lead)
    assert OutgoingMail.objects.get().to == plc_member.email
