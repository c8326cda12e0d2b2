"""Minutes: written by section without overwriting, agreed to by those present, sealed, corrected by notes."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from plcs.meetings import services
from plcs.meetings.models import Agreement, Amendment, Attendance, Correction, Minutes, Section, SectionVersion
from plcs.meetings.models import SealedMinutes as Sealed
from plcs.meetings.services import Clash
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Workgroup
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.meetings import approved, held, planned, put, written
from tests.parallel import together


def fresh(minutes: Minutes) -> Minutes:
    return Minutes.objects.get(pk=minutes.pk)


def only(minutes: Minutes) -> Section:
    return minutes.sections.get()


def test_section_is_held_by_one_person_for_fifteen_minutes(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    section = only(minutes)
    with time_machine.travel("2027-03-01 16:00 +0000", tick=False):
        services.take_section(section, actor=plc_member)
        with pytest.raises(NotAllowed, match="Innovation lead B writes this section, until 10:15 am Central"):
            services.take_section(section, actor=plc_lead)
        with pytest.raises(NotAllowed, match="Innovation lead B writes"):
            services.save_section(section, text="Mine", version=0, actor=plc_lead)
    with time_machine.travel("2027-03-01 16:10 +0000", tick=False):
        services.save_section(section, text="Theirs", version=0, actor=plc_member)
    with time_machine.travel("2027-03-01 16:24 +0000", tick=False), pytest.raises(NotAllowed):
        services.take_section(section, actor=plc_lead)
    with time_machine.travel("2027-03-01 16:26 +0000", tick=False):
        services.take_section(section, actor=plc_lead)
        assert only(minutes).holder == plc_lead


def test_section_that_was_left_can_be_taken(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    section = services.take_section(only(minutes), actor=plc_member)
    services.leave_section(section, actor=plc_lead)
    assert only(minutes).holder == plc_member
    services.leave_section(section, actor=plc_member)
    assert services.take_section(section, actor=plc_lead).holder == plc_lead


def test_save_over_a_version_not_seen_gives_both_texts(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    section = only(minutes)
    written(section, "Theirs", actor=plc_member)
    clash = services.save_section(section, text="Mine", version=0, actor=plc_lead)
    assert clash == Clash("Theirs", 1, plc_member.name)
    assert only(minutes).text == "Theirs"
    services.save_section(section, text="Both", version=clash.version, actor=plc_lead)
    assert only(minutes).text == "Both"


def test_save_keeps_every_version_and_restores_one(minutes: Minutes, plc_lead: Any) -> None:
    for text in ("One", "Two", "Two"):
        written(only(minutes), text, actor=plc_lead)
    first = SectionVersion.objects.get(number=1)
    services.restore_version(first, shown=2, actor=plc_lead)
    assert list(SectionVersion.objects.values_list("number", "text", "restored_from")) == [
        (3, "One", 1),
        (2, "Two", None),
        (1, "One", None),
    ]
    assert isinstance(services.restore_version(first, shown=1, actor=plc_lead), Section)  # its words stand already
    written(only(minutes), "Four", actor=plc_lead)
    assert isinstance(services.restore_version(first, shown=3, actor=plc_lead), Clash)


@pytest.mark.parametrize("who", ["member", "superintendent", "newcomer", "csa_reviewer"])
def test_write_is_for_those_who_take_part(who: str, request: Any, minutes: Minutes) -> None:
    with pytest.raises(PermissionDenied):
        written(only(minutes), "Sample", actor=request.getfixturevalue(who))
    assert not SectionVersion.objects.exists()


def test_write_in_a_closed_plc_is_for_nobody(
    minutes: Minutes, workgroup: Workgroup, facilitator: Any, plc_lead: Any
) -> None:
    workgroups.close_workgroup(workgroup, reason="Sample", actor=facilitator)
    for actor in (plc_lead, facilitator):
        with pytest.raises(PermissionDenied):
            written(only(minutes), "Sample", actor=actor)


def test_put_asks_those_who_were_present_and_nobody_else(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    services.note_attendance(minutes.meeting, presence={plc_member.pk: "excused"}, actor=plc_lead)
    put(minutes, actor=plc_lead)
    asked = OutgoingMail.objects.filter(subject__startswith="Please agree")
    assert [(mail.to, mail.permission) for mail in asked] == [(plc_lead.email, "meetings.read")]
    with pytest.raises(PermissionDenied):
        services.agree_to_minutes(minutes, shown=1, actor=plc_member)
    with pytest.raises(PermissionDenied):
        written(only(minutes), "Sample", actor=plc_member)


def test_put_is_refused_without_anybody_present_or_while_somebody_writes(
    meeting: Any, plc_lead: Any, plc_member: Any
) -> None:
    minutes = services.hold_meeting(meeting, actor=plc_lead)
    with pytest.raises(NotAllowed, match="who was present"):
        services.put_to_approval(minutes, actor=plc_lead)
    services.note_attendance(meeting, presence={plc_lead.pk: "present"}, actor=plc_lead)
    services.take_section(only(minutes), actor=plc_member)
    with pytest.raises(NotAllowed, match="Innovation lead B"):
        services.put_to_approval(minutes, actor=plc_lead)


def test_minutes_are_approved_when_all_present_agree(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    put(minutes, actor=plc_lead)
    services.agree_to_minutes(minutes, shown=1, actor=plc_lead)
    with pytest.raises(NotAllowed, match="agreed already"):
        services.agree_to_minutes(minutes, shown=1, actor=plc_lead)
    assert fresh(minutes).state == "in_approval"
    services.agree_to_minutes(minutes, shown=1, actor=plc_member)
    sealed = fresh(minutes).sealed
    assert fresh(minutes).state == "approved"
    assert sealed.text_hash == hashlib.sha256(sealed.text.encode()).hexdigest()
    for words in ("Sample words.", "Sample topic", "Present: Innovation lead A (Sample District A)", "Sample room"):
        assert words in sealed.text


def test_amendment_is_written_in_and_asks_everybody_anew(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    put(minutes, actor=plc_lead)
    services.agree_to_minutes(minutes, shown=1, actor=plc_lead)
    wish = services.ask_amendment(only(minutes), words="Say 12, not 10", actor=plc_member)
    with pytest.raises(NotAllowed, match="not answered yet"):
        services.agree_to_minutes(minutes, shown=1, actor=plc_member)
    with pytest.raises(NotAllowed, match="into the section first"):
        services.answer_amendment(wish, adopted=True, answer="", actor=plc_lead)
    written(only(minutes), "Sample words: 12.", actor=plc_lead)
    services.answer_amendment(wish, adopted=True, answer="", actor=plc_lead)
    assert fresh(minutes).round == 2
    with pytest.raises(NotAllowed, match="changed since you read"):
        services.agree_to_minutes(minutes, shown=1, actor=plc_member)
    services.agree_to_minutes(minutes, shown=2, actor=plc_member)
    assert fresh(minutes).state == "in_approval"  # the lead's word of the first round is past
    services.agree_to_minutes(minutes, shown=2, actor=plc_lead)
    assert "Sample words: 12." in fresh(minutes).sealed.text
    assert OutgoingMail.objects.filter(to=plc_lead.email, subject__startswith="Please agree").count() == 2


def test_amendment_is_refused_with_a_reason_only(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    put(minutes, actor=plc_lead)
    services.agree_to_minutes(minutes, shown=1, actor=plc_member)
    wish = services.ask_amendment(only(minutes), words="Sample wish", actor=plc_member)
    services.agree_to_minutes(minutes, shown=1, actor=plc_lead)
    assert fresh(minutes).state == "in_approval"
    with pytest.raises(PermissionDenied):
        services.answer_amendment(wish, adopted=False, answer="No", actor=plc_member)
    with pytest.raises(NotAllowed, match="why"):
        services.answer_amendment(wish, adopted=False, answer="", actor=plc_lead)
    services.answer_amendment(wish, adopted=False, answer="It was 10.", actor=plc_lead)
    assert fresh(minutes).state == "approved"
    told = OutgoingMail.objects.get(subject__startswith="Not taken in")
    assert (told.to, "It was 10." in told.text) == (plc_member.email, True)


def test_silence_of_seven_days_approves_unless_a_change_is_asked_for(
    minutes: Minutes, plc_lead: Any, plc_member: Any
) -> None:
    put(minutes, actor=plc_lead)
    wish = services.ask_amendment(only(minutes), words="Sample wish", actor=plc_member)
    put_at = fresh(minutes).put_at
    assert put_at is not None
    with time_machine.travel(put_at + timedelta(days=6, hours=23), tick=False):
        assert not services.approve_silent(minutes)
    with time_machine.travel(put_at + timedelta(days=8), tick=False):
        assert not services.approve_silent(minutes)
        services.answer_amendment(wish, adopted=False, answer="No", actor=plc_lead)
        assert services.approve_silent(minutes)
        assert not services.approve_silent(minutes)
    assert fresh(minutes).state == "approved"


def test_minutes_taken_back_are_a_draft_and_ask_anew(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    put(minutes, actor=plc_lead)
    services.agree_to_minutes(minutes, shown=1, actor=plc_member)
    services.take_back(minutes, actor=plc_lead)
    written(only(minutes), "Other words", actor=plc_member)
    services.put_to_approval(minutes, actor=plc_lead)
    services.agree_to_minutes(minutes, shown=2, actor=plc_lead)
    assert fresh(minutes).state == "in_approval"


LOCKED = {
    "meetings_minutes": "state = 'draft'",
    "meetings_section": "text = 'Forged'",
    "meetings_attendance": "presence = 'absent'",
    "meetings_sealedminutes": "text = 'Forged'",
    "meetings_sectionversion": "text = 'Forged'",
    "meetings_agreement": "round = 9",
    "meetings_correction": "words = 'Forged'",
}


@pytest.mark.parametrize("table", LOCKED)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_approved_minutes_are_refused_a_change_by_the_database(
    table: str, verb: str, minutes: Minutes, plc_lead: Any
) -> None:
    done = approved(minutes, actor=plc_lead)
    services.correct_minutes(done, words="Sample note", actor=plc_lead)
    models = (Minutes, Section, Attendance, Sealed, SectionVersion, Agreement, Correction)
    before = [list(model.objects.values()) for model in models]
    assert all(before)
    sql = f"UPDATE {table} SET {LOCKED[table]}" if verb == "UPDATE" else f"DELETE FROM {table}"
    with pytest.raises(DatabaseError, match=r"locked|append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert [list(model.objects.values()) for model in models] == before


def test_draft_is_not_refused_a_change_by_the_database(minutes: Minutes, plc_lead: Any) -> None:
    other = held(minutes.workgroup, actor=plc_lead)
    approved(minutes, actor=plc_lead)
    other.sections.update(text="Changed")
    other.meeting.attendance.all().delete()
    assert Section.objects.filter(text="Changed").count() == 1


@pytest.mark.parametrize("who", ["plc_lead", "facilitator", "administrator"])
def test_approved_minutes_cannot_be_written_by_anybody(who: str, request: Any, minutes: Minutes, plc_lead: Any) -> None:
    done, actor = approved(minutes, actor=plc_lead), request.getfixturevalue(who)
    section = only(done)
    for act in (
        lambda: written(section, "Forged", actor=actor),
        lambda: services.add_section(done, title="Forged", actor=actor),
        lambda: services.take_back(done, actor=actor),
        lambda: services.note_attendance(done.meeting, presence={plc_lead.pk: "absent"}, actor=actor),
    ):
        with pytest.raises((PermissionDenied, NotAllowed)):
            act()
    assert Sealed.objects.get().text == done.sealed.text


def test_correction_stands_beside_the_text_and_changes_nothing(
    minutes: Minutes, plc_lead: Any, plc_member: Any
) -> None:
    done = approved(minutes, actor=plc_lead)
    with pytest.raises(PermissionDenied):
        services.correct_minutes(done, words="Sample", actor=plc_member)
    note = services.correct_minutes(done, words="The room was another.", actor=plc_lead)
    assert (note.by_name, timezone.localdate(note.at)) == (plc_lead.name, timezone.localdate())
    assert Sealed.objects.get().text_hash == done.sealed.text_hash
    told = OutgoingMail.objects.filter(subject__startswith="A note corrects")
    assert {mail.to for mail in told} == {plc_lead.email, plc_member.email}


def test_correction_of_a_draft_is_refused(minutes: Minutes, plc_lead: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.correct_minutes(minutes, words="Sample", actor=plc_lead)


@pytest.mark.django_db(transaction=True)
def test_save_by_two_at_once_keeps_one_and_tells_the_other(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    people = [plc_lead, plc_member]

    def save(number: int) -> Any:
        section = Section.objects.get()
        return services.save_section(section, text=f"Words {number}", version=0, stay=False, actor=people[number])

    outcomes = together(2, save)
    assert sorted(type(each).__name__ for each in outcomes) == ["Clash", "Section"]
    assert SectionVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_take_by_two_at_once_gives_it_to_one(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    people = [plc_lead, plc_member]
    outcomes = together(2, lambda number: services.take_section(Section.objects.get(), actor=people[number]))
    assert sorted(type(each).__name__ for each in outcomes) == ["NotAllowed", "Section"]


@pytest.mark.django_db(transaction=True)
def test_agree_by_the_last_two_at_once_seals_once(minutes: Minutes, plc_lead: Any, plc_member: Any) -> None:
    put(minutes, actor=plc_lead)
    people = [plc_lead, plc_member]
    outcomes = together(
        2, lambda number: services.agree_to_minutes(Minutes.objects.get(), shown=1, actor=people[number])
    )
    assert all(isinstance(each, Minutes) for each in outcomes), outcomes
    assert fresh(minutes).state == "approved"
    assert Sealed.objects.count() == 1


def test_amendment_is_for_those_who_were_present(minutes: Minutes, workgroup: Workgroup, plc_lead: Any) -> None:
    put(minutes, actor=plc_lead)
    from tests.factories.plcs import placed

    late = placed(workgroup, planned_person(workgroup))
    with pytest.raises(PermissionDenied):
        services.ask_amendment(only(minutes), words="Sample", actor=late.user)
    assert not Amendment.objects.exists()


def planned_person(workgroup: Workgroup) -> Any:
    from tests.cast import office_holder

    district = workgroup.seated().first()
    assert district is not None
    return office_holder(district, "principal", "Principal A")


def test_minutes_of_another_meeting_stay_apart(workgroup: Workgroup, minutes: Minutes, plc_lead: Any) -> None:
    other = held(workgroup, actor=plc_lead, meeting=planned(workgroup, actor=plc_lead, title="Other"))
    put(other, actor=plc_lead)
    assert fresh(minutes).state == "draft"
