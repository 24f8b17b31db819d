"""Documents and workbooks of office programs: each part is read, or the file is refused."""
