"""Writing an application: gaps, saving by field, clashes, limits."""

from typing import Any

import pytest

from applications.intake import services
from applications.intake.models import Application
from tests.factories.intake import PathwayFactory, RoundFactory, complete_draft, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(lead: Any, district: Any) -> Application:
    PathwayFactory()
    return services.begin_application(RoundFactory(), district, actor=lead)


def test_write_keeps_a_draft_with_gaps(draft: Any, lead: Any, client_for: Any) -> None:
    answer = client_for(lead).post(draft.section_url("why"), {"why": "Sample text", "form_key": "a" * 32})
    assert answer.url == draft.section_url("people")
    assert draft.values() == {"why": "Sample text"}


def test_write_walks_through_all_sections_to_the_application(draft: Any, lead: Any, client_for: Any) -> None:
    client, url = client_for(lead), draft.section_url("district")
    for number in range(len(draft.round.sections)):
        url = client.post(url, {"form_key": str(number) * 32}).url
    assert url == draft.get_absolute_url()


def test_write_keeps_text_that_is_too_long_and_says_why(draft: Any, lead: Any, client_for: Any) -> None:
    text = "word " * 301
    page = client_for(lead).post(draft.section_url("why"), {"why": text}).content.decode()
    assert "This has 301 words; at most 300 are possible." in page
    assert text.strip() in page
    assert "<title>Error:" in page
    assert draft.values() == {}


def test_save_answer_saves_one_field_and_says_when(draft: Any, lead: Any, client_for: Any) -> None:
    url = f"/applications/{draft.reference}/answers/why/"
    client = client_for(lead)
    first = client.post(url, {"why": "One", "version-why": "0"}).content.decode()
    assert "Saved at" in first
    assert 'value="1"' in first
    client.post(url, {"why": "Two", "version-why": "1"})
    assert draft.values() == {"why": "Two"}


def test_save_answer_never_overwrites_another_persons_text(
    draft: Any, lead: Any, superintendent: Any, client_for: Any
) -> None:
    url = f"/applications/{draft.reference}/answers/why/"
    client_for(lead).post(url, {"why": "Lead's text", "version-why": "0"})
    clash = client_for(superintendent).post(url, {"why": "Other text", "version-why": "0"}).content.decode()
    assert "somebody else changed this answer" in clash
    assert draft.values() == {"why": "Lead's text"}


def test_write_shows_both_texts_of_a_clash_and_merges_the_rest(
    draft: Any, lead: Any, superintendent: Any, client_for: Any
) -> None:
    client_for(lead).post(draft.section_url("why"), {"why": "Lead's text", "version-why": "0"})
    sent = {"why": "Other text", "version-why": "0", "barrier": "A barrier", "version-barrier": "0"}
    page = client_for(superintendent).post(draft.section_url("why"), sent).content.decode()
    assert "Lead&#x27;s text" in page
    assert "Other text" in page
    assert draft.values() == {"why": "Lead's text", "barrier": "A barrier"}
    again = {"why": "Other text", "version-why": "1"}
    client_for(superintendent).post(draft.section_url("why"), again)
    assert draft.values()["why"] == "Other text"


def test_page_that_saved_itself_never_clashes_with_itself(draft: Any, lead: Any, client_for: Any) -> None:
    """Sent whole while a field was still saving itself, or where the answer to that was lost on the line."""
    url, client = f"/applications/{draft.reference}/answers/why/", client_for(lead)
    for text in ("One", "One and two"):
        client.post(url, {"why": text, "version-why": "0", "page": "p" * 32})
    assert draft.values() == {"why": "One and two"}
    sent = {"why": "One, two and three", "version-why": "0", "page": "p" * 32}
    assert client.post(draft.section_url("why"), sent).status_code == 302
    assert draft.values() == {"why": "One, two and three"}


def test_what_comes_late_from_a_page_that_was_sent_whole_overwrites_nothing(
    draft: Any, lead: Any, client_for: Any
) -> None:
    url, client = f"/applications/{draft.reference}/answers/why/", client_for(lead)
    client.post(url, {"why": "One", "version-why": "0", "page": "p" * 32})
    client.post(draft.section_url("why"), {"why": "The whole", "version-why": "1", "page": "p" * 32})
    late = client.post(url, {"why": "One and a ha", "version-why": "1", "page": "p" * 32}).content.decode()
    assert "somebody else changed this answer" in late
    assert draft.values() == {"why": "The whole"}


def test_another_page_of_the_same_person_clashes(draft: Any, lead: Any, client_for: Any) -> None:
    url, client = f"/applications/{draft.reference}/answers/why/", client_for(lead)
    client.post(url, {"why": "In one window", "version-why": "0", "page": "p" * 32})
    for page in ("q" * 32, ""):
        sent = {"why": "In the other", "version-why": "0", "page": page}
        assert "somebody else changed this answer" in client.post(url, sent).content.decode()
    assert draft.values() == {"why": "In one window"}


@pytest.mark.parametrize("version", ["", "-1", "abc", "9" * 30, "１", "1.0"])
def test_write_takes_odd_versions_as_none(version: str, draft: Any, lead: Any, client_for: Any) -> None:
    answer = client_for(lead).post(draft.section_url("why"), {"why": "Sample", "version-why": version})
    assert answer.status_code == 302


def test_write_ignores_fields_of_the_model(draft: Any, lead: Any, rival_district: Any, client_for: Any) -> None:
    sent = {"why": "Sample", "state": "accepted", "district": rival_district.pk, "submitted_at": "2020-01-01"}
    client_for(lead).post(draft.section_url("why"), sent)
    fresh = Application.objects.get(pk=draft.pk)
    assert (fresh.state, fresh.district_id, fresh.submitted_at) == ("draft", draft.district_id, None)


def test_write_an_unknown_section_or_question_is_not_there(draft: Any, lead: Any, client_for: Any) -> None:
    client = client_for(lead)
    assert client.get(draft.section_url("nothing")).status_code == 404
    assert client.post(f"/applications/{draft.reference}/answers/nothing/", {}).status_code == 404


def test_write_is_over_once_submitted(lead: Any, district: Any, client_for: Any) -> None:
    application = submitted(RoundFactory(), district, actor=lead)
    assert client_for(lead).post(application.section_url("why"), {"why": "Changed"}).status_code == 403
    assert application.values()["why"].startswith("Sample:")


def test_preview_says_what_is_missing_until_nothing_is(draft: Any, lead: Any, client_for: Any) -> None:
    client = client_for(lead)
    page = client.get(f"/applications/{draft.reference}/preview/").content.decode()
    assert "Not complete yet" in page
    assert "Submit the application" not in page
    complete_draft(draft.round, draft.district, actor=lead)
    page = client.get(f"/applications/{draft.reference}/preview/").content.decode()
    assert "Submit the application" in page


def test_hostile_text_is_shown_as_text(draft: Any, lead: Any, client_for: Any) -> None:
    hostile = "<script>alert(1)</script>{{7*7}}"
    services.save_answers(draft, {"why": hostile}, versions={}, actor=lead)
    page = client_for(lead).get(draft.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page


def test_write_shows_each_section_with_what_is_still_open(draft: Any, lead: Any, client_for: Any) -> None:
    client = client_for(lead)
    for section in draft.round.sections:
        page = client.get(draft.section_url(section.key)).content.decode()
        assert all(question.label in page for question in section.questions)
        assert "Still open" in page
