"""A measure is frozen for what rests on it, and later changes are told beside it."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from portal.core.errors import NotAllowed
from portal.measures import services
from portal.measures.models import Measure, Reading, Snapshot
from portal.measures.queries import changes_since, definition_changes, frozen_chart, is_intact
from portal.measures.runchart import months_later
from tests.factories.measures import JANUARY, change, read
from tests.parallel import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen(measure: Measure, school: Any, member: Any, lead: Any) -> Snapshot:
    read(measure, school, 41, None, 43, actor=member)
    return services.freeze_measure(measure, actor=lead, about="waiver SAMPLE")


def test_freeze_keeps_definition_readings_and_gaps(frozen: Snapshot, measure: Measure) -> None:
    assert frozen.definition["question"] == measure.question
    assert [kept["value"] for kept in frozen.readings] == ["41.00", "43.00"]
    assert frozen_chart(frozen).readings == [("Jan 2026", 41.0), ("Feb 2026", None), ("Mar 2026", 43.0)]
    frozen.refresh_from_db()
    assert is_intact(frozen)
    assert not changes_since(frozen)
    assert not definition_changes(frozen)


def test_a_change_after_freezing_is_told_with_both_values(
    frozen: Snapshot, measure: Measure, school: Any, member: Any, lead: Any
) -> None:
    reading = Reading.objects.get(month=JANUARY)
    change(measure, reading, 45, actor=lead, n=38, why="Sample: a list was missing")
    read(measure, school, 44, actor=member, first=months_later(JANUARY, 1))
    added, changed = changes_since(frozen)
    assert (changed.old, changed.new) == ("41 (n 40)", "45 (n 38)")
    assert (changed.who, changed.why, changed.month) == ("Innovation lead A", "Sample: a list was missing", JANUARY)
    assert changed.when == Reading.objects.get(month=JANUARY).entered_at
    assert (added.old, added.new) == ("missing", "44 (n 40)")
    assert frozen_chart(frozen).readings[0] == ("Jan 2026", 41.0), "what was frozen stays"


def test_a_change_before_freezing_is_not_told(measure: Measure, school: Any, member: Any, lead: Any) -> None:
    read(measure, school, 41, actor=member)
    change(measure, Reading.objects.get(), 45, actor=lead)
    assert not changes_since(services.freeze_measure(measure, actor=lead, about="Sample"))


def test_other_words_after_freezing_are_told(frozen: Snapshot, measure: Measure, facilitator: Any) -> None:
    new = {"title": "Sample new title", "goal": Decimal(50), "is_about_students": False}
    services.edit_measure(measure, actor=facilitator, **new)
    frozen = Snapshot.objects.get()
    assert definition_changes(frozen) == [
        ("title", "Sample: students with a mentor", "Sample new title"),
        ("is about students", "yes", "no"),
        ("goal", "", "50.00"),
    ]


def test_small_groups_are_hidden_in_what_was_frozen_and_changed_since(
    measure: Measure, school: Any, other_school: Any, member: Any, rival_lead: Any, facilitator: Any
) -> None:
    read(measure, school, "77.25", actor=member, n=7)
    read(measure, other_school, 41, actor=member)
    frozen = services.freeze_measure(measure, actor=member, about="Sample")
    change(measure, Reading.objects.get(school=school), 50, actor=member, n=40)
    assert frozen_chart(frozen).readings == [("Jan 2026", 41.0)]
    for reader in (None, rival_lead):
        assert [(each.old, each.new) for each in changes_since(frozen, reader)] == [("hidden", "hidden")]
    for reader in (member, facilitator):
        assert [(each.old, each.new) for each in changes_since(frozen, reader)] == [("77.25 (n 7)", "50 (n 40)")]


def test_freeze_is_refused_to_who_may_not_read(measure: Measure, superintendent: Any, plc: Any, member: Any) -> None:
    for person in (superintendent, member):
        plc.pop(person.email, None)
        with pytest.raises(NotAllowed, match="while you may read it"):
            services.freeze_measure(measure, actor=person, about="Sample")
    assert not Snapshot.objects.exists()


def test_snapshots_are_only_added(frozen: Snapshot) -> None:
    for attempt in (lambda: Snapshot.objects.update(about="x"), lambda: Snapshot.objects.all().delete()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            attempt()


def test_a_frozen_measure_that_was_altered_is_found(frozen: Snapshot) -> None:
    frozen.readings[0]["value"] = "99.00"
    assert not is_intact(frozen)


@pytest.mark.django_db(transaction=True)
def test_freeze_while_readings_are_entered_misses_none(
    measure: Measure, school: Any, other_school: Any, member: Any
) -> None:
    def act(number: int) -> Any:
        if number == 0:
            return services.freeze_measure(measure, actor=member, about="Sample")
        return read(measure, school if number % 2 else other_school, 40 + number, actor=member,
                    first=months_later(JANUARY, -number))  # fmt: skip

    answers = together(5, act)
    assert isinstance(answers[0], Snapshot), answers
    frozen = answers[0]
    assert len(frozen.readings) + len(changes_since(frozen)) == Reading.objects.count() == 4
