"""What higher apps say of a sub-action on its page."""

from __future__ import annotations

from collections.abc import Callable

from accounts.models import User
from accounts.together import Reading
from foundations.models import FrameworkItem

# By the name under which the template of the page knows it; each app adds its own when it starts.
ON_THE_PAGE: dict[str, Callable[[FrameworkItem, User], Reading]] = {}
