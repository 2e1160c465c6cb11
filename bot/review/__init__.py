"""The review page: labels that look wrong, one by one, for a person to accept, correct or reject."""
