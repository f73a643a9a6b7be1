"""Questions of the people who run the programme."""
