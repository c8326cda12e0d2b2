"""Who is affected is said for each provision; what was said for the whole proposal stands in each of its provisions."""

from django.db import migrations, models


def move(apps, schema_editor):
    answers = apps.get_model("waivers", "Answer").objects.filter(question="affected")
    provisions = apps.get_model("waivers", "Provision").objects
    for answer in answers.iterator():
        provisions.filter(waiver_id=answer.waiver_id).update(affected=answer.value or "")
    answers.delete()


class Migration(migrations.Migration):
    dependencies = [("waivers", "0004_components")]

    operations = [
        migrations.AddField(
            model_name="provision",
            name="affected",
            field=models.TextField(default="", max_length=1500),
            preserve_default=False,
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
