"""The pure core: photo bytes in, a Reading out. No Telegram, database, model runtime, files, clock or environment."""
