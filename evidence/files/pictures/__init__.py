"""Pictures: which kinds there are, written anew, and stripped of what a camera wrote."""
