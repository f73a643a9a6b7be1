"""Something worth doing: challenges, members' attempts at them, and managers' reviews."""
