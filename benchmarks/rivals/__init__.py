"""Other ways to make a plan, each checked and valued exactly as the product's own."""
