"""The conversation with those who have joined: what they write and press, and what is said back."""
