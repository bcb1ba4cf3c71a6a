"""What Alembic runs: the migrations, on the connection and within the transaction of `Store.upgrade`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
