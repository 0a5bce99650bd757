"""What the domain consists of. Standard library only; nothing here reads or writes files."""
