"""Facilitators and administrators write the topics in Wagtail's admin. A topic is closed, never deleted."""

from django.db import migrations

GROUPS = ("Facilitators", "Administrators")


def grant(apps, schema_editor):
    """Permissions are made after all migrations, so these two are made here where they are missing."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    pathway, _ = ContentType.objects.get_or_create(app_label="network", model="pathway")
    permissions = [
        Permission.objects.get_or_create(
            content_type=pathway, codename=f"{verb}_pathway", defaults={"name": f"Can {verb} pathway"}
        )[0]
        for verb in ("add", "change")
    ]
    permissions.append(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0002_terms"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
