"""Parameters, dimensions, branches and the members of a battery (OSD C7, C8, A1, A4)."""

from collections.abc import Sequence

from wellbeing_app.instruments.model.instrument import Arm, Branch, Dimension, Include, Parameter
from wellbeing_app.instruments.osd.conditions import read_condition
from wellbeing_app.instruments.osd.names import Names, known_name, unique
from wellbeing_app.instruments.osd.raw import shapes
from wellbeing_app.instruments.osd.raw_definition import (
    BranchShape,
    DefinitionShape,
    DimensionShape,
    IncludeShape,
    ParameterShape,
)
from wellbeing_app.untrusted.refusal import Refused, inside

SHUFFLE = "shuffle_questions"
_REMOTE = "allow_remote_media"


def read_parameters(definition: DefinitionShape, path: str) -> tuple[Parameter, ...]:
    """Return the parameters; the older top-level `shuffle_questions` becomes one."""
    here = inside(path, "parameters")
    written = shapes(ParameterShape, definition.parameters or {}, here)
    if _REMOTE in written and written[_REMOTE].default:
        raise Refused(inside(here, _REMOTE), "not supported: nothing is loaded from elsewhere")
    for name, parameter in written.items():
        _check_default(parameter, inside(here, name))
    parameters = tuple(
        Parameter(name, shape.type, shape.default, tuple(shape.options), shape.description)
        for name, shape in written.items()
    )
    if definition.shuffle_questions is None or SHUFFLE in written:
        return parameters
    return (*parameters, Parameter(SHUFFLE, "boolean", definition.shuffle_questions))


def _check_default(parameter: ParameterShape, path: str) -> None:
    default, here = parameter.default, inside(path, "default")
    match parameter.type:
        case "choice":
            if not parameter.options:
                raise Refused(inside(path, "options"), "is missing")
            if default is not None and default not in parameter.options:
                raise Refused(here, "is none of `options`")
        case "boolean":
            if default not in (None, True, False):
                raise Refused(here, "should be true, false, 1 or 0")
        case "integer" | "number":
            if isinstance(default, str | bool):
                raise Refused(here, "should be a number")
        case _:
            return


def read_dimensions(
    written: Sequence[DimensionShape], names: Names, path: str
) -> tuple[Dimension, ...]:
    """Return the dimensions. One without a score only groups items. Raises `Refused`."""
    unique(
        ((inside(inside(path, place), "id"), one.id) for place, one in enumerate(written)),
        "dimension",
    )
    return tuple(
        Dimension(
            id=one.id,
            name=one.name,
            abbreviation=one.abbreviation,
            description=one.description,
            selectable=one.selectable,
            default_enabled=one.default_enabled,
            enabled_param=one.enabled_param,
            visible_when=read_condition(
                one.visible_when, inside(inside(path, place), "visible_when"), names
            ),
        )
        for place, one in enumerate(written)
    )


def read_branches(written: Sequence[BranchShape], names: Names, path: str) -> tuple[Branch, ...]:
    """Return the branches; every section an arm shows must be there. Raises `Refused`."""
    unique(((inside(path, place), one.id) for place, one in enumerate(written)), "branch")
    return tuple(_branch(one, names, inside(path, place)) for place, one in enumerate(written))


def _branch(written: BranchShape, names: Names, path: str) -> Branch:
    here = inside(path, "arms")
    unique(((inside(here, place), arm.id) for place, arm in enumerate(written.arms)), "arm")
    for place, arm in enumerate(written.arms):
        for number, section in enumerate(arm.sections):
            where = inside(inside(inside(here, place), "sections"), number)
            known_name(section, names.sections, "section", where)
    if written.method == "parameter":
        if written.parameter is None:
            raise Refused(inside(path, "parameter"), "is missing")
        names.require("parameter", written.parameter, inside(path, "parameter"))
    arms = tuple(Arm(arm.id, tuple(arm.sections)) for arm in written.arms)
    return Branch(written.id, written.method, arms, written.parameter)


def read_includes(written: Sequence[IncludeShape]) -> tuple[Include, ...]:
    """Return the members of a battery, in order."""
    return tuple(
        Include(
            scale=one.scale,
            parameters=dict(one.parameters),
            dimensions=None if one.dimensions is None else tuple(one.dimensions),
        )
        for one in written
    )


def fixed_sections(fixed: Sequence[str], names: Names, path: str) -> frozenset[str]:
    """Return the sections that keep their place in a random order. Raises `Refused`."""
    for place, name in enumerate(fixed):
        known_name(name, names.sections, "section", inside(path, place))
    return frozenset(fixed)
