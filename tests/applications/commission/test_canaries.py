"""Thirty words that stand in private places only; whoever has no business with them finds none by any door."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from applications.commission import services
from applications.evaluations import services as evaluations
from applications.reviews import services as reviews
from applications.waivers import services as waivers
from applications.waivers.models import Waiver
from portal.core.models import OutgoingMail
from portal.districts.models import District
from portal.network.models import Pathway
from tests.factories.commission import in_session, moved, planned, voted
from tests.factories.conflicts import DeclarationFactory
from tests.factories.waivers import HYPOTHESIS, PROVISION, docketed, drafted, granted, provided, standard_of

pytestmark = pytest.mark.django_db
MOST_PAGES = 300
STARTS = (
    *("/", "/start/", "/waivers/", "/waivers/own/", "/waivers/register/?all=1", "/waivers/meetings/", "/standards/"),
    *("/waivers/register/waivers.csv", "/reviews/", "/moderation/", "/search/?q=canary", "/search/?q=sample"),
    *("/account/notices/", "/measures/", "/news/feed/", "/sitemap.xml", "/waivers/?q=canary"),
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Planted:
    """Words that stand in one private place each."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def __call__(self, where: str) -> str:
        word = f"canary{len(self.words):02}{where}"
        self.words.append(word)
        return word


def in_a_draft(word: Planted, draft: Waiver, standard: Any, lead: Any) -> None:
    """In every field of a draft: answers, a provision, what should move, a document."""
    answers = {name: word(name) for name in ("title", "summary", "comparison", "stops")}
    values = waivers.save_answers(
        draft, answers, versions={each.question: 1 for each in draft.answers.all()}, actor=lead
    )
    assert values == []
    facts = {name: word(name) for name in ("goal", "obstacle", "alternative", "safeguards", "affected")}
    provision = waivers.write_provision(draft, standard=standard, **{**PROVISION, **facts}, actor=lead)
    said = {**HYPOTHESIS, "words": word("hypothesis"), "other_measure": word("measure")}
    waivers.add_hypothesis(provision, measure=None, **said, actor=lead)
    upload = SimpleUploadedFile("x.pdf", PDF)
    waivers.add_exhibit(draft, file=upload, title=word("document"), supports=word("supports"), actor=lead)


def in_reviews(word: Planted, waiver: Waiver, five: list[Any], facilitator: Any) -> None:
    """In reviews of a meeting to come: private notes, comments, the discussion."""
    sitting = planned(waiver, actor=facilitator)
    due = timezone.localdate() + timedelta(days=20)
    panel = services.open_review(sitting, due_on=due, per_subject=2, actor=facilitator)
    subject = panel.subjects.get()
    for person in five[:2]:
        mine = reviews.assign_reviewer(subject, person, actor=facilitator)
        for criterion in ("purpose", "safeguards", "evidence", "evaluation", "support"):
            comment = word(f"comment{criterion}") if person == five[0] else ""
            reviews.save_score(mine, criterion, level=2, comment=comment, actor=person)
        reviews.save_note(mine, word("note"), actor=person)
        reviews.save_recommendation(mine, recommendation="deny", confidence=1, actor=person)
        reviews.finish_review(mine, actor=person)
        reviews.write_post(subject, text=word("post"), actor=person)


def in_session_now(word: Planted, waiver: Waiver, five: list[Any], facilitator: Any) -> None:
    """In a meeting that is open: the conditions of a motion, who votes how."""
    sitting = in_session(waiver, actor=facilitator)
    conditions = {"disposition": "conditions", "conditions": word("conditions")}
    motion = moved(sitting.items.get(), waiver.provisions.get(), by=five[0], seconded_by=five[1], **conditions)
    voted(motion, {five[0]: "yes"})


