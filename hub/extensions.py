"""Extension objects, unbound. `create_app()` binds them."""

from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_mailman import Mail
from flask_migrate import Migrate
from flask_security import Security
from flask_wtf import CSRFProtect

from hub.paths import MIGRATIONS

babel = Babel()
compress = Compress()
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address)
mail = Mail()
migrate = Migrate(directory=str(MIGRATIONS), compare_type=True)
security = Security()
