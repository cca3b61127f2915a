"""An internet of our own for tests: `network` has its names and addresses, `server` the server behind all of them."""
