"""What draws the pictures of the papers."""
