"""Addresses of discussions, under those of their PLC."""

from django.urls import path

from plcs.discussion.views import monthly, posts, standing, threads

app_name = "discussion"
ALL, ONE = "<slug:slug>/threads/", "<slug:slug>/threads/<int:number>/"
POST, REPORT = "<slug:slug>/posts/<int:post>/", "<slug:slug>/reports/<int:report>/"
urlpatterns = [
    path(ALL, threads.threads, name="threads"),
    path(f"{ALL}start/", threads.start, name="start"),
    path(f"{ALL}rule/", threads.rule, name="rule"),
    path(f"{ALL}monthly/", monthly.monthly, name="monthly"),
    path(f"{ALL}monthly/off/", monthly.turn_off, name="turn_off"),
    path(f"{ALL}held/", posts.held, name="held"),
    path(ONE, threads.thread, name="thread"),
    path(f"{ONE}changes/", threads.changes, name="changes"),
    path(f"{ONE}reply/", threads.reply, name="reply"),
    path(f"{ONE}resolve/", standing.resolve, name="resolve"),
    path(f"{ONE}lock/", standing.lock, name="lock"),
    path(f"{ONE}reopen/", standing.reopen, name="reopen"),
    path(f"{ONE}promote/", standing.promote, name="promote"),
    path(f"{ONE}pin/", standing.pin, name="pin"),
    path(f"{ONE}rename/", standing.rename, name="rename"),
    path(f"{ONE}read/", standing.mark_read, name="mark_read"),
    path(f"{ONE}mute/", standing.mute, name="mute"),
    path(f"{POST}edit/", posts.edit, name="edit"),
    path(f"{POST}history/", posts.history, name="history"),
    path(f"{POST}report/", posts.report, name="report"),
    path(f"{POST}hide/", posts.hide, name="hide"),
    path(f"{POST}show/", posts.show, name="show"),
    path(f"{REPORT}dismiss/", posts.dismiss, name="dismiss"),
    path("<slug:slug>/attachments/<int:number>/", posts.attachment, name="attachment"),
]
