/**
 * Data steps and the columns they make. Such a column is a row of `columns` like any other, but its values are no part of the history:
 * they follow from the step and the columns it reads, hold `made_rows` rows in the table's order whatever its layout, and belong to the
 * state `made_revision`. Where that is not `revision`, they are to be worked out anew. A filter's column is in no table; it is TRUE for
 * the rows that the filter and those above it leave.
 */
export const dataSteps = {
  version: 3,
  sql: `
CREATE TABLE data_steps (
  id TEXT PRIMARY KEY,
  table_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  work TEXT NOT NULL,            -- JSON: StepWork
  column_id INTEGER NOT NULL,
  failure TEXT,                  -- JSON: Failure of working out the present state; outside history, as the next
  rows_left INTEGER              -- of a filter
) STRICT;
CREATE INDEX data_steps_of_table ON data_steps (table_id, position);

ALTER TABLE columns ADD COLUMN step_id TEXT;
ALTER TABLE columns ADD COLUMN made_rows INTEGER;
ALTER TABLE columns ADD COLUMN made_revision INTEGER;

ALTER TABLE tables ADD COLUMN made TEXT;      -- JSON: MadeTable, of a table made from another
`,
};
