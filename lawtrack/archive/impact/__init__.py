"""What a change makes stale elsewhere: citations of numbers that moved, copies left behind, old names; and the decision that mends it."""
