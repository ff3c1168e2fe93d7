"""What is said of a decision: of its text, of its orders."""
