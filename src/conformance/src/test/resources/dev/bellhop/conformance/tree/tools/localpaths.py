"""The runner's start script imports this, as it does in the real tree."""
