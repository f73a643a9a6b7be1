import pytest


@pytest.fixture
def reader(app, db):
    """Sentences are worded for somebody."""
    with app.test_request_context():
        yield
