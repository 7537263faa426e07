"""An admin sets up the front door, looks at it, publishes and opens it; nobody else can."""

import io
import re

import pytest
from flask import Flask

from tests.accounts.cast import Person
from tests.client import Client
from tests.clinic.cast import hired
from tests.pages import Page
from tests.untrusted.hostile_pictures import HOSTILE, picture
from tests.web.conftest import Clock

DOOR = "/staff/clinic/door"
LAW = "## Who we are\n\nRiver House answers for what its therapists keep."
TEXTS = {"welcome": "Come **in**.", "before": "We meet on Tuesdays.", "closing": "Call us."}
LINE = {
    **{"name": "River on call", "phone": "+44 20 7946 0018", "days": ("0", "1", "2", "3", "4")},
    **{"opens": "09:00", "closes": "17:00", "zone": "Europe/London", "checked": "yes"},
}


def saved(admin: Person, page: str, **answers: object) -> Page:
    """Fill in one page of the door's settings."""
    return admin.press(admin.open(f"{DOOR}/{page}"), "Save draft", answers)  # type: ignore[arg-type]


def opened(admin: Person, state: str = "unlisted") -> Page:
    """Write what a door needs, publish it from its preview, open it."""
    saved(admin, "words", **TEXTS)
    saved(admin, "law", privacy=LAW)
    admin.press(admin.open(f"{DOOR}/preview"), "Publish")
    return admin.press(admin.open(DOOR), "Save", {"state": state})


def with_logo(admin: Person, data: bytes, name: str = "logo.png") -> Page:
    """Send a logo as a browser does."""
    page = admin.open(f"{DOOR}/look")
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page.html)[0]
    fields = {"csrf_token": token, "name": "River House", "logo": (io.BytesIO(data), name)}
    return Page.of(admin.client.post(f"{DOOR}/look", data=fields, follow_redirects=True))


def test_a_door_is_written_previewed_published_and_opened(staffed: Flask, ada: Person) -> None:
    visitor = Client.of(staffed)
    assert visitor.visit("/c/river").status == 404
    page = opened(ada)
    assert "Open to those who have the address" in page.text
    door = visitor.visit("/c/river")
    assert "<strong>in</strong>" in door.html
    assert "answers for what its therapists keep" in visitor.visit("/c/river/privacy").text


def test_a_door_cannot_open_while_its_privacy_text_is_empty(ada: Person) -> None:
    page = ada.press(ada.open(DOOR), "Save", {"state": "listed"})
    assert "Publish the door first" in page.text
    for unfinished in ("", "We are [name of the clinic]."):
        saved(ada, "law", privacy=unfinished)
        page = ada.press(ada.open(f"{DOOR}/preview"), "Publish")
        assert "Write the privacy text first" in page.text
    saved(ada, "law", privacy="We are River, [see our site](https://example.org).")
    assert ada.press(ada.open(f"{DOOR}/preview"), "Publish").path == DOOR


def test_no_change_is_live_before_it_was_published(staffed: Flask, ada: Person) -> None:
    visitor = Client.of(staffed)
    opened(ada)
    saved(ada, "words", **{**TEXTS, "welcome": "Quite another welcome."})
    saved(ada, "look", name="River Practice", accent="#7a1f5c")
    door = visitor.visit("/c/river")
    assert "Quite another" not in door.text
    assert "River Practice" not in door.text
    preview = ada.open(f"{DOOR}/preview?width=1280&look=dark")
    assert "Quite another welcome." in preview.text
    assert "River Practice" in preview.text
    ada.press(preview, "Publish")
    assert "Quite another welcome." in visitor.visit("/c/river").text


def test_a_colour_that_cannot_be_read_is_refused_and_the_nearest_offered(ada: Person) -> None:
    page = saved(ada, "look", name="River House", accent="#FFB000")
    assert page.status == 422
    offered = re.findall(r"The nearest colour that can be read is (#[0-9a-f]{6})", page.text)
    assert saved(ada, "look", name="River House", accent=offered[0]).path == DOOR
    css = ada.client.get(f"{DOOR}/look.css?look=light").text
    assert offered[0] in css


