"""The web server's port: is it free, and does anything answer there yet?"""

import errno
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable


class PortError(RuntimeError):
    """The web server cannot have its port. The message is a sentence for the terminal."""


def wait_for_http(url: str, timeout: float, meanwhile: Callable[[], bool] = lambda: True) -> bool:
    """Wait until `url` answers, whatever it says, for at most `timeout` seconds.

    `meanwhile` is called between tries and ends the waiting by returning False. Returns whether
    there was an answer.
    """
    # Straight to the address: a proxy set for the machine knows nothing of our port.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + timeout
    while meanwhile() and time.monotonic() < deadline:
        try:
            opener.open(url, timeout=5).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return True
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def ensure_port_free(host: str, port: int) -> None:
    """Raises PortError when no server can listen on `host` and `port`."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        # As gunicorn does; without it a port that was just closed looks taken for a minute.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise PortError(_why_no_port(port, error)) from None


def _why_no_port(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program; set PORT to a free one, as in PORT=8001."
    if error.errno == errno.EACCES:
        return f"Port {port} is not allowed to this user; set PORT to 1024 or more."
    return f"Port {port} cannot be used ({error.strerror}); set PORT to another one."
