"""Let drafts of the brand be discarded, and pictures go that nothing shows any more."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column(
        "brand_versions", sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("brand_versions", sa.Column("discarded_by_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_brand_versions_discarded_by_id"),
        "brand_versions",
        "members",
        ["discarded_by_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_brand_versions_discarded"),
        "brand_versions",
        "number IS NULL OR discarded_at IS NULL",
    )
    # A draft may be published or discarded, once; one that is discarded may let its pictures go.
    op.execute(
        """
        CREATE OR REPLACE FUNCTION refuse_change_of_brand() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            ends text[] := '{number,published_at,published_by_id,discarded_at,discarded_by_id}';
            pictures text[] := '{logo_id,favicon_id,hero_id}';
        BEGIN
            IF TG_OP = 'UPDATE' AND OLD.number IS NULL AND OLD.discarded_at IS NULL
               AND to_jsonb(NEW) - ends = to_jsonb(OLD) - ends THEN
                RETURN NEW;
            END IF;
            IF TG_OP = 'UPDATE' AND OLD.discarded_at IS NOT NULL
               AND num_nonnulls(NEW.logo_id, NEW.favicon_id, NEW.hero_id) = 0
               AND to_jsonb(NEW) - pictures = to_jsonb(OLD) - pictures THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END
        $$
        """
    )
    # Foreign keys keep every picture that a version shows.
    op.execute("DROP TRIGGER brand_pictures_append_only ON brand_pictures")
    op.execute(
        "CREATE TRIGGER brand_pictures_never_change BEFORE UPDATE ON brand_pictures"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
