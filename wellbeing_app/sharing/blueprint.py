"""The room's blueprint, and the status codes its views answer with."""

from flask import Blueprint

blueprint = Blueprint("sharing", __name__, template_folder="templates")

OK = 200
SEE_OTHER = 303
NOT_FOUND = 404
CONFLICT = 409
UNPROCESSABLE = 422
