/** Turns the catalogue files, already parsed as JSON, into a checked {@link Catalog}. */
import * as v from 'valibot';
import { type Accelerator, type Catalog, PACES, type SoftwareStack, type TunedNumber } from './catalog-types.ts';
import { CostRecordSchema, PowerRecordSchema, ReliabilityRecordSchema } from './economy-schemas.ts';
import { AcceleratorSchema, SystemSchema } from './hardware-schemas.ts';
import { ModelRecordSchema } from './model-record-schema.ts';
import { CableSchema, LinkSchema, SwitchSchema, WanClassSchema } from './network-schemas.ts';
import { resolveExecution, resolveStack, type TunedValues } from './resolve-tuned.ts';
import { RegionNetworkSchema, RegionSchema } from './site-schemas.ts';
import { SoftwareStackEntrySchema, StackDefaultsSchema } from './software-stack-schema.ts';
import { TunedNumberSchema } from './tuned-number-schema.ts';

const header = { formatVersion: v.literal(1), asOf: v.string() };

const FILE_SCHEMAS = {
  'accelerators.json': v.object({ ...header, accelerators: v.array(AcceleratorSchema) }),
  'systems.json': v.object({ ...header, systems: v.array(SystemSchema) }),
  'interconnects.json': v.object({
    ...header,
    links: v.array(LinkSchema),
    switches: v.array(SwitchSchema),
    cables: v.array(CableSchema),
    wanClasses: v.array(WanClassSchema),
  }),
  'models.json': v.object({ ...header, models: v.array(ModelRecordSchema) }),
  'tuned-numbers.json': v.object({ ...header, tunedNumbers: v.array(TunedNumberSchema) }),
  'software-stacks.json': v.object({
    ...header,
    defaults: StackDefaultsSchema,
    softwareStacks: v.array(SoftwareStackEntrySchema),
  }),
  'regions.json': v.object({ ...header, regions: v.array(RegionSchema), regionNetwork: RegionNetworkSchema }),
  'reliability.json': v.object({ ...header, reliability: v.array(ReliabilityRecordSchema) }),
  'power.json': v.object({ ...header, power: v.array(PowerRecordSchema) }),
  'cost.json': v.object({ ...header, cost: v.array(CostRecordSchema) }),
};

/** Name of a catalogue file inside `catalog/`. */
export type CatalogFileName = keyof typeof FILE_SCHEMAS;

/** The files that together make the catalogue; load all of them from `catalog/` and hand them to {@link parseCatalog}. */
export const CATALOG_FILES = Object.keys(FILE_SCHEMAS) as readonly CatalogFileName[];

/** What is wrong, in which file and where in it. */
export interface CatalogProblem {
  readonly file: CatalogFileName;
  /** Dotted path inside the file, e.g. `accelerators.3.memoryGib`. */
  readonly path: string;
  readonly message: string;
}

/** Result of {@link parseCatalog}. */
export type ParsedCatalog =
  | { readonly ok: true; readonly catalog: Catalog }
  | { readonly ok: false; readonly problems: readonly CatalogProblem[] };

/**
 * Checks the files' shapes, that ids are unique within a kind, and that references (a system's accelerator, a rental's
 * accelerator, a round trip's regions) lead somewhere.
 */
export function parseCatalog(rawFiles: Readonly<Record<CatalogFileName, unknown>>): ParsedCatalog {
  const problems: CatalogProblem[] = [];
  const read = <TSchema extends v.GenericSchema>(
    file: CatalogFileName,
    schema: TSchema,
  ): v.InferOutput<TSchema> | null => {
    const result = v.safeParse(schema, rawFiles[file]);
    if (result.success) return result.output;
    for (const issue of result.issues) {
      problems.push({ file, path: v.getDotPath(issue) ?? '', message: issue.message });
    }
    return null;
  };
  const accelerators = read('accelerators.json', FILE_SCHEMAS['accelerators.json']);
  const systems = read('systems.json', FILE_SCHEMAS['systems.json']);
  const interconnects = read('interconnects.json', FILE_SCHEMAS['interconnects.json']);
  const models = read('models.json', FILE_SCHEMAS['models.json']);
  const tuned = read('tuned-numbers.json', FILE_SCHEMAS['tuned-numbers.json']);
  const stacks = read('software-stacks.json', FILE_SCHEMAS['software-stacks.json']);
  const regions = read('regions.json', FILE_SCHEMAS['regions.json']);
  const reliability = read('reliability.json', FILE_SCHEMAS['reliability.json']);
  const power = read('power.json', FILE_SCHEMAS['power.json']);
  const cost = read('cost.json', FILE_SCHEMAS['cost.json']);
  if (
    !accelerators ||
    !systems ||
    !interconnects ||
    !models ||
    !tuned ||
    !stacks ||
    !regions ||
    !reliability ||
    !power ||
    !cost
  ) {
    return { ok: false, problems };
  }
  const values: TunedValues = new Map(tuned.tunedNumbers.map((number) => [number.id, number.value]));
  const catalog: Catalog = {
    accelerators: accelerators.accelerators.map((entry) => resolveExecution(entry, values)),
    systems: systems.systems,
    links: interconnects.links,
    switches: interconnects.switches,
    cables: interconnects.cables,
    wanClasses: interconnects.wanClasses,
    models: models.models,
    tunedNumbers: tuned.tunedNumbers,
    softwareStacks: stacks.softwareStacks.map((entry) => resolveStack(entry, stacks.defaults, values)),
    regions: regions.regions,
    regionNetwork: regions.regionNetwork,
    reliability: reliability.reliability,
    power: power.power,
    cost: cost.cost,
  };
  problems.push(
    ...findDuplicateIds(catalog),
    ...findBrokenReferences(catalog),
    ...findUnevenFactors(catalog),
    ...findLooseNumbers(catalog),
  );
  return problems.length === 0 ? { ok: true, catalog } : { ok: false, problems };
}

