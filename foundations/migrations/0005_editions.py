"""Each closing of a round becomes an edition; what was closed before has its first."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def first_editions(apps, schema_editor):
    here = schema_editor.connection.alias
    rounds = apps.get_model("foundations", "Round").objects.using(here)
    rounds = rounds.filter(closed_on__isnull=False)
    edition = apps.get_model("foundations", "Edition")
    edition.objects.using(here).bulk_create(
        edition(round=one, number=1, closed_by_id=one.closed_by_id, closed_on=one.closed_on)
        for one in rounds.order_by("pk")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("foundations", "0004_what_is_no_longer_offered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("closed_on", models.DateField()),
                ("undone_on", models.DateField(blank=True, null=True)),
                ("undone_why", models.CharField(blank=True, max_length=300)),
                ("closed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("round", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="foundations.round")),
                ("undone_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["round", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "number"), name="one_edition_a_number"),
                    models.UniqueConstraint(condition=models.Q(("undone_on", None)), fields=("round",), name="one_edition_that_stands"),
                ],
            },
        ),
        migrations.RunPython(first_editions, migrations.RunPython.noop, elidable=True),
    ]
