"""What something is about is found by key and words among all sub-actions and calls."""

import pytest

pytestmark = pytest.mark.browser


def test_choices_are_found_by_words_and_the_chosen_ones_are_named(visit):
    page = visit("champions@demo.test", "/heard/add/?to=10.3", width=320)
    chooser = page.locator("[data-find]")
    assert chooser.locator("input[name=items]:visible").count() == 1  # the chosen one, first

    page.get_by_label("Find by key or words").fill("C18")
    assert chooser.locator("details input[name=items]:visible").count() == 1
    chooser.locator("details label:visible").click()
    assert "Chosen: 10.3, C18." in chooser.locator("[data-found]").inner_text()

    page.get_by_label("Find by key or words").press("Enter")  # it does not send the form
    page.get_by_label("Find by key or words").fill("")
    assert chooser.locator("details input[name=items]:visible").count() == 0
    assert page.locator("[name=items]:checked").count() == 2
