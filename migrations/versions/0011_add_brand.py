"""Add the brand: versions and pictures."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "brand_pictures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("width", sa.BigInteger(), nullable=False),
        sa.Column("height", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.Text(), server_default="any", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('logo', 'favicon', 'hero')", name=op.f("ck_brand_pictures_kind")
        ),
        sa.CheckConstraint(
            "ground IN ('any', 'light', 'dark')", name=op.f("ck_brand_pictures_ground")
        ),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_brand_pictures_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand_pictures")),
    )
    op.create_table(
        "brand_versions",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.BigInteger(), nullable=True),
        sa.Column("begun_from", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.BigInteger(), nullable=True),
        sa.Column("repeats", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("brand_colour", sa.Text(), nullable=True),
        sa.Column("accent_colour", sa.Text(), nullable=True),
        sa.Column("palette", JSONB(), nullable=True),
        sa.Column("logo_id", sa.Uuid(), nullable=True),
        sa.Column("favicon_id", sa.Uuid(), nullable=True),
        sa.Column("hero_id", sa.Uuid(), nullable=True),
        sa.Column("words", JSONB(), server_default="{}", nullable=False),
        sa.Column("mail_footer", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "char_length(name) BETWEEN 1 AND 60", name=op.f("ck_brand_versions_name")
        ),
        sa.CheckConstraint(
            "char_length(mail_footer) BETWEEN 1 AND 1000", name=op.f("ck_brand_versions_footer")
        ),
        sa.CheckConstraint(
            "brand_colour ~ '^#[0-9a-f]{6}$'", name=op.f("ck_brand_versions_brand_colour")
        ),
        sa.CheckConstraint(
            "accent_colour ~ '^#[0-9a-f]{6}$'", name=op.f("ck_brand_versions_accent_colour")
        ),
        sa.CheckConstraint(
            "jsonb_typeof(words) = 'object'", name=op.f("ck_brand_versions_words_object")
        ),
        sa.CheckConstraint(
            "(palette IS NULL) = (brand_colour IS NULL AND accent_colour IS NULL)",
            name=op.f("ck_brand_versions_palette"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_brand_versions_number")),
        sa.CheckConstraint(
            "repeats >= 0 AND repeats < number", name=op.f("ck_brand_versions_repeats")
        ),
        sa.CheckConstraint("begun_from >= 0", name=op.f("ck_brand_versions_begun_from")),
        sa.CheckConstraint(
            "(number IS NULL) = (published_at IS NULL)", name=op.f("ck_brand_versions_published")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["members.id"], name=op.f("fk_brand_versions_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["members.id"], name=op.f("fk_brand_versions_published_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["logo_id"], ["brand_pictures.id"], name=op.f("fk_brand_versions_logo_id")
        ),
        sa.ForeignKeyConstraint(
            ["favicon_id"], ["brand_pictures.id"], name=op.f("fk_brand_versions_favicon_id")
        ),
        sa.ForeignKeyConstraint(
            ["hero_id"], ["brand_pictures.id"], name=op.f("fk_brand_versions_hero_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand_versions")),
    )
    op.create_index("uq_brand_versions_number", "brand_versions", ["number"], unique=True)
    # A draft may be published, once; nothing else about a version ever changes.
    op.execute(
        """
        CREATE FUNCTION refuse_change_of_brand() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND OLD.number IS NULL
               AND to_jsonb(NEW) - '{number,published_at,published_by_id}'::text[]
                 = to_jsonb(OLD) - '{number,published_at,published_by_id}'::text[] THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END
        $$
        """
    )
    op.execute(
        "CREATE TRIGGER brand_versions_append_only BEFORE UPDATE OR DELETE ON brand_versions"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_brand()"
    )
    op.execute(
        "CREATE TRIGGER brand_pictures_append_only BEFORE UPDATE OR DELETE ON brand_pictures"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
