"""The addresses of this subject."""

urlpatterns: list = []
