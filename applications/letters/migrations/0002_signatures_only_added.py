"""A signature is only ever added: the database refuses to change or remove one."""

from django.db import migrations

from portal.core.append_only import protect, release


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial"), ("core", "0002_ground")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: protect(editor, "letters_signature"),
            lambda apps, editor: release(editor, "letters_signature"),
        )
    ]
