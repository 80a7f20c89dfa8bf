"""What leadership and the office see, in the chat and on paper. Changes nothing of a duty."""
