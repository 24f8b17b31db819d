"""Self-assessments: four answers on a theme by a service in a round."""
