"""From a history that is open a person shows several results, each by its own ticks."""

from tests.client import Client
from tests.history.walking import keep
from tests.sharing.walking import finished, looked_up, place, put_up, with_code

SCORE = "Score: Patient Health Questionnaire"
NINE = "better off dead"


def test_results_of_two_days_are_shown_from_what_is_kept(client: Client) -> None:
    finished(client, "gad-7", "1")
    keep(client)
    finished(client, "gad-7", "3")
    kept = client.submit(client.visit("/keep"), press="Add it under the code that is open")
    assert kept.links["Show it to a therapist"] == "/share/kept"
    page = client.visit("/share/kept")
    scores = [place(page, "Score: Generalised Anxiety", number=number) for number in (0, 1)]
    preview = client.submit(page, {"t": scores}, press="See what they will see")
    assert preview.text.count("Generalised Anxiety Disorder scale, seven items") >= 2
    assert "Score7" in preview.text
    assert "Score21" in preview.text
    _page, code = with_code(client, preview)
    assert put_up(client, code).path == "/shared/now"
    assert looked_up(client, code).path == "/shared/now"


def test_question_9_of_one_day_lets_nothing_of_another_day_go(client: Client) -> None:
    finished(client, "phq-9", "1")
    keep(client)
    finished(client, "phq-9", "2")
    client.submit(client.visit("/keep"), press="Add it under the code that is open")
    page = client.visit("/share/kept")
    ticks = [place(page, NINE), place(page, SCORE, number=0), place(page, SCORE, number=1)]
    preview = client.submit(page, {"t": ticks}, press="See what they will see")
    assert "Score9" in preview.text
    assert "Score18" not in preview.text
    assert "Some of it stays here" in preview.text


def test_private_questions_that_were_not_kept_cannot_be_shown(client: Client) -> None:
    finished(client, "short", "0")
    keep(client)
    assert "feel safe to read" not in client.visit("/share/kept").text
    assert "feel safe to read" in client.visit("/share").text


def test_a_history_that_was_erased_meanwhile_shows_nothing(client: Client) -> None:
    finished(client, "gad-7", "1")
    keep(client)
    client.submit(client.visit("/kept/erase"), press="Erase everything")
    assert client.visit("/share/kept").status == 404
