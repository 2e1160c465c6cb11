"""What the bot keeps: people, readings, corrections. The only place with SQLAlchemy, beside the inbox."""
