"""Figures counted a second time, by nobody who knows how the program counts.

`counting` reads the plan file's raw mapping and a history of plain events, and imports nothing
of the program. `plans` and `worlds` draw plans and histories and put them into a real database;
`forms` reads chat, JSON, docx and xlsx back.
"""
