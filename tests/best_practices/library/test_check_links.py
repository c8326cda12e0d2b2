"""The daily run asks links, keeps what fails, tells authors once, and tells readers nothing."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from time_machine import travel

from best_practices.library import services
from best_practices.library.models import BrokenLink, Practice
from best_practices.library.reaching import GONE
from best_practices.library.services import linking
from portal.core.models import OutgoingMail
from tests.factories.library import WELL, broken, handed_in, new_version, published

pytestmark = pytest.mark.django_db
DEAD, ALIVE = "https://dead.example/report", "https://alive.example/report"
DAYS = ("2026-03-02T12:00:00Z", "2026-03-03T12:00:00Z", "2026-03-04T12:00:00Z")


@pytest.fixture
def practice(lead: Any, district: Any, facilitator: Any) -> Practice:
    """A practice whose record holds two links."""
    return published(district, actor=lead, facilitator=facilitator, failed=f"Sample: see {DEAD}, and {ALIVE}.")


class Internet:
    """What is asked, and what is wrong there."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.wrong = {DEAD: GONE}

    def __call__(self, link: str) -> str:
        self.asked.append(link)
        return self.wrong.get(link, "")


def run(internet: Internet, day: int) -> int:
    """The run of a day."""
    with travel(DAYS[day], tick=False):
        return services.check_links(internet)


def test_link_is_broken_after_two_days_and_told_once(practice: Practice, lead: Any, superintendent: Any) -> None:
    internet = Internet()
    assert [run(internet, 0), run(internet, 0)] == [0, 0]
    link = BrokenLink.objects.get()
    assert (link.url, link.what, link.is_broken, link.told_at) == (DEAD, GONE, False, None)
    assert [run(internet, 1), run(internet, 1), run(internet, 2)] == [1, 0, 0]
    link.refresh_from_db()
    assert link.seen_on == ["2026-03-02", "2026-03-03"]
    assert (link.since.date().isoformat(), link.last_seen.date().isoformat()) == ("2026-03-02", "2026-03-04")
    told = OutgoingMail.objects.filter(key__startswith="links-broken-")
    assert [message.reader for message in told] == [lead]
    assert told.get().topic == "practices"
    assert DEAD in told.get().text
    assert ALIVE not in told.get().text
    assert practice.get_absolute_url() in told.get().text
    assert sorted(internet.asked) == sorted([DEAD, ALIVE] * 5)


def test_link_that_answers_again_is_forgotten_and_told_anew(practice: Practice) -> None:
    internet = Internet()
    run(internet, 0)
    internet.wrong = {}
    run(internet, 1)
    assert not BrokenLink.objects.exists()
    internet.wrong = {DEAD: GONE}
    assert [run(internet, 1), run(internet, 2)] == [0, 1]


def test_link_that_left_the_record_is_forgotten(practice: Practice, lead: Any, facilitator: Any) -> None:
    broken(practice, DEAD, "2026-03-02", "2026-03-03")
    version = new_version(practice, actor=lead, failed=f"Sample: see {ALIVE}.")
    services.submit_version(version, actor=lead)
    services.note_checks(version, checks=WELL, actor=facilitator)
    assert BrokenLink.objects.exists()
    services.publish_version(version, actor=facilitator)
    assert not BrokenLink.objects.exists()
    broken(practice, "https://never.example/")
    run(Internet(), 0)
    assert not BrokenLink.objects.exists()


def test_link_of_a_withdrawn_practice_is_not_kept(practice: Practice, facilitator: Any) -> None:
    broken(practice, DEAD, "2026-03-02")
    services.withdraw_practice(practice, reason="Sample: it could not be repeated.", actor=facilitator)
    assert not BrokenLink.objects.exists()
    internet = Internet()
    run(internet, 0)
    assert internet.asked == []


def test_only_published_links_are_asked_and_each_once(
    practice: Practice, lead: Any, district: Any, facilitator: Any
) -> None:
    published(district, actor=lead, facilitator=facilitator, title="Another (sample)", failed=f"Sample: {DEAD}")
    handed_in(district, actor=lead, title="Not yet (sample)", problem="Sample: https://secret.example/")
    new_version(practice, actor=lead, problem="Sample: https://draft.example/")
    internet = Internet()
    run(internet, 0)
    assert sorted(internet.asked) == [ALIVE, DEAD]
    assert BrokenLink.objects.count() == 2


def test_nothing_is_kept_when_nothing_answers_at_all(lead: Any, district: Any, facilitator: Any) -> None:
    links = [f"https://site.example/{number}" for number in range(linking.ENOUGH_TO_DOUBT_US)]
    published(district, actor=lead, facilitator=facilitator, failed=" ".join(links))
    internet = Internet()
    internet.wrong = dict.fromkeys(links, "Silent.")
    run(internet, 0)
    assert not BrokenLink.objects.exists()
    del internet.wrong[links[0]]
    run(internet, 0)
    assert BrokenLink.objects.count() == len(links) - 1


def test_only_who_may_mend_them_sees_broken_links(
    practice: Practice,
    lead: Any,
    superintendent: Any,
    facilitator: Any,
    administrator: Any,
    member: Any,
    rival_lead: Any,
    csa_reviewer: Any,
    client: Any,
    client_for: Any,
) -> None:
    services.ask_author(new_version(practice, actor=lead), email="somebody@example.org", actor=lead)
    broken(practice, DEAD, "2026-03-02", "2026-03-03")
    broken(practice, ALIVE, "2026-03-03")
    address, words = practice.get_absolute_url(), "does not answer"
    for person in (lead, superintendent, facilitator, administrator):
        page = client_for(person).get(address).content.decode()
        assert "1 link of this practice does not answer" in page
        assert DEAD in page.partition(words)[2].partition("</div>")[0]
        assert ALIVE not in page.partition(words)[2].partition("</div>")[0]
    for reader in (client, client_for(member), client_for(rival_lead), client_for(csa_reviewer)):
        assert words not in reader.get(address).content.decode()


def test_author_without_another_office_sees_broken_links(
    member: Any, district: Any, facilitator: Any, client: Any, client_for: Any
) -> None:
    practice = published(district, actor=member, facilitator=facilitator)
    services.ask_author(new_version(practice, actor=member), email="somebody@example.org", actor=member)
    practice.page.version.authors.create(email="nobody@example.org")
    broken(practice, DEAD, "2026-03-02", "2026-03-03")
    assert DEAD in client_for(member).get(practice.get_absolute_url()).content.decode()
    assert DEAD not in client.get(practice.get_absolute_url()).content.decode()


def test_command_says_what_it_did(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "chosen", lambda *_: [DEAD])
    monkeypatch.setattr(services.check_links, "__defaults__", (Internet(),))
    broken(practice, DEAD, "2020-03-02")
    told = StringIO()
    call_command("review_practices", json=True, stdout=told)
    assert json.loads(told.getvalue()) == {"marked": 0, "told": 0, "broken": 1}
    told = StringIO()
    call_command("review_practices", stdout=told)
    assert "0 practices have newly broken links." in told.getvalue()
    assert BrokenLink.objects.get().last_seen.date() == timezone.now().date()
