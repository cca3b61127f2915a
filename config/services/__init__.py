"""The embedded services: PostgreSQL and Redis out of wheels, and the supervisor of them and our processes.

From the bottom up: `paths` and `system_user` say where things are and who runs them; `home` and `addresses`
where the servers live and answer; `secrets` keeps passwords; `programs` finds the binaries; `child`,
`leftovers` and `supervisor` start, stop and restart processes; `postgres` and `redis` know one server each;
`embedded` puts the two under a supervisor; `lock` keeps two starts apart; `command` serves `manage.py`, `run`
serves the tests, and `processes` describes worker, beat and web server.
"""
