/**
 * The first form of the project file.
 *
 * A data column is a list of chunks (`columns.chunks`, JSON ids) aligned with those of its table's `layout` (JSON: Layout). Chunks
 * hold float64 values (missing: NaN) or int32 codes (missing: −1), little-endian. A column whose `position` is null is in no
 * table now, but undo may bring it back.
 */
export const first = {
  version: 1,
  sql: `
CREATE TABLE project (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  created TEXT NOT NULL,
  changed TEXT NOT NULL,
  generation INTEGER NOT NULL,   -- grows with every change
  revision INTEGER NOT NULL,     -- the last number given to a state of a column
  stamp TEXT,                    -- names the publication that a file comes from
  decimal TEXT NOT NULL,
  view TEXT NOT NULL             -- JSON: ViewState
) STRICT;

-- Where the working copy is published. Empty in the person's file: a path is nobody else's business.
CREATE TABLE publication (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  path TEXT,
  title TEXT,                    -- the name of work that has no file any more
  attempted TEXT,                -- stamp of the publication begun last
  published TEXT,                -- stamp of the publication finished last
  generation INTEGER NOT NULL,   -- that the person's file has
  print TEXT,                    -- size and time of the file after it was written
  view TEXT                      -- that the person's file has
) STRICT;

CREATE TABLE tables (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  position INTEGER NOT NULL,
  visible INTEGER NOT NULL,
  layout TEXT NOT NULL,          -- JSON: Layout
  revision INTEGER NOT NULL,
  rows_revision INTEGER NOT NULL,
  level_map TEXT,                -- JSON: LevelMap
  level_key TEXT                 -- what the map was worked out from
) STRICT;

CREATE TABLE columns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  table_id TEXT NOT NULL,
  position INTEGER,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('number', 'factor')),
  scale TEXT NOT NULL CHECK (scale IN ('continuous', 'nominal', 'ordinal', 'logical')),
  chunks TEXT NOT NULL,
  level_count INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  summary TEXT NOT NULL,         -- JSON: ColumnSummary
  summary_revision INTEGER NOT NULL
) STRICT;
CREATE INDEX columns_of_table ON columns (table_id, position);

CREATE TABLE levels (
  column_id INTEGER NOT NULL,
  code INTEGER NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (column_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE chunks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  data BLOB NOT NULL,
  crc INTEGER NOT NULL           -- CRC-32 of data
) STRICT;

CREATE TABLE models (
  id TEXT PRIMARY KEY,
  table_id TEXT NOT NULL,
  name TEXT NOT NULL,
  spec TEXT NOT NULL,            -- JSON: ModelSpec
  position INTEGER NOT NULL,
  last_fit TEXT                  -- key of the fit shown
) STRICT;

CREATE TABLE fits (
  key TEXT PRIMARY KEY,
  result TEXT NOT NULL,          -- JSON: FitResult
  notices TEXT NOT NULL,         -- JSON: Notice[]
  ms REAL NOT NULL,
  engine TEXT NOT NULL,
  created TEXT NOT NULL
) STRICT;

CREATE TABLE reports (
  key TEXT PRIMARY KEY,
  report TEXT NOT NULL,          -- JSON: Report
  engine TEXT NOT NULL
) STRICT;

CREATE TABLE answers (
  table_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (table_id, question_id)
) STRICT;

CREATE TABLE groupings (
  table_id TEXT NOT NULL,
  columns TEXT NOT NULL,         -- JSON: names
  grouping INTEGER NOT NULL,
  said INTEGER NOT NULL,         -- later ones win
  PRIMARY KEY (table_id, columns)
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL            -- JSON
) STRICT;

-- The history: what a person did, in order. Undone steps wait to be done again until something else is done.
CREATE TABLE steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  place TEXT NOT NULL,           -- JSON: HistoryMove['place']
  at TEXT NOT NULL,
  undone INTEGER NOT NULL
) STRICT;

CREATE TABLE record_changes (
  step_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  record TEXT NOT NULL,          -- which kind of row
  key TEXT NOT NULL,             -- JSON: its key
  before TEXT,                   -- JSON: the fields changed; null where the row was not there
  after TEXT,
  PRIMARY KEY (step_id, seq)
) STRICT;

CREATE TABLE cell_changes (
  step_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  column_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  before BLOB NOT NULL,          -- values as in the chunks
  after BLOB NOT NULL,
  PRIMARY KEY (step_id, seq)
) STRICT;
`,
};