@pytest.fixture
def planted(
    district: District, pathway: Pathway, waiver: Waiver, five: list[Any], lead: Any, facilitator: Any
) -> Planted:
    """Thirty of them: in drafts and changes, reviews, recusals, a meeting in session, a report that is not filed."""
    word, standard = Planted(), waiver.provisions.get().standard

    def public() -> Waiver:
        return docketed(district, pathway, standard, actor=lead, facilitator=facilitator)

    in_a_draft(word, drafted(district, pathway, actor=lead), standard_of("26", actor=facilitator), lead)
    in_reviews(word, public(), five, facilitator)
    in_session_now(word, public(), five, facilitator)
    change = waivers.begin_change(waiver, actor=lead)
    versions = {each.question: each.version for each in change.answers.all()}
    waivers.save_answers(change, {"title": word("change")}, versions=versions, actor=lead)
    for person in five[3:]:
        DeclarationFactory(person=person, district=district, reason=word("recusal"))
    holds = granted(public(), facilitator=facilitator)
    facts = {"words": word("report"), "advice": word("advice"), "found": {}, "version": 1}
    evaluations.save_report(holds.reports.first(), **facts, actor=lead)
    returned = drafted(
        district, pathway, actor=lead, summary=word("second"), stops=word("stops"), comparison=word("with")
    )
    provided(returned, standard, actor=lead)
    return word


def text_of(answer: Any) -> str:
    """What a reader sees of an answer: a page, a table, a paper."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"%PDF"):
        try:
            return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        except Exception:  # the samples are no whole papers
            return content.decode("latin-1")
    return str(content.decode("utf-8", "replace"))


def crawl(browser: Client, sees: Callable[[str, str], None]) -> int:
    """Open every address that can be come by, and its secondary doors; how many."""
    seen: set[str] = set()
    waiting = list(STARTS)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = browser.get(path)
        if answer.status_code != 200:
            continue
        text = text_of(answer)
        sees(path, text)
        for link in re.findall(r'(?:href|action|src|hx-get)="([^"#]+)"', text):
            url = urlsplit(urljoin(f"http://testserver{path}", link.replace("&amp;", "&")))
            here = f"{url.path}?{url.query}" if url.query else url.path
            is_ours = url.netloc == "testserver" and not re.match(r"/(static|accounts|media|cms|logout)", url.path)
            if is_ours and not re.match(r"/(districts|schools|practices|events|plcs)/", url.path):
                waiting.append(here)
    return len(seen)


def doors_of(waiver: Waiver) -> list[str]:
    """Addresses of a proposal that somebody could guess."""
    where = waiver.get_absolute_url()
    ends = (
        "",
        "notices/1/",
        "notices/2/",
        "documents/1/",
        "comments/",
        "reports/1/",
        "reports/1/file/",
        "write/short/",
    )
    return [f"{where}{end}" for end in ends]


@pytest.mark.parametrize("who", ["visitor", "rival", "member of another", "tied member"])
def test_none_of_thirty_words_is_found_by_any_door(
    planted: Planted, five: list[Any], rival_lead: Any, newcomer: Any, client: Any, client_for: Any, who: str
) -> None:
    people = {"rival": rival_lead, "member of another": newcomer, "tied member": five[4]}
    browser = client if who == "visitor" else client_for(people[who])
    assert len(planted.words) >= 30
    own = [word for word in planted.words if who == "tied member" and "recusal" in word]
    found: list[tuple[str, str]] = []

    def sees(path: str, text: str) -> None:
        bare = re.sub(r'value="canary"|q=canary', "", text)
        found.extend((path, word) for word in planted.words if word in bare and word not in own)

    assert crawl(browser, sees) > 25
    for waiver in Waiver.objects.all():
        for path in doors_of(waiver):
            answer = browser.get(path)
            if answer.status_code == 200:
                sees(path, text_of(answer))
    assert found == []
    if who != "visitor":
        mails = OutgoingMail.objects.filter(to=people[who].email)
        assert not [word for mail in mails for word in planted.words if word in f"{mail.subject} {mail.text}"]


def test_the_search_for_words_would_find_them_where_they_are(planted: Planted, lead: Any, client_for: Any) -> None:
    found: set[str] = set()
    crawl(client_for(lead), lambda path, text: found.update(word for word in planted.words if word in text))
    assert len(found) >= 12
