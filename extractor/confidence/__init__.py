"""How probable it is that a value, and a filing, is right."""
