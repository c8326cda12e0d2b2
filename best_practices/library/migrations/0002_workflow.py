"""The workflow of practices: one step, done by the facilitators. Staff may add steps and groups in the editor."""

from django.db import migrations

NAME = "Practices"


def make(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Task = apps.get_model("library", "ModerationTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    of_task, _ = ContentType.objects.get_or_create(app_label="library", model="moderationtask")
    of_version, _ = ContentType.objects.get_or_create(app_label="library", model="version")
    facilitators, _ = Group.objects.get_or_create(name="Facilitators")
    task = Task.objects.create(name="Moderation of practices", active=True, content_type=of_task)
    task.groups.add(facilitators)
    workflow = Workflow.objects.create(name=NAME, active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.create(content_type=of_version, workflow=workflow)


def unmake(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME).delete()
    apps.get_model("library", "ModerationTask").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0001_practices"),
        ("accounts", "0002_groups"),
    ]
    operations = [migrations.RunPython(make, unmake)]
