"""One world for all tests of permissions: two districts with everything private a portal holds, and its people."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.cookie import SimpleCookie
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from applications.intake import services as intake
from applications.intake.models import Answer, Application
from applications.letters import services as letters
from applications.letters.models import Letter
from applications.letters.services import PaperSignature
from applications.reviews.models import Assignment
from best_practices.library import services as library
from best_practices.library.models import Practice
from best_practices.reuse import services as reuse
from portal.accountability import services as imports
from portal.accountability.models import ImportRun, Kind
from portal.accounts.models import User
from portal.core.files import store_bytes
from portal.core.models import OutgoingMail
from portal.districts import services as districts
from portal.districts.models import District, Membership, Office, School
from portal.pages.models import HomePage
from portal.worklist.models import Claim, SavedView
from tests.cast import BACKEND, note_recent_sign_in, office_holder
from tests.factories.accountability import StoredFileFactory
from tests.factories.accounts import UserFactory, state_officer
from tests.factories.conflicts import DeclarationFactory
from tests.factories.districts import SchoolFactory
from tests.factories.intake import RoundFactory, accepted, complete_draft, completed, decided, submitted
from tests.factories.library import collected, drafted, handed_in, published
from tests.factories.network import NetworkMembershipFactory
from tests.factories.pages import NewsIndexPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.people import FormerMembershipFactory
from tests.factories.reuse import adopted, said
from tests.factories.reviews import SubjectFactory, assigned
from tests.permissions.comment_world import make_comments
from tests.permissions.event_world import make_events
from tests.permissions.impact_world import make_impact
from tests.permissions.improvement_world import make_improvement
from tests.permissions.initiative_world import make_initiatives
from tests.permissions.ledger_world import make_ledgers
from tests.permissions.measure_world import make_measures
from tests.permissions.meeting_world import make_meetings
from tests.permissions.mentoring_world import make_mentoring
from tests.permissions.plc_world import make_plcs
from tests.permissions.standard_world import make_standards
from tests.permissions.waiver_world import make_waivers

STATE = ["facilitator", "csa_reviewer", "osi_coach", "data_steward", "editor", "administrator"]
DISTRICTS = ["newcomer", "member", "lead", "superintendent", "board_president", "rival_lead", "rival_superintendent"]
ACTORS = ["visitor", *DISTRICTS, "former_member", *STATE, "viewing"]
TEXTS = ("contact_name", "contact_phone", "why", "barrier", "capacity")


@dataclass
class World:
    """Who is there, their browsers, the words that the table uses for things, and the planted private texts."""

    people: dict[str, User] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    canaries: list[str] = field(default_factory=list)

    def canary(self, kind: str) -> str:
        """A word that stands nowhere but in one private field."""
        word = f"canary{len(self.canaries):03}{kind.replace('_', '')}"
        self.canaries.append(word)
        return word

    def browser(self, actor: str) -> Client:
        """An actor's browser, as it was when the world was made."""
        browser = self.browsers[actor]
        browser.cookies = SimpleCookie(self.cookies[actor])
        return browser


def make_world() -> World:
    """Everything, in the order in which it can happen."""
    world = World()
    make_people(world)
    make_applications(world)
    make_letters(world)
    make_practices(world)
    make_adoptions(world)
    make_plcs(world)
    make_meetings(world)
    make_initiatives(world)
    make_events(world)
    make_measures(world)
    make_standards(world)
    make_waivers(world)
    make_comments(world)
    make_impact(world)
    make_improvement(world)
    make_ledgers(world)
    make_mentoring(world)
    make_worklist(world)
    make_memberships(world)
    make_reviews(world)
    make_imports_and_mail(world)
    make_pages(world)
    open_browsers(world)
    return world


def make_people(world: World) -> None:
    """The cast of tests/cast.py, a closed account, and an applicant who waits in the other district."""
    own = District.objects.create(leaid="2899001", name="Sample District A")
    rival = District.objects.create(leaid="2899002", name="Sample District B")
    offices = {"lead": Office.INNOVATION_LEAD, "superintendent": Office.SUPERINTENDENT}
    own_offices = {**offices, "member": Office.LEAD_TEACHER, "board_president": Office.BOARD_PRESIDENT}
    world.people = {name: office_holder(own, office, f"{name} a") for name, office in own_offices.items()}
    world.people |= {f"rival_{name}": office_holder(rival, office, f"{name} b") for name, office in offices.items()}
    world.people |= {role: state_officer(role, email=f"{role}@example.org", name=role) for role in STATE}
    world.people["newcomer"] = UserFactory(email="newcomer@example.org", name="Sample Newcomer")
    former = UserFactory(email="former@example.org", name="Former member A")
    world.people["former_member"] = former
    left = FormerMembershipFactory(
        district=own, office=Office.INNOVATION_LEAD, user=former, reason=world.canary("left")
    )
    closed = UserFactory(email="closed@example.org", is_active=False)
    NetworkMembershipFactory(district=rival, rests_on="Sample letter")
    world.facts |= {"district": own.pk, "rival_district": rival.pk, "left": left.pk, "closed": closed.pk}
    world.facts |= {f"{name}_pk": person.pk for name, person in world.people.items()}
    world.facts |= {name: SchoolFactory(district=own).pk for name in ("school", "other_school")}


