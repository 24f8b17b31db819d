"""What stands in a Word document: its parts, styles, lists and signs, and its words in order."""
