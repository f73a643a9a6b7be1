"""Mail by SMTP, against a server that really listens."""

import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from hub.mail import absolute_link, absolute_url, send
from hub.members.models import Member


class Mailbox(Message):
    """Keeps what it is sent; says no to one address."""

    def __init__(self) -> None:
        super().__init__()
        self.received: list = []

    def handle_message(self, message) -> None:
        self.received.append(message)

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address == "full@work.example":
            return "452 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    handler = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


def mail_one(make_app, port, to="ada@work.example"):
    app = make_app(mail_url=f"smtp://127.0.0.1:{port}?tls=none", mail_sender="Hub <hub@x.example>")
    with app.test_request_context():
        send(
            to,
            "Hello",
            "members/sign_in",
            member=Member(given_name="Ada", family_name=""),
            link=absolute_url("members.open_link", token="t"),
        )


def test_a_message_goes_out_in_two_parts(make_app, mailbox):
    handler, port = mailbox
    mail_one(make_app, port)
    (message,) = handler.received
    assert message["From"] == "Hub <hub@x.example>"
    assert message.get_content_type() == "multipart/alternative"
    html = message.get_payload()[1].get_payload(decode=True).decode()
    assert "style=" in html, "the rules were not written into the elements"


def test_a_server_that_says_no_is_an_error_to_try_again(make_app, mailbox):
    with pytest.raises(OSError, match="full"):
        mail_one(make_app, mailbox[1], to="full@work.example")


def test_links_begin_with_the_base_address(make_app):
    app = make_app(base_url="https://hub.example.com")
    with app.test_request_context(base_url="http://evil.example"):
        assert absolute_link("/me") == "https://hub.example.com/me"
        assert absolute_url("notifications.index") == "https://hub.example.com/notifications"
