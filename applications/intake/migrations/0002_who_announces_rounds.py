"""Facilitators and administrators announce rounds in Wagtail's admin. A round is taken back, never deleted."""

from django.db import migrations

GROUPS = ("Facilitators", "Administrators")


def grant(apps, schema_editor):
    """Permissions are made after all migrations, so these two are made here where they are missing."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    call, _ = ContentType.objects.get_or_create(app_label="intake", model="round")
    permissions = [
        Permission.objects.get_or_create(
            content_type=call, codename=f"{verb}_round", defaults={"name": f"Can {verb} round"}
        )[0]
        for verb in ("add", "change")
    ]
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
        ("network", "0003_who_edits_pathways"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
