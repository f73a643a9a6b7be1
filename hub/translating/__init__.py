"""What managers wrote in every room, said in other languages."""
