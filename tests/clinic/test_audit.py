"""The audit page: what was done, filtered, exported without formulas, and its head by a command."""

import csv
import io

from flask import Flask
from sqlalchemy import delete

from tests.accounts.cast import Person
from tests.caseload.showing import pick_up, shown
from tests.clinic.cast import clinic, gone_on, hired, invited, roles_put
from tests.web.conftest import Clock
from wellbeing_app.storage.clinic_audit import ClinicAudit
from wellbeing_app.web.database import db

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\uff1d1")


def rows(person: Person, **chosen: str) -> list[list[str]]:
    """The entries of the page, each as day, who, what, about."""
    address = "/staff/clinic/audit"
    form = person.open(address).form("Filter")
    assert form.method == "GET"
    asked = "&".join(f"{name}={value}" for name, value in chosen.items())
    page = person.open(f"{address}?{asked}")
    body = next(iter(page.tree.iter("tbody")), None)
    return [] if body is None else [["".join(cell.itertext()) for cell in row] for row in body]


def exported(person: Person) -> str:
    """The audit as a file."""
    person.prove(person.open("/staff/proof"))
    token = person.open("/staff/clinic/audit").csrf_token
    with person.client.post("/staff/clinic/audit", data={"csrf_token": token}) as answer:
        assert answer.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
        return answer.get_data(as_text=True)


def test_every_change_stands_there_with_who_did_it(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    tess, path = hired(staffed, clock, ada, "Tess", "therapist")
    roles_put(ada, path, ["author"])
    ada.press(ada.open("/staff/clinic/contact"), "Save", {"contact": "Ring."})
    gone_on(ada, f"{path}/end", "End it now")
    told = [row[1:] for row in rows(ada)]
    assert told == [
        ["Ada Lang", "Membership ended", "Tess"],
        ["Ada Lang", "Contact changed", ""],
        ["Ada Lang", "Roles changed", "Tess: author"],
        ["Tess", "Joined", "therapist"],
        ["Ada Lang", "Invitation code shown", "Tess"],
        ["Ada Lang", "Invited", "Tess: therapist"],
        ["Ada Lang", "Joined", "admin"],
        ["Operator of the site", "Invited", "admin"],
        ["Operator of the site", "Clinic created", "River House"],
    ]
    assert not tess.is_in


def test_nothing_of_a_desk_stands_there(staffed: Flask, clock: Clock, ada: Person) -> None:
    tess, path = hired(staffed, clock, ada, "Tess", "therapist")
    before = rows(ada)
    code = shown(staffed)
    pick_up(tess, code, "Purple heron")
    assert rows(ada) == before
    for address in ("/staff/clinic", path, "/staff/clinic/audit", f"{path}/end", f"{path}/reset"):
        assert "Purple heron" not in ada.open(address).text


def test_an_admin_s_pages_are_the_same_however_much_a_therapist_holds(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    tess, path = hired(staffed, clock, ada, "Tess", "therapist")
    tess.open("/staff/home")
    ada.prove(ada.open("/staff/proof"))
    addresses = ("/staff/clinic", path, f"{path}/end", f"{path}/reset", "/staff/clinic/audit")
    before = [ada.open(address).text for address in addresses]
    for number in range(3):
        pick_up(tess, shown(staffed), f"Client {number}")
    assert [ada.open(address).text for address in addresses] == before


def test_it_is_filtered_by_act_person_and_month(staffed: Flask, clock: Clock, ada: Person) -> None:
    hired(staffed, clock, ada, "Tess", "therapist")
    page = ada.open("/staff/clinic/audit")
    people = {
        "".join(option.itertext()): option.get("value", "") for option in page.tree.iter("option")
    }
    assert [row[2] for row in rows(ada, act="joined")] == ["Joined", "Joined"]
    assert {row[1] for row in rows(ada, who=people["Tess"])} == {"Tess"}
    assert rows(ada, month="2020-01") == []
    assert rows(ada, act="nothing such") == []
    assert len(rows(ada, month="")) == len(rows(ada))


def test_the_file_holds_everything_and_no_formula(ada: Person) -> None:
    for name in FORMULAS:
        invited(ada, name, "author")
    read = list(csv.reader(io.StringIO(exported(ada).removeprefix("\ufeff"))))
    assert read[0] == ["number", "day", "who", "act", "what"]
    assert [int(row[0]) for row in read[1:]] == list(range(1, len(read)))
    assert read[-1][3] == "audit exported"
    told = {row[4] for row in read[1:]}
    assert {f"'{name}" for name in FORMULAS} <= told
    assert not told & set(FORMULAS)


def test_the_head_is_printed_and_a_hand_that_changed_something_is_told(
    staffed: Flask, ada: Person, hugo: Person
) -> None:
    lines = [line.split("\t") for line in clinic(staffed, "audit-head").splitlines()]
    assert [line[0] for line in lines] == ["hill", "river"]
    assert lines[1] == clinic(staffed, "audit-head", "river").split("\t")
    number = int(lines[1][2])
    ada.press(ada.open("/staff/clinic/contact"), "Save", {"contact": "Ring."})
    after = clinic(staffed, "audit-head", "river").split("\t")
    assert int(after[2]) == number + 1
    assert after[3] != lines[1][3]
    with staffed.app_context():
        db.session.execute(delete(ClinicAudit).where(ClinicAudit.number == number))
        db.session.commit()
    done = staffed.test_cli_runner().invoke(args=["clinic", "audit-head"])
    assert done.exit_code == 1
    assert "changed or taken out: " in done.output
    assert hugo.is_in
