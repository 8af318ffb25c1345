"""A visit to a report in a browser."""

SIZES = {"desktop": (1280, 900), "tablet": (820, 1100), "phone": (390, 844)}
MOVE = "(v) => { const s = document.getElementById('slider'); s.value = Math.round(s.max * v); s.dispatchEvent(new Event('input')); }"
LATE = 30_000


class Visit:
    """A page opened in a browser, with all it asked for and complained of."""

    def __init__(self, browser, path, size="desktop", scheme="light", motion="no-preference"):
        width, height = SIZES[size]
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion=motion
        )
        self.page = self.context.new_page()
        self.asked, self.said = [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on(
            "console",
            lambda message: (
                self.said.append(message.text) if message.type in {"error", "warning"} else None
            ),
        )
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(path.as_uri())

    def alive(self):
        """Wait until the map that can be moved is there."""
        self.page.locator("#map").scroll_into_view_if_needed()
        self.page.locator(".mapbox.alive").wait_for(timeout=LATE)
        return self.page

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()
