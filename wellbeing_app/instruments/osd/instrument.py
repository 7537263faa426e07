"""From a definition and its translations to an instrument."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from wellbeing_app.instruments.model.instrument import Instrument, Key, Section
from wellbeing_app.instruments.model.item import Item
from wellbeing_app.instruments.model.rules import ScoreRule
from wellbeing_app.instruments.osd.circles import check_visibility
from wellbeing_app.instruments.osd.hints import OwnPart, read_hints
from wellbeing_app.instruments.osd.items import ItemReader
from wellbeing_app.instruments.osd.names import Names, Texts, all_keys
from wellbeing_app.instruments.osd.raw import shape
from wellbeing_app.instruments.osd.raw_definition import (
    CodeShape,
    DefinitionShape,
    LikertOptionsShape,
)
from wellbeing_app.instruments.osd.raw_items import LikertShape
from wellbeing_app.instruments.osd.scoring import (
    ComputedRead,
    ScoringShapes,
    check_needed,
    read_computed,
    read_scores,
    read_scoring_shapes,
)
from wellbeing_app.instruments.osd.settings import (
    fixed_sections,
    read_branches,
    read_dimensions,
    read_includes,
    read_parameters,
)
from wellbeing_app.instruments.osd.structure import PlacedSection, read_names, read_structure
from wellbeing_app.untrusted.refusal import Refused, inside


@dataclass(frozen=True, slots=True)
class Source:
    """Where a definition comes from, and its texts."""

    stem: str
    """The file's name without its ending: the code of a scale that names none."""
    namespace: str
    digest: str
    translations: Mapping[str, Mapping[str, str]]


def read_instrument(raw: object, path: str, source: Source) -> Instrument:
    """Read a whole definition. Raises `Refused`."""
    definition = shape(DefinitionShape, raw, path)
    sections = read_structure(definition, path)
    _check_content(definition, sections, path)
    scoring = read_scoring_shapes(definition.scoring, inside(path, "scoring"))
    names = read_names(definition, sections, scoring.blocks)
    texts = Texts(all_keys(source.translations))
    computed = read_computed(definition.computed, names, texts, inside(path, "computed"))
    reader = _Reader(definition, path, names, source, texts)
    instrument = reader.instrument(sections, scoring, computed)
    check_needed(instrument, computed.left_out)
    check_visibility(instrument, path)
    _check_reversed(sections, instrument.scores)
    return instrument


@dataclass(frozen=True, slots=True)
class _Reader:
    definition: DefinitionShape
    path: str
    names: Names
    source: Source
    texts: Texts

    def instrument(
        self, placed: Sequence[PlacedSection], scoring: ScoringShapes, computed: ComputedRead
    ) -> Instrument:
        written, path, texts = self.definition, self.path, self.texts
        sections = self._sections(placed, texts)
        own = self._own_part()
        order = written.randomize_sections
        info = written.scale_info
        return Instrument(
            key=self._key(),
            name=info.name,
            abbreviation=info.abbreviation,
            sections=sections,
            texts=self.source.translations,
            description=info.description,
            citation=info.citation,
            license=info.license,
            license_explanation=info.license_explanation,
            license_url=info.license_url,
            url=info.url,
            domain=info.domain,
            dimensions=read_dimensions(
                written.dimensions or (), self.names, inside(path, "dimensions")
            ),
            scores=read_scores(scoring, _by_answer(sections), texts, own.missing),
            computed=computed.sound,
            parameters=read_parameters(written, path),
            branches=read_branches(written.branches or (), self.names, inside(path, "branches")),
            shuffle_sections=order is not None,
            fixed_sections=frozenset()
            if order is None
            else fixed_sections(
                order.fixed, self.names, inside(inside(path, "randomize_sections"), "fixed")
            ),
            includes=read_includes(written.includes or ()),
            alerts=own.alerts,
            hints=own.hints,
            warnings=tuple(f"{one.path}: {one.reason}" for one in computed.left_out.values()),
            digest=self.source.digest,
        )

    def _key(self) -> Key:
        info, here = self.definition.scale_info, inside(self.path, "scale_info")
        code = info.code
        if code is None:
            code = shape(CodeShape, {"code": self.source.stem}, here).code
        return Key(self.source.namespace, code, info.version)

    def _sections(self, placed: Sequence[PlacedSection], texts: Texts) -> tuple[Section, ...]:
        likert = self.definition.likert_options or LikertOptionsShape()
        texts.optional(
            likert.question_head, inside(inside(self.path, "likert_options"), "question_head")
        )
        reader = ItemReader(self.names, texts, likert, self.definition.default_required)
        return tuple(reader.section(section) for section in placed)

    def _own_part(self) -> OwnPart:
        return read_hints(
            self.definition.runner_hints, self.names, inside(self.path, "runner_hints")
        )


def _check_content(
    definition: DefinitionShape, sections: Sequence[PlacedSection], path: str
) -> None:
    """Refuse a file that is neither a questionnaire nor a battery of them, or both."""
    if not sections and not definition.includes:
        raise Refused(inside(path, "items"), "has no items")
    if sections and definition.includes:
        raise Refused(inside(path, "includes"), "stands beside items of the file's own")


def _by_answer(sections: Sequence[Section]) -> dict[str, Item]:
    items = chain.from_iterable(section.items for section in sections)
    return {name: item for item in items for name in item.answer_ids}


def _check_reversed(sections: Sequence[PlacedSection], scores: Sequence[ScoreRule]) -> None:
    """Refuse an item marked `reverse` that a score takes as it is."""
    forward = {part.id for rule in scores for part in rule.inputs if part.coding == 1}
    for placed in chain.from_iterable(section.items for section in sections):
        item = placed.shape
        if isinstance(item, LikertShape) and item.reverse and item.id in forward:
            reason = "contradicts the scoring, which takes the item as it is"
            raise Refused(inside(placed.path, "reverse"), reason)
