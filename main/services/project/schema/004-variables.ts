/**
 * What the codebook says of each column, and how the sheet shows it. A table's rows may stand in another order than its layout: then the
 * layout names the chunks that hold it (`rowOrder.ts`).
 */
export const variables = {
  version: 4,
  sql: `
ALTER TABLE columns ADD COLUMN properties TEXT NOT NULL DEFAULT '{}';  -- JSON: VariableProperties
ALTER TABLE columns ADD COLUMN width INTEGER;                          -- pixels; null until a person has set it
ALTER TABLE tables ADD COLUMN sorted TEXT NOT NULL DEFAULT '[]';       -- JSON: SortKey[]
ALTER TABLE tables ADD COLUMN frozen INTEGER NOT NULL DEFAULT 0;       -- columns that stay in sight
`,
};
