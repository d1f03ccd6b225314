/** The plan's JSON Schema, derived from the schema that the program itself checks with. */
import { toJsonSchema } from '@valibot/to-json-schema';

import { MAX_BLOCKS, MAX_LINKS } from '../src/domain/plan/check-drawing.ts';
import { PLAN_VERSION, PlanDocumentSchema } from '../src/domain/plan/plan-document.ts';

/** Where the schema lies, relative to the project. */
export const PLAN_SCHEMA_PATH = `public/schema/plan-v${PLAN_VERSION}.schema.json`;

interface SchemaNode {
  properties?: Record<string, SchemaNode>;
  maxProperties?: number;
}

function limitRecords(schema: SchemaNode, name: 'blocks' | 'links', limit: number): void {
  const records = schema.properties?.drawing?.properties?.[name];
  if (records === undefined) throw new Error(`The schema has no drawing.${name}.`);
  records.maxProperties = limit;
}

/** The schema as the text of its file. */
export function createPlanSchemaText(): string {
  const { $schema, ...derived } = toJsonSchema(PlanDocumentSchema, {
    target: 'draft-07',
    // JSON knows no infinite numbers, so the check for them has no counterpart and needs none.
    ignoreActions: ['finite'],
  });
  const schema = {
    $schema,
    $id: `urn:trainyard:plan:v${PLAN_VERSION}`,
    title: `Trainyard plan, version ${PLAN_VERSION}`,
    description: 'Inputs of a plan: drawing, workload, strategy, assumptions and calibration. See docs/plan-format.md.',
    ...derived,
  };
  limitRecords(schema as SchemaNode, 'blocks', MAX_BLOCKS);
  limitRecords(schema as SchemaNode, 'links', MAX_LINKS);
  return `${JSON.stringify(schema, null, 2)}\n`;
}
