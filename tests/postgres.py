"""Empty databases on the real PostgreSQL of a test run."""

import os

import psycopg


def new_database(server: str) -> str:
    """Make one on the server at this address, and give back its own address; all go with the server."""
    name = f"test_{os.urandom(6).hex()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")
