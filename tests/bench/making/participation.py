"""Sessions with their audiences, and the sub-actions that they serve."""

from actions.models import SubAction
from actions.status import Kind
from evidence.models import Audience, AudienceKind, LivedExperience, Session, SessionKind

from .made import Made, store

SESSIONS = 300


def add_sessions(made: Made) -> None:
    """Three hundred sessions a council and year, with one to three audiences, each serving a
    sub-action.
    """
    sessions = store(_session(made) for _ in range(made.size.of_year(SESSIONS)))
    store(
        _audience(made, session) for session in sessions for _ in range(made.random.randint(1, 3))
    )
    # Workshops serve recurring work more often than other work.
    served: list[SubAction] = [work for work in made.works if work.kind == Kind.RECURRING]
    through = Session.sub_actions.through
    store(through(session=session, subaction=made.random.choice(served)) for session in sessions)


def _session(made: Made) -> Session:
    day, part = made.day(), made.random.choice(list(LivedExperience))
    number = 0 if part == LivedExperience.NEITHER else made.random.randint(1, 9)
    return Session(
        held_on=day,
        kind=made.random.choice(list(SessionKind)),
        lived_experience=part,
        lived_number=number,
        logged_by=made.random.choice(made.champions),
        logged_at=made.moment(day),
    )


def _audience(made: Made, session: Session) -> Audience:
    kind = made.random.choice(list(AudienceKind))
    of_service = kind in (AudienceKind.WORKFORCE, AudienceKind.COMMISSIONED)
    return Audience(
        session=session,
        kind=kind,
        service=made.random.choice(made.services) if of_service else None,
        headcount=made.random.randint(1, 60),
    )
