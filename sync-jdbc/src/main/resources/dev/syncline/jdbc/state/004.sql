-- The run that wrote a record state, by its place in the history; null for those of earlier versions.
ALTER TABLE syncline_record ADD COLUMN run_seq {long};

ALTER TABLE syncline_segment ADD COLUMN run_seq {long};
