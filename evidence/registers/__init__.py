"""A service's own action plan or register comes in from a spreadsheet, whatever its headings: each
row becomes what it says of a sub-action that there is, or a local one.
"""
