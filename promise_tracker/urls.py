"""The table of contents: every address of the product."""

urlpatterns = []
