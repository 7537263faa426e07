"""What search engines may read: the public pages. The header X-Robots-Tag covers all others."""

from flask import Blueprint
from werkzeug.wrappers import Response

from wellbeing_app.web.headers import public

blueprint = Blueprint("robots", __name__)

RULES = """User-agent: *
Disallow: /start/
Disallow: /check/
Disallow: /result
Disallow: /leave
"""


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    """Answer with the rules, the same for every robot."""
    return Response(RULES, mimetype="text/plain")
