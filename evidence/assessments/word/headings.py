"""What stands in the council's own document beside the boxes, by which it is read again."""

TITLE = "Plan 21-24: Change Programme Outcomes"
OUTCOME, RECOMMENDATIONS = "Outcome Overview", "Promise Recommendations"
SERVICE, ROUND = "Service: ", "Round: "
