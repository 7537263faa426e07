"""What was answered, as a FHIR R4 QuestionnaireResponse: whole, or not at all."""

from collections.abc import Iterator, Sequence
from datetime import date

from wellbeing_app.exchange.fhir_answers import answers_of
from wellbeing_app.exchange.fhir_form import Form, Group, Part
from wellbeing_app.exchange.fhir_json import Json, filled
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.untrusted.markup import plain


def response(form: Form, taken: Taken, *, name: str, canonical: str, day: date) -> Json | None:
    """Return the response to a form, or None unless it is complete; `status` is then "completed".

    Complete: for every answer id of the questionnaire the share has an answer its question can
    have, or says that the question was hidden or not applicable. A question left open ("missing"),
    one the person did not show, and one that a closed gate ended before, all make it incomplete.
    So do hidden questions of a private questionnaire: nobody shows those. An incomplete response is
    not written as "in-progress" or "stopped" either: that would say of answers kept back that they
    were not given.
    """
    asked = filter(taken.asks, taken.instrument.answer_ids)
    if not all(_answered(form, id_, taken) for id_ in asked):
        return None
    return filled(
        resourceType="QuestionnaireResponse",
        id=name,
        language=form.language,
        questionnaire=canonical,
        status="completed",
        authored=day.isoformat(),
        item=list(_items(form, form.parts, taken)),
    )


def _answered(form: Form, id_: str, taken: Taken) -> bool:
    if id_ not in taken.answers or id_ not in form.items:
        return False
    return bool(answers_of(form, form.items[id_], taken.answers[id_]))


def _items(form: Form, parts: Sequence[Part], taken: Taken) -> Iterator[Json]:
    for part in parts:
        text = plain(taken.text(part.text_key)) if part.text_key else ""
        if isinstance(part, Group):
            inside = list(_items(form, part.parts, taken))
            if inside:
                yield filled(linkId=part.link, text=text, item=inside)
        elif part.link in taken.answers:
            answers = answers_of(form, part.item, taken.answers[part.link])
            yield filled(linkId=part.link, text=text, answer=answers)
