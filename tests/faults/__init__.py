"""What must hold when two write at once and when a part breaks, tried on real server processes:
`dev.py faults`.
"""
