"""What points buy: rewards, and members' redemptions of them."""
