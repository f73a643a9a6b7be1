"""Work to do after the commit, written in the same transaction as what it is about.

`later("rewards.send_voucher", redemption_id=9)` inserts a row. The relay hands due rows to RQ;
the job marks its own row done in its own transaction. Whatever dies in between, the row stays
and is handed over again. So delivery is at least once, and every job is idempotent.
"""

from hub.outbox.models import OutboxJob
from hub.outbox.registry import job
from hub.outbox.writing import later

__all__ = ["OutboxJob", "job", "later"]
