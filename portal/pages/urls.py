"""Search, feed, robots.txt, documents, and the editor's door."""

from django.urls import path

from portal.pages import views

app_name = "pages"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("news/feed/", views.news_feed, name="news_feed"),
    path("robots.txt", views.robots, name="robots"),
    path("documents/<int:document_id>/<path:document_filename>", views.document, name="document"),
    path("cms/login/", views.editor_door, name="editor_door"),
]
