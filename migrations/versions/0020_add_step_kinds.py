"""Add kinds of steps, and what of them is done."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column(
        "submissions", sa.Column("done", sa.Boolean(), nullable=False, server_default="false")
    )
    _count_what_is_done()


def _count_what_is_done() -> None:
    """What counted so far, of the kinds there were."""
    op.execute(
        r"""
        UPDATE submissions SET done = coalesce(CASE steps.kind
          WHEN 'link' THEN content ? 'done'
          WHEN 'answer' THEN
            char_length(regexp_replace(content ->> 'text', '^\s+|\s+$', '', 'g')) BETWEEN
              greatest(coalesce((settings ->> 'min_length')::int, 0), 1)
              AND coalesce(nullif((settings ->> 'max_length')::int, 0), 20000)
          WHEN 'choice' THEN
            jsonb_array_length(content -> 'options') > 0
            AND settings -> 'options' @> (content -> 'options')
          ELSE picture_id IS NOT NULL
        END, false)
        FROM steps WHERE steps.id = submissions.step_id
        """
    )
