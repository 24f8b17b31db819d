"""Writes of what the council says about the framework, by subject; each records its line of
history.
"""
