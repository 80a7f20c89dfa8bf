"""The board in other forms: picture, document, workbook, calendar. Board and facts in, bytes out.

Each module carries a heavy library along, so the rest of the program imports it where a form is
asked for, never at its top; `nhacviec run` starts without any of them.
"""
