"""Letters and their verification."""

from django.urls import path

from applications.letters import views

app_name = "letters"
urlpatterns = [
    path("letters/<slug:reference>/", views.letter, name="letter"),
    path("letters/<slug:reference>/sign/", views.sign, name="sign"),
    path("letters/<slug:reference>/decline/", views.decline, name="decline"),
    path("letters/<slug:reference>/letter.pdf", views.letter_pdf, name="letter_pdf"),
    path("verify/", views.verify, name="verify"),
    path("verify/<slug:code>/", views.verified, name="verified"),
]
