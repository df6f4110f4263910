"""Django's PostgreSQL backend on a private server, which the first connection starts.

HOST names the server's folder; THROWAWAY: True makes it fast and forgetful, for tests.
"""

from django.db.backends.postgresql import base

from coverage_cms.postgres.server import private_server


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        server = private_server(self.settings_dict["HOST"], throwaway=self.settings_dict.get("THROWAWAY", False))
        server.start()
        return super().get_connection_params() | {"host": str(server.socket_folder)}
