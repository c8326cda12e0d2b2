"""The discussion of a subject, the phases of a panel, sheets of assignments, and the end of a review."""

from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.reviews import services
from applications.reviews.models import Assignment, Panel, Subject
from portal.conflicts.services import declare_conflict
from portal.core.errors import NotAllowed
from tests.factories.accounts import UserFactory
from tests.factories.reviews import PanelFactory, SubjectFactory, assigned, done, on_panel

pytestmark = pytest.mark.django_db


def page_of(client: Any, subject: Subject) -> Any:
    return client.get(f"/reviews/subjects/{subject.pk}/")


@pytest.mark.parametrize(
    ("others_shown", "before", "after"), [("never", 403, 403), ("own", 403, 200), ("always", 200, 200)]
)
def test_discuss_opens_to_reviewers_by_the_phase(
    others_shown: str, before: int, after: int, csa_reviewer: Any, client_for: Any
) -> None:
    subject = SubjectFactory(panel=PanelFactory(others_shown=others_shown))
    done(subject, UserFactory(name="Sample colleague"))
    review, client = assigned(subject, csa_reviewer), client_for(csa_reviewer)
    assert page_of(client, subject).status_code == before
    for each in subject.panel.criteria:
        services.save_score(review, each.key, level=1, comment="Sample words.", actor=csa_reviewer)
    services.finish_review(review, actor=csa_reviewer)
    answer = page_of(client, subject)
    assert answer.status_code == after
    assert ("Sample words." in answer.content.decode()) is (after == 200)


@pytest.mark.parametrize("names_shown", [True, False])
def test_discuss_shows_names_only_where_the_panel_does(
    names_shown: bool, csa_reviewer: Any, facilitator: Any, client_for: Any
) -> None:
    subject = SubjectFactory(panel=PanelFactory(others_shown="always", names_shown=names_shown))
    colleague = UserFactory(name="Sample colleague")
    done(subject, colleague)
    assigned(subject, csa_reviewer)
    services.write_post(subject, text="Sample post.", actor=colleague)
    page = page_of(client_for(csa_reviewer), subject).content.decode()
    assert "Sample post." in page
    assert ("Sample colleague" in page) is names_shown
    assert "Sample colleague" in page_of(client_for(facilitator), subject).content.decode()


def test_discuss_is_unknown_to_who_is_tied_and_to_strangers(
    csa_reviewer: Any, facilitator: Any, lead: Any, district: Any, client_for: Any
) -> None:
    subject = SubjectFactory(district=district, panel=PanelFactory(others_shown="always"))
    assigned(subject, csa_reviewer)
    for person in (csa_reviewer, facilitator):
        declare_conflict(person=person, district=district, reason="Sample")
        assert page_of(client_for(person), subject).status_code == 404
        with pytest.raises(NotAllowed):
            services.write_post(subject, text="Sample.", actor=person)
    assert page_of(client_for(lead), subject).status_code == 404


def test_agree_and_close_over_http(facilitator: Any, csa_reviewer: Any, client_for: Any) -> None:
    subject, client = SubjectFactory(), client_for(facilitator)
    assigned(subject, csa_reviewer)
    assert "Say it" in page_of(client, subject).content.decode()
    client.post(f"/reviews/subjects/{subject.pk}/", {"text": "They differ on the plan."})
    client.post(f"/reviews/subjects/{subject.pk}/agree/", {"score": "101"})
    client.post(f"/reviews/subjects/{subject.pk}/agree/", {"score": "72.5"})
    page = page_of(client, subject).content.decode()
    assert "They differ on the plan." in page
    assert "Agreed: 72.5 of 100." in page
    client.post(f"/reviews/panels/{subject.panel.key}/close/")
    assert not Panel.objects.get().is_open
    with pytest.raises(NotAllowed, match="closed"):
        services.write_post(Subject.objects.get(), text="Late.", actor=facilitator)
    with pytest.raises(NotAllowed):
        services.agree_score(subject, Decimal(1), actor=facilitator)


def test_phase_is_set_by_facilitators(facilitator: Any, administrator: Any, client_for: Any) -> None:
    panel = PanelFactory(others_shown="never")
    sent = {"others_shown": "always", "names_shown": "on"}
    assert client_for(administrator).post(f"/reviews/panels/{panel.key}/phase/", sent).status_code == 403
    client_for(facilitator).post(f"/reviews/panels/{panel.key}/phase/", sent)
    panel.refresh_from_db()
    assert (panel.others_shown, panel.names_shown) == ("always", True)


