"""Small numbers: counts of people that could point at somebody do not leave the building."""
