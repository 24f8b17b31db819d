"""A real server with the demo council, and a browser that reports every complaint of a page."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings

from tests.rotation import FULL, today_of, turn

from .serving import PREPARE, new_database, run_with, serving

WIDTHS = [320, 375, 768, 1024, 1440]  # phones, a tablet, a small laptop and a desktop
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Only what is wrong comes back: all that is right would be a hundred times as much.
ASK_AXE = """options => axe.run(options).then(found => found.violations.map(
    one => `axe: ${one.id}: ${one.nodes[0].html.slice(0, 160)}`))"""
# Menus, folds and pickers are opened and closed again: what was open stays so.
ASK_RULER = """() => {
  const wide = (state) => {
    const by = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return by > 0 ? [`scrolls sideways by ${by}px ${state}`] : [];
  };
  const found = wide("as it stands");
  const shut = [...document.querySelectorAll("details:not([open])")];
  for (const fold of shut) fold.open = true;
  found.push(...wide("with everything open"));
  for (const fold of shut) fold.open = false;
  return found;
}"""
# What one person does on one device takes longest: of these files every fifth test in a run.
LONG = (
    "test_board",
    "test_evidence_story",
    "test_not_arrived",
    "test_offline",
    "test_self_assessment",
    "test_story",
    "test_theme_page",
    "test_typing",
)


@pytest.hookimpl(trylast=True)  # of those that the marks have chosen
def pytest_collection_modifyitems(config, items):
    """Leave four fifths of the long tests to the next runs, and three quarters of those without a
    share of their own, unless somebody asks by name.
    """
    if config.args_source is not config.ArgsSource.TESTPATHS:
        return
    long = [item for item in items if item.module.__name__.rpartition(".")[2] in LONG]
    others = [item for item in items if item not in long and _has_no_share(item)]
    left = {*long, *others} - {*turn(long, of=5), *turn(others, of=4)}
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]


def _has_no_share(item: pytest.Item) -> bool:
    in_browser = item.get_closest_marker("browser")
    shared = any(map(item.get_closest_marker, ("share", "share_of_file", "smoke")))
    return bool(in_browser) and not shared


@pytest.fixture(scope="session")
def council(tmp_path_factory):
    """A copy of a SQLite database with the framework and the demo council, which is made once a
    run: `council(folder)`.
    """
    made = tmp_path_factory.mktemp("council") / "made.sqlite3"

    def copy(folder: Path) -> str:
        if not made.exists():
            run_with(f"sqlite:///{made}", PREPARE)
        return f"sqlite:///{shutil.copy(made, folder / 'site.sqlite3')}"

    return copy


@pytest.fixture(scope="session")
def site(tmp_path_factory, council):
    """The address of a running Promise Tracker with the framework and the demo council."""
    folder = tmp_path_factory.mktemp("site")
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        prepare, database = PREPARE, new_database()
    else:
        prepare, database = "", council(folder)
    with serving(folder, prepare, database) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    found = {"executable_path": os.environ["CHROMIUM"]} if os.environ.get("CHROMIUM") else {}
    return browser_type_launch_args | found | {"args": quiet, "chromium_sandbox": os.geteuid() != 0}


@pytest.fixture(scope="session")
def sessions(browser, site):
    """One signed-in session a person of the demo, made once for the run."""
    return sessions_of(browser, site)


def sessions_of(browser, site: str) -> Callable:
    """Whose session on this site: made when it is first asked for."""
    kept = {}

    def state_of(email: str):
        if email not in kept:
            context = browser.new_context(base_url=site)
            page = context.new_page()
            page.goto("/sign-in/")
            page.get_by_label("E-mail").fill(email)
            page.get_by_label("Password", exact=True).fill(settings.DEMO_PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url(lambda url: "/sign-in/" not in url)
            kept[email] = context.storage_state()
            context.close()
        return kept[email]

    return state_of


@pytest.fixture
def visit(browser, site, sessions):
    """Open a page as a person of the demo (None: signed out), watching for complaints:
    `visit(email, path, width)`.
    """
    contexts = []

    def open_page(email: str | None, path: str = "/", width: int = 1440, **options):
        state = sessions(email) if email else None
        context = browser.new_context(
            base_url=site, storage_state=state, viewport={"width": width, "height": 900}, **options
        )
        contexts.append(context)
        page = watched(context)
        page.answer = page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def open_pages(browser, site, sessions):
    """One page a person, open for the whole run: a new one costs as much as all that it shows."""
    kept = {}

    def page_of(email: str | None):
        if email not in kept:
            state = sessions(email) if email else None
            context = browser.new_context(
                base_url=site, storage_state=state, service_workers="block"
            )
            kept[email] = watched(context)
        return kept[email]

    yield page_of
    for page in kept.values():
        page.context.close()


@pytest.fixture
def read(open_pages):
    """Like `visit`, for tests that follow links and send nothing: `read(email, path)`."""

    def go_to(email: str | None, path: str):
        page = open_pages(email)
        page.set_viewport_size({"width": 1440, "height": 900})
        page.complaints = []
        page.goto(path)
        return page

    return go_to


def watched(context):
    """A new page that writes down its complaints."""
    page = context.new_page()
    page.complaints = []
    page.on(
        "console",
        lambda said: page.complaints.append(said.text) if is_complaint(said) else None,
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def is_complaint(said) -> bool:
    """Errors that the page itself is to blame for; that an answer is a 409 is what the test
    wanted.
    """
    return said.type == "error" and "status of 409" not in said.text


def problems(page) -> list[str]:
    """What axe, the console and a ruler find wrong with a page as it stands."""
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": AXE_TAGS, "resultTypes": ["violations"]}
    complaints = [f"console: {text}" for text in page.complaints]
    return page.evaluate(ASK_AXE, options) + scrolls_sideways(page) + complaints


def scrolls_sideways(page) -> list[str]:
    """By how much the page is wider than the window, as it stands and with all its parts open."""
    return page.evaluate(ASK_RULER)


def sign_in(page, email: str) -> None:
    """Signs a person of the demo in, with a session that no other test shares."""
    page.goto("/sign-in/?next=/help/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(settings.DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def sign_out(page) -> None:
    """Signs the person out by their own menu, or on a phone by the one menu."""
    page.locator(".pt_account > summary, .pt_menu > summary").filter(visible=True).click()
    page.get_by_role("button", name="Sign out").click()


def check_widths(page) -> None:
    """Nothing is wrong at any width: the ruler at each, axe at one a run (in a full run at
    each).
    """
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        look = problems if FULL or width == today_of(WIDTHS) else scrolls_sideways
        assert look(page) == [], f"{page.url} at {width}px"
