"""What stands in a Word document: its parts, styles, lists, signs, and the words of a paragraph."""
