"""Who was in a video meeting, from the attendance report that Zoom writes, and which known people they are. Pure.

A line of a report is one stay: who leaves and comes back has several. Stays of one address are one person; without an
address, stays of one name are. Times that overlap (a telephone beside a computer) count once. What is not sure is
proposed with a score, and a person decides.
"""

from portal.events.meeting_file.matching import Candidate, Certainty, Match, Person, propose_matches
from portal.events.meeting_file.reading import Attendee, Unreadable, read

__all__ = ["Attendee", "Candidate", "Certainty", "Match", "Person", "Unreadable", "propose_matches", "read"]
