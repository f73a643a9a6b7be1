"""hub reconcile."""

import sys

import click

from hub.app import create_app
from hub.ledger.queries.reconciling import reconcile as compare


@click.command()
def reconcile() -> None:
    """Compare every balance with its transfers. Changes nothing; exits with 1 on a difference."""
    with create_app().app_context():
        outcome = compare()
    click.echo(
        f"{outcome.accounts} accounts, {outcome.transfers} transfers, {outcome.held} points held."
    )
    for row in outcome.differences:
        click.echo(
            f"member {row.member_id}: balance {row.balance}, transfers say {row.balance_moved}; "
            f"lifetime {row.lifetime}, transfers say {row.lifetime_moved}"
        )
    if outcome.clean:
        click.echo("Everything agrees.")
        return
    click.echo(f"{len(outcome.differences)} differences.", err=True)
    sys.exit(1)


COMMANDS = (reconcile,)
