"""Reports on a waiver: owed as it is granted, filed in public, a gate before any renewal, reminded of."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from applications.commission.packet import entry_of
from applications.evaluations import services
from applications.evaluations.models import Report
from applications.evaluations.providers import renewal_gate, report_work, waiting_reports
from applications.evaluations.queries import due_days, results_of
from applications.waivers import services as waivers
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.measures.models import Measure, Reading
from portal.measures.queries import frozen_chart, is_intact
from tests.factories.conflicts import DeclarationFactory
from tests.factories.evaluations import filed, written
from tests.factories.measures import change, read
from tests.factories.waivers import agreed, docketed, granted, standard_of

pytestmark = pytest.mark.django_db
WORDS = "Sample: long blocks were kept all year."


def later(days: int) -> Any:
    """So many days from now, at noon."""
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_reports_are_owed_as_the_board_grants(holds: Waiver, client: Any) -> None:
    today = timezone.localdate()
    assert [(each.due_on, each.is_final) for each in holds.reports.all()] == [
        (today + timedelta(days=60), False),
        (today + timedelta(days=200), True),
    ]
    page = client.get(holds.get_absolute_url()).content.decode()
    assert "Final report" in page
    assert "Without the final report nothing is renewed." in page


def test_days_of_reports_follow_each_other_yearly() -> None:
    days = list(due_days(date(2027, 12, 15), date(2029, 5, 1)))
    assert days == [(date(2027, 12, 15), False), (date(2028, 12, 15), False), (date(2029, 5, 1), True)]
    assert list(due_days(date(2028, 2, 29), date(2029, 3, 1)))[1] == (date(2029, 2, 28), False)


def test_report_is_written_kept_and_filed_by_its_district(
    holds: Waiver, final: Report, lead: Any, client: Any, client_for: Any, facilitator: Any
) -> None:
    browser, where = client_for(lead), final.get_absolute_url()
    one, two = (each.pk for each in holds.provisions.get().hypotheses.all())
    sent = {"words": WORDS, "version": final.version, f"outcome-{one}": "met", f"value-{one}": "84", f"n-{one}": "118"}
    page = browser.post(f"{where}write/", {**sent, "then": "file"}, follow=True).content.decode()
    assert "Kept, but not filed." in page
    assert client.get(where).content.decode().count(WORDS) == 0
    final.refresh_from_db()
    sent |= {"version": final.version, f"outcome-{two}": "partly", "then": "file"}
    browser.post(f"{where}write/", sent)
    final.refresh_from_db()
    assert final.state == "filed"
    page = client.get(where).content.decode()
    assert WORDS in page
    assert "Reached." in page
    assert "now 84, of 118" in page
    assert OutgoingMail.objects.filter(to=facilitator.email, subject__startswith="Filed").exists()


def test_report_is_not_read_before_it_is_filed(
    final: Report, lead: Any, client: Any, client_for: Any, facilitator: Any, csa_reviewer: Any, rival_lead: Any
) -> None:
    written(final, actor=lead)
    where = final.get_absolute_url()
    for browser in (client, client_for(facilitator), client_for(csa_reviewer), client_for(rival_lead)):
        assert WORDS not in browser.get(where).content.decode()
        assert WORDS not in browser.get(final.waiver.get_absolute_url()).content.decode()
        assert browser.get(f"{where}file/").status_code == 404
    assert WORDS in client_for(lead).get(where).content.decode()


def test_two_who_write_do_not_overwrite_each_other(final: Report, lead: Any, client_for: Any) -> None:
    sent = {"words": "Sample: mine.", "version": final.version, "then": "keep"}
    written(final, actor=lead)
    page = client_for(lead).post(f"{final.get_absolute_url()}write/", sent).content.decode()
    assert "Somebody of your district changed this report" in page
    assert "Sample: mine." in page
    final.refresh_from_db()
    assert final.words == WORDS


def test_measure_is_frozen_as_the_report_is_filed(final: Report, measure: Measure, lead: Any) -> None:
    read(measure, final.waiver.district, 71, None, 80, actor=lead)
    filed(final, actor=lead)
    frozen = final.findings.exclude(frozen=None).get().frozen
    assert len(frozen.readings) == 2
    change(measure, Reading.objects.earliest("month"), 90, actor=lead)
    frozen.refresh_from_db()
    assert is_intact(frozen)
    assert [chart for _, chart in frozen_chart(frozen).readings] == [71, None, 80]


def test_report_is_filed_by_who_may_not_read_the_measure_any_more(
    final: Report, measure: Measure, lead: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("portal.network.providers._circles", [])
    filed(final, actor=lead)
    assert final.findings.exclude(frozen=None).count() == 0


def test_only_the_writers_of_the_district_write(
    final: Report, board_president: Any, rival_lead: Any, facilitator: Any, lead: Any
) -> None:
    for person in (board_president, rival_lead, facilitator):
        with pytest.raises(PermissionDenied):
            written(final, actor=person)
        with pytest.raises(PermissionDenied):
            services.file_report(final, actor=person)
    filed(final, actor=lead)
    with pytest.raises(PermissionDenied):
        written(final, actor=lead)


def test_report_is_sent_back_word_for_word_and_hidden_until_it_is_filed_again(
    final: Report, lead: Any, facilitator: Any, client: Any, client_for: Any
) -> None:
    filed(final, actor=lead)
    client_for(facilitator).post(f"{final.get_absolute_url()}send-back/", {"lacking": "Sample: how many left?"})
    assert "Sample: how many left?" in client_for(lead).get(final.get_absolute_url()).content.decode()
    page = client.get(final.get_absolute_url()).content.decode()
    assert WORDS not in page
    assert "Sample: how many left?" not in page
    final.refresh_from_db()
    filed(final, actor=lead)
    client_for(facilitator).post(f"{final.get_absolute_url()}accept/")
    final.refresh_from_db()
    assert final.state == "accepted"


def test_who_is_tied_accepts_nothing(final: Report, lead: Any, facilitator: Any, csa_reviewer: Any) -> None:
    filed(final, actor=lead)
    with pytest.raises(PermissionDenied):
        services.accept_report(final, actor=csa_reviewer)
    DeclarationFactory(person=facilitator, district=final.waiver.district)
    for act in (services.accept_report, lambda *a, **k: services.return_report(*a, lacking="x", **k)):
        with pytest.raises(PermissionDenied):
            act(final, actor=facilitator)


# The gate ---------------------------------------------------------------------------


def renewal(holds: Waiver, lead: Any) -> Waiver:
    """A renewal that lacks nothing but what the gate asks for."""
    made = waivers.begin_renewal(holds, actor=lead)
    term = made.provisions.get()
    anew = {
        "board_on": str(timezone.localdate()),
        "board_for": 5,
        "board_against": 0,
        "consulted": [["Parents (sample)", "Meeting", "9", "0", "Go on."]],
        "first_report": str(term.begins_on + timedelta(days=100)),
        "final_report": str(term.ends_on - timedelta(days=10)),
        "resolution": holds.values()["resolution"],
    }
    waivers.save_answers(made, anew, versions={}, actor=lead)
    return made


def test_renewal_is_impossible_until_the_evaluation_is_filed(
    holds: Waiver, first: Report, final: Report, lead: Any, facilitator: Any, client_for: Any
) -> None:
    with later(180):
        made = renewal(holds, lead)
        browser, where = client_for(lead), made.get_absolute_url()
        assert f"The evaluation of {holds.docket} is not filed." in browser.get(where).content.decode()
        with pytest.raises(NotAllowed, match="is not filed"):
            waivers.submit_waiver(agreed(made), actor=lead)
        filed(first, actor=lead)
        with pytest.raises(NotAllowed, match="Final report"):
            waivers.submit_waiver(agreed(made), actor=lead)
        filed(final, actor=lead)
        waivers.submit_waiver(agreed(made), actor=lead)
        public = waivers.docket_waiver(made, actor=facilitator)
        granted(public, facilitator=facilitator)
        holds.refresh_from_db()
        assert holds.state == "renewed"


def test_renewal_is_not_granted_when_the_evaluation_was_sent_back_meanwhile(
    holds: Waiver, first: Report, final: Report, lead: Any, facilitator: Any
) -> None:
    with later(180):
        made = renewal(holds, lead)
        filed(first, actor=lead)
        filed(final, actor=lead)
        public = waivers.docket_waiver(waivers.submit_waiver(agreed(made), actor=lead), actor=facilitator)
        services.return_report(final, lacking="Sample", actor=facilitator)
        with pytest.raises(NotAllowed, match="is not filed"):
            granted(public, facilitator=facilitator)


def test_gate_is_for_renewals_alone(holds: Waiver, lead: Any) -> None:
    assert renewal_gate(holds) == []
    assert renewal_gate(waivers.begin_amendment(holds, actor=lead)) == []


# Reminders --------------------------------------------------------------------------


def subjects_to(person: Any) -> list[str]:
    """The subjects of mails about reports."""
    found = OutgoingMail.objects.filter(to=person.email, subject__regex="Due soon|Late|Two weeks")
    return list(found.order_by("pk").values_list("subject", flat=True))


def test_district_is_reminded_and_the_department_hears_of_what_is_late(
    holds: Waiver, first: Report, lead: Any, facilitator: Any
) -> None:
    seen = []
    for day in range(25, 82):
        with later(day):
            before = len(subjects_to(lead))
            call_command("remind_reports")
            if len(subjects_to(lead)) > before:
                seen.append(60 - day)
    assert seen == [30, 7, 1, -1, -8, -15]
    assert len([each for each in subjects_to(facilitator) if each.startswith("Two weeks late")]) == 1


def test_reminders_stop_once_it_is_filed_and_a_day_left_out_is_caught_up_with(
    holds: Waiver, first: Report, lead: Any
) -> None:
    with later(55):
        assert services.remind_reports() == 1
    assert len(subjects_to(lead)) == 1
    filed(first, actor=lead)
    with later(70):
        assert services.remind_reports() == 0


def test_rescinded_waiver_owes_nothing(holds: Waiver, facilitator: Any) -> None:
    waivers.rescind_waiver(holds, reason="Sample", actor=facilitator)
    with later(210):
        assert services.remind_reports() == 0


def test_what_is_due_waits_for_the_district_and_what_is_filed_for_the_department(
    holds: Waiver, first: Report, final: Report, lead: Any, facilitator: Any, rival_lead: Any
) -> None:
    assert [each.url for each in waiting_reports(lead)] == [first.get_absolute_url()]
    assert list(waiting_reports(rival_lead)) == []
    assert list(report_work(facilitator)) == []
    filed(final, actor=lead)
    assert [(each.url, each.waits_on) for each in report_work(facilitator)] == [(final.get_absolute_url(), "MDE")]
    with later(61):
        assert {each.state_words for each in report_work(facilitator)} == {"Filed", "Late"}
    assert list(report_work(lead)) == []


# Results ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "together"),
    [
        (("met", "met"), "met"),
        (("met", "not_met"), "partly"),
        (("not_met", "not_met"), "not_met"),
        (("not_met", "unclear"), "unclear"),
    ],
)
def test_result_of_a_provision_is_reached_only_where_all_of_it_was(
    holds: Waiver, final: Report, lead: Any, outcomes: tuple[str, str], together: str
) -> None:
    provision = holds.provisions.get()
    said = zip(provision.hypotheses.all(), outcomes, strict=True)
    found = {each.pk: {"value": None, "n": None, "outcome": outcome} for each, outcome in said}
    services.save_report(final, words=WORDS, found=found, version=final.version, actor=lead)
    assert results_of([provision.pk]) == {}
    services.file_report(final, actor=lead)
    assert results_of([provision.pk]) == {provision.pk: together}


def test_register_says_what_the_report_found(holds: Waiver, final: Report, lead: Any, client: Any) -> None:
    assert "Not met" not in client.get("/waivers/register/").content.decode()
    filed(final, actor=lead, outcome="not_met")
    assert "<b>Not met.</b>" in client.get("/waivers/register/").content.decode()
    assert "Not met" in client.get("/waivers/register/waivers.csv").content.decode()


def test_earlier_decision_says_what_its_report_found(holds: Waiver, final: Report, lead: Any, client_for: Any) -> None:
    amendment = waivers.begin_amendment(holds, actor=lead)
    page = client_for(lead).get(amendment.get_absolute_url()).content.decode()
    assert "1 earlier decision" in page
    assert "By its report" not in page
    filed(final, actor=lead, outcome="partly")
    page = client_for(lead).get(amendment.get_absolute_url()).content.decode()
    assert "By its report: partly met." in page
    rows = [words for heading, _, words in map(tuple, entry_of(amendment)["rows"]) if heading.startswith("Earlier")]
    assert [("By its report: partly met." in words) for words in rows] == [True]


def test_live_measures_are_shown_to_who_may_read_them(
    holds: Waiver, measure: Measure, lead: Any, client: Any, client_for: Any
) -> None:
    read(measure, holds.district, 71, 75, actor=lead)
    assert "as it stands now" in client_for(lead).get(holds.get_absolute_url()).content.decode()
    assert "as it stands now" not in client.get(holds.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 3, 50])
def test_work_list_asks_as_many_questions_for_one_three_and_fifty(
    holds: Waiver, lead: Any, facilitator: Any, count: int, django_assert_num_queries: Any
) -> None:
    Report.objects.all().delete()
    for number in range(count):
        Report.objects.create(waiver=holds, number=number + 10, due_on=timezone.localdate() - timedelta(days=1))
    with django_assert_num_queries(1):
        assert len(list(report_work(facilitator))) == count


def test_other_waivers_are_not_touched(holds: Waiver, lead: Any, facilitator: Any) -> None:
    other = docketed(
        holds.district, holds.pathway, standard_of("26", actor=facilitator), actor=lead, facilitator=facilitator
    )
    assert other.reports.count() == 0
