"""The cache of the database decides between two at one moment, in one statement a write."""

from datetime import timedelta

import pytest
from django.core.cache import cache as used
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts import cache as caches

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def cache(monkeypatch, settings):
    """The one that the product uses; these tests have another one in memory."""
    settings.CACHES = {
        "default": {
            "BACKEND": settings.DATABASE_CACHE,
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 2},
        }
    }
    call_command("createcachetable", verbosity=0)
    monkeypatch.setattr(caches.secrets, "randbelow", lambda _most: 1)
    return used


def let_time_pass(cache, seconds):
    """Everything in the cache was stored so long ago."""
    earlier = f"{timezone.now() - timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = %s", [earlier])


@pytest.mark.parametrize(("first", "second"), [("", "/services/"), ("/people/", {"some": [1]})])
def test_only_the_first_of_two_is_added(cache, first, second, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert cache.add("one", first, timeout=60)
        assert not cache.add("one", second, timeout=60)
    assert cache.get("one") == first

    with django_assert_num_queries(1):
        cache.set("one", second, timeout=60)
    assert cache.get("one") == second


def test_what_lasts_no_longer_is_added_anew(cache):
    cache.add("one", "before", timeout=60)
    let_time_pass(cache, 5)

    assert cache.get("one", "nothing") == "nothing"
    cache.set("one", "before", timeout=60)
    let_time_pass(cache, 5)
    assert cache.add("one", "after", timeout=60)
    assert cache.get("one") == "after"


def test_what_was_taken_away_is_added_anew(cache):
    cache.add("one", "before", timeout=60)
    cache.delete("one")
    assert cache.add("one", "after", timeout=60)


def test_one_write_in_a_hundred_makes_room(cache, monkeypatch):
    for number in range(3):
        cache.set(f"old{number}", number, timeout=60)
    let_time_pass(cache, 5)
    monkeypatch.setattr(caches.secrets, "randbelow", lambda _most: 0)

    cache.set("new", "stays", timeout=60)

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache")
        assert cursor.fetchone() == (1,)
    assert cache.get("new") == "stays"


def test_what_cannot_be_stored_is_not_there(cache, monkeypatch):
    monkeypatch.setattr(caches, "STORE", "UPDATE {table} SET value = %s, value = %s, value = %s")
    monkeypatch.setattr(caches, "ADD", caches.STORE + " WHERE no_such_column = %s")
    with transaction.atomic():
        assert not cache.add("one", "", timeout=60)
        transaction.set_rollback(True)
    assert cache.get("one") is None
