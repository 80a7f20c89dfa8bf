"""Every Vietnamese sentence of the chat: facts in, Message out.

Văn phòng speaks, in the third person, politely and briefly: who and what first, numbered duties,
one request at the end. Neutral about delay; never a reason that nobody gave.
"""
