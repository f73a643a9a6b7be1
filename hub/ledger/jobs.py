"""The nightly comparison of balances and transfers."""

import structlog

from hub.ledger.queries.reconciling import reconcile
from hub.outbox import job

log = structlog.get_logger("hub.ledger")


@job("ledger.reconcile")
def reconcile_ledger() -> None:
    """Compare the ledger and put each difference on the log as an error; it blocks nothing."""
    outcome = reconcile()
    if outcome.clean:
        log.info("ledger.reconciled", accounts=outcome.accounts, transfers=outcome.transfers)
    for row in outcome.differences:
        log.error("ledger.difference", member=row.member_id, kept=row.balance)
