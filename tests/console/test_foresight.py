"""What a dry run says about the future: only what history bears out, and as a range."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from hub import clock
from hub.advocacy.queries import DryRun, Effect
from hub.challenges.models import Review
from hub.console.expecting import LEAST, Range, Share, widest
from hub.console.queries import history
from hub.console.queries.foresight import Foresight
from hub.console.queries.history import Queue, Tried
from hub.console.queries.whom import those
from hub.members.models import Member
from tests.factories import (
    ActKindFactory,
    AskFactory,
    AttemptFactory,
    AudienceFactory,
    ChallengeFactory,
    CompanyFactory,
    MemberFactory,
    PositionFactory,
)


@given(
    st.integers(LEAST, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    st.integers(0, 10**6),
)
def test_a_range_holds_the_share_that_it_was_made_from(counts, people):
    done, of = counts
    seen = Share(done, of).among(people)
    assert 0 <= seen.low <= people * done / of <= seen.high <= people


def test_too_little_data_is_no_range():
    assert Share(LEAST - 1, LEAST - 1).among(1000) is None
    assert Share(10, 20).among(100) == Range(32, 68)
    assert Share(500, 1000).among(100) == Range(47, 53)


def test_nothing_of_many_may_still_be_a_few():
    seen = Share(0, 50).among(1000)
    assert seen.low == 0
    assert 0 < seen.high < 100


def test_the_widest_of_what_is_known():
    assert widest(Range(2, 5), None, Range(1, 3)) == Range(1, 5)
    assert widest(None, None) is None


def test_how_long_the_queue_takes():
    assert Queue(waiting=10, decided=56).days(4) == 14
    assert Queue(waiting=1, decided=112).days(0) == 1
    assert Queue(waiting=0, decided=3).days(0) == 0
    assert Queue(waiting=10, decided=0).days(4) is None


def foresight(**values):
    about = {
        "run": DryRun(200, {}, Effect(may_be_asked=100, can_be_asked=100)),
        "points_each": 50,
        "asks": Share(0, 0),
        "tried": Tried(0, 0, 0, 0, 0),
        "queue": Queue(0, 0),
        "spent": None,
    }
    return Foresight(**about | values)


def test_nothing_is_made_up_without_history():
    seen = foresight()
    known = (seen.completions, seen.points, seen.points_spent, seen.reviews)
    assert known == (None, None, None, None)
    assert seen.most_points == 5000


def test_points_and_reviews_follow_from_completions():
    seen = foresight(asks=Share(10, 20), tried=Tried(1, 1000, 60, 40, 60), spent=Share(1, 4))
    assert seen.by_asks == Range(32, 68)
    assert seen.by_challenge == Range(3, 6)
    assert seen.completions == Range(3, 68)
    assert seen.points == Range(150, 3400)
    assert seen.points_spent == Range(37, 850)
    # 60 decisions for 40 approvals.
    assert seen.reviews == Range(4, 102)


def test_a_review_each_at_least_where_few_were_approved():
    assert foresight(tried=Tried(1, 100, 9, 9, 90)).reviews_each == 1


class TestHistory:
    def test_only_closed_asks_of_the_kind_count(self, db):
        kind = ActKindFactory()
        for outcome in ("done", "done", "declined", "lapsed"):
            AskFactory(kind=kind, closed_at=clock.now(), outcome=outcome)
        AskFactory(kind=kind)
        AskFactory(closed_at=clock.now(), outcome="done")
        assert history.answered(kind) == Share(2, 4)

    def test_who_could_see_a_challenge_had_joined_before_its_end(self, db):
        kind = ActKindFactory()
        now, past = clock.now(), clock.now() - timedelta(days=40)
        over = ChallengeFactory(act_kind=kind, published_at=past, closed_at=now - timedelta(days=9))
        running = ChallengeFactory(act_kind=kind, published_at=past)
        ChallengeFactory(act_kind=kind, published_at=now - timedelta(days=29))
        ChallengeFactory(act_kind=kind, published_at=past, audience_id=AudienceFactory().id)
        early = MemberFactory(joined_at=past)
        late = MemberFactory(joined_at=now)
        MemberFactory(joined_at=past, deactivated_at=now)
        done = AttemptFactory(challenge=over, member=early, state="approved")
        AttemptFactory(challenge=running, member=late)
        AttemptFactory(member=late)
        for decision in ("returned", "approved"):
            db.session.add(
                Review(attempt=done, reviewer=late, decision=decision, message="Thank you")
            )
        db.session.flush()
        assert history.tried(kind) == Tried(2, 1 + 2, 2, 1, 2)

    def test_a_kind_without_history(self, db):
        assert history.tried(ActKindFactory()) == Tried(0, 0, 0, 0, 0)

    def test_the_pace_is_that_of_the_last_weeks(self, db):
        reviewer = MemberFactory()
        for weeks in (0, 7, 9):
            attempt = AttemptFactory(state="approved")
            at = clock.now() - timedelta(weeks=weeks)
            db.session.add(
                Review(attempt=attempt, reviewer=reviewer, decision="approved", decided_at=at)
            )
        AttemptFactory(state="waiting", handed_in_at=clock.now())
        assert history.queue() == Queue(waiting=1, decided=2)

    def test_points_spent_are_unknown_while_few_rewards_were_sent(self, db):
        assert history.spent() is None


class TestWhom:
    @pytest.fixture
    def found(self, db):
        return lambda *whom: set(db.session.scalars(select(Member).where(those(*whom))))

    def test_everybody_an_audience_or_one_company(self, db, found):
        company = CompanyFactory()
        here, elsewhere = MemberFactory(company=company), MemberFactory()
        left = MemberFactory(company=False)
        PositionFactory(member=left, company=company, ended_on=clock.today())
        MemberFactory(company=company, deactivated_at=clock.now())
        assert found() == {here, elsewhere, left}
        assert found(None, AudienceFactory().id) == {left}
        assert found(company) == {here}
