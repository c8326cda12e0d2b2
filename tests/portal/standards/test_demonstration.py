"""The demonstration of the standards holds what was seen in sources, and marks the rest as not known."""

from typing import Any

import pytest

from portal.accounts.demonstration import address
from portal.standards import demonstration
from portal.standards.models import Crosswalk, Edition, StandardVersion, Waivable
from portal.standards.queries import CannotBeWaived, citation, successors
from tests.factories.accounts import state_officer

pytestmark = pytest.mark.django_db
SEEN = ["1", "1.1", "1.2", "1.3", "2", "4", "5", "13", "14", "16", "17", "17.4", "17.5", "17.6", "20", "26"]
SEEN += ["29", "30", "31"]
FEDERAL = {"17.4", "17.5", "17.6"}


@pytest.fixture
def loaded(db: Any) -> None:
    demonstration.load()
    assert not Edition.objects.exists(), "nobody to write it, nothing written"
    state_officer("facilitator", email=address("facilitator"))
    for _ in range(2):
        demonstration.load()


def test_standards_that_were_seen_are_there_once_and_no_others(loaded: None) -> None:
    newest = StandardVersion.objects.newest().order_by("standard__position")
    by_edition = {code: newest.filter(standard__edition__code=code) for code in ("2009", "2018")}
    assert [each.standard.number for each in by_edition["2018"]] == SEEN
    assert [(each.standard.number, each.topic) for each in by_edition["2009"]] == [("20", "Graduation requirements")]
    assert Edition.objects.count() == 2


def test_nothing_is_marked_beyond_what_was_seen(loaded: None) -> None:
    for version in StandardVersion.objects.select_related("standard"):
        is_federal = version.standard.number in FEDERAL
        assert version.text == "", "no official text was read as a whole"
        assert version.waivable == (Waivable.NO if is_federal else Waivable.NOT_EXAMINED)
        assert version.mandate == ("federal" if is_federal else "not_examined")
        assert version.seen_in
    headed = StandardVersion.objects.exclude(heading="unknown").values_list("standard__number", "heading")
    assert set(headed) == {("20", "instruction"), *((number, "safety") for number in ("29", "30", "31"))}
    thirteen = StandardVersion.objects.get(standard__number="13")
    assert "to be confirmed" in thirteen.seen_in
    assert all("to be entered by the department" in edition.source for edition in Edition.objects.all())


def test_graduation_requirements_are_linked_and_federal_programs_refused(loaded: None) -> None:
    link = Crosswalk.objects.get()
    assert (link.relation, link.earlier.number, link.earlier.edition.code) == ("renumbered", "20", "2009")
    assert [standard.number for standard in successors(link.earlier)] == ["14"]
    for number in FEDERAL:
        with pytest.raises(CannotBeWaived, match="no state or federal law mandates"):
            citation("2018", number)


def test_edition_of_2018_is_the_one_in_force(loaded: None, client: Any) -> None:
    page = client.get("/standards/").content.decode()
    assert "Edition of 2018 (exact dates to be entered)" in page
    assert "19 standards" in page
