import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

MOVED_BACK = [
    "The edited list with which it came was undone.",
    "The register with which it came was undone.",
]


def fill(apps, schema_editor):
    """What came in before can be undone as what comes in from now on."""
    here = schema_editor.connection.alias

    def get(app, name):
        return apps.get_model(app, name).objects.using(here)

    keep, named = get("evidence", "Undoable").bulk_create, _named
    standing = {"brought_in_at__isnull": False, "undone_at": None}
    rows = get("evidence", "RegisterRow").exclude(sub_action=None)
    rows = rows.filter(**{f"register__{name}": value for name, value in standing.items()})
    make = apps.get_model("evidence", "Undoable")
    keep([
        make(
            **named("register", "register", row.register),
            sub_action_id=row.sub_action_id,
            found=0 if row.is_new else row.version - bool(row.before) - bool(row.update_id),
            version=row.version,
            before=row.before,
            update_id=row.update_id,
        )
        for row in rows.select_related("register__made_by").order_by("pk")
    ])
    lists = get("evidence", "Workbook").filter(brought_in_at__isnull=False)
    given_back = {
        (row["key"], row["found"]): row["given_back"]
        for one in lists.exclude(undone_at=None)
        for row in one.rows
        if "given_back" in row and "found" in row
    }
    known = dict(get("actions", "SubAction").values_list("item__key", "pk"))
    updates = {*get("actions", "ProgressUpdate").values_list("pk", flat=True)}
    for one in lists.filter(undone_at=None).select_related("made_by").order_by("pk"):
        for row in one.rows:
            if "version" not in row or row["key"] not in known:
                continue
            version, update = row["version"], row["update"]
            found = version - bool(row["before"]) - bool(update)
            while (row["key"], version) in given_back:
                version = given_back[row["key"], version]
            get("evidence", "Undoable").create(
                **named("workbook", "edited list", one),
                sub_action_id=known[row["key"]],
                found=found,
                version=version,
                before=row["before"],
                update_id=update if update in updates else None,
            )


def _named(thing, word, brought):
    on = timezone.localdate(brought.brought_in_at)
    name = f"{brought.file_name}” that {brought.made_by.name} brought in"
    about = f"The {word} “{name} on {on.day} {on:%B %Y}"
    return {"thing": thing, "number": brought.pk, "came_with": about}


def take_moves_back(apps, schema_editor):
    """What was undone before is not told as moved there and back any more."""
    here = schema_editor.connection.alias
    moves = apps.get_model("actions", "Move").objects.using(here).order_by("-pk")
    for back in moves.filter(why__in=MOVED_BACK):
        there = moves.filter(sub_action=back.sub_action_id, term=back.term, pk__lt=back.pk)
        last = there.first()
        if last and (last.before, last.after) == (back.after, back.before):
            last.delete()
        back.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('actions', '0011_handing_over_and_replaced_actions'),
        ('evidence', "0016_closing_rows_without_rounds"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='workbook',
            options={'ordering': ['-made_at', '-pk'], 'verbose_name': 'edited list'},
        ),
        migrations.CreateModel(
            name='Undoable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thing', models.CharField(max_length=20)),
                ('number', models.PositiveBigIntegerField()),
                ('came_with', models.CharField(max_length=400)),
                ('found', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField()),
                ('before', models.JSONField(blank=True, default=dict)),
                ('sub_action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actions.subaction')),
                ('update', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='actions.progressupdate')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['thing', 'number'], name='evidence_un_thing_030bae_idx')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(take_moves_back, migrations.RunPython.noop),
        # The release before goes on with them; nothing of this one fills them.
        migrations.AlterField('registerrow', 'before', models.JSONField(default=dict, null=True)),
        migrations.AlterField('registerrow', 'version', models.PositiveIntegerField(null=True)),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name='registerrow', name='before'),
                migrations.RemoveField(model_name='registerrow', name='version'),
            ]
        ),
    ]
