"""The artifacts that Mississippi looked at in 2017 before it spoke with a school at risk. More are added by setting."""

from django.db import migrations

FOLDERS = (
    ("Feedback report of the last interview", "What the state’s panel said after the last interview.", True),
    ("Action plan of last year", "With what became of each step.", True),
    ("Monthly updates to the local board", "One for each month of last year.", True),
    ("Action plan of this year", "As it stands today.", True),
    ("Anything else", "What the panel should see besides.", False),
)


def make(apps, schema_editor):
    folders = apps.get_model("improvement", "ArtifactType").objects
    for number, (name, hint, is_required) in enumerate(FOLDERS, start=1):
        folders.get_or_create(name=name, defaults={"hint": hint, "is_required": is_required, "position": 10 * number})


class Migration(migrations.Migration):
    dependencies = [("improvement", "0001_schools")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
