"""Statements that are given up when they take too long."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DataError

from hub.db import in_time


def setting(db, name):
    return db.session.scalar(select(func.current_setting(name)))


def test_what_is_found_in_time_is_answered_and_settings_are_as_before(db):
    before = setting(db, "work_mem"), setting(db, "statement_timeout")
    assert in_time(5_000, lambda: setting(db, "work_mem"), work_mem="64kB") == "64kB"
    assert (setting(db, "work_mem"), setting(db, "statement_timeout")) == before


def test_what_takes_longer_is_given_up_and_the_transaction_goes_on(db):
    before = setting(db, "statement_timeout")
    assert in_time(20, lambda: db.session.execute(text("SELECT pg_sleep(5)"))) is None
    assert setting(db, "statement_timeout") == before


def test_other_errors_are_not_hidden(db):
    with pytest.raises(DataError):
        in_time(5_000, lambda: db.session.execute(text("SELECT 1 / 0")))