def answers(world: World) -> dict[str, str]:
    """An application's texts, each with a word of its own."""
    return {key: f"Sample {world.canary(key)}" for key in TEXTS} | {
        "contact_email": f"{world.canary('contact_email')}@example.org"
    }


def make_applications(world: World) -> None:
    """A draft, one submitted and one declined of the district; one submitted and a draft of the rival."""
    lead, rival = world.people["lead"], world.people["rival_lead"]
    own, other = District.objects.get(pk="2899001"), District.objects.get(pk="2899002")
    rounds = {name: RoundFactory(slug=f"sample-{name}") for name in ["open", "draft", "submitted", "declined", "rival"]}
    hidden = RoundFactory(slug="sample-hidden", title=world.canary("round"), is_published=False)
    made = {
        "draft": complete_draft(rounds["draft"], own, actor=lead, **answers(world)),
        "submitted": submitted(rounds["submitted"], own, actor=lead, **answers(world)),
        "refused": submitted(rounds["declined"], own, actor=lead, **answers(world)),
        "rival_draft": complete_draft(rounds["draft"], other, actor=rival, **answers(world)),
        "rival_submitted": submitted(rounds["rival"], other, actor=rival, **answers(world)),
    }
    decided(made["refused"], "decline", reasons=world.canary("reasons"), facilitator=world.people["facilitator"])
    made |= make_exchange(world, own)
    world.facts |= {name: application.reference for name, application in made.items()}
    world.facts |= {"open": rounds["open"].slug, "hidden": hidden.slug}
    plan = store_bytes(b"%PDF-1.7 sample", name="plan.pdf", content_type="application/pdf", actor=lead)
    value = {"file": plan.pk, "name": plan.name, "size": plan.size}
    Answer.objects.create(application=made["draft"], question="plan", value=value, saved_by=lead)


def make_exchange(world: World, own: District) -> dict[str, Application]:
    """A draft that a colleague helps with, one that was asked for more, one whose decision nobody was told."""
    people, lead = world.people, world.people["lead"]
    rounds = {name: RoundFactory(slug=f"sample-{name}") for name in ["shared", "asked", "pending"]}
    rounds["shared"].sign_off_offices = ["superintendent"]
    rounds["shared"].save()
    shared = complete_draft(rounds["shared"], own, actor=lead, **answers(world))
    share = intake.invite_co_writer(shared, person=people["member"], share="edit", actor=lead)
    inside = {"text": world.canary("inside"), "audience": "district"}
    asked = submitted(rounds["asked"], own, actor=lead, **answers(world))
    intake.post_message(asked, actor=lead, **inside)
    words = {"words": world.canary("asked_for"), "due_on": timezone.localdate()}
    intake.ask_information(asked, questions=["why"], actor=people["facilitator"], **words)
    pending = submitted(rounds["pending"], own, actor=lead, **answers(world))
    reasons = {"outcome": "waitlist", "reasons": world.canary("pending_reasons"), "actor": people["facilitator"]}
    intake.decide_application(pending, **reasons)
    world.facts |= {"share": share.pk, "pending_round": rounds["pending"].slug, "shared_hash": shared.answers_hash()}
    world.facts["pending_shown"] = intake.fingerprint(rounds["pending"])
    return {"shared": shared, "asked_back": asked, "pending": pending}


def issue(world: World, name: str) -> Letter:
    """A letter of the district from an accepted application of its own round."""
    own, people = District.objects.get(pk="2899001"), world.people
    call = RoundFactory(slug=f"sample-{name}")
    application = submitted(call, own, actor=people["lead"], **answers(world))
    accepted(application, reasons=world.canary("reasons"), facilitator=people["facilitator"])
    world.facts[f"{name}_application"] = application.reference
    return Letter.objects.get(source=Application.objects.get(pk=application.pk).reference)


