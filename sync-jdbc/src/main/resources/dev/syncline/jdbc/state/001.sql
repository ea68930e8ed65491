-- {name}, {text}, {bytes}, {hash}, {long}, {int}, {options} and {clustered} are the dialect's.
CREATE TABLE IF NOT EXISTS syncline_meta (
  name {name} NOT NULL PRIMARY KEY,
  val {name} NOT NULL
) {options};

-- One row per sync: how far it has come, and who may run it.
CREATE TABLE IF NOT EXISTS syncline_sync (
  id {long} NOT NULL PRIMARY KEY,
  name {name} NOT NULL UNIQUE,
  commits {long} NOT NULL,
  renewals {long} NOT NULL,
  approved_scan {long},
  lease_owner {name} NOT NULL,
  lease_token {long} NOT NULL,
  lease_until {long} NOT NULL,
  cursor_form {int},
  cursor_token {text},
  progress {bytes}
) {options};

-- In the order of the ordinals, so that new rows go to the end.
CREATE TABLE IF NOT EXISTS syncline_record (
  sync_id {long} NOT NULL,
  ordinal {long} NOT NULL,
  key_hash {hash} NOT NULL,
  rec_key {text} NOT NULL,
  rec_ref {text} NOT NULL,
  data_hash {bytes} NOT NULL,
  link_hash {bytes},
  parents {bytes},
  hash_version {int} NOT NULL,
  adopted {int} NOT NULL,
  vals {text},
  PRIMARY KEY (sync_id, ordinal),
  UNIQUE (key_hash, sync_id)
) {options} {clustered};

-- From parents to their children, so that nobody has to walk over all records to find them.
CREATE TABLE IF NOT EXISTS syncline_link (
  sync_id {long} NOT NULL,
  parent_hash {hash} NOT NULL,
  link {int} NOT NULL,
  key_hash {hash} NOT NULL,
  PRIMARY KEY (sync_id, parent_hash, link, key_hash)
) {options} {clustered};

-- Instants are ISO-8601 texts in UTC; lists have one escaped line for each entry.
CREATE TABLE IF NOT EXISTS syncline_pending (
  sync_id {long} NOT NULL,
  key_hash {hash} NOT NULL,
  rec_key {text} NOT NULL,
  raw {text} NOT NULL,
  missing {text} NOT NULL,
  attempts {int} NOT NULL,
  parent_commits {long} NOT NULL,
  next_try {name} NOT NULL,
  parked_at {name} NOT NULL,
  last_scan {long},
  waits_for {hash} NOT NULL,
  written {int} NOT NULL,
  PRIMARY KEY (sync_id, key_hash),
  UNIQUE (sync_id, waits_for, key_hash)
) {options};

CREATE TABLE IF NOT EXISTS syncline_dead_letter (
  sync_id {long} NOT NULL,
  key_hash {hash} NOT NULL,
  rec_key {text},
  raw_hash {text} NOT NULL,
  stage {name} NOT NULL,
  error_type {text} NOT NULL,
  message {text} NOT NULL,
  fingerprint {text} NOT NULL,
  raw {text} NOT NULL,
  normalized {text},
  mapped {text},
  attempts {int} NOT NULL,
  first_seen {name} NOT NULL,
  last_seen {name} NOT NULL,
  run_id {name} NOT NULL,
  first_scan {long},
  last_scan {long},
  masked {int} NOT NULL,
  status {name} NOT NULL,
  status_at {name},
  edited {text},
  done_at {name},
  discard_reason {text},
  PRIMARY KEY (sync_id, key_hash)
) {options};

-- What is journalled together: a line for each intent, gone at the next checkpoint.
CREATE TABLE IF NOT EXISTS syncline_intent (
  sync_id {long} NOT NULL,
  seq {long} NOT NULL,
  run_id {name} NOT NULL,
  attempt {int} NOT NULL,
  journalled_at {name} NOT NULL,
  intents {text} NOT NULL,
  PRIMARY KEY (sync_id, seq)
) {options};

CREATE TABLE IF NOT EXISTS syncline_run (
  sync_id {long} NOT NULL,
  run_id {name} NOT NULL,
  seq {long} NOT NULL,
  status {name} NOT NULL,
  started_at {name} NOT NULL,
  finished_at {name},
  fetched {long} NOT NULL,
  carried {long} NOT NULL,
  absent {long} NOT NULL,
  inserted {long} NOT NULL,
  updated {long} NOT NULL,
  unchanged {long} NOT NULL,
  deleted {long} NOT NULL,
  filtered {long} NOT NULL,
  superseded {long} NOT NULL,
  rejected {long} NOT NULL,
  pending {long} NOT NULL,
  deferred {long} NOT NULL,
  retries {long} NOT NULL,
  bytes_read {long} NOT NULL,
  requests {long} NOT NULL,
  peak_queue {int} NOT NULL,
  failure_stage {name},
  failure_message {text},
  pause_reason {text},
  resume_at {name},
  withheld_scan {long},
  withheld_count {long},
  withheld_reason {text},
  withheld_sample {text},
  notices {text} NOT NULL,
  PRIMARY KEY (sync_id, run_id)
) {options};
