-- How the source's schema differed from the remembered one: a line for each change.
ALTER TABLE syncline_run ADD COLUMN drift {text};
