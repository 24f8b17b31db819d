"""The list of sub-actions goes out as a workbook to be edited, and comes back in: nothing changes
before somebody has seen each cell.
"""