def make_practices(world: World) -> None:
    """Practices of the district by its teacher: a draft, one handed in, one declined, one that all can read."""
    own, people = District.objects.get(pk="2899001"), world.people
    member, facilitator = people["member"], people["facilitator"]

    def texts() -> dict[str, Any]:
        words = {key: f"Sample {world.canary(key)}" for key in ("title", "summary", "problem", "failed", "time")}
        return {**words, "steps": [[f"Sample {world.canary('step')}", "", ""]]}

    stored = store_bytes(b"%PDF-1.7 sample", name="plan.pdf", content_type="application/pdf", actor=member)
    plan = {"file": stored.pk, "name": stored.name, "size": stored.size}
    made = {
        "practice_draft": drafted(own, actor=member, file_1=plan, **texts()),
        "practice_in": handed_in(own, actor=member, file_1=plan, **texts()),
        "practice_declined": handed_in(own, actor=member, **texts()),
    }
    library.decline_version(made["practice_declined"], reason=world.canary("declined_because"), actor=facilitator)
    asked = library.ask_author(made["practice_draft"], email=people["newcomer"].email, actor=member)
    library.post_remark(made["practice_in"], text=world.canary("remark"), actor=member)
    read = published(own, actor=member, facilitator=facilitator, file_1=plan)
    world.facts |= {name: version.reference for name, version in made.items()}
    world.facts |= {"author_asked": asked.pk, "practice": read.slug, "collection": collected(read, is_pick=True).slug}


def make_adoptions(world: World) -> None:
    """A school of the district uses the practice, and plans it for another target; a rival said something of it."""
    practice, lead = Practice.objects.get(slug=world.facts["practice"]), world.people["lead"]
    school = School.objects.get(pk=world.facts["school"])
    today, words = timezone.localdate(), world.canary("check_in")
    going = adopted(practice, school, actor=lead, on=today)
    reuse.note_check_in(going, on=today, dose="less", done=[], words=words, actor=lead)
    planned = adopted(practice, school, actor=lead, on=today + timedelta(days=9), target="math_growth_low25")
    rival, reason = District.objects.get(pk="2899002"), world.canary("feedback")
    feedback = said(practice, rival, actor=world.people["rival_lead"], reason=reason)
    world.facts |= {"adoption": going.reference, "planned_adoption": planned.reference, "feedback": feedback.pk}
    world.facts["today"] = today.isoformat()
    world.facts["tomorrow"] = (today + timedelta(days=1)).isoformat()


def make_letters(world: World) -> None:
    """Letters of the district: one waits, one is signed by all, one on paper by the district, one was declined."""
    superintendent = world.people["superintendent"]
    made = {name: issue(world, name) for name in ("issued", "signed", "unsigned", "on_paper")}
    facilitator = world.people["facilitator"]
    signature = {"typed_name": world.canary("typed_name"), "address": "192.0.2.77", "method": world.canary("method")}
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.7 sample %%EOF")
    on_paper = [PaperSignature("superintendent", world.canary("paper_name"), timezone.localdate())]
    letters.record_paper(made["on_paper"], signatures=on_paper, scan=scan, actor=facilitator)
    completed(made["signed"], superintendent=superintendent, facilitator=facilitator, **signature)
    letters.decline_letter(made["unsigned"], reason=world.canary("closed_reason"), actor=superintendent)
    asking = {"words": world.canary("change_words"), "pathways": list(made["signed"].pathways.all())}
    letters.ask_for_change(made["signed"], actor=superintendent, **asking)
    world.facts["issued_pk"], world.facts["pathway"] = made["issued"].pk, made["issued"].pathways.get().pk
    world.facts["on_paper_hash"] = made["on_paper"].text_hash
    world.facts |= {f"{name}_letter": letter.reference for name, letter in made.items()}
    world.facts |= {f"{name}_code": letter.code for name, letter in made.items()}
    world.facts["issued_hash"] = made["issued"].text_hash


def make_worklist(world: World) -> None:
    """A claim and a saved view of the facilitator."""
    facilitator = world.people["facilitator"]
    Claim.objects.create(key="claimed", title="Sample", url="/moderation/", claimed_by=facilitator)
    view = SavedView.objects.create(owner=facilitator, place="letters", name=world.canary("view"), query="state=issued")
    world.facts["saved_view"] = view.pk


def make_memberships(world: World) -> None:
    """A request of the newcomer, one that was declined, and two invitations."""
    own, people = District.objects.get(pk="2899001"), world.people
    asked = districts.request_membership(own, office="principal", note=world.canary("note"), actor=people["newcomer"])
    other = UserFactory(email=f"{world.canary('applicant')}@example.org", name=world.canary("name"))
    refused = districts.request_membership(own, office="other", note=world.canary("note"), actor=other)
    districts.decline_membership(refused, reason=world.canary("reason"), actor=people["lead"])
    sent = districts.invite(own, email=f"{world.canary('invited')}@example.org", office="other", actor=people["lead"])
    districts.invite(own, email="newcomer@example.org", office="counselor", actor=people["lead"])
    mail = OutgoingMail.objects.get(to="newcomer@example.org", subject__startswith="Invitation")
    held = {name: Membership.objects.get(user=people[name], state="active").pk for name in ("member", "lead")}
    world.facts |= {"asked": asked.pk, "refused_membership": refused.pk, "invitation": sent.pk}
    world.facts |= {f"{name}_membership": pk for name, pk in held.items()}
    world.facts["token"] = mail.text.partition("/districts/invitations/")[2].partition("/")[0]


