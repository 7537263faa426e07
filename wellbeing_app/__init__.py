"""Evenkeel: a private self-check for adults about their online sexual activity."""

import os

from wellbeing_app import accounts, caseload, clinic, history, selfcheck, sharing
from wellbeing_app.aggregates import views as aggregates
from wellbeing_app.cli import register as cli
from wellbeing_app.config import REPOSITORY, Config
from wellbeing_app.results import views as results
from wellbeing_app.support import learn
from wellbeing_app.support import views as support
from wellbeing_app.web.application import Application, init_logs
from wellbeing_app.web.brake import init_brake
from wellbeing_app.web.csrf import init_csrf
from wellbeing_app.web.database import init_database, init_erased
from wellbeing_app.web.doors import init_doors
from wellbeing_app.web.errors import init_errors
from wellbeing_app.web.frame import init_frame
from wellbeing_app.web.headers import init_headers
from wellbeing_app.web.language import init_language
from wellbeing_app.web.limits import init_limits
from wellbeing_app.web.pages import leave, notices, robots, style
from wellbeing_app.web.proxies import init_proxies
from wellbeing_app.web.site import EXTENSION, open_site
from wellbeing_app.web.staff.guards import init_staff
from wellbeing_app.web.tables import init_tables
from wellbeing_app.web.visit.cookie import init_visit

PARTS = (
    selfcheck,
    results,
    history,
    sharing,
    support,
    learn,
    accounts,
    caseload,
    clinic,
    aggregates,
    leave,
    notices,
    robots,
    style,
)
"""Every room, and the pages of the web floor itself."""


def create_app(config: Config | None = None) -> Application:
    """Build the app of one site. Raises `NotReady`, naming every reason, if it may not start."""
    config = config or Config.from_environment(os.environ)
    site = open_site(config)

    app = Application(
        __name__,
        template_folder="web/templates",
        static_folder=REPOSITORY / "static",
        instance_path=str(config.instance),
    )
    app.extensions[EXTENSION] = site

    init_logs()
    init_database(app, config.database_url)
    init_tables(app, config)
    init_erased(app, config.instance)
    init_limits(app, config.hosts, config.proxies)
    init_proxies(app, config)
    init_headers(app, https=config.https)
    init_visit(app, site.keys.visit_keys, config.clock, https=config.https)
    init_csrf(app, site.keys.csrf_key)
    init_brake(app, config.clock)
    init_doors(app)
    init_staff(app)
    init_language(app)
    init_frame(app, config)
    init_errors(app)

    for part in PARTS:
        app.register_blueprint(part.blueprint)
    cli.register(app)
    return app
