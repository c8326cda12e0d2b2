"""What is told about adoptions and about what is said of practices, one function for each fact."""

from typing import Any

from django.utils import timezone

from best_practices.library.models import Practice
from best_practices.library.notifications import NEWS, people_behind
from best_practices.reuse.models import ADOPTING_OFFICES, Adoption, Feedback
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, Membership

FOLDER = "reuse/mail"


def people_of(adoption: Adoption) -> list[Any]:
    """Who took it up, as long as they may, and who leads the district of the school."""
    here = Membership.objects.filter(district=adoption.school.district_id)
    leads = here.in_office(*LEADING_OFFICES).people()
    own = here.in_office(*ADOPTING_OFFICES).filter(user=adoption.begun_by_id).people()
    return list({person.pk: person for person in [*own, *leads]}.values())


def followers_of(practice: Practice) -> list[Any]:
    """Those whose schools plan or use it."""
    found = Adoption.objects.open().filter(practice=practice)
    begun = set(found.values_list("school__district", "begun_by"))
    offices = Membership.objects.filter(district__in=[leaid for leaid, _ in begun]).in_office(*ADOPTING_OFFICES)
    return [
        each.user
        for each in offices.select_related("user")
        if each.office in LEADING_OFFICES or (each.district_id, each.user_id) in begun
    ]


def practice_adopted(adoption: Adoption) -> None:
    """To the people behind the practice: a school takes it up."""
    people, key = people_behind(adoption.practice.page.version), f"practice-adopted-{adoption.reference}"
    mail.post(f"{FOLDER}/adopted.txt", to=people, key=key, topic=NEWS, adoption=adoption)


def adoption_ended(adoption: Adoption) -> None:
    """To the people behind the practice: what the school says at the end."""
    people = people_behind(adoption.practice.page.version)
    key = f"adoption-ended-{adoption.reference}-{adoption.state}-{adoption.ended_on}"
    mail.post(f"{FOLDER}/ended.txt", to=people, key=key, topic=NEWS, adoption=adoption)


def results_came(adoption: Adoption, year: int) -> None:
    """To the people of the adoption: the first results after its start are on record."""
    facts: dict[str, Any] = {
        "adoption": adoption,
        "about": adoption,
        "permission": "reuse.read_adoption",
        "topic": NEWS,
    }
    key = f"adoption-results-{adoption.reference}-{year}"
    mail.post(f"{FOLDER}/results.txt", to=people_of(adoption), key=key, year=year, **facts)


def waivers_changed(adoption: Adoption, *, lost: list[str], again: list[str]) -> None:
    """To the people of the adoption: a waiver that it needs has lapsed, or is held again."""
    facts: dict[str, Any] = {"adoption": adoption, "about": adoption, "permission": "reuse.read_adoption"}
    key = f"adoption-waivers-{adoption.reference}-{timezone.localdate()}-{len(lost)}-{len(again)}"
    mail.post(f"{FOLDER}/waivers.txt", to=people_of(adoption), key=key, lost=lost, again=again, **facts)


def feedback_shown(feedback: Feedback) -> None:
    """To its author and the people behind the practice: readers see it now."""
    version = feedback.practice.page.version
    people = {person.pk: person for person in [feedback.author, *people_behind(version)]}
    key = f"feedback-shown-{feedback.pk}-{feedback.written_at:%Y%m%d%H%M%S%f}"
    mail.post(f"{FOLDER}/feedback_shown.txt", to=people.values(), key=key, topic=NEWS, feedback=feedback)


def feedback_hidden(feedback: Feedback) -> None:
    """To its author only: why, and that it can be written anew."""
    key = f"feedback-hidden-{feedback.pk}-{feedback.written_at:%Y%m%d%H%M%S%f}"
    mail.post(f"{FOLDER}/feedback_hidden.txt", to=[feedback.author], key=key, feedback=feedback)
