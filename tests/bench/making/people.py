"""Services, and people with their roles."""

from datetime import timedelta

from accounts.models import Appointment, Role, Service, User

from .made import Made, store

SERVICES, KEEPERS = 20, 40
OTHERS = {Role.BOARD: 12, Role.CHAMPIONS: 5, Role.ADMINISTRATOR: 3}
KINDS = ["council", "school", "partnership", "provider"]


def add_people(made: Made) -> None:
    """Twenty services and sixty people a council; each service has two Promise Keepers."""
    made.services = store(
        Service(key=f"service-{n}", name=f"Service {n} of the council", kind=KINDS[n % 4])
        for n in range(made.size.of_council(SERVICES))
    )
    people = iter(_people(made))
    made.keepers = {service.pk: [next(people), next(people)] for service in made.services}
    of_role = {
        role: [next(people) for _ in range(made.size.of_council(number))]
        for role, number in OTHERS.items()
    }
    made.board, made.champions = of_role[Role.BOARD], of_role[Role.CHAMPIONS]
    made.administrators = of_role[Role.ADMINISTRATOR]
    _appoint(made, of_role)


def _people(made: Made) -> list[User]:
    number = made.size.of_council(KEEPERS + sum(OTHERS.values()))
    joined = made.today - timedelta(days=made.days)
    return store(
        User(name=f"Person {n}", email=f"person-{n}@council.example", joined_on=joined)
        for n in range(number)
    )


def _appoint(made: Made, of_role: dict[Role, list[User]]) -> None:
    since = made.today - timedelta(days=made.days)
    store(
        Appointment(user=user, role=Role.KEEPER, service_id=service, starts_on=since)
        for service, users in made.keepers.items()
        for user in users
    )
    store(
        Appointment(user=user, role=role, starts_on=since)
        for role, users in of_role.items()
        for user in users
    )
