/** What was asked of each model, beside its fit. The answer is a report, kept under the key of fit, question and choices. */
export const analyses = {
  version: 2,
  sql: `
CREATE TABLE analyses (
  id TEXT PRIMARY KEY,
  model_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  analysis TEXT NOT NULL,        -- the catalogue's id
  title TEXT NOT NULL,
  choices TEXT NOT NULL,         -- JSON: ChoiceValues
  last_report TEXT NOT NULL      -- key of the report shown where the model's present fit was not asked
) STRICT;
CREATE INDEX analyses_of_model ON analyses (model_id, position);
`,
};
