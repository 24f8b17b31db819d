"""The agenda of the Board's next meeting."""
