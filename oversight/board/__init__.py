"""The Board's page and the figures that it shows."""
