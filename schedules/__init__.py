"""When: the plan, its timetable and how it stands; pure but for the files marked I/O."""
