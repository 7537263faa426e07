"""Which questionnaires an export may quote."""

from dataclasses import replace

from wellbeing_app.instruments.library.library import Library


def quotable(library: Library) -> Library:
    """Return the library without the questionnaires that may not be handed on from this site.

    Those without wording, and those whose licence does not fit the site's use, are no longer here:
    what was answered to them goes by ids alone.
    """
    return replace(
        library, shelf={key: one for key, one in library.shelf.items() if library.offers(one)}
    )
