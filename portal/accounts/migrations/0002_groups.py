"""The groups that Wagtail's permissions hang on: Editors write pages, Facilitators also publish, Administrators enter."""

from django.db import migrations


def make_groups(apps, schema_editor):
    """Wagtail's own two groups are taken over; the third may enter its admin and no more."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    Group.objects.filter(name="Moderators").update(name="Facilitators")
    enter = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin").first()
    for name in ("Editors", "Facilitators", "Administrators"):
        group, _ = Group.objects.get_or_create(name=name)
        if enter is not None:
            group.permissions.add(enter)


def unmake_groups(apps, schema_editor):
    """Give Wagtail's group its name back."""
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name="Facilitators").update(name="Moderators")
    Group.objects.filter(name="Administrators").delete()


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0053_locale_model"),
        ("wagtailimages", "0002_initial_data"),
        ("wagtaildocs", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(make_groups, unmake_groups)]
