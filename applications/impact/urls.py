"""Addresses of the standards impact matrix and of recommendations. Words stand before editions."""

from django.urls import path

from applications.impact.views import counting, drafting, reading

app_name = "impact"
ONE, STANDARD = "recommendations/<slug:reference>/", "<slug:edition>/<str:number>/"
urlpatterns = [
    path("", counting.matrix, name="matrix"),
    path("standards.csv", counting.matrix_file, name="matrix_file"),
    path("recommendations/", reading.recommendations, name="recommendations"),
    path(ONE, reading.recommendation, name="recommendation"),
    path(f"{ONE}recommendation.pdf", reading.pdf, name="pdf"),
    path(f"{ONE}write/", drafting.write, name="write"),
    path(f"{ONE}put-forward/", drafting.put_forward, name="put_forward"),
    path(f"{ONE}withdraw/", drafting.withdraw, name="withdraw"),
    path(f"{ONE}decide/", drafting.decide, name="decide"),
    path(f"{ONE}send/", drafting.send, name="send"),
    path(STANDARD, counting.standard, name="standard"),
    path(f"{STANDARD}draft/", drafting.draft, name="draft"),
]
