"""What stands in the way where an operation costs more than its goal, in one line of its profile at
S on SQLite (28 November 2026), printed beside the verdict. Whoever brings an operation below its
goal takes its line away; no goal is changed to fit.

Drawing is what Django's templates take; reading is the database's own time; objects are rows of
the database that become what Python holds; putting together is Django making SQL of querysets.
"""

# Hundredths of the processor; what is left over is the view, the middleware and the floor F1.
REASONS = {
    "Board, first look after a save": "drawing 41, reading 22, objects 13: a hundred sub-actions, "
    "each with all that its group goes by, and a mark with words for each",
    "Board, unchanged": "reading the session and the person 60, finding the view 20",
    "call": "drawing 27, reading 26, objects 23: how all the work goes that answers it",
    "sub-action, the busiest": "drawing 33, objects 27, reading 15: ten updates in full, and "
    "the ways of all texts to The Promise, read again after each save",
    "sub-action, no updates": "objects 28, reading 25, drawing 15: the ways of all texts to "
    "The Promise, read again after each save",
    "my work": "reading 36, drawing 19, objects 15: SQLite takes 4 ms for the 65 KB of SQL that "
    "say the group of each sub-action",
    "sub-actions by status": "drawing 35, more than half of it the form of filters, reading 24",
    "sub-actions of a foundation, contradicted": "putting together 52, reading 20: each choice of "
    "filters is another queryset, put together for the number, the page and the services",
    "coverage": "drawing 36, putting together 21, objects 20: a grid of calls by actions",
    "sessions": "putting together 38, drawing 35: the filters, and 50 rows",
    "evidence": "drawing 49, objects 21, putting together 12: 50 rows, each with what it supports",
    "what we heard": "putting together 57, drawing 21: the filters, and what a person may read",
    "self-assessment, a draft": "putting together 34, drawing 32: four boxes, each with its form",
    "history": "drawing 58, putting together 15: 50 lines",
    "search, a rare word": "three of each kind, read beside what their rows name",
    "search, a common word": "drawing 43, objects 11, passages 11, reading 5: three of each "
    "of sixteen kinds, with what stands beside each in its row",
    "update save": "storing the update 30, reading the sub-action and the person 35, the form 20",
    "self-assessment autosave": "storing the text 36, finding its box 18, reading the session and "
    "the person 12",
    "session save": "storing the session 58, a third of that holding the sub-actions that it "
    "serves and a fifth their occurrences; the form 10",
}

# What else is over, by the operation and what of it.
BESIDES = {
    ("sub-action, the busiest", "bytes"): "ten updates in full",
    ("session save", "statements"): "two of who asks and one of what the form names; session, "
    "audiences, sub-actions and occurrences are written, the sub-actions held, their occurrences "
    "read; the end of the history and its line; the message for the next page",
    ("assigning to a service", "statements"): "above 60 services the chosen one is on no list",
}
OF_THE_WHOLE = {
    "history as CSV": "of 12.5 µs in a process of its own: quoting its texts, some 450 signs a "
    "line, 5; reading their JSON 2; putting fields into words 2; days and seal 2",
    "sessions as CSV": "of so few lines each bears much of what is the same for all; of more it "
    "is 6",
    "boot": "at its goal, on either side of it from run to run",
}
GROWS = {
    "S10": "the same hundred sub-actions, and ten times the evidence, updates and agreements by "
    "which it is told how they go.",
    "M": "32 councils in one place: what is asked of all of them grows with them, such as the "
    "group of each of 3,200 sub-actions, or each text that holds a word.",
}
