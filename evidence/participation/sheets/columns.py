"""The columns of a sheet of sessions: the same on the way in and on the way out."""

from __future__ import annotations

from evidence.files.bringing.columns import Column

from ..models import AudienceKind, LivedExperience, SessionKind
from . import cells

SESSION = Column(
    "Session",
    "Empty for a new session. A new session with several audiences takes a line for each: give "
    "these lines the same letter, such as A, and repeat what is the same. A download has the "
    "number of each session here; leave it.",
    10,
    cells.read_session,
    required=False,
    empty="",
    synonyms=("Session number", "Session no", "Number of the session"),
)
DATE = Column(
    "Date",
    "The day on which it was held: 31/12/2026, or 31 December 2026. A year of two digits is one of "
    "1950 to 2049.",
    13,
    cells.read_day_held,
    is_day=True,
    synonyms=(
        *("Date of session", "Session date", "Date held", "Held on", "Date of event", "Event date"),
        *("Date of workshop", "Workshop date", "Date of training", "Training date", "Day", "When"),
        *("Date of briefing", "Briefing date", "Date delivered", "Delivered on", "Day held"),
        *("Date of the session", "Date of delivery", "Date of activity", "Activity date"),
    ),
)
KIND = Column(
    "Kind",
    "One of",
    26,
    cells.reader_of(SessionKind),
    words=tuple(SessionKind.labels),
    synonyms=(
        *("Type", "Kind of session", "Type of session", "Session type", "Session kind", "Format"),
        *("Type of event", "Event type", "Kind of event", "Type of activity", "Activity type"),
        *("Type of training", "Training type", "Activity", "Event", "What"),
    ),
    for_all=True,
)
AUDIENCE = Column(
    "Audience",
    "Who came, one of",
    22,
    cells.reader_of(
        AudienceKind,
        {
            AudienceKind.MEMBERS: ("Councillors", "Cllrs", "Elected councillors"),
            AudienceKind.WORKFORCE: ("Staff", "Council staff"),
        },
    ),
    words=tuple(AudienceKind.labels),
    synonyms=(
        *("Type of audience", "Audience type", "Kind of audience", "Who came", "Who attended"),
        *("For whom", "Who for", "Who it was for", "Target audience", "Target group", "Group"),
        *("Who was it for", "Attendee type", "Type of attendee", "Participant type"),
    ),
    for_all=True,
)
SERVICE = Column(
    "Service",
    "Whose workforce, or which commissioned service: its name as the page “Services” writes it.",
    34,
    cells.read_service,
    required=False,
    synonyms=(
        *("Name of service", "Service name", "Which service", "Whose workforce", "Team"),
        *("Department", "Directorate", "Service area", "Organisation", "Provider", "Service/team"),
    ),
    for_all=True,
)
HEADCOUNT = Column(
    "Headcount",
    "How many of this audience came: a whole number.",
    12,
    cells.read_headcount,
    is_number=True,
    synonyms=(
        *("Head count", "No attended", "Number attended", "Attended", "Attendance", "Attendances"),
        *("No of attendees", "Number of attendees", "Attendees", "No attending", "How many came"),
        *("Number attending", "No of participants", "Number of participants", "Participants"),
        *("No of people", "Number of people", "People", "How many", "How many attended", "Heads"),
        *("How many people", "Number who attended", "No who attended", "Total attended", "Number"),
        *("Numbers", "Count", "No present", "Number present", "Total attendees", "People attended"),
        *("Number of people who attended", "Nos attended", "Total attendance", "Total number"),
    ),
)
LIVED = Column(
    "Lived experience",
    "What people with lived experience did, one of",
    26,
    cells.reader_of(
        LivedExperience,
        {
            LivedExperience.NEITHER: ("None", "No", "Nil", "N/A", "Not involved", "No involvement"),
            LivedExperience.BOTH: ("Designed and delivered", "Delivered and designed it"),
        },
    ),
    words=tuple(LivedExperience.labels),
    synonyms=(
        *("Lived experience involvement", "Lived experience role", "Role of lived experience"),
        *("Part of lived experience", "What people with lived experience did"),
        *("Involvement of lived experience", "Involvement of people with lived experience"),
        *("Lived experience input", "Designed or delivered by people with lived experience"),
    ),
    for_all=True,
)
LIVED_NUMBER = Column(
    "How many with lived experience",
    "How many of them did so: a whole number, and never a name. "
    "Nothing, or 0, where it is “Neither”. A download leaves it empty.",
    30,
    cells.read_how_many,
    required=False,
    empty=0,
    is_number=True,
    synonyms=(
        *("Number with lived experience", "No with lived experience", "Lived experience number"),
        *("Number of people with lived experience", "No of people with lived experience"),
        *("How many people with lived experience", "Lived experience how many"),
    ),
)
SUB_ACTIONS = Column(
    "Sub-actions",
    "The keys of the sub-actions that it counts for, such as 1.1, 1.3.",
    16,
    cells.read_keys,
    required=False,
    empty=(),
    synonyms=(
        *("Sub actions", "Sub-action", "Sub action", "Sub-action keys", "Keys of sub-actions"),
        *("Action", "Actions", "Counts for", "Linked actions", "Plan actions", "Action numbers"),
    ),
    for_all=True,
)

COLUMNS = (SESSION, DATE, KIND, AUDIENCE, SERVICE, HEADCOUNT, LIVED, LIVED_NUMBER, SUB_ACTIONS)
HEADING = [column.name for column in COLUMNS]
# What all lines of a session say alike.
OF_THE_SESSION = (DATE, KIND, LIVED, LIVED_NUMBER, SUB_ACTIONS)
