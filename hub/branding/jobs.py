"""The brand's housekeeping."""

from hub.abandoned import forget_pictures
from hub.branding.models import BrandPicture
from hub.branding.operations import let_pictures_go
from hub.outbox import job


@job("branding.prune_pictures")
def prune_pictures() -> None:
    """Forget pictures that no look shows. Published looks can come back, so theirs stay."""
    let_pictures_go()
    forget_pictures(BrandPicture)
