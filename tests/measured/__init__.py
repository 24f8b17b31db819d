"""Files and sentences as councils have them, made from a seed, by which the check of identifiers is measured."""
