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
  approved_scan {long},
  lease_owner {name} NOT NULL,
  lease_token {long} NOT NULL,
  lease_until {long} NOT NULL,
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

CREATE TABLE IF NOT EXISTS syncline_pending (
  sync_id {long} NOT NULL,
  key_hash {hash} NOT NULL,
  last_scan {long},
  body {bytes} NOT NULL,
  PRIMARY KEY (sync_id, key_hash)
) {options};

CREATE TABLE IF NOT EXISTS syncline_dead_letter (
  sync_id {long} NOT NULL,
  key_hash {hash} NOT NULL,
  last_scan {long},
  body {bytes} NOT NULL,
  PRIMARY KEY (sync_id, key_hash)
) {options};

CREATE TABLE IF NOT EXISTS syncline_intent (
  sync_id {long} NOT NULL,
  key_hash {hash} NOT NULL,
  seq {long} NOT NULL,
  body {bytes} NOT NULL,
  PRIMARY KEY (sync_id, key_hash)
) {options};

CREATE TABLE IF NOT EXISTS syncline_run (
  sync_id {long} NOT NULL,
  run_id {name} NOT NULL,
  seq {long} NOT NULL,
  running {int} NOT NULL,
  body {bytes} NOT NULL,
  PRIMARY KEY (sync_id, run_id)
) {options};
