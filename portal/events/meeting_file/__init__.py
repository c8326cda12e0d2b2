"""Who was at a meeting, from the report that Zoom writes or the roster of a course, and whom the portal knows. Pure.

A line of a report is one stay: who leaves and comes back has several. Stays of one address are one person; without an
address, stays of one name are. Times that overlap (a telephone beside a computer) count once. A roster (GoSignMeUp and
the like) has no times; a column says who attended. What is not sure is proposed with a score, and a person decides.
"""

from portal.events.meeting_file.matching import Candidate, Certainty, Match, Person, propose_matches
from portal.events.meeting_file.reading import Attendee, Unreadable, read

__all__ = ["Attendee", "Candidate", "Certainty", "Match", "Person", "Unreadable", "propose_matches", "read"]
