"""A move says which closing let it count; of those before, the days tell."""

from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models


def tell_by_the_days(apps, schema_editor):
    """Most count from the day after a closing; where none had been before, from its own day."""
    here = schema_editor.connection.alias
    editions = apps.get_model("foundations", "Edition").objects.using(here)
    closed = editions.filter(undone_on=None, round__asks_progress=True).order_by("closed_on", "pk")
    untold = apps.get_model("actions", "Move").objects.using(here).filter(counted_by=None)
    for later in (1, 0):
        for one in closed:
            day = one.closed_on + timedelta(days=later)
            untold.filter(counts_from=day).update(counted_by=one)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0012_each_bodys_part"),
        ("foundations", "0005_editions"),
    ]

    operations = [
        migrations.AddField(
            model_name="move",
            name="counted_by",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundations.edition"),
        ),
        migrations.RunPython(tell_by_the_days, migrations.RunPython.noop, elidable=True),
    ]
