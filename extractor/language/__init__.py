"""How likely words are in the texts of a filing: what tells a cut or misread word from a rare one."""
