"""Pictures; imported by the child process and the command line alone, because drawing is slow and its libraries are heavy."""
