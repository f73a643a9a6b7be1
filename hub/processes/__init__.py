"""The programs that `hub run` keeps running side by side, and the port of its web server."""

from hub.processes.children import Child
from hub.processes.ports import PortError, ensure_port_free, wait_for_http
from hub.processes.supervisor import Supervisor, interrupt_on_sigterm

__all__ = [
    "Child",
    "PortError",
    "Supervisor",
    "ensure_port_free",
    "interrupt_on_sigterm",
    "wait_for_http",
]
