"""The words by which practices are described and found. Pure; keys are kept, words are read.

Components are those of the A-F model (`portal.accountability`); tiers are those of ESSA, section 8101(21).
"""

COMPONENTS: dict[str, str] = {
    "reading_prof": "Reading proficiency",
    "reading_growth": "Reading growth, all students",
    "reading_growth_low25": "Reading growth, lowest 25 percent",
    "math_prof": "Math proficiency",
    "math_growth": "Math growth, all students",
    "math_growth_low25": "Math growth, lowest 25 percent",
    "science_prof": "Science proficiency",
    "history_prof": "U.S. history proficiency",
    "graduation_rate": "Graduation rate, four years",
    "acceleration": "Acceleration",
    "ccr": "College and career readiness",
    "el_progress": "Progress of English learners",
}
GRADES: dict[str, str] = {
    "pk": "Pre-K",
    "k": "K",
    **{str(number): f"Grade {number}" for number in range(1, 13)},
}
GROUPS: dict[str, str] = {
    "all": "All students",
    "lowest25": "The lowest 25 %",
    "low_income": "Students from low-income families",
    "disabilities": "Students with disabilities",
    "english_learners": "English learners",
    "gifted": "Gifted students",
    "at_risk": "Students at risk of leaving school",
}
COMMUNITIES: dict[str, str] = {"city": "City", "suburb": "Suburb", "town": "Town", "rural": "Rural"}
SIZES: dict[str, str] = {
    "small": "Small district (under 1,500 students)",
    "medium": "Medium district (1,500 to 4,000)",
    "large": "Large district (over 4,000)",
}
COSTS: dict[str, str] = {
    "none": "No extra cost",
    "low": "Under $5,000 a year",
    "medium": "$5,000 to $50,000 a year",
    "high": "Over $50,000 a year",
}
STAFFING: dict[str, str] = {
    "none": "Nobody beyond present staff",
    "part": "Part of one position",
    "more": "One or more positions",
}
TIERS: dict[str, str] = {
    "1": "Tier 1, strong: an experiment",
    "2": "Tier 2, moderate: a quasi-experiment",
    "3": "Tier 3, promising: correlation with controls",
    "4": "Tier 4, a rationale, and evaluation goes on",
    "none": "No study yet: what we saw ourselves",
}
OUTCOMES: dict[str, str] = {
    "worked": "It worked",
    "partly": "It worked in part",
    "not": "It did not work",
    "unknown": "It is too early to say",
}
LICENCES: dict[str, str] = {
    "cc-by-4.0": "Creative Commons Attribution 4.0",
    "cc-by-sa-4.0": "Creative Commons Attribution-ShareAlike 4.0",
    "cc-by-nc-4.0": "Creative Commons Attribution-NonCommercial 4.0",
    "cc0-1.0": "Public domain (CC0 1.0)",
}
