"""Writes, by subject: progress, the work itself, who keeps it, and opening the framework's
actions.
"""
