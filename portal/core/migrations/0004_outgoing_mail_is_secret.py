"""Mails that open something are marked, so that their text is forgotten once sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0003_form_key_location")]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="is_secret",
            field=models.BooleanField(
                default=False, help_text="The text opens something: blanked once sent or given up."
            ),
        ),
        migrations.AlterField(model_name="outgoingmail", name="text", field=models.TextField(blank=True)),
    ]
