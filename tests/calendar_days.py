"""Moments at which all tests must pass as on any other day: `dev.py test` runs at one of them, and
`dev.py test --full` at all.
"""

MOMENTS = [
    "2028-02-29T12:00:00+00:00",  # a day that most years lack
    "2027-12-31T12:00:00+00:00",  # the last day of a year
    "2027-04-01T12:00:00+00:00",  # the first day of a financial year
    "2027-03-28T00:59:00+00:00",  # Scotland's clocks go forward a minute later
    "2027-03-28T01:01:00+00:00",
    "2027-10-31T00:30:00+00:00",  # half past one, and an hour later half past one again
    "2027-10-31T01:30:00+00:00",
    "2027-07-14T22:30:00+00:00",  # half past eleven in the evening in Scotland
    "2027-07-14T23:30:00+00:00",  # in Scotland it is the next day already
    "2031-06-15T12:00:00+00:00",  # years from now
]