def test_sheet_says_of_each_row_what_happens_and_assigns_the_good_ones(
    facilitator: Any, csa_reviewer: Any, district: Any, client_for: Any
) -> None:
    panel = PanelFactory()
    good, tied = SubjectFactory(panel=panel, reference="GOOD"), SubjectFactory(panel=panel, district=district)
    on_panel(panel, csa_reviewer)
    declare_conflict(person=csa_reviewer, district=district, reason="Sample tie")
    text = (
        f"reference,email\ngood,{csa_reviewer.email}\n{tied.reference},{csa_reviewer.email}\n"
        f"NOBODY,{csa_reviewer.email}\nGOOD,stranger@example.org\nGOOD,{csa_reviewer.email}\n"
    )
    client, address = client_for(facilitator), f"/reviews/panels/{panel.key}/assign-sheet/"
    sheet = SimpleUploadedFile("sheet.csv", text.encode(), content_type="text/csv")
    page = client.post(address, {"sheet": sheet}).content.decode()
    assert "1 of 5 rows can be assigned" in page
    for words in ("Sample tie", "Nothing on this panel", "Nobody on this panel", "Assigned already."):
        assert words in page
    assert not Assignment.objects.exists()
    client.post(address, {"text": text, "confirmed": "on"})
    assert Assignment.objects.get().subject == good
    told = client.get(f"/reviews/panels/{panel.key}/assignments.csv").content.decode()
    assert told.splitlines()[1] == f"GOOD,{csa_reviewer.email},assigned"


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"<html>", b"\xff\xfe"])
def test_sheet_that_is_no_csv_is_refused_in_a_sentence(content: bytes, facilitator: Any, client_for: Any) -> None:
    panel, client = PanelFactory(), client_for(facilitator)
    sent = {"sheet": SimpleUploadedFile("sheet.csv", content)}
    assert client.post(f"/reviews/panels/{panel.key}/assign-sheet/", sent).status_code == 302
    assert not Assignment.objects.exists()


def test_sheet_shows_a_tied_facilitator_nothing_of_the_district(
    facilitator: Any, csa_reviewer: Any, district: Any, client_for: Any
) -> None:
    subject = SubjectFactory(district=district, reference="HIDDEN")
    assigned(subject, csa_reviewer)
    declare_conflict(person=facilitator, district=district, reason="Sample")
    client, base = client_for(facilitator), f"/reviews/panels/{subject.panel.key}"
    assert "HIDDEN" not in client.get(f"{base}/assignments.csv").content.decode()
    page = client.post(f"{base}/assign-sheet/", {"text": f"HIDDEN,{csa_reviewer.email}"}).content.decode()
    assert "Nothing on this panel has this reference." in page
    assert client.post(f"{base}/release/{Assignment.objects.get().pk}/").status_code == 404


def test_proposal_that_is_not_the_one_shown_is_refused(facilitator: Any, csa_reviewer: Any, client_for: Any) -> None:
    panel = PanelFactory(per_subject=1)
    SubjectFactory(panel=panel)
    on_panel(panel, csa_reviewer)
    client, base = client_for(facilitator), f"/reviews/panels/{panel.key}"
    shown = client.get(f"{base}/preview/").context["shown"]
    SubjectFactory(panel=panel)
    assert client.post(f"{base}/assign-all/", {"shown": shown}).status_code == 409
    assert not Assignment.objects.exists()
    client.post(f"{base}/assign-all/", {"shown": client.get(f"{base}/preview/").context["shown"]})
    assert Assignment.objects.count() == 2


def test_release_of_a_tied_reviewer_is_told_without_saying_which(
    facilitator: Any, csa_reviewer: Any, district: Any, django_capture_on_commit_callbacks: Any
) -> None:
    subject = SubjectFactory(district=district, title="Hidden subject")
    assigned(subject, csa_reviewer)
    declare_conflict(person=csa_reviewer, district=district, reason="Sample")
    with django_capture_on_commit_callbacks(execute=True):
        services.release_conflicted(subject.panel, actor=facilitator)
    [told] = [message for message in mail.outbox if "taken back" in message.subject]
    assert told.to == [csa_reviewer.email]
    assert "Hidden subject" not in told.body
    assert district.name not in told.body
