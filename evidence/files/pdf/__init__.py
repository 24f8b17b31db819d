"""PDF files: every string, picture and state of them; what does something by itself is refused."""
