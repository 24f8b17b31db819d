"""What groups of care experienced young people feel of the promise, beside the council's word."""
