"""The server: processes that share the listening sockets. No thread waits for a client.

supervisor    holds the sockets; starts a generation, and the next one on SIGHUP
generation    loads the app once, then forks a worker for each core and replaces dead ones
worker        waitress over the shared sockets, with bounds on time and lanes for slow work
"""
