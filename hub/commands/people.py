"""hub create-admin."""

import click
from email_validator import EmailNotValidError, validate_email
from flask_security import hash_password

from hub.app import create_app
from hub.db import transaction
from hub.members.forms import PASSWORD_LENGTH
from hub.members.operations.people import add_member, grant_role
from hub.members.queries.addresses import address


@click.command("create-admin")
@click.argument("email")
@click.password_option(
    envvar="HUB_ADMIN_PASSWORD", help=f"At least {PASSWORD_LENGTH} characters; asked for if absent."
)
def create_admin(email: str, password: str) -> None:
    """Make the first administrator, or make a member one."""
    try:
        email = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise click.ClickException(f"{email} is not an e-mail address: {error}") from None
    if len(password) < PASSWORD_LENGTH:
        raise click.ClickException(f"Use a password of at least {PASSWORD_LENGTH} characters.")
    app = create_app()
    # Hashing needs Flask-Security's request-bound settings.
    with app.test_request_context(), transaction():
        known = address(email)
        if known is not None:
            member = known.member
        else:
            member = add_member(email=email, given_name=email.split("@")[0], family_name="")
        keeps = member.password is not None
        if not keeps:
            member.password = hash_password(password)
        grant_role(member, "administrator", by=None)
    click.echo(f"{email} is an administrator.")
    if keeps:
        click.echo("They had a password already and keep it.")


COMMANDS = (create_admin,)
