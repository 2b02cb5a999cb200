import { transaction } from '../database.ts';
import type { Db } from '../database.ts';
import { first } from './001-first.ts';
import { analyses } from './002-analyses.ts';
import { dataSteps } from './003-data-steps.ts';
import { variables } from './004-variables.ts';

/** One step of the schema: the SQL that brings a file from the version before to this one. */
export interface SchemaStep {
  readonly version: number;
  readonly sql: string;
}

/** “Terr” in ASCII: marks an SQLite file as a project. */
export const APPLICATION_ID = 0x54657272;

const steps: readonly SchemaStep[] = [first, analyses, dataSteps, variables];

export const SCHEMA_VERSION = steps[steps.length - 1].version;

/** Brings a database to the newest schema; each step is one transaction, so a migration cut short goes on where it was. */
export function migrate(db: Db, known: readonly SchemaStep[] = steps): void {
  for (const step of known) if (step.version > versionOf(db)) takeStep(db, step);
}

function takeStep(db: Db, step: SchemaStep): void {
  transaction(db, () => {
    db.exec(step.sql);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${step.version}`);
  });
}

function versionOf(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number;
}
