"""A panel from its opening to its results; whoever is tied finds nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.reviews import services
from applications.reviews.models import Assignment, Subject
from applications.reviews.queries import results
from portal.conflicts.services import declare_conflict
from portal.core.errors import NotAllowed
from portal.ui.providers import waiting_for
from tests.factories.accounts import UserFactory
from tests.factories.reviews import PanelFactory, SubjectFactory, assigned, done, on_panel

pytestmark = pytest.mark.django_db


def test_panel_goes_from_opening_to_spread(facilitator, lead, csa_reviewer, district):
    due = timezone.now() + timedelta(days=3)
    panel = services.open_panel("sample", title="Sample panel", due_at=due, per_subject=3, actor=facilitator)
    people = [csa_reviewer, *UserFactory.create_batch(3)]
    for person in (*people, lead):
        services.add_member(panel, person, actor=facilitator)
    words = {"title": "Sample", "district": district, "url": "/", "body": [("Why", "What?", "Sample")]}
    subject = services.add_subject(panel, reference="SAMPLE", actor=facilitator, **words)
    assert services.assign_automatically(panel, actor=facilitator).lacking == {}
    reviews = list(Assignment.objects.all())
    assert len(reviews) == 3
    assert lead.pk not in {each.reviewer_id for each in reviews}
    for level, review in zip((2, 2, 4), reviews, strict=True):
        for criterion in panel.criteria:
            services.save_score(review, criterion.key, level=level, actor=review.reviewer)
        services.finish_review(review, actor=review.reviewer)
    services.agree_score(subject, Decimal(70), actor=facilitator)
    found = results(panel)["SAMPLE"]
    assert (found.mean, found.count, found.agreed) == (Decimal("66.7"), 3, 70)
    assert found.outliers == (reviews[2].reviewer_id,)


def test_assign_automatically_refuses_what_was_not_shown(facilitator):
    subject = SubjectFactory()
    on_panel(subject.panel, *UserFactory.create_batch(3))
    shown = services.assign_automatically(subject.panel, actor=facilitator)
    with pytest.raises(NotAllowed):
        services.assign_automatically(subject.panel, shown=shown, actor=facilitator)


def test_assign_by_hand_is_refused_to_the_tied_and_outsiders(facilitator, lead, district, newcomer):
    subject = SubjectFactory(district=district)
    on_panel(subject.panel, lead)
    for person in (lead, newcomer):
        with pytest.raises(NotAllowed):
            services.assign_reviewer(subject, person, actor=facilitator)
    assert not Assignment.objects.exists()


def test_tied_facilitator_sees_and_assigns_nothing(facilitator, district, client_for):
    subject = SubjectFactory(district=district, title="Hidden subject")
    [person] = on_panel(subject.panel)
    declare_conflict(person=facilitator, district=district, reason="Sample")
    with pytest.raises(NotAllowed):
        services.assign_reviewer(subject, person, actor=facilitator)
    with pytest.raises(NotAllowed):
        services.agree_score(subject, Decimal(50), actor=facilitator)
    page = client_for(facilitator).get(f"/reviews/panels/{subject.panel.key}/").content.decode()
    assert "Hidden subject" not in page
    assert services.assign_automatically(subject.panel, actor=facilitator).added == {}


def test_conflict_after_assignment_hides_it_at_once(facilitator, csa_reviewer, district, client_for):
    subject = SubjectFactory(district=district, title="Hidden subject")
    review, kept = assigned(subject, csa_reviewer), done(SubjectFactory(panel=subject.panel), csa_reviewer)
    declare_conflict(person=csa_reviewer, district=district, reason="Sample")
    client = client_for(csa_reviewer)
    assert client.get(f"/reviews/{review.pk}/").status_code == client.get("/reviews/999999/").status_code == 404
    page = client.get("/reviews/").content.decode()
    assert "Hidden subject" not in page
    assert "1 done, 0 left" in page
    assert waiting_for(csa_reviewer) == []
    assert list(Assignment.objects.visible_to(csa_reviewer)) == [kept]
    assert subject not in Subject.objects.visible_to(csa_reviewer)
    with pytest.raises(NotAllowed):
        services.save_score(review, "aim", level=2, actor=csa_reviewer)
    assert services.release_conflicted(subject.panel, actor=facilitator) == [review]
    review.refresh_from_db()
    assert review.state == "released"


def test_results_leave_out_who_is_tied_by_now(csa_reviewer, district):
    subject = SubjectFactory(district=district)
    done(subject, csa_reviewer)
    declare_conflict(person=csa_reviewer, district=district, reason="Sample")
    assert results(subject.panel)[subject.reference].count == 0


def test_others_reviews_are_shown_as_the_panel_says(csa_reviewer):
    panel = PanelFactory(others_shown="own")
    subject, other = SubjectFactory(panel=panel), UserFactory()
    theirs, own = done(subject, other), assigned(subject, csa_reviewer)
    assert list(Assignment.objects.visible_to(csa_reviewer)) == [own]
    for criterion in panel.criteria:
        services.save_score(own, criterion.key, level=1, actor=csa_reviewer)
    services.finish_review(own, actor=csa_reviewer)
    assert set(Assignment.objects.visible_to(csa_reviewer)) == {own, theirs}
    panel.others_shown = "never"
    panel.save()
    assert list(Assignment.objects.visible_to(csa_reviewer)) == [own]


def test_applicants_and_strangers_see_nothing(superintendent, district, newcomer, visitor, csa_reviewer):
    assigned(SubjectFactory(district=district), csa_reviewer)
    for person in (superintendent, newcomer, visitor):
        assert not Assignment.objects.visible_to(person).exists()
        assert not Subject.objects.visible_to(person).exists()


def test_review_is_written_over_http(csa_reviewer, client_for):
    first, second = (assigned(SubjectFactory(), csa_reviewer) for _ in range(2))
    client = client_for(csa_reviewer)
    assert "Sample answer" in client.get(f"/reviews/{first.pk}/").content.decode()
    saved = client.post(f"/reviews/{first.pk}/criteria/aim/", {"level-aim": "3", "comment-aim": "Clear."})
    assert "Saved at" in saved.content.decode()
    refused = client.post(f"/reviews/{first.pk}/", {"level-aim": "3", "then": "finish"})
    assert refused.status_code != 302
    given = {f"level-{each.key}": "2" for each in first.subject.panel.criteria}
    assert client.post(f"/reviews/{first.pk}/", {**given, "then": "finish"}).url == f"/reviews/{second.pk}/"
    first.refresh_from_db()
    assert (first.state, first.total()) == ("done", Decimal(50))
    client.post(f"/reviews/{second.pk}/not-my-field/")
    second.refresh_from_db()
    assert second.state == "not_my_field"


def test_abstain_frees_the_place_for_another(csa_reviewer, facilitator, client_for):
    review = assigned(SubjectFactory(panel=PanelFactory(per_subject=1)), csa_reviewer)
    client_for(csa_reviewer).post(f"/reviews/{review.pk}/abstain/")
    [other] = on_panel(review.subject.panel, UserFactory())
    found = services.assign_automatically(review.subject.panel, actor=facilitator)
    assert found.added[review.subject_id] == (other.pk,)


def test_withdraw_and_release_take_reviews_back(facilitator, csa_reviewer):
    first, second = assigned(SubjectFactory(), csa_reviewer), assigned(SubjectFactory(), csa_reviewer)
    services.withdraw_subject(first.subject, actor=facilitator)
    services.release_assignment(second, actor=facilitator)
    assert not Assignment.objects.own(csa_reviewer).exists()


def test_closed_panel_takes_no_scores(facilitator, csa_reviewer):
    review = assigned(SubjectFactory(), csa_reviewer)
    services.close_panel(review.subject.panel, actor=facilitator)
    with pytest.raises(NotAllowed):
        services.save_score(review, "aim", level=1, actor=csa_reviewer)


def test_page_that_saves_itself_after_done_is_no_fault_and_changes_nothing(csa_reviewer, client_for):
    review = done(SubjectFactory(), csa_reviewer)
    score = review.scores.first()
    where, client = f"/reviews/{review.pk}/criteria/{score.criterion}/", client_for(csa_reviewer)
    sent = {f"level-{score.criterion}": score.level, f"comment-{score.criterion}": score.comment}
    assert client.post(where, sent).status_code == 200
    late = {**sent, f"comment-{score.criterion}": "Sample: written after it was done."}
    assert client.post(where, late).status_code == 409
    assert client.post(where, {}).status_code == 409
    assert list(review.scores.filter(criterion=score.criterion).values_list("level", "comment")) == [
        (score.level, score.comment)
    ]


def test_panel_is_run_over_http(facilitator, csa_reviewer, client_for):
    subject, client = SubjectFactory(panel=PanelFactory(per_subject=1)), client_for(facilitator)
    base = f"/reviews/panels/{subject.panel.key}"
    client.post(f"{base}/people/", {"person": csa_reviewer.email})
    assert str(csa_reviewer) in client.get(f"{base}/preview/").content.decode()
    client.post(f"{base}/assign-all/")
    assert Assignment.objects.get().reviewer == csa_reviewer
    client.post(f"{base}/assign/", {"subject": subject.pk, "person": csa_reviewer.pk})
    declare_conflict(person=csa_reviewer, district=subject.district, reason="Sample words")
    page = client.get(f"{base}/").content.decode()
    assert "Sample words" in page
    client.post(f"{base}/release-conflicted/")
    assert Assignment.objects.get().state == "released"


@pytest.mark.parametrize("address", ["/reviews/", "/reviews/panels/{}/"])
def test_lists_take_the_same_queries_for_any_number(facilitator, client_for, address):
    panel, client, counts = PanelFactory(), client_for(facilitator), []
    assigned(SubjectFactory(panel=panel), facilitator)
    client.get(address.format(panel.key))
    for more in (0, 2, 47):
        for _ in range(more):
            done(SubjectFactory(panel=panel), facilitator)
        with CaptureQueriesContext(connection) as asked:
            client.get(address.format(panel.key))
        counts.append(len(asked))
    assert counts[1] == counts[2]
