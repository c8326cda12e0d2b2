"""Letters and their verification."""

from django.urls import path

from applications.letters.views import changing, reading, signing, verifying

app_name = "letters"
urlpatterns = [
    path("letters/", reading.letters, name="letters"),
    path("letters/remind/", reading.remind, name="remind"),
    path("letters/<slug:reference>/", reading.letter, name="letter"),
    path("letters/<slug:reference>/sign/", signing.sign, name="sign"),
    path("letters/<slug:reference>/countersign/", signing.countersign, name="countersign"),
    path("letters/<slug:reference>/decline/", signing.decline, name="decline"),
    path("letters/<slug:reference>/withdraw/", signing.withdraw, name="withdraw"),
    path("letters/<slug:reference>/amend/", changing.amend, name="amend"),
    path("letters/<slug:reference>/extend/", changing.extend, name="extend"),
    path("letters/<slug:reference>/void/", changing.void, name="void"),
    path("letters/<slug:reference>/paper/", changing.paper, name="paper"),
    path("letters/<slug:reference>/reminders/", changing.reminders, name="reminders"),
    path("letters/<slug:reference>/ask-change/", changing.ask_change, name="ask_change"),
    path("letters/<slug:reference>/answer-change/", changing.answer_change, name="answer_change"),
    path("letters/<slug:reference>/letter.pdf", reading.letter_pdf, name="letter_pdf"),
    path("letters/<slug:reference>/paper.pdf", reading.paper_copy, name="paper_copy"),
    path("letters/<slug:reference>/scan/", reading.scan, name="scan"),
    path("verify/", verifying.verify, name="verify"),
    path("verify/<slug:code>/", verifying.verified, name="verified"),
]
