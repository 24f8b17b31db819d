"""Which claims wait to be agreed to, and who agreed with whom."""
