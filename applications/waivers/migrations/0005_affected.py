"""Who is affected is said for each provision; what was said for the whole proposal stands in each of its provisions.

An agreement to a draft is void by it, as by every change; what is handed in stands. Without a provision it stays.
"""

from django.db import migrations, models


def move(apps, schema_editor):
    answers = apps.get_model("waivers", "Answer").objects.filter(question="affected")
    provisions = apps.get_model("waivers", "Provision").objects
    for answer in answers.iterator():
        if provisions.filter(waiver_id=answer.waiver_id).update(affected=answer.value or ""):
            answer.delete()


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
