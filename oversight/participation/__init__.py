"""The home of participation: how far it is, what groups said, and who came."""
