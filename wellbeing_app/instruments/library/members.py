"""What a battery may ask of a member (OSD A4): known dimensions and fitting parameters."""

from wellbeing_app.instruments.library.battery import Member
from wellbeing_app.instruments.model.instrument import Include, Instrument, Parameter
from wellbeing_app.instruments.model.item import Scalar
from wellbeing_app.instruments.model.values import number_of
from wellbeing_app.instruments.osd.names import known_name
from wellbeing_app.instruments.osd.structure import RESERVED_PARAMETERS
from wellbeing_app.untrusted.refusal import Refused, inside

_SWITCHES = (True, False, "0", "1", "true", "false")


def read_member(instrument: Instrument, include: Include, path: str, origin: str) -> Member:
    """Return an instrument as a battery includes it. Raises `Refused`."""
    try:
        _check(instrument, include, path)
    except Refused as refusal:
        raise Refused(refusal.path, refusal.reason, origin) from None
    return Member(instrument, include.parameters, include.dimensions)


def _check(instrument: Instrument, include: Include, path: str) -> None:
    dimensions = {one.id for one in instrument.dimensions}
    for place, name in enumerate(include.dimensions or ()):
        known_name(name, dimensions, "dimension", inside(inside(path, "dimensions"), place))
    declared = {one.name: one for one in instrument.parameters}
    switches = {one.enabled_param or f"enable_{one.id}" for one in instrument.dimensions}
    for name, value in include.parameters.items():
        here = inside(inside(path, "parameters"), name)
        known_name(name, {*declared, *switches, *RESERVED_PARAMETERS}, "parameter", here)
        if not _fits(declared.get(name, Parameter(name, "boolean", None)), value):
            raise Refused(here, "does not fit the parameter's type")


def _fits(parameter: Parameter, value: Scalar) -> bool:
    match parameter.type:
        case "choice":
            return value in parameter.options
        case "boolean":
            return value in _SWITCHES
        case "integer" | "number":
            return not isinstance(value, bool) and number_of(value) is not None
        case _:
            return isinstance(value, str)
