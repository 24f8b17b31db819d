"""What the tests do on the form for a session, and what a device keeps of it and of drafts."""

CHAMPIONS, KEEPER = "champions@demo.test", "keeper@demo.test"
QUEUE = "promise-tracker-sessions"
# A browser without room left, and one that was told to keep nothing.
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
OFF = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('denied', 'SecurityError'); }
})"""


def fill(page, headcount: int) -> None:
    page.locator("[name=kind]").select_option("workshop")
    page.locator("[name=audiences-0-kind]").select_option("community")
    page.locator("[name=audiences-0-service]").select_option("")
    page.locator("[name=audiences-0-headcount]").fill(str(headcount))
    page.locator("[name=lived_experience]").select_option("neither")


def kept(page) -> int:
    return page.evaluate(f"JSON.parse(localStorage.getItem('{QUEUE}') ?? '[]').length")


def drafts(page) -> list[dict]:
    keys = "Object.keys(localStorage).filter((key) => key.startsWith('typed:'))"
    return page.evaluate(f"{keys}.map((key) => ({{ key, ...JSON.parse(localStorage[key]) }}))")


def listed(page, headcount: int, audience: str = "community") -> int:
    """How many sessions of this audience with this headcount the list shows."""
    page.goto(f"/participation/sessions/?audience={audience}")
    return page.locator("main .pt_sessions__heads", has_text=str(headcount)).count()
