"""What gunicorn reads by itself: its logs hold paths, never what stands behind them."""

access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s %(L)s'
# Its own lines may quote an address whole, such as that of a request that nothing could be made of.
logconfig_dict = {
    "formatters": {"generic": {"()": "promise_tracker.logs.JsonFormatter"}},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["error_console"], "propagate": False},
        "gunicorn.access": {"level": "INFO", "handlers": ["console"], "propagate": False},
    },
}
