"""What is told because a day came: actions that are due, decisions that close, minutes that nobody wants changed."""

from datetime import timedelta

from django.utils import timezone

from plcs.meetings import notifications
from plcs.meetings.models import Action, Decision, Meeting, Minutes
from plcs.meetings.queries import answers_to
from plcs.meetings.services.approving import approve_silent
from plcs.meetings.states import DecisionState, MinutesState
from plcs.workgroups.states import WorkgroupState

AHEAD = timedelta(days=3)
CLOSES_SOON = timedelta(days=2)
DAY_BEFORE = timedelta(hours=30)


def tell_meetings() -> dict[str, int]:
    """Tell all of it; each fact once, however often this runs. How many of each."""
    told = {"actions": tell_actions(), "decisions": tell_decisions(), "approved": approve_ripe()}
    return told | {"meetings": tell_coming()}


def tell_actions() -> int:
    """To the owners: three days before, and once when the day has passed."""
    today = timezone.localdate()
    near = Action.objects.open().filter(due_on__lte=today + AHEAD, workgroup__state=WorkgroupState.OPEN)
    told = 0
    for action in near.select_related("owner", "workgroup__pathway"):
        tell = notifications.action_overdue if action.due_on < today else notifications.action_due
        told += bool(action.workgroup.places.in_force().filter(user=action.owner_id).exists() and tell(action))
    return told


def tell_decisions() -> int:
    """To those who have not answered, two days before it closes."""
    now = timezone.now()
    asking = Decision.objects.filter(state=DecisionState.ASKING, workgroup__state=WorkgroupState.OPEN)
    soon = asking.filter(closes_at__gt=now, closes_at__lte=now + CLOSES_SOON)
    return sum(notifications.decision_closes(decision) for decision in soon.select_related("workgroup__pathway"))


def approve_ripe() -> int:
    """Approve minutes after seven days without a wish; how many."""
    asked = Minutes.objects.filter(state=MinutesState.IN_APPROVAL).select_related("meeting__workgroup")
    return sum(approve_silent(minutes) for minutes in asked)


def tell_coming() -> int:
    """Three days before: do you come? to those who have not said. A day before: to all but those who cannot come."""
    now = timezone.now()
    coming = Meeting.objects.coming().filter(workgroup__state=WorkgroupState.OPEN, starts_at__gt=now)
    told = 0
    for meeting in coming.filter(starts_at__lte=now + AHEAD).select_related("workgroup__pathway"):
        answers = answers_to(meeting)
        if meeting.starts_at <= now + DAY_BEFORE:
            people = [each.user for each in (*answers.coming, *answers.maybe)] + answers.silent
            told += notifications.meeting_near(meeting, people)
        else:
            told += notifications.meeting_asked(meeting, answers.silent)
    return told