@pytest.mark.parametrize("accent", ["red", "#12345", "#0f5257; } body { display: none", "url(x)"])
def test_what_is_no_colour_is_refused(ada: Person, accent: str) -> None:
    assert saved(ada, "look", name="River House", accent=accent).status == 422


def test_a_logo_is_drawn_anew_and_can_be_taken_away(ada: Person) -> None:
    assert with_logo(ada, picture("JPEG", (900, 300))).path == DOOR
    assert ada.client.get(f"{DOOR}/logo.png").data.startswith(b"\x89PNG")
    saved(ada, "look", name="River House", without_logo="yes")
    assert ada.client.get(f"{DOOR}/logo.png").status_code == 204


@pytest.mark.parametrize("name", ["svg with a script", "png and a zip", "moving webp", "zip"])
def test_a_hostile_logo_is_refused_with_a_reason_on_the_page(ada: Person, name: str) -> None:
    page = with_logo(ada, HOSTILE[name][1]())
    assert page.status == 422
    assert "There is a problem" in page.text
    assert ada.client.get(f"{DOOR}/logo.png").status_code == 204


def test_an_emergency_line_needs_hours_and_somebody_who_called_it(
    staffed: Flask, ada: Person
) -> None:
    refused = saved(ada, "line", **{**LINE, "checked": ()})
    assert "tick that somebody answered" in refused.text
    for wrong in ({"phone": "call us"}, {"opens": "9am"}, {"days": ()}, {"zone": ""}):
        assert saved(ada, "line", **{**LINE, **wrong}).status == 422
    assert saved(ada, "line", **LINE).path == DOOR
    opened(ada)
    door = Client.of(staffed).visit("/c/river").text
    assert "River on call" in door
    assert "by Ada Lang" in door
    saved(ada, "line", name="", phone="", days=())
    assert "River on call" not in ada.open(f"{DOOR}/preview").text


def test_a_door_can_be_paused_and_deleted_kindly(staffed: Flask, ada: Person) -> None:
    visitor = Client.of(staffed)
    opened(ada)
    ada.press(ada.open(DOOR), "Save", {"state": "paused"})
    assert "has closed this door for now" in visitor.visit("/c/river").text
    page = ada.open(f"{DOOR}/delete")
    if page.path == "/staff/proof":
        page = ada.prove(page)
    ada.press(page, "Delete the front door")
    gone = visitor.visit("/c/river")
    assert gone.status == 410
    assert "no longer has a front door here" in gone.text
    assert "Come" not in ada.open(f"{DOOR}/preview").text
    assert visitor.visit("/c/river/privacy").status == 410


def test_poster_and_cards_say_nothing_of_what_it_is_about(ada: Person) -> None:
    opened(ada)
    for paper in ("poster", "card"):
        made = ada.client.get(f"{DOOR}/{paper}.pdf")
        assert made.data.startswith(b"%PDF-")
        assert made.content_type == "application/pdf"
    assert ada.client.get(f"{DOOR}/leaflet.pdf").status_code == 404


def test_only_this_clinics_admin_sees_and_changes_the_door(
    staffed: Flask, clock: Clock, ada: Person, hugo: Person
) -> None:
    opened(ada)
    author, _path = hired(staffed, clock, ada, "Tess Other", "author", "therapist", "publisher")
    for page in ("", "/preview", "/look", "/words", "/law", "/line", "/delete", "/poster.pdf"):
        assert author.open(f"{DOOR}{page}").status == 404
    saved(hugo, "law", privacy="Hill House's own.")
    assert "Hill House" not in ada.open(f"{DOOR}/preview").text
    assert "River House answers" not in hugo.open(f"{DOOR}/law").text


def test_the_audit_says_what_became_of_the_door(ada: Person) -> None:
    opened(ada, "listed")
    audit = ada.open("/staff/clinic/audit").text
    assert "Front door published" in audit
    assert "Front door opened" in audit
