import django.utils.timezone
from django.db import migrations, models


def mark(apps, schema_editor):
    """A database that the demo council was loaded into before says so from now on, unless somebody
    else works in it."""
    people = apps.get_model("accounts", "User").objects.using(schema_editor.connection.alias)
    others = people.filter(is_active=True).exclude(password__startswith="!")
    others = others.exclude(email__iendswith="@demo.test")
    if people.filter(email="admin@demo.test").exists() and not others.exists():
        marks = apps.get_model("oversight", "Demonstration").objects
        marks.using(schema_editor.connection.alias).create()


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_when_a_person_was_invited"),
        ("oversight", "0001_first_word"),
    ]

    operations = [
        migrations.CreateModel(
            name="Demonstration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("loaded_on", models.DateField(default=django.utils.timezone.localdate)),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
