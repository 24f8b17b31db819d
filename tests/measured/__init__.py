"""Files and sentences made from a seed, by which the check of identifiers is measured."""
