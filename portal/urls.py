"""All addresses of the portal: the shell, which knows every area."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve as serve_media
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from portal.districts.urls import schools

urlpatterns = [
    path("", include("portal.core.urls")),
    path("", include("portal.ui.urls")),
    path("", include("portal.accounts.urls")),
    path("", include("portal.pages.urls")),
    path("", include("portal.home.urls")),
    path("", include("applications.intake.urls")),
    path("", include("applications.letters.urls")),
    path("", include("best_practices.library.urls")),
    re_path(r"^cms/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("account/notices/", include("portal.notifications.urls")),
    path("accounts/notices/", RedirectView.as_view(pattern_name="notifications:notices")),
    path("cms/account/", RedirectView.as_view(pattern_name="accounts:account")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("allauth.urls")),
    path("conflicts/", include("portal.conflicts.urls")),
    path("moderation/", include("portal.worklist.urls")),
    path("reviews/", include("applications.reviews.urls")),
    path("districts/", include("portal.districts.urls")),
    path("schools/", include(schools)),
    path("", include("best_practices.reuse.urls")),
    path("improvement/", include("best_practices.improvement.urls")),
    path("mentoring/", include("mentorship.profiles.urls")),
    path("mentoring/", include("mentorship.matching.urls")),
    path("plcs/", include("plcs.discussion.urls")),
    path("plcs/", include("plcs.initiatives.urls")),
    path("plcs/", include("plcs.meetings.urls")),
    path("plcs/", include("plcs.workgroups.urls")),
    path("events/", include("portal.events.urls")),
    path("measures/", include("portal.measures.urls")),
    path("standards/", include("portal.standards.urls")),
    path("waivers/meetings/", include("applications.commission.urls")),
    path("waivers/impact/", include("applications.impact.urls")),
    path("waivers/", include("applications.evaluations.urls")),
    path("waivers/", include("applications.comments.urls")),
    path("waivers/", include("applications.waivers.urls")),
    path("participation/", include("portal.participation.urls")),
    path("imports/", include("portal.accountability.urls")),
    path("sitemap.xml", sitemap, name="sitemap"),
]
if "FileSystemStorage" in str(settings.STORAGES["default"]):
    # Only drawn sizes of pictures: originals may hold a place or a name, documents are asked for at /documents/.
    urlpatterns += [re_path(r"^media/(?P<path>images/[^/]+)$", serve_media, {"document_root": settings.MEDIA_ROOT})]
urlpatterns += [path("", include(wagtail_urls))]

handler404 = "portal.pages.views.page_not_found"
handler403 = "portal.core.views.permission_denied"
handler500 = "portal.core.views.server_error"
handler400 = "portal.core.views.bad_request"
