"""Calls and applications."""

from django.urls import path

from applications.intake.views import calls, reading, writing

app_name = "intake"
urlpatterns = [
    path("apply/", calls.calls, name="calls"),
    path("apply/<slug:slug>/", calls.call, name="call"),
    path("apply/<slug:slug>/form/", calls.blank_form, name="blank_form"),
    path("apply/<slug:slug>/begin/", calls.begin, name="begin"),
    path("applications/", reading.applications, name="applications"),
    path("applications/<slug:reference>/", reading.application, name="application"),
    path("applications/<slug:reference>/write/<slug:section>/", writing.write, name="write"),
    path("applications/<slug:reference>/answers/<slug:question>/", writing.save_answer, name="save_answer"),
    path("applications/<slug:reference>/preview/", writing.preview, name="preview"),
    path("applications/<slug:reference>/submit/", writing.submit, name="submit"),
    path("applications/<slug:reference>/withdraw/", writing.withdraw, name="withdraw"),
    path("applications/<slug:reference>/review/", reading.review, name="review"),
    path("applications/<slug:reference>/accept/", reading.accept, name="accept"),
    path("applications/<slug:reference>/decline/", reading.decline, name="decline"),
]
