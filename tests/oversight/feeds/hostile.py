"""What should not be asked for, and what should not be in a cell."""

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－"]
ENDS = ["1+1", 'cmd|"/c calc"!A0', 'HYPERLINK("http://a.test")', "SUM(A1:A9)"]
FORMULAS = [start + end for start in STARTS for end in ENDS]
VALUES = [
    *("", "0", "-1", "1", "3", "1000", "1001", "99999999999999999999", "1e3", "1.5", "٣", "²"),
    *("null", "true", "[]", "{}", "' OR 1=1 --", "../../etc/passwd", "%00", "\x00", "\ud7ff"),
    *("MQ", "MSAxIDE", "====", "a" * 5000, "é", "🙂", "<script>", "MTk5OTk5OTk5OTkgeCB5"),
]
