/** Writes the plan's JSON Schema: `npm run generate:schema`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createPlanSchemaText, PLAN_SCHEMA_PATH } from './plan-schema.ts';

mkdirSync(dirname(PLAN_SCHEMA_PATH), { recursive: true });
writeFileSync(PLAN_SCHEMA_PATH, createPlanSchemaText());
console.log(`Wrote ${PLAN_SCHEMA_PATH}.`);
