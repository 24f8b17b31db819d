"""The addresses of the public pages, and of what stands behind them."""

from django.urls import path

from .page_views import as_the_public, public_file, public_page
from .plain import views as plain_views
from .views import public_switch

urlpatterns = [
    path("public/", public_page, {"page": "front"}, name="public"),
    path("public/is/<slug:key>/", public_page, {"page": "group"}, name="public-group"),
    path(
        "public/foundations/<slug:key>/",
        public_page,
        {"page": "foundation"},
        name="public-foundation",
    ),
    path(
        "public/commitments/<key:key>/",
        public_page,
        {"page": "commitment"},
        name="public-commitment",
    ),
    path("public/said/", public_page, {"page": "said"}, name="public-said"),
    path("public/evidence/", public_page, {"page": "evidence"}, name="public-evidence"),
    path("public/evidence/<int:pk>/", public_file, name="public-file"),
    path("public/young-people/", public_page, {"page": "young_people"}, name="public-young-people"),
    path("public/how-we-count/", public_page, {"page": "how_we_count"}, name="public-how-we-count"),
    path(
        "public/accessibility/", public_page, {"page": "accessibility"}, name="public-accessibility"
    ),
    path("public/privacy/", public_page, {"page": "privacy"}, name="public-privacy"),
    path("as-the-public/<path:page>", as_the_public, name="as-the-public"),
    path("administration/public/", public_switch, name="public-switch"),
    path("plain-words/", plain_views.plain_words, name="plain-words"),
    path("plain-words/<slug:place>/", plain_views.write, name="write-plain-words"),
]
