"""What is known of the form itself: its printed text and its codes."""
