"""Collections of practices, which facilitators and administrators make in Wagtail's admin."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

GROUPS = ("Facilitators", "Administrators")


def grant(apps, schema_editor):
    """Permissions are made after all migrations, so these are made here where they are missing."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _ = ContentType.objects.get_or_create(app_label="library", model="practicecollection")
    permissions = [
        Permission.objects.get_or_create(
            content_type=kind,
            codename=f"{verb}_practicecollection",
            defaults={"name": f"Can {verb} collection of practices"},
        )[0]
        for verb in ("add", "change", "delete")
    ]
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0003_saved_from'),
        ('network', '0003_who_edits_pathways'),
    ]

    operations = [
        migrations.CreateModel(
            name='PracticeCollection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('slug', models.SlugField(help_text='Its address.', max_length=80, unique=True)),
                ('introduction', models.TextField(help_text='For whom it is and why these belong together. Plain text.')),
                ('is_pick', models.BooleanField(default=False, help_text='Shown on the page of all practices before any search.', verbose_name='one of the editors’ picks')),
                ('standard', models.CharField(blank=True, help_text='Its number and name.', max_length=200, verbose_name='goes with the standard or indicator')),
            ],
            options={
                'verbose_name': 'collection of practices',
                'verbose_name_plural': 'collections of practices',
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CollectedPractice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='collected', to='library.practicepage', verbose_name='practice')),
                ('collection', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='collected', to='library.practicecollection')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
