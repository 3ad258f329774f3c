"""The checks of what a filing says twice: what each is, what it finds and how much it says."""
