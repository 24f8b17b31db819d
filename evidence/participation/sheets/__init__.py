"""Sheets of sessions: their columns, how they are read and compared with what is there, and how
they are written.
"""
