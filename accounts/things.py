"""What history says of people and services, in words."""

from .history import Thing
from .models import Role, ServiceKind, User

OWN = [
    Thing(
        "person",
        "Person",
        rank=50,
        labels={
            "calendar_address": "Address of their calendar",
            "email": "E-mail address",
            "is_active": "May sign in",
        },
        choices={"role": [Role]},
        records=User.objects.all,
    ),
    Thing(
        "service",
        "Service",
        rank=60,
        labels={"closed_on": "Closed from", "key": "Address of its page"},
        choices={"kind": [ServiceKind]},
    ),
    Thing(
        "removal",
        "Passage taken out",
        rank=65,
        labels={"reason": "Why", "places": "Where it stood"},
    ),
]
