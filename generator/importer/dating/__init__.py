"""A page without a printed date: when it appeared, from what its stories say of time."""
