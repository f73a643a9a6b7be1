"""`hub reconcile`: every kept balance against the sum of its transfers. Reports, never edits."""

from dataclasses import dataclass

from sqlalchemy import text

from hub.db import db

# Earned minus taken back is the lifetime; everything in minus everything out is the balance.
_DIFFERENCES = text(
    """
    WITH moved AS (
        SELECT t.destination_id AS account_id, t.points AS balance,
               CASE WHEN t.reason = 'award' THEN t.points ELSE 0 END AS lifetime
          FROM transfers t
        UNION ALL
        SELECT t.source_id, -t.points,
               CASE WHEN t.reason = 'reverse' AND o.reason = 'award' THEN -t.points ELSE 0 END
          FROM transfers t LEFT JOIN transfers o ON o.id = t.reverses_id
    ), sums AS (
        SELECT account_id, sum(balance) AS balance, sum(lifetime) AS lifetime
          FROM moved GROUP BY account_id
    )
    SELECT a.member_id, a.balance, coalesce(s.balance, 0) AS balance_moved,
           a.lifetime, coalesce(s.lifetime, 0) AS lifetime_moved
      FROM accounts a LEFT JOIN sums s ON s.account_id = a.id
     WHERE a.kind = 'member'
       AND (a.balance <> coalesce(s.balance, 0) OR a.lifetime <> coalesce(s.lifetime, 0))
     ORDER BY a.member_id
    """
)

# Points held must be those of open redemptions, so what is held is never negative.
_HELD = text(
    """
    SELECT coalesce(sum(CASE WHEN t.destination_id = a.id THEN t.points ELSE -t.points END), 0)
      FROM accounts a JOIN transfers t ON a.id IN (t.source_id, t.destination_id)
     WHERE a.kind = 'held'
    """
)


@dataclass(frozen=True)
class Difference:
    """A member whose kept numbers are not the sum of the transfers."""

    member_id: int
    balance: int
    balance_moved: int
    lifetime: int
    lifetime_moved: int


@dataclass(frozen=True)
class Reconciliation:
    """The outcome: how many accounts and transfers were compared, and what differs."""

    accounts: int
    transfers: int
    held: int
    differences: list[Difference]

    @property
    def clean(self) -> bool:
        return not self.differences and self.held >= 0


def reconcile() -> Reconciliation:
    """Compare the whole ledger in one snapshot of the database."""
    connection = db.session.connection()
    count = connection.execute(text("SELECT count(*) FROM accounts WHERE kind = 'member'"))
    transfers = connection.execute(text("SELECT count(*) FROM transfers"))
    return Reconciliation(
        accounts=count.scalar_one(),
        transfers=transfers.scalar_one(),
        held=int(connection.execute(_HELD).scalar_one()),
        differences=[
            Difference(
                row.member_id,
                row.balance,
                int(row.balance_moved),
                row.lifetime,
                int(row.lifetime_moved),
            )
            for row in connection.execute(_DIFFERENCES)
        ],
    )