def make_reviews(world: World) -> None:
    """A review of the rival's text and of the district's, and a declared conflict."""
    reviewer, rival = world.people["csa_reviewer"], District.objects.get(pk="2899002")
    body = [["Sample", "Sample", world.canary("body")]]
    subject = SubjectFactory(district=rival, title=world.canary("title"), body=body)
    review = assigned(subject, reviewer)
    Assignment.objects.filter(pk=review.pk).update(note=world.canary("review_note"))
    own = District.objects.get(pk="2899001")
    declared = DeclarationFactory(person=reviewer, district=own, reason=world.canary("conflict"))
    world.facts |= {"panel": subject.panel.key, "assignment": review.pk, "review_subject": subject.pk}
    world.facts["declaration"] = declared.pk


def make_imports_and_mail(world: World) -> None:
    """A checked import with a finding, and mail in the outbox."""
    content = f"district,year,grade\nSample District A,2019,{world.canary('finding')}\n".encode()
    steward = world.people["data_steward"]
    run = imports.upload_file(actor=steward, kind=Kind.GRADES, name=f"{world.canary('file')}.csv", content=content)
    finding = {"row": 2, "column": "grade", "value": world.canary("value"), "reason": world.canary("finding")}
    ImportRun.objects.filter(pk=run.pk).update(state="ready", findings=[finding], notes=[world.canary("notes")])
    stored = StoredFileFactory(name=f"{world.canary('stored')}.csv")
    world.facts |= {"run": run.pk, "stored": stored.pk}
    OutgoingMail.objects.create(key="sample", to="a@example.org", subject=world.canary("mail"), text="Sample")
    told = {"to": "lead@example.org", "reader": world.people["lead"], "text": world.canary("told")}
    world.facts["told"] = OutgoingMail.objects.create(key="told", subject="Sample", **told).pk


def make_pages(world: World) -> None:
    """News, a draft, a page and a document that only some may read."""
    news = NewsIndexPageFactory()
    NewsPageFactory(parent=news, slug="sample-news", date=date(2018, 3, 14))
    StandardPageFactory(slug="sample-draft", title=world.canary("draft"), live=False)
    private = StandardPageFactory(slug="sample-private", title=world.canary("page"), lead=world.canary("lead"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.GROUPS)
    StandardPageFactory(parent=private, slug="below-private", title=world.canary("below"))
    shelf = Collection.get_first_root_node().add_child(name=world.canary("collection"))
    CollectionViewRestriction.objects.create(collection=shelf, restriction_type=CollectionViewRestriction.GROUPS)
    for name, where in {"guide": {}, "locked": {"collection": shelf}}.items():
        content = ContentFile(b"%PDF-1.4 " + (world.canary("pdf") if where else "sample").encode(), name=f"{name}.pdf")
        document = Document.objects.create(title=f"Sample {name}", file=content, **where)
        world.facts |= {name: document.pk, f"{name}_name": document.filename}
    world.facts |= {"home": HomePage.objects.get().pk, "private_page": private.pk}
    world.facts |= {"editors": Group.objects.get(name="Editors").pk, "site": Site.objects.get().pk}


@patch("portal.ui.context.KEPT_SECONDS", 24 * 3600)
def open_browsers(world: World) -> None:
    """A browser for each actor; the last is the administrator's, who looks through the lead's eyes.

    Sessions hold how much waits for the person for as long as the tests take: else each request would count it anew.
    They count as seen until tomorrow: else each request would note them anew, since what it notes is rolled back.
    """
    for actor in ACTORS:
        browser = world.browsers[actor] = Client(raise_request_exception=True)
        person = world.people.get("administrator" if actor == "viewing" else actor)
        if person is not None:
            browser.force_login(person, backend=BACKEND)
            note_recent_sign_in(browser, person)
        if actor == "viewing":
            browser.post(f"/people/{world.facts['lead_pk']}/view-as/")
        browser.get("/search/")  # notes the session; the very first page makes the settings of the foot of every page
        world.cookies[actor] = {name: morsel.value for name, morsel in browser.cookies.items()}
    UserSession.objects.update(last_seen_at=timezone.now() + timedelta(days=1))
    world.facts["today"] = timezone.localdate().isoformat()
