"""PostgreSQL and Valkey from their wheels, for `hub run` and the tests: nothing to install.

Both servers belong to the process that starts them and listen on a unix socket in a private folder,
on no TCP port.
At scale neither is used: `HUB_DATABASE_URL` and `HUB_REDIS_URL` name servers of your own.
"""

from hub.embedded.postgres import start_postgres
from hub.embedded.server import EmbeddedError, Server
from hub.embedded.valkey import start_valkey

__all__ = ["EmbeddedError", "Server", "start_postgres", "start_valkey"]
