"""What is kept at a closing belongs to its edition: first the column and its values."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def to_editions(apps, schema_editor):
    here = schema_editor.connection.alias
    first = apps.get_model("foundations", "Edition").objects.using(here)
    first = first.filter(round=OuterRef("round"))
    rows = apps.get_model("evidence", "ClosingRow").objects.using(here)
    rows.update(edition=Subquery(first.order_by("number").values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [("evidence", "0014_registers"), ("foundations", "0005_editions")]

    operations = [
        migrations.AddField(
            model_name="closingrow",
            name="edition",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="closing_rows", to="foundations.edition"),
        ),
        migrations.RunPython(to_editions, migrations.RunPython.noop, elidable=True),
    ]
