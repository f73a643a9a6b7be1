"""hub demo."""

from time import monotonic

import click

from hub.app import create_app
from hub.demo.programme import load_demo
from hub.demo.sign_ins import SIGN_INS, set_passwords
from hub.refusals import Refusal


@click.command()
def demo() -> None:
    """Fill an empty hub with a year of an invented programme. Only in the embedded mode."""
    begun = monotonic()
    # The operations write words as pages do.
    with create_app().test_request_context():
        try:
            load_demo(lambda words: click.echo(f"{words} …"))
        except Refusal as refusal:
            raise click.ClickException(str(refusal)) from None
        password = set_passwords()
    click.echo(f"Loaded in {monotonic() - begun:.0f} seconds. Sign in with the password {password}")
    for sign_in in SIGN_INS:
        click.echo(f"  {sign_in.email:<24} {sign_in.who}")


COMMANDS = (demo,)
