"""Who may use the addresses of public comments; read as table.py says.

What is shown is everybody's. What waits or is not shown is a facilitator's who is free of the proposing districts; the
answer to a group is for who writes for the district.
"""

from tests.permissions.rows import ALL, NEVER, Row

PUBLIC = {"reference": "comment_waiver"}
UNREAD = {"reference": "waiver_given"}
WAITS, SHOWN, HIDDEN = (
    {**PUBLIC, "number": number} for number in ("comment_waits", "comment_shown", "comment_declined")
)
OPEN_GROUP, LATE_GROUP = ({**PUBLIC, "number": number} for number in ("comment_group", "comment_answered_group"))
NOT_THERE = "rest 404"
MDES = "visitor login, facilitator 200, rest 404"
MOVES = "visitor login, facilitator on, rest 404"
ANSWERS = "visitor login, writers 200, board_president 403, rest 404"
COMMENT = {"words": "Sample", "voice": "parent", "name": "Parent (sample)", "email": "sample@example.org"}
INTO_A_GROUP = {"comments": "{comment_shown_pk}", "title": "Sample of another name", "group": ""}
COMMENTS = [
    Row("comments:comments", ALL, at=PUBLIC),
    Row("comments:comments", NOT_THERE, at=UNREAD),
    Row("comments:comments_file", ALL, at=PUBLIC),
    Row("comments:comments_file", NOT_THERE, at=UNREAD),
    Row("comments:write", ALL, "rest on", PUBLIC, COMMENT),
    Row("comments:write", NOT_THERE, NOT_THERE, UNREAD, COMMENT),
    Row("comments:moderate", MDES, at=PUBLIC),
    Row("comments:moderate", "visitor login, rest 404", at=UNREAD),
    Row("comments:publish", NEVER, MOVES, WAITS),
    Row("comments:publish", NEVER, MOVES.replace("on", "409"), SHOWN),
    Row("comments:decline", MDES, MOVES, WAITS, {"reason": "names"}),
    Row("comments:take_down", MDES, MOVES, SHOWN, {"reason": "names"}),
    Row("comments:put_back", NEVER, MOVES, HIDDEN),
    Row("comments:group", NEVER, MOVES, PUBLIC, INTO_A_GROUP),
    Row("comments:rename", MDES, MOVES, OPEN_GROUP, {"title": "Sample of another name"}),
    Row("comments:answer", ANSWERS, ANSWERS.replace("200", "on"), OPEN_GROUP, {"answer": "Sample"}),
    Row("comments:answer", ANSWERS, ANSWERS.replace("200", "on"), LATE_GROUP, {"answer": "Sample"}),
]
