import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_absences'),
        ('evidence', '0012_edited_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='WordsStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('rung', models.PositiveSmallIntegerField(choices=[(1, 'asked'), (2, 'asked again'), (3, 'named to the Board')])),
                ('on', models.DateField()),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.service')),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='evidence.reply')),
            ],
            options={
                'ordering': ['thing_id', 'since', 'service_id', 'rung'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('thing', 'service', 'since', 'rung'), name='wordsstep_once')],
            },
        ),
    ]
