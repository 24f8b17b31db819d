"""The door for what is brought in from a spreadsheet: its sheets as they are, where the headings
stand, and which column is what. What the columns are, each subject says in a table of its own.
"""
