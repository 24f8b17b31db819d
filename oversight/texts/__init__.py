"""Pages of published texts with the work that answers them, who does it and how it goes."""
