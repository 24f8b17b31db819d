"""The plain words of the version for children and young people."""
