"""What a person reads when a service cannot be had."""


class ServiceError(Exception):
    """A service cannot be started; the message says why and what to do, and needs no traceback."""
