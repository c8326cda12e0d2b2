"""Links in published practices that do not answer."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0004_collections'),
    ]

    operations = [
        migrations.CreateModel(
            name='BrokenLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=600)),
                ('what', models.CharField(help_text='What is wrong with it, in words.', max_length=200)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_seen', models.DateTimeField(default=django.utils.timezone.now)),
                ('seen_on', models.JSONField(default=list, help_text='The first days on which it did not answer.')),
                ('told_at', models.DateTimeField(blank=True, help_text='When its authors were told.', null=True)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='broken_links', to='library.practicepage')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('page', 'url'), name='one_row_per_link_of_a_practice')],
            },
        ),
    ]
