"""What a reviewer is told in a pull request: a small record from the job that may do nothing, a comment from the one that may write."""
