"""Writing a practice on the public site: sittings, gaps, clashes, authors of other districts, personal data."""

from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from best_practices.library import services
from best_practices.library.models import Author, Practice, Version
from portal.accounts.models import User
from portal.core.errors import NotAllowed
from tests.factories.library import RECORD, drafted, handed_in, published

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nsample\n%%EOF\n"


def begun(client: Any, district: Any) -> Version:
    answer = client.post("/practices/submit/", {"district": district.pk, "source": "The spring meeting"})
    assert answer.status_code == 302, answer.context["form"].errors
    return Version.objects.get()


def test_write_in_two_sittings_with_gaps(member: Any, district: Any, client_for: Any) -> None:
    version = begun(client_for(member), district)
    page = f"{version.get_absolute_url()}write/short/"
    assert client_for(member).post(page, {"title": "Sample groups", "summary": ""}).status_code == 302
    again = client_for(member).get(page).content.decode()
    assert 'value="Sample groups"' in again
    own = client_for(member).get(version.get_absolute_url()).content.decode()
    assert "questions are still open" in own
    assert "/write/short/#id_summary" in own
    assert "Sample groups" in client_for(member).get("/practices/drafts/").content.decode()
    assert "Sample groups" in client_for(member).get("/start/").content.decode()


def test_field_saves_itself_and_a_clash_shows_both(
    member: Any, superintendent: Any, district: Any, client_for: Any
) -> None:
    version = begun(client_for(member), district)
    address = f"{version.get_absolute_url()}answers/problem/"
    assert "Saved at" in client_for(member).post(address, {"problem": "Mine", "version-problem": "0"}).content.decode()
    assert version.answers.get(question="problem").value == "Mine"
    late = client_for(member).post(address, {"problem": "Late", "version-problem": "0"}).content.decode()
    assert "somebody else changed this answer" in late
    page = client_for(member).post(
        f"{version.get_absolute_url()}write/short/", {"problem": "Late", "version-problem": "0"}
    )
    assert "Mine" in page.content.decode()
    assert "Late" in page.content.decode()
    assert client_for(superintendent).post(address, {"problem": "x"}).status_code == 403


def test_submit_says_what_is_missing_and_keeps_everything(member: Any, district: Any, client_for: Any) -> None:
    version = begun(client_for(member), district)
    with pytest.raises(NotAllowed, match="questions are still open"):
        services.submit_version(version, actor=member)
    whole = drafted(district, actor=member, outcomes=[["math_prof", "Growth", "up", "", "2"]])
    with pytest.raises(NotAllowed, match="the study or the data behind it"):
        services.submit_version(whole, actor=member)
    page = client_for(member).get(f"{whole.get_absolute_url()}preview/").content.decode()
    assert "the study or the data behind it" in page
    assert "Hand it in</button>" not in page


def test_table_takes_only_what_can_be_chosen(member: Any, district: Any, client_for: Any) -> None:
    version = begun(client_for(member), district)
    address = f"{version.get_absolute_url()}write/results/"
    row = {"outcomes-0-0": "math_prof", "outcomes-0-1": "Share proficient", "outcomes-0-4": "3"}
    answer = client_for(member).post(address, {**row, "outcomes-0-4": "platinum"})
    assert "please choose one of the list" in answer.content.decode()
    assert client_for(member).post(address, row).status_code == 302
    shown = client_for(member).get(version.get_absolute_url()).content.decode()
    assert "Math proficiency" in shown
    assert "Tier 3, promising" in shown


def test_words_that_look_like_personal_data_are_looked_at_first(
    member: Any, district: Any, facilitator: Any, client_for: Any
) -> None:
    version = drafted(district, actor=member, failed="Sample: our student Jane Sample left after a term.")
    client, address = client_for(member), version.get_absolute_url()
    page = client.get(f"{address}preview/").content.decode()
    assert "student Jane Sample" in page
    answer = client.post(f"{address}submit/", {})
    assert answer.status_code == 200
    assert "Please look at each of the words above" in answer.content.decode()
    assert client.post(f"{address}submit/", {"privacy_seen": "on"}).status_code == 302
    assert "student Jane Sample" in client_for(facilitator).get(address).content.decode()


