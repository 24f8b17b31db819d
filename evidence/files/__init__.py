"""Uploaded files: looked at, read in a process apart, and refused where they cannot be checked."""
