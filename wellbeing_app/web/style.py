"""GET /style: every component of the look in every state, for those who build pages."""

from flask import Blueprint, abort, render_template

from wellbeing_app.web.site import site

blueprint = Blueprint("style", __name__)


@blueprint.get("/style")
def page() -> str:
    """Show the components. Outside development the page does not exist."""
    if site().config.mode != "development":
        abort(404)
    return render_template("style/page.html")
