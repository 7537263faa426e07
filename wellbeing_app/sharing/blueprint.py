"""The room's blueprint."""

from flask import Blueprint

blueprint = Blueprint("sharing", __name__, template_folder="templates")
