"""Then what the column takes the place of: by itself, since PostgreSQL changes no table of which
rows were written in the same transaction.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0015_closing_rows_of_editions")]

    operations = [
        migrations.RemoveConstraint(model_name="closingrow", name="one_closing_row_a_sub_action"),
        migrations.RemoveField(model_name="closingrow", name="round"),
        migrations.AlterField(
            model_name="closingrow",
            name="edition",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="closing_rows", to="foundations.edition"),
        ),
        migrations.AddConstraint(
            model_name="closingrow",
            constraint=models.UniqueConstraint(fields=("edition", "sub_action"), name="one_closing_row_a_sub_action"),
        ),
    ]
