"""Data sets, made row by row from a fixed seed and stored by the thousand."""
