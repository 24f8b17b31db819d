"""The vision statements of the national plan are published texts, taken over on a day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foundations', '0005_editions'),
    ]

    operations = [
        migrations.AddField(
            model_name='frameworkitem',
            name='read_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='frameworkitem',
            name='kind',
            field=models.CharField(choices=[('foundation', 'Foundation'), ('call', 'Call to action'), ('priority-area', 'Priority area'), ('theme', 'Theme'), ('lead-in', 'Lead-in to recommendations'), ('recommendation', 'Recommendation'), ('prompt', 'Self-assessment prompt'), ('fundamental', 'Fundamental'), ('principle', 'Principle of intensive family support'), ('headline', 'Residential briefing headline'), ('section', 'Residential briefing section'), ('point', 'Residential briefing point'), ('sub-point', 'Residential briefing sub-point'), ('report', 'Report of the Independent Care Review'), ('background', 'Background'), ('vision', 'Vision'), ('need', 'What we need locally'), ('present-state', 'Where we were'), ('warning', "It won't happen if"), ('invitation', 'What can you do?'), ('sample-action', 'Sample organisation action'), ('action', 'Improvement action'), ('sub-action', 'Sub-action'), ('criterion', 'Criterion'), ('statement', 'Vision statement')], max_length=20),
        ),
    ]
