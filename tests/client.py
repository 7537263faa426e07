"""A test client that moves through the site as a browser without JavaScript does."""

from flask import Flask
from flask.testing import FlaskClient

from tests.pages import Answers, Page

NAVIGATION = {
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
}
"""What a browser sends when a person follows a link or sends a form within the site. There is no
Referer, and so no usable Origin: the pages ask browsers to send none."""


class Client(FlaskClient):
    """Flask's client with two more verbs. CSRF stays on: the token travels in the real form."""

    @classmethod
    def of(cls, app: Flask) -> "Client":
        """Return a visitor of this app who has no cookie yet."""
        return cls(app, app.response_class, use_cookies=True)

    def visit(self, path: str) -> Page:
        """Open an address and follow its redirects."""
        return Page.of(self.get(path, headers=NAVIGATION, follow_redirects=True))

    def submit(
        self, page: Page, answers: Answers | None = None, *, press: str | None = None
    ) -> Page:
        """Fill in the form with the button `press` (else the only POST form) and send it.

        ValueError for anything a person could not do on that page: a control that is not there,
        an option that is not offered, a hidden value changed.
        """
        form = page.form(press)
        pairs = form.filled(answers or {}, press)
        data: dict[str, list[str]] = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        target = form.target(press)
        if form.method == "GET":
            response = self.get(
                target, query_string=data, headers=NAVIGATION, follow_redirects=True
            )
        else:
            response = self.post(target, data=data, headers=NAVIGATION, follow_redirects=True)
        return Page.of(response)
