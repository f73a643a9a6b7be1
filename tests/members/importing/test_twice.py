"""Whatever rows say of each other: each is accounted for, and a second import changes nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.members.operations.people import end_position, erase
from hub.members.queries.addresses import address
from tests.factories import MemberFactory
from tests.members.importing.exports import SECRET, bring, contact

EMAILS = [f"{name}@x.example" for name in ("a", "b", "c", "d", "e")]
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "Contact_ID": st.sampled_from(["", "1", "2", "3"]),
            "Email": st.sampled_from([*EMAILS, "", "broken"]),
            "Account_ID": st.sampled_from(["", "A-1", "A-2"]),
            "Account_Name": st.sampled_from(["Acme", "acme ", ""]),
            "Left_Company": st.sampled_from(["TRUE", "FALSE"]),
            "Opted_Out": st.sampled_from(["FALSE", "FALSE", "FALSE", "TRUE"]),
            "Personal_Email": st.sampled_from(["", *EMAILS, "home@x.example"]),
            "Title": st.sampled_from(["", "Boss"]),
        }
    ),
    min_size=1,
    max_size=7,
)


@pytest.fixture(autouse=True)
def _people(db):
    """Some who are here already: at work, gone, of the programme, and erased."""
    MemberFactory(email="a@x.example", contact_id="2")
    end_position(MemberFactory(email="b@x.example"))
    MemberFactory(email="c@x.example", roles=("manager",))
    erased = MemberFactory(email="d@x.example")
    erase(erased, by=erased, secret=SECRET)


@given(before=ROWS, rows=ROWS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_row_is_accounted_for_and_a_second_import_changes_nothing(db, before, rows):
    point = db.session.begin_nested()
    try:
        bring(*(contact(n, **row) for n, row in enumerate(before)))
        contacts = [contact(n, **row) for n, row in enumerate(rows)]
        dry = bring(*contacts, dry_run=True).counts()
        first = bring(*contacts)
        again = bring(*contacts)
        assert first.counts() == dry
        for report in (first, again):
            assert report.rows == (
                report.imported
                + report.duplicates
                + report.rejected.total()
                + report.updated
                + report.unchanged
                + report.tombstoned
            )
        assert again.changes == 0
        assert address("d@x.example") is None
    finally:
        point.rollback()
        db.session.expire_all()
