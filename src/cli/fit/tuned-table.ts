/** The table of tuned numbers for people: `docs/model/tuned-numbers.md`. */
import { type CatalogIndex, PACES, type TunedNumber } from '../../domain/catalog/catalog-types.ts';
import type { NodeModel } from '../validate/node-model.ts';
import type { FitRow } from './fit-row.ts';
import { HAND_SET_NUMBERS } from './hand-set-numbers.ts';
import { logError, tunedIdsOf } from './predict.ts';

const DIGITS = 3;
/** Users of a number that are named; more are counted. */
const MOST_NAMED = 4;
/** A row rests on a number when this change of the number's logarithm moves its prediction's by the least share of it. */
const CHANGE = 0.1;
const LEAST_SHARE = 0.01;

/** Markdown with every number, what it is, what it rests on and why it can be true. */
export function writeTunedTable(index: CatalogIndex, rows: readonly FitRow[], model: NodeModel): string {
  const { tunedNumbers } = index.catalog;
  const lines = tunedNumbers.map((number) => {
    const supporting = rows.filter((row) => restsOn(row, number, model));
    const sources = new Set(supporting.map((row) => row.row.source.title)).size;
    return `| ${[
      `\`${number.id}\``,
      number.meaning,
      withUnit(number.value, number.unit),
      withUnit(number.guess, number.unit),
      `${short(number.lowest)}–${short(number.highest)}`,
      `${supporting.length} of ${sources} sources`,
      describeUsers(number, index),
      number.plausibility,
    ].join(' | ')} |`;
  });
  return `# Tuned numbers

<!-- Written by \`npm run fit -- public/measurements/training-measurements.json --write\`; do not edit. -->

These ${tunedNumbers.length} numbers are tuned on the step times of published training runs. All are tuned together on the ${rows.length}
rows of \`public/measurements/training-measurements.json\` that have quality A or B and a step time, repeats of one configuration counting as one:
the most probable values, given a first guess for each (log-normal around it) and long-tailed errors of the logarithm
(\`src/cli/fit/refit.ts\`). What is fitted on kernels and collectives, or read from data sheets and documentation, stands in
[constants](constants.md).

| number | meaning | value | first guess | limits | rows it rests on | used by | why it can be true |
|---|---|---|---|---|---|---|---|
${lines.join('\n')}

## Set by hand
${HAND_SET_NUMBERS.length} more count with them, ${tunedNumbers.length + HAND_SET_NUMBERS.length} in all: chosen with training runs in view, or kept from an earlier fit. The fit does not move them.

| meaning | value | stands in | why |
|---|---|---|---|
${HAND_SET_NUMBERS.map((set) => `| ${set.meaning} | ${set.value} | ${set.place} | ${set.reason} |`).join('\n')}
`;
}

function restsOn(row: FitRow, number: TunedNumber, model: NodeModel): boolean {
  if (!tunedIdsOf(row).has(number.id)) return false;
  const other = new Map([[number.id, number.value * Math.exp(CHANGE)]]);
  return Math.abs(logError(row, other, model) - logError(row, new Map(), model)) >= CHANGE * LEAST_SHARE;
}

function describeUsers(number: TunedNumber, { catalog }: CatalogIndex): string {
  const stacks = catalog.softwareStacks.filter((stack) => Object.values(stack.tunedFactors).includes(number.id));
  const accelerators = catalog.accelerators.filter(({ execution }) =>
    PACES.some((pace) => execution[pace].tuned === number.id),
  );
  const names = [...stacks, ...accelerators].map((user) => user.id);
  if (stacks.length === catalog.softwareStacks.length) return 'all stacks';
  const named = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${named} and ${names.length - MOST_NAMED} more` : named;
}

function withUnit(value: number, unit: string): string {
  return unit === '' ? short(value) : `${short(value)} ${unit}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}
