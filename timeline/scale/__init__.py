"""A published synthetic conflict of any size, for measuring: `manage.py seed_scale`."""
