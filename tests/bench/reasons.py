"""What stands in the way where an operation costs more than its goal: read from profiles at S on
28 November 2026, and printed beside the verdict. Whoever brings an operation below its goal takes
its line away; no goal is changed to fit.
"""

# Of the pages as they are drawn now, how many hundredths each part takes of the processor.
REASONS: dict[str, str] = {}