def test_author_of_another_district_is_asked_by_address(
    member: Any,
    rival_lead: Any,
    district: Any,
    rival_district: Any,
    client_for: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    version = drafted(district, actor=member)
    with django_capture_on_commit_callbacks(execute=True):
        client_for(member).post(f"{version.get_absolute_url()}authors/", {"email": rival_lead.email})
    asked = Author.objects.get(email=rival_lead.email)
    assert f"/practices/drafts/join/{asked.pk}/" in mail.outbox[0].body
    rival = client_for(rival_lead)
    assert rival.get(version.get_absolute_url()).status_code == 404
    page = rival.get(f"/practices/drafts/join/{asked.pk}/").content.decode()
    assert RECORD["title"] in page
    assert RECORD["problem"] not in page
    assert rival.post(f"/practices/drafts/join/{asked.pk}/", {"district": rival_district.pk}).status_code == 302
    assert rival.get(version.get_absolute_url()).status_code == 200
    sent = {"problem": "From B.", "version-problem": "1"}
    assert "Saved at" in rival.post(f"{version.get_absolute_url()}answers/problem/", sent).content.decode()
    services.end_author(asked, actor=member)
    assert rival.get(version.get_absolute_url()).status_code == 404


def test_author_who_left_the_district_reads_nothing_more(member: Any, district: Any, client_for: Any) -> None:
    version = drafted(district, actor=member)
    member.memberships.update(state="ended")
    assert client_for(member).get(version.get_absolute_url()).status_code == 404
    with pytest.raises(NotAllowed):
        services.submit_version(version, actor=User.objects.get(pk=member.pk))


def test_last_author_cannot_leave_a_draft_alone(member: Any, district: Any) -> None:
    version = drafted(district, actor=member)
    with pytest.raises(NotAllowed, match="the only author"):
        services.end_author(version.authors.get(), actor=member)


def test_file_is_checked_by_its_content_and_read_by_authors(
    member: Any, rival_lead: Any, district: Any, client_for: Any
) -> None:
    version = drafted(district, actor=member)
    address = f"{version.get_absolute_url()}write/files/"
    bad = SimpleUploadedFile("plan.pdf", b"<script>", content_type="application/pdf")
    assert "its content is not a PDF" in client_for(member).post(address, {"file_1": bad}).content.decode()
    good = SimpleUploadedFile("plan.pdf", PDF, content_type="application/pdf")
    assert client_for(member).post(address, {"file_1": good}).status_code == 302
    file = f"{version.get_absolute_url()}files/file_1/"
    assert b"".join(client_for(member).get(file).streaming_content) == PDF
    assert client_for(rival_lead).get(file).status_code == 404


def test_adapt_keeps_the_lineage_and_survives_withdrawal_of_the_first(
    lead: Any, district: Any, rival_lead: Any, rival_district: Any, facilitator: Any, client: Any, client_for: Any
) -> None:
    origin = published(district, actor=lead, facilitator=facilitator)
    answer = client_for(rival_lead).post(f"{origin.get_absolute_url()}adapt/", {"district": rival_district.pk})
    assert answer.status_code == 302
    copy = Version.objects.get(practice__adapted_from=origin)
    assert copy.values()["problem"] == RECORD["problem"]
    assert "outcomes" not in copy.values()
    own = published(rival_district, actor=rival_lead, facilitator=facilitator, title="Math groups on Mondays (sample)")
    Practice.objects.filter(pk=own.pk).update(adapted_from=origin)
    page = client.get(origin.get_absolute_url()).content.decode()
    assert "Math groups on Mondays (sample)" in page[page.index("Adaptations") :]
    otherwise = client.get(f"{own.get_absolute_url()}compare/").content.decode()
    assert "<ins>" in otherwise
    assert "Name of the practice" in otherwise
    assert "The problem it answers" not in otherwise
    assert client.get(f"{origin.get_absolute_url()}compare/").status_code == 404
    services.withdraw_practice(origin, reason="Sample.", actor=facilitator)
    page = client.get(own.get_absolute_url()).content.decode()
    assert "withdrawn" in page[page.index("Adaptations") :]
    assert origin.get_absolute_url() in page
    assert client.get(f"{own.get_absolute_url()}compare/").status_code == 404


def test_drop_keeps_the_text_for_its_authors(member: Any, district: Any, facilitator: Any, client_for: Any) -> None:
    version = handed_in(district, actor=member)
    assert client_for(member).post(f"{version.get_absolute_url()}drop/").status_code == 302
    version.refresh_from_db()
    assert version.state == "dropped"
    assert version.current_workflow_state is None
    assert RECORD["problem"] in client_for(member).get(version.get_absolute_url()).content.decode()


def test_long_sentences_are_shown_and_stop_nothing(lead: Any, district: Any, client_for: Any) -> None:
    long = "Sample " + "word " * 30 + "here. Short one. "
    version = drafted(district, actor=lead, problem=long + "word " * 29 + "end.")
    browser = client_for(lead)
    for address in ("", "preview/", "write/short/"):
        page = browser.get(f"{version.get_absolute_url()}{address}").content.decode()
        assert "1 long sentence</summary>" in page, address
        assert "32 words" in page
    assert browser.post(f"{version.get_absolute_url()}submit/").status_code == 302
    version.refresh_from_db()
    assert version.state == "in_review"
