"""What is open and what is looked at: the session, the view state and its steps, history, preferences."""
