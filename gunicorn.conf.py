"""How gunicorn serves the application. Migrations have run before it starts."""

import os

workers = 2
# A browser holds spare connections open; threads keep them from blocking a whole worker.
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 10
# The heartbeat file belongs in memory: a slow disk would look like a hung worker.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
control_socket_disable = True
# Addresses name networks and meetings, so no log of who read which.
accesslog = None
loglevel = "warning"
# The database and the secret are for the server's own user.
umask = 0o077
