"""Approved minutes, all versions and all positions stay as they are: the database refuses to change or remove one."""

from django.db import migrations

from portal.core.append_only import lock_when, protect, release, unlock

ADDED_ONLY = (
    "meetings_sealedminutes",
    "meetings_sectionversion",
    "meetings_agreement",
    "meetings_correction",
    "meetings_givenposition",
    "meetings_fileversion",
)
APPROVED = "EXISTS (SELECT 1 FROM meetings_minutes AS m WHERE m.{column} = OLD.{own} AND m.state = 'approved')"
LOCKED = {
    "meetings_minutes": "OLD.state = 'approved'",
    "meetings_section": APPROVED.format(column="id", own="minutes_id"),
    "meetings_attendance": APPROVED.format(column="meeting_id", own="meeting_id"),
}


def lock(apps, editor):
    protect(editor, *ADDED_ONLY)
    for table, condition in LOCKED.items():
        lock_when(editor, table, condition)


def open_again(apps, editor):
    release(editor, *ADDED_ONLY)
    for table in LOCKED:
        unlock(editor, table)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_meetings"), ("core", "0002_ground")]

    operations = [migrations.RunPython(lock, open_again)]
