"""Recordings and slides, watching them, what people say."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.core.errors import NotAllowed
from portal.events import services
from portal.events.models import Attendance, Material
from tests.factories.events import held, noted

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 sample %%EOF"


def test_post_material_by_link_or_file(facilitator: Any, lead: Any, newcomer: Any, client_for: Any) -> None:
    event, browser = held(actor=facilitator, audience="network"), client_for(facilitator)
    path = f"{event.get_absolute_url()}files/"
    assert b"one of the two" in browser.post(path, {"title": "Recording"}).content
    assert (
        b"content is not a PDF"
        in browser.post(path, {"title": "Slides", "upload": SimpleUploadedFile("a.pdf", b"no")}).content
    )
    browser.post(path, {"title": "Recording", "link": "https://video.example.org/recording"})
    browser.post(path, {"title": "Slides", "upload": SimpleUploadedFile("slides.pdf", PDF)})
    link, slides = Material.objects.all()
    page = client_for(lead).get(event.get_absolute_url()).content
    assert b"https://video.example.org/recording" in page
    served = client_for(lead).get(f"{path}{slides.pk}/")
    assert b"".join(served) == PDF
    assert client_for(newcomer).get(f"{path}{slides.pk}/").status_code == 404
    assert client_for(lead).get(f"{path}{link.pk}/").status_code == 404
    browser.post(f"{path}{link.pk}/remove/")
    assert list(Material.objects.all()) == [slides]
    with pytest.raises(NotAllowed):
        services.remove_material(slides, actor=lead)
    with pytest.raises(NotAllowed):
        services.post_material(event, title="Sample", link="https://example.org/", actor=lead)


def test_watched_is_for_the_excused_once_a_recording_is_there(
    facilitator: Any, lead: Any, member: Any, district: Any, client_for: Any
) -> None:
    event = held(actor=facilitator)
    noted(event, member, district, "excused")
    noted(event, lead, district, "present")
    browser, path = client_for(member), f"{event.get_absolute_url()}watched/"
    assert browser.post(path).status_code == 409
    services.post_material(event, title="Recording", link="https://video.example.org/r", actor=facilitator)
    assert b"I watched the recording" in browser.get(event.get_absolute_url()).content
    assert b"You watched the recording" in browser.post(path, follow=True).content
    assert client_for(lead).post(path).status_code == 403
    attendance = Attendance.objects.get(user=member)
    assert (attendance.standing, attendance.watched_at is not None) == ("excused", True)
    first = attendance.watched_at
    assert services.note_watched(event, actor=member).watched_at == first
    with pytest.raises(NotAllowed):
        services.note_watched(event, actor=lead)


def test_opinion_is_read_without_the_name(
    facilitator: Any, lead: Any, member: Any, district: Any, client_for: Any
) -> None:
    event = held(actor=facilitator)
    noted(event, lead, district, "present")
    browser, path = client_for(lead), f"{event.get_absolute_url()}opinion/"
    assert b"This field is required" in browser.post(path, {"words": "Sample."}).content
    browser.post(path, {"score": "2", "words": "Sample: too long."})
    browser.post(path, {"score": "4", "words": "Sample: better than I thought."})
    assert b"better than I thought" in browser.get(path).content
    page = client_for(facilitator).get(f"{event.get_absolute_url()}people/").content.decode()
    said = page.partition("What people say")[2]
    assert "1 answer, 4.0 of 5" in said
    assert lead.name not in said
    assert client_for(member).get(path).status_code == 403
    with pytest.raises(NotAllowed):
        services.give_opinion(event, score=1, words="", actor=member)
