"""How surely a part of a person's name means the person."""

WHOLE, GIVEN, CALLED, NICK, ROLE, BARE = 1.0, 0.65, 0.5, 0.4, 0.4, 0.35
