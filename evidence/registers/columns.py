"""The columns of a register, by whatever name: what each is called elsewhere, and what is read."""

from __future__ import annotations

from evidence.files.bringing.columns import Column
from evidence.files.bringing.rows import read_day_in, read_line, read_text

from .days import read_due_in, read_start_in

TITLE = Column(
    "What will be done",
    "The work itself, in a line.",
    60,
    read_line,
    synonyms=(
        *("What we will do", "What will we do", "What", "Task", "Tasks", "Activity", "Activities"),
        *("Action", "Actions", "Action point", "Action required", "Sub-action", "Sub action"),
        *("Description", "Action description", "Description of action", "Commitment", "Milestone"),
        *("Improvement", "Title", "Deliverable", "Project", "Step", "Steps", "Item"),
        *("Agreed action", "Key action", "Key actions", "Planned action", "What are we doing"),
    ),
)
KEY = Column(
    "Key",
    "Of a sub-action that is here already, such as 1.3.",
    12,
    read_line,
    required=False,
    synonyms=(
        *("Ref", "Ref no", "Reference", "Reference number", "No", "Number", "ID", "Action no"),
        *("Action ref", "Action number", "Action ID", "Sub-action key", "Plan ref", "Plan key"),
    ),
)
ACTION = Column(
    "Belongs to the action",
    "The key or the title of an action; a title that is new here becomes a local action.",
    40,
    read_line,
    required=False,
    synonyms=(
        *("Theme", "Priority", "Priority area", "Outcome", "Objective", "Aim", "Goal", "Area"),
        *("Workstream", "Work stream", "Improvement action", "Improvement area", "Programme"),
        *("Strategic priority", "Parent action", "Heading", "Section", "Driver"),
    ),
)
STATUS = Column(
    "How is it going",
    "A word such as On track or Amber; what a word of your own means is asked once.",
    16,
    read_line,
    required=False,
    synonyms=(
        *("Status", "RAG", "RAG status", "RAG rating", "BRAG", "BRAG status", "BRAG rating"),
        *("Current status", "Progress status", "How it is going", "State", "Rating", "RAYG"),
    ),
)
OWNER = Column(
    "Owner",
    "Names or e-mail addresses of Promise Keepers of the service.",
    24,
    read_line,
    required=False,
    synonyms=(
        *("Lead", "Lead officer", "Lead person", "Action owner", "Action lead", "Responsible"),
        *("Responsible officer", "Responsible person", "Responsibility", "Who", "By whom"),
        *("Assigned to", "Owners", "Lead name", "Person responsible", "Officer", "Led by"),
    ),
)
START = Column(
    "Start date",
    "A day, such as 3 March 2026; of a month alone, such as March 2026, its first day.",
    14,
    read_start_in,
    required=False,
    is_day=True,
    synonyms=("Start", "Starts", "Starts on", "From", "Begins", "Date started", "Started"),
)
DUE = Column(
    "Due date",
    "For work that is done once: the last day that is still in time; of a month alone its last.",
    14,
    read_due_in,
    required=False,
    is_day=True,
    synonyms=(
        *("By when", "Due", "Due by", "Deadline", "Target date", "End date", "End", "Finish"),
        *("Timescale", "Timescales", "Target completion", "Target completion date", "Complete by"),
        *("Expected completion", "Finish date", "When", "Due on", "Completion target"),
    ),
)
COMPLETED = Column(
    "Completed on",
    "The day, where it is complete.",
    14,
    read_day_in,
    required=False,
    is_day=True,
    synonyms=(
        *("Date completed", "Completed", "Completed date", "Actual completion date", "Done on"),
        *("Actual completion", "Actual end date", "Completion date", "Date complete", "Closed on"),
    ),
)
COMMENT = Column(
    "Comment",
    "What has been done and why it goes as it does. It comes in as an update, which everyone who "
    "signs in may read.",
    50,
    read_text,
    required=False,
    synonyms=(
        *("Comments", "Where we are", "Where are we", "Update", "Updates", "Latest update"),
        *("Progress", "Progress update", "Progress to date", "Progress notes", "Notes", "Note"),
        *("Commentary", "Current position", "Position", "Narrative", "What changed"),
        *("Progress made", "What has been done", "Progress comment", "Status update"),
        *("Latest position", "Remarks"),
    ),
)
AS_AT = Column(
    "As at",
    "The day of which the row says how it goes.",
    14,
    read_day_in,
    required=False,
    is_day=True,
    synonyms=(
        *("Last updated", "Updated", "Updated on", "Date updated", "Date of update", "Update date"),
        *("Last update", "As of", "Date of last update", "Last reviewed", "Reported on"),
        *("Last updated on", "Date last updated", "Status date", "Position as at"),
    ),
)
COLUMNS = (TITLE, KEY, ACTION, STATUS, OWNER, START, DUE, COMPLETED, COMMENT, AS_AT)
DAYS = tuple(column for column in COLUMNS if column.is_day)
# In which column a service's reason against a field is told.
OF_FIELDS = {
    "title": TITLE,
    "status": STATUS,
    "changed": COMMENT,
    "why": COMMENT,
    "owners": OWNER,
    "start_on": START,
    "due_on": DUE,
    "completed_on": COMPLETED,
}
