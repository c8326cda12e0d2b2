"""Addresses of offers and requests."""

from django.urls import path

from mentorship.profiles.views import home, offers, requests

app_name = "mentoring"
OFFER, REQUEST = "offers/<str:leaid>/", "requests/<str:leaid>/"
urlpatterns = [
    path("", home.mentoring, name="mentoring"),
    path("pool/", home.pool, name="pool"),
    path(OFFER, offers.offer, name="offer"),
    path(f"{OFFER}write/", offers.write_offer, name="write_offer"),
    path(f"{OFFER}pause/", offers.pause, name="pause"),
    path(f"{OFFER}resume/", offers.resume, name="resume"),
    path(f"{OFFER}blocks/", offers.blocks, name="blocks"),
    path(f"{OFFER}blocks/<int:number>/end/", offers.end_block, name="end_block"),
    path(REQUEST, requests.request_page, name="request"),
    path(f"{REQUEST}write/", requests.write_request, name="write_request"),
    path(f"{REQUEST}withdraw/", requests.withdraw, name="withdraw"),
]
