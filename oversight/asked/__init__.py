"""All that the product asks of Champions Board staff, in one list."""
