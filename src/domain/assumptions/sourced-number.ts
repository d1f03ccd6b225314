import type { CatalogIndex, CostRecord, PowerRecord, Provenance, ReliabilityRecord } from '../catalog/catalog-types.ts';
import type { SourcedNumber } from './assumption-types.ts';

/** The catalogue's files of single facts. */
export type FactFile = 'reliability' | 'power' | 'cost';
type Fact = Extract<ReliabilityRecord | PowerRecord | CostRecord, { readonly kind: 'fact' }>;

/** A single fact of the catalogue. Throws when there is none: the ids are the program's own. */
export function getFact(catalog: CatalogIndex, file: FactFile, id: string): Fact {
  const record = catalog[file].get(id);
  if (record?.kind !== 'fact') throw new Error(`the catalogue's ${file} holds no fact "${id}"`);
  return record;
}

/** A source in one line: with its date, where it was read instead, and who must be named. */
export function describeProvenance(provenance: Provenance): string {
  const { source, asOf, seenIn, attribution } = provenance;
  return [
    `${source} (${asOf})`,
    ...(seenIn === undefined ? [] : [`read in ${seenIn}`]),
    ...(attribution === undefined ? [] : [attribution]),
  ].join('; ');
}

/** A fact's value times `factor`. */
export function fromFact(catalog: CatalogIndex, file: FactFile, id: string, factor = 1): SourcedNumber {
  const fact = getFact(catalog, file, id);
  return fromProvenance(fact.value * factor, fact.provenance, fact.name);
}

/** A value of a catalogue record. `field` is its name there: a record that was read as a whole may hold fields that were not. */
export function fromProvenance(value: number, provenance: Provenance, what: string, field?: string): SourcedNumber {
  const { checked, unverifiedFields = [], estimatedFields = [], doubtfulFields = [] } = provenance;
  const isSure = field === undefined || ![...unverifiedFields, ...estimatedFields, ...doubtfulFields].includes(field);
  const source = `${what}: ${describeProvenance(provenance)}`;
  return { value, source, isChecked: checked && isSure, asOf: provenance.asOf };
}

/** A value that follows from the drawing, the workload or other assumptions. */
export function fromPlan(value: number, how: string): SourcedNumber {
  return { value, source: how, isChecked: null };
}

/** A value that nobody published: a guess to start from. */
export function planningValue(value: number, why: string): SourcedNumber {
  return { value, source: `Planning value: ${why}`, isChecked: false };
}
