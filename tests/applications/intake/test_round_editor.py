"""A round made without code: every kind of question, conditions, rules, texts, and a copy for the next year."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications.intake import services
from applications.intake.models import Answer, FormVersion, Round
from portal.core.errors import NotAllowed
from portal.core.models import StoredFile
from portal.drafts.queries import answered
from tests.applications.intake.test_announce import ADD, filled
from tests.factories.intake import RoundFactory, complete_draft, posted, question, section, submitted

pytestmark = pytest.mark.django_db
CENTRAL = ZoneInfo("America/Chicago")
PDF = b"%PDF-1.7\nsample\n%%EOF\n"
EVERY_KIND = [
    section(
        "All kinds",
        question("text", "A line", words=5),
        question("long", "A text", words=20),
        question("email", "An address"),
        question("number", "How many", maximum=9),
        question("date", "From when"),
        question("choice", "One of", choices="Red\nBlue"),
        question("choices", "Some of", choices="North\nSouth\nEast", maximum=2),
        question("people", "The team", choices="Superintendent\nPrincipal"),
        question("table", "Schools", columns="School\nGrades", maximum=3),
        question("file", "The plan"),
        question("confirm", "We agree"),
    ),
    section("Only for red", question("text", "Why red"), when="one_of", answers="Red"),
]
ANSWERS = {
    "a_line": "Five words at the most",
    "a_text": "Sample.",
    "an_address": "lead@example.org",
    "how_many": "4",
    "from_when": "2027-08-06",
    "one_of": "Red",
    "some_of": ["North", "East"],
    "the_team-0-0": "Sample superintendent",
    "the_team-0-1": "super@example.org",
    "the_team-1-0": "Sample principal",
    "the_team-1-1": "",
    "schools-0-0": "Sample school",
    "schools-0-1": "9 to 12",
    "we_agree": "on",
}


def made(facilitator: Any, client_for: Any, form: list[dict[str, Any]], **changes: Any) -> Round:
    answer = client_for(facilitator).post(ADD, {**filled(), **posted("form", form), **changes})
    assert answer.status_code == 302, answer.context["form"].errors
    return Round.objects.get()


def test_every_kind_of_question_is_written_saved_and_read(
    facilitator: Any, lead: Any, district: Any, client_for: Any
) -> None:
    application = services.begin_application(made(facilitator, client_for, EVERY_KIND), district, actor=lead)
    client = client_for(lead)
    address = application.section_url("all-kinds")
    page = client.get(address).content.decode()
    assert all(f">{label}</l" in page or f"{label}" in page for label in ("Superintendent", "Row 3", "Grades"))
    upload = SimpleUploadedFile("plan.pdf", PDF, content_type="application/pdf")
    answer = client.post(address, {**ANSWERS, "the_plan": upload})
    assert answer.status_code == 302
    assert answer.url.endswith("/write/only-for-red/")
    values = application.values()
    assert values["from_when"] == "2027-08-06"
    assert values["the_team"] == [
        ["Superintendent", "Sample superintendent", "super@example.org"],
        ["Principal", "Sample principal", ""],
    ]
    assert values["schools"] == [["Sample school", "9 to 12"]]
    words = {q.key: text for part in answered(application.sections, values) for q, text in part["rows"]}
    assert words["from_when"] == "August 6, 2027"
    assert words["schools"] == "School: Sample school; Grades: 9 to 12"
    assert words["the_plan"] == "plan.pdf"
    again = client.get(address).content.decode()
    assert 'value="Sample principal"' in again
    assert 'value="9 to 12"' in again
    assert "plan.pdf" in again


def test_file_of_an_answer_is_read_by_those_who_read_the_application(
    facilitator: Any, lead: Any, rival_lead: Any, district: Any, client_for: Any
) -> None:
    application = services.begin_application(made(facilitator, client_for, EVERY_KIND), district, actor=lead)
    upload = SimpleUploadedFile("plan.pdf", PDF, content_type="application/pdf")
    client_for(lead).post(application.section_url("all-kinds"), {**ANSWERS, "the_plan": upload})
    address = f"/applications/{application.reference}/files/the_plan/"
    answer = client_for(lead).get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert client_for(rival_lead).get(address).status_code == 404
    assert client_for(facilitator).get(address).status_code == 404  # a draft belongs to the district
    assert client_for(lead).get(f"/applications/{application.reference}/files/one_of/").status_code == 404


def test_write_keeps_a_file_although_another_answer_is_wrong(
    facilitator: Any, lead: Any, district: Any, client_for: Any
) -> None:
    application = services.begin_application(made(facilitator, client_for, EVERY_KIND), district, actor=lead)
    upload = SimpleUploadedFile("plan.pdf", PDF, content_type="application/pdf")
    answer = client_for(lead).post(
        application.section_url("all-kinds"), {**ANSWERS, "the_plan": upload, "an_address": "no address"}
    )
    assert answer.status_code == 200
    assert 'value="no address"' in answer.content.decode()
    assert application.values()["the_plan"]["name"] == "plan.pdf"
    assert "an_address" not in application.values()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"a_line": "these are six words in all"}, "at most 5 are possible"),
        ({"some_of": ["North", "East", "South"]}, "at most 2 are possible"),
        ({"one_of": "Green"}, "not one of the available choices"),
        ({"the_team-0-1": "nowhere"}, "is not an e-mail address"),
        ({"schools-0-0": "x" * 301}, "at most 300 signs"),
        ({"from_when": "the sixth"}, "valid date"),
        ({"how_many": "10"}, "less than or equal to 9"),
    ],
)
def test_write_says_what_is_wrong_with_each_kind(
    changes: dict[str, Any], words: str, facilitator: Any, lead: Any, district: Any, client_for: Any
) -> None:
    application = services.begin_application(made(facilitator, client_for, EVERY_KIND), district, actor=lead)
    answer = client_for(lead).post(application.section_url("all-kinds"), {**ANSWERS, **changes})
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_write_refuses_a_file_that_is_not_what_it_says(
    facilitator: Any, lead: Any, district: Any, client_for: Any
) -> None:
    application = services.begin_application(made(facilitator, client_for, EVERY_KIND), district, actor=lead)
    upload = SimpleUploadedFile("plan.pdf", b"<script>", content_type="application/pdf")
    answer = client_for(lead).post(application.section_url("all-kinds"), {**ANSWERS, "the_plan": upload})
    assert "its content is not a PDF" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_section_is_asked_only_where_an_earlier_answer_opens_it(
    facilitator: Any, lead: Any, district: Any, client_for: Any
) -> None:
    application = services.begin_application(made(facilitator, client_for, EVERY_KIND), district, actor=lead)
    client, address = client_for(lead), application.section_url("all-kinds")
    hidden = application.section_url("only-for-red")
    assert client.get(hidden).status_code == 404
    client.post(address, ANSWERS)
    client.post(hidden, {"why_red": "Sample."})
    assert "Why red" in client.get(application.get_absolute_url()).content.decode()
    answer = client.post(address, {**ANSWERS, "one_of": "Blue", "version-one_of": "1"})
    assert answer.url == application.get_absolute_url()
    page = client.get(application.get_absolute_url()).content.decode()
    assert "Why red" not in page
    assert Answer.objects.filter(question="why_red").exists()  # kept, should the answer change back


def test_earlier_answers_stay_readable_under_their_form(
    facilitator: Any, lead: Any, district: Any, client_for: Any
) -> None:
    call = RoundFactory()
    application = submitted(call, district, actor=lead)
    call.form = [section("New", question("text", "Something else"))]
    call.save()
    page = client_for(lead).get(application.get_absolute_url()).content.decode()
    assert "What will your district try, and for whom?" in page
    assert "Something else" not in page
    assert application.form_version.sections != call.sections
    assert FormVersion.objects.count() == 1


def test_draft_follows_the_form_and_shows_what_is_asked_no_longer(lead: Any, district: Any, client_for: Any) -> None:
    call = RoundFactory()
    application = complete_draft(call, district, actor=lead, barrier="A habit (sample).")
    call.form = [section("New", question("text", "Something else"))]
    call.save()
    page = client_for(lead).get(application.get_absolute_url()).content.decode()
    assert "Something else" in page
    assert "The form changed after you began." in page
    assert "A habit (sample)." in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ([section("One", question("text", "Why")), section("Two", question("text", "Why"))], "Two questions have the"),
        ([section("One", question("text", "Why"), when="later", answers="x")], "which no earlier section asks"),
        ([section("One", question("choice", "Which", choices="only one"))], ""),
        ([section("One", question("text", "Why", key="Not A Key!"))], ""),
        ([], ""),
    ],
)
def test_form_that_nobody_could_fill_in_is_refused(
    form: list[Any], words: str, facilitator: Any, client_for: Any
) -> None:
    answer = client_for(facilitator).post(ADD, {**without_form(filled()), **posted("form", form)})
    assert answer.status_code == 200
    assert not Round.objects.exists()
    assert words in answer.content.decode()


def without_form(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if not key.startswith("form-")}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"capacity": "9"}, "capacity"),
        ({"capacity": "16"}, "capacity"),
        ({"letter_text": "We join {plcs}"}, "letter_text"),
        ({"accept_text": "Dear {superintendent}"}, "accept_text"),
        ({"closes_at": "2026-11-01 01:30"}, "closes_at"),  # that hour comes twice on this Sunday
        ({"opens_at": "2026-03-08 02:30"}, "opens_at"),  # and this one never
        ({"decisions_on": "2020-01-01"}, "decisions_on"),
        ({"letters_due_at": "2027-01-01 12:00"}, "letters_due_at"),
    ],
)
def test_round_that_could_not_work_is_refused(
    changes: dict[str, str], field: str, facilitator: Any, client_for: Any
) -> None:
    answer = client_for(facilitator).post(ADD, {**filled(), **changes})
    assert field in answer.context["form"].errors
    assert not Round.objects.exists()


def test_texts_show_letter_and_mails_with_sample_answers(facilitator: Any, lead: Any, client_for: Any) -> None:
    words = "Welcome {district}, sign by {letters_due}."
    call = RoundFactory(letter_text="# Letter\n{district}: {why}", accept_text=words)
    page = client_for(facilitator).get(f"/apply/{call.slug}/texts/").content.decode()
    assert "Sample School District: (Sample answer to" in page
    assert "Welcome Sample School District, sign by" in page
    assert client_for(lead).get(f"/apply/{call.slug}/texts/").status_code == 404


def test_copy_carries_everything_to_the_next_year_and_is_not_public(
    facilitator: Any, client_for: Any, client: Any
) -> None:
    call = RoundFactory(
        slug="2028",
        title="Round of 2028",
        opens_at=datetime(2028, 1, 10, 8, tzinfo=CENTRAL),
        closes_at=datetime(2028, 3, 20, 23, 59, tzinfo=CENTRAL),
        starts_on=date(2028, 2, 29),
        ends_on=date(2029, 9, 30),
        accept_text="Sample words.",
        form=EVERY_KIND,
        sign_off_offices=["superintendent"],
    )
    staff = client_for(facilitator)
    page = staff.get("/apply/2028/copy/").content.decode()
    assert 'value="Round of 2029"' in page
    assert staff.post("/apply/2028/copy/", {"title": "Round of 2029", "slug": "2029"}).status_code == 302
    copied = Round.objects.get(slug="2029")
    assert copied.sections == call.sections
    assert copied.criteria == call.criteria
    assert (copied.accept_text, copied.sign_off_offices) == ("Sample words.", ["superintendent"])
    assert timezone.localtime(copied.closes_at, CENTRAL).strftime("%Y-%m-%d %H:%M") == "2029-03-20 23:59"
    assert copied.starts_on == date(2029, 2, 28)
    assert client.get("/apply/2029/").status_code == 404
    again = staff.post("/apply/2028/copy/", {"title": "Again", "slug": "2029"})
    assert Round.objects.count() == 2
    assert again.status_code != 302


def test_copy_service_asks_for_itself(lead: Any) -> None:
    with pytest.raises(NotAllowed):
        services.copy_round(RoundFactory(), title="Mine", slug="mine", actor=lead)
