"""The gate: what a request may rest on, and what is refused with its reason."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django import forms
from django.utils import timezone

from portal.core.errors import NotAllowed
from portal.standards import services
from portal.standards.forms import StandardField
from portal.standards.models import UNEXAMINED, Edition, Mandate, Waivable
from portal.standards.queries import CannotBeWaived, UnknownStandard, citation
from tests.factories.standards import REFUSED, added, kept_edition, revised

pytestmark = pytest.mark.django_db


class Choosing(forms.Form):
    standard = StandardField()


def errors_of(key: str) -> list[str]:
    form = Choosing({"standard": key})
    return [] if form.is_valid() else list(form.errors["standard"])


def refusals(edition: Edition, actor: Any) -> None:
    """Standards of which nobody may vary any: by federal law, by state law, and for another legal reason."""
    added(edition, "17.4", actor=actor, **REFUSED)
    added(edition, "17.5", actor=actor, **{**REFUSED, "mandate": Mandate.STATE, "reason": "Sample: state law."})
    added(edition, "16", actor=actor, waivable=Waivable.NO, reason="Sample: the Board's own reason.")


def test_cite_a_standard_gives_its_newest_version(standard: Any, facilitator: Any) -> None:
    assert citation("2018", "14").ordinal == 1
    revised(standard, actor=facilitator, waivable=Waivable.YES)
    version = citation("2018", "14")
    assert (version.ordinal, version.is_unexamined, version.standard) == (2, False, standard)


def test_cite_what_nobody_examined_passes_and_says_so(standard: Any) -> None:
    version = citation("2018", "14")
    assert version.is_unexamined
    assert UNEXAMINED == "Nobody has examined yet whether it may be waived."
    assert errors_of("2018 14") == []


@pytest.mark.parametrize("number", ["17.4", "17.5", "16"])
def test_cite_what_cannot_be_waived_is_refused_with_its_reason(edition: Edition, facilitator: Any, number: str) -> None:
    refusals(edition, facilitator)
    with pytest.raises(CannotBeWaived) as refused:
        citation("2018", number)
    told = refused.value
    assert (told.standard.number, told.version.ordinal) == (number, 1)
    assert told.reason.startswith("Sample: ")
    assert told.reason in str(told)
    assert errors_of(f"2018 {number}") == [str(told)]


def test_cite_a_standard_that_holds_what_cannot_be_waived_is_refused(edition: Edition, facilitator: Any) -> None:
    added(edition, "17", actor=facilitator, waivable=Waivable.YES)
    added(edition, "17.1", actor=facilitator)
    assert citation("2018", "17").standard.number == "17"
    refusals(edition, facilitator)
    with pytest.raises(CannotBeWaived, match=r"17\.4") as refused:
        citation("2018", "17")
    assert "please cite the part that you mean" in str(refused.value)
    assert errors_of("2018 17") == [str(refused.value)]
    assert citation("2018", "17.1").standard.number == "17.1"


def test_cite_asks_the_version_that_stands_not_the_first(standard: Any, facilitator: Any) -> None:
    revised(standard, actor=facilitator, **REFUSED)
    with pytest.raises(CannotBeWaived):
        citation("2018", "14")
    revised(standard, actor=facilitator, mandate=Mandate.NONE, mandate_citation="", waivable=Waivable.YES)
    assert citation("2018", "14").ordinal == 3


def test_cite_as_of_a_day_gives_the_version_of_that_day(edition: Edition, facilitator: Any) -> None:
    with time_machine.travel("2026-03-01 12:00-06:00", tick=False):
        standard = added(edition, "2", actor=facilitator)
    with time_machine.travel("2026-03-10 23:30-05:00", tick=False):
        revised(standard, actor=facilitator, **REFUSED)
    assert citation("2018", "2", date(2026, 3, 9)).ordinal == 1
    for day in (date(2026, 3, 10), None):
        with pytest.raises(CannotBeWaived):
            citation("2018", "2", day)
    with pytest.raises(UnknownStandard, match="was not in the catalogue yet on"):
        citation("2018", "2", date(2026, 2, 28))


@pytest.mark.parametrize(
    ("edition_code", "number", "words"),
    [
        ("1999", "14", "There is no edition 1999 of the standards."),
        ("2018", "99", "The edition 2018 has no standard 99."),
        ("2009", "14", "The edition 2009 has no standard 14."),
        ("2018", "<b>", "The edition 2018 has no standard <b>."),
    ],
)
def test_cite_what_is_unknown_is_told(
    standard: Any, older: Edition, edition_code: str, number: str, words: str
) -> None:
    with pytest.raises(UnknownStandard) as told:
        citation(edition_code, number)
    assert str(told.value) == words
    assert isinstance(told.value, NotAllowed), "the portal shows it to a person as it is"


def test_choose_a_standard_lists_the_edition_in_force_by_heading(
    edition: Edition, older: Edition, standard: Any, facilitator: Any
) -> None:
    added(older, "20", actor=facilitator)
    added(edition, "2", topic="Licensed staff", heading="administration", waivable="yes", actor=facilitator)
    refusals(edition, facilitator)
    choices = Choosing().fields["standard"].choices  # type: ignore[attr-defined]
    listed = dict(list(choices)[1:])
    assert list(listed) == ["Administration and Personnel", "Heading not known yet"]
    assert listed["Administration and Personnel"] == [("2018 2", "2 Licensed staff")]
    unknown = dict(listed["Heading not known yet"])
    assert list(unknown) == ["2018 14", "2018 16", "2018 17.4", "2018 17.5"]
    assert unknown["2018 14"] == "14 Graduation requirements (not examined yet)"
    assert unknown["2018 17.4"] == "17.4 Sample topic (cannot be waived)"


def test_choose_a_standard_gives_the_version_that_stands(standard: Any, facilitator: Any) -> None:
    version = revised(standard, actor=facilitator, waivable=Waivable.YES)
    form = Choosing({"standard": "2018 14"})
    assert form.is_valid()
    assert form.cleaned_data["standard"] == version
    assert 'value="2018 14" selected' in str(Choosing(initial={"standard": version}))


@pytest.mark.parametrize("key", ["2009 20", "2018 99", "2018", "nonsense", "2018 14 15"])
def test_choose_what_is_not_in_force_is_refused(standard: Any, older: Edition, facilitator: Any, key: str) -> None:
    added(older, "20", actor=facilitator)
    assert errors_of(key) == ["Please choose one of the standards in force now."]


def test_choose_nothing_is_told_or_taken_as_asked(standard: Any) -> None:
    assert errors_of("") == ["Please choose a standard."]
    assert StandardField(required=False).clean("") is None


def test_choose_where_no_edition_is_in_force_offers_nothing(facilitator: Any) -> None:
    assert list(Choosing().fields["standard"].choices) == [("", "Please choose")]  # type: ignore[attr-defined]
    tomorrow = timezone.localdate() + timedelta(days=1)
    added(kept_edition("next", effective_from=tomorrow, actor=facilitator), "1", actor=facilitator)
    assert errors_of("next 1") != []


def test_edition_in_force_is_the_latest_that_has_begun_and_not_ended(older: Edition, facilitator: Any) -> None:
    assert Edition.objects.current() == older
    ended = kept_edition("2016", effective_until=date(2020, 6, 30), actor=facilitator)
    told = {day: Edition.objects.current(date(*day)) for day in ((2009, 6, 30), (2016, 6, 30), (2020, 6, 30))}
    assert list(told.values()) == [None, older, ended]
    assert Edition.objects.current(date(2020, 7, 1)) == older, "the one that did not end"
    services.keep_edition(older, effective_until=date(2016, 6, 30), actor=facilitator)
    assert Edition.objects.current() is None