function findDuplicateIds(catalog: Catalog): CatalogProblem[] {
  const kinds: readonly (readonly [CatalogFileName, string, readonly { readonly id: string }[]])[] = [
    ['accelerators.json', 'accelerators', catalog.accelerators],
    ['systems.json', 'systems', catalog.systems],
    ['interconnects.json', 'links', catalog.links],
    ['interconnects.json', 'switches', catalog.switches],
    ['interconnects.json', 'cables', catalog.cables],
    ['interconnects.json', 'wanClasses', catalog.wanClasses],
    ['models.json', 'models', catalog.models],
    ['tuned-numbers.json', 'tunedNumbers', catalog.tunedNumbers],
    ['software-stacks.json', 'softwareStacks', catalog.softwareStacks],
    ['regions.json', 'regions', catalog.regions],
    ['reliability.json', 'reliability', catalog.reliability],
    ['power.json', 'power', catalog.power],
    ['cost.json', 'cost', catalog.cost],
  ];
  const problems: CatalogProblem[] = [];
  for (const [file, key, records] of kinds) {
    const seen = new Set<string>();
    records.forEach((record, position) => {
      if (seen.has(record.id)) {
        problems.push({ file, path: `${key}.${position}.id`, message: `the id "${record.id}" is used twice` });
      }
      seen.add(record.id);
    });
  }
  return problems;
}

function findBrokenReferences(catalog: Catalog): CatalogProblem[] {
  const problems: CatalogProblem[] = [];
  const acceleratorIds = new Set(catalog.accelerators.map((accelerator) => accelerator.id));
  const regionIds = new Set(catalog.regions.map((region) => region.id));
  catalog.systems.forEach((system, position) => {
    if (!acceleratorIds.has(system.acceleratorId)) {
      const path = `systems.${position}.acceleratorId`;
      problems.push({ file: 'systems.json', path, message: `there is no accelerator "${system.acceleratorId}"` });
    }
  });
  catalog.cost.forEach((record, position) => {
    if (record.kind === 'rental' && record.acceleratorId !== null && !acceleratorIds.has(record.acceleratorId)) {
      const path = `cost.${position}.acceleratorId`;
      problems.push({ file: 'cost.json', path, message: `there is no accelerator "${record.acceleratorId}"` });
    }
  });
  catalog.regionNetwork.measuredRoundTrips.forEach(([from, to], position) => {
    for (const id of [from, to]) {
      if (!regionIds.has(id)) {
        const path = `regionNetwork.measuredRoundTrips.${position}`;
        problems.push({ file: 'regions.json', path, message: `there is no region "${id}"` });
      }
    }
  });
  return problems;
}

function findUnevenFactors(catalog: Catalog): CatalogProblem[] {
  const [first, ...rest] = catalog.softwareStacks.map((stack) => Object.keys(stack.factors).sort().join(' '));
  return rest.flatMap((names, position) => {
    const path = `softwareStacks.${position + 1}.factors`;
    const message = 'the factors are not those of the first stack';
    return names === first ? [] : [{ file: 'software-stacks.json' as const, path, message }];
  });
}

/** Tuned numbers that nobody uses, and references to ones that there are not. */
function findLooseNumbers(catalog: Catalog): CatalogProblem[] {
  const known = new Set(catalog.tunedNumbers.map((number) => number.id));
  const used = new Set<string>();
  const problems: CatalogProblem[] = [];
  const use = (id: string, file: CatalogFileName, path: string): void => {
    used.add(id);
    if (!known.has(id)) problems.push({ file, path, message: `there is no tuned number "${id}"` });
  };
  catalog.softwareStacks.forEach((stack: SoftwareStack, position) => {
    for (const [factor, id] of Object.entries(stack.tunedFactors)) {
      use(id, 'software-stacks.json', `softwareStacks.${position}.factors.${factor}`);
    }
  });
  catalog.accelerators.forEach(({ execution }: Accelerator, position) => {
    const path = `accelerators.${position}.execution.sustained`;
    for (const { tuned } of PACES.map((pace) => execution[pace])) {
      if (tuned !== null) use(tuned, 'accelerators.json', path);
    }
  });
  catalog.tunedNumbers.forEach((number: TunedNumber, position) => {
    if (used.has(number.id)) return;
    const path = `tunedNumbers.${position}`;
    problems.push({ file: 'tuned-numbers.json', path, message: `nothing uses the tuned number "${number.id}"` });
  });
  return problems;
}
