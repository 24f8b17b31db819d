"""How fast the product is, at the size of a council's first year, of its tenth, and of many
councils in one place: `python3 dev.py bench`. Nothing of it ships, and nothing of it is a test.
"""
