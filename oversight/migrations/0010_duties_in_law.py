"""What the law asks a council to report, by when, and what is tagged to its headings."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actions', '0011_handing_over_and_replaced_actions'),
        ('evidence', '0018_elected_members'),
        ('oversight', '0009_plain_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('order', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('law', models.CharField(max_length=200)),
                ('asks', models.TextField()),
                ('source', models.CharField(max_length=300)),
                ('interval', models.CharField(max_length=300)),
                ('left_open', models.TextField(blank=True)),
                ('has_children_version', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name_plural': 'duties',
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Heading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('order', models.PositiveSmallIntegerField()),
                ('words', models.TextField()),
                ('source', models.CharField(max_length=300)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='headings', to='oversight.duty')),
            ],
            options={
                'ordering': ['duty__order', 'order'],
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('required_by', models.DateField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, choices=[('', 'Nobody has said yet'), ('published', 'Published'), ('not-yet', 'Not yet published')], default='', max_length=9)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('address', models.URLField(blank=True, max_length=2048)),
                ('said_on', models.DateField(blank=True, null=True)),
                ('children_words', models.TextField(blank=True)),
                ('children_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('children_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='oversight.duty')),
                ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['duty__order', 'ends_on'],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_on', models.DateField(default=django.utils.timezone.localdate)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.evidenceitem')),
                ('heading', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tags', to='oversight.heading')),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.measure')),
                ('sub_action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actions.subaction')),
            ],
            options={
                'verbose_name': 'tag of a report',
                'verbose_name_plural': 'tags of reports',
                'ordering': ['heading', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='heading',
            constraint=models.UniqueConstraint(fields=('duty', 'key'), name='one_heading_a_key'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.UniqueConstraint(fields=('duty', 'starts_on'), name='one_period_a_first_day'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='period_ends_no_earlier_than_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('said_by', None), ('said_on', None)), models.Q(models.Q(('answer', ''), _negated=True), ('said_by__isnull', False), ('said_on__isnull', False)), _connector='OR'), name='answer_of_a_period_has_a_name_and_a_day'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'published'), ('published_on__isnull', False)), models.Q(models.Q(('answer', 'published'), _negated=True), ('address', ''), ('published_on', None)), _connector='OR'), name='published_report_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('evidence', None), ('measure', None), ('sub_action__isnull', False)), models.Q(('evidence', None), ('measure__isnull', False), ('sub_action', None)), models.Q(('evidence__isnull', False), ('measure', None), ('sub_action', None)), _connector='OR'), name='tag_is_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.UniqueConstraint(fields=('heading', 'sub_action'), name='one_tag_a_sub_action'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.UniqueConstraint(fields=('heading', 'measure'), name='one_tag_a_measure'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.UniqueConstraint(fields=('heading', 'evidence'), name='one_tag_a_evidence'),
        ),
    ]
