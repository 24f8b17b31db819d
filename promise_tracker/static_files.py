"""How the static files are named in production: each by its content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesByContent(CompressedManifestStaticFilesStorage):
    """Scripts name what they import by its content too: otherwise a page would get a new script
    with an old part, and the page that a phone keeps a part that the phone does not.
    """

    support_js_module_import_aggregation = True
