"""Sessions and who took part in them, counted and never named."""
