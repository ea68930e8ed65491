-- Record states that came in great numbers: some thousand in one row, in the order of their ordinals. A row is never
-- changed; which of its states no longer count stands in syncline_gone, and a newer one of the same key stands in
-- syncline_record or in a later row.
CREATE TABLE IF NOT EXISTS syncline_segment (
  sync_id {long} NOT NULL,
  seq {long} NOT NULL,
  first_ordinal {long} NOT NULL,
  last_ordinal {long} NOT NULL,
  records {int} NOT NULL,
  key_hashes {bytes} NOT NULL,
  hashes {bytes} NOT NULL,
  body {bytes} NOT NULL,
  PRIMARY KEY (sync_id, seq)
) {options};

CREATE TABLE IF NOT EXISTS syncline_gone (
  sync_id {long} NOT NULL,
  seq {long} NOT NULL,
  records {int} NOT NULL,
  positions {bytes} NOT NULL,
  PRIMARY KEY (sync_id, seq)
) {options};

-- Counts the commits that changed record states.
CREATE TABLE IF NOT EXISTS syncline_change (
  sync_id {long} NOT NULL PRIMARY KEY,
  changes {long} NOT NULL
) {options};
