"""Mail leaves after the answer: it waits in a table until `send_mail` has sent it."""
