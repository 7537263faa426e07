"""What was answered, as a FHIR R4 QuestionnaireResponse: whole, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wellbeing_app.exchange.fhir_answers import answers_of
from wellbeing_app.exchange.fhir_form import Form, Group, Part
from wellbeing_app.exchange.fhir_json import Json, filled
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.records.share import AnswerPart

_NOT_PUT = ("hidden", "not applicable")


def response(
    form: Form, shared: Sequence[AnswerPart], *, name: str, canonical: str, day: date
) -> Json | None:
    """Return the response to a form, or None unless it is complete; `status` is then "completed".

    Complete: for every answer id of the questionnaire the share has an answer its question can
    have, or says that the question was hidden or not applicable. A question left open ("missing"),
    one the person did not show, and one that a closed gate ended before, all make it incomplete.
    So do hidden questions of a private questionnaire: nobody shows those. An incomplete response is
    not written as "in-progress" or "stopped" either: that would say of answers kept back that they
    were not given.
    """
    given = {part.id: part.value for part in shared if part.value is not None}
    settled = {part.id for part in shared if part.unanswered in _NOT_PUT}
    for id_ in form.administration.instrument.answer_ids:
        if id_ not in settled and not _answered(form, id_, given):
            return None
    return filled(
        resourceType="QuestionnaireResponse",
        id=name,
        language=form.language,
        questionnaire=canonical,
        status="completed",
        authored=day.isoformat(),
        item=list(_items(form, form.parts, given)),
    )


def _answered(form: Form, id_: str, given: Mapping[str, Answer]) -> bool:
    if id_ not in given or id_ not in form.items:
        return False
    return bool(answers_of(form, form.items[id_], given[id_]))


def _items(form: Form, parts: Sequence[Part], given: Mapping[str, Answer]) -> Iterator[Json]:
    for part in parts:
        text = form.words(part.text_key, given)
        if isinstance(part, Group):
            inside = list(_items(form, part.parts, given))
            if inside:
                yield filled(linkId=part.link, text=text, item=inside)
        elif part.link in given:
            answers = answers_of(form, part.item, given[part.link])
            yield filled(linkId=part.link, text=text, answer=answers)
