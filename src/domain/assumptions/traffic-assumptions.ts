/** What data costs that leaves a place: gradients between sites in every step, lines between them, and what is moved once. */
import { countParameters } from '../workload/count-parameters.ts';
import type { AssumptionContext, AssumptionDefinition, ChoiceDefinition, SourcedNumber } from './assumption-types.ts';
import { RENTAL_PROVIDER } from './rental-choices.ts';
import { chosenId } from './resolve-choice.ts';
import { drawnRegions } from './site-choices.ts';
import { fromFact, fromPlan, fromProvenance, planningValue } from './sourced-number.ts';

const PER_GB = { group: 'traffic', dimension: null, unit: 'USD/GB', min: 0, max: 10 } as const;
/** Names of providers in the list of regions, by their names among the offers. */
const PROVIDER_OF_OFFERS: readonly (readonly [beginning: string, id: string])[] = [
  ['AWS', 'aws'],
  ['Azure', 'azure'],
];
/** Where nothing is drawn or chosen: the largest concentration of data centres. */
const USUAL = { region: 'us-va', provider: 'aws' } as const;
/** What one leased wave carries. */
const WAVE_BYTES_PER_SECOND = 12.5e9;
/** As far as a metropolitan wave goes. */
const METRO_METRES = 120_000;

/** How traffic between the drawn sites is paid for. */
export const INTER_SITE_PATH: ChoiceDefinition = {
  key: 'interSitePath',
  label: 'Path between sites',
  group: 'traffic',
  meaning:
    'Whether traffic between drawn sites costs money: by the gigabyte on a provider’s network, or lines by the month.',
  optionsFor: () => [
    { id: 'not-charged', label: 'Not charged', source: '', isChecked: null },
    { id: 'provider', label: 'A provider’s network, by the gigabyte', source: '', isChecked: null },
    { id: 'leased-lines', label: 'Leased lines, by the month', source: '', isChecked: null },
  ],
  defaultFor: () => 'not-charged',
};

export const INTER_SITE_BYTES: AssumptionDefinition = {
  key: 'interSiteBytes',
  label: 'Traffic between sites in a step',
  group: 'traffic',
  dimension: 'bytes',
  unit: 'bytes',
  min: 0,
  max: 1e18,
  meaning: 'Bytes that all sites together send to others in one step.',
  defaultFor: gradientTraffic,
};

export const INTER_SITE_RATE: AssumptionDefinition = {
  ...PER_GB,
  key: 'interSiteRate',
  label: 'Price between sites',
  meaning: 'What a gigabyte from one region to another of the same provider costs.',
  defaultFor: (context) =>
    egressPrice(context, ['inter-region', 'inter-continent']) ?? fromFact(context.catalog, 'cost', 'inter_region.US'),
};

export const LEASED_LINES: AssumptionDefinition = {
  key: 'leasedLines',
  label: 'Leased lines per month',
  group: 'traffic',
  dimension: 'money',
  unit: 'USD',
  min: 0,
  max: 1e12,
  meaning: 'Rent of the drawn connections between places.',
  defaultFor: leasedLines,
};

export const EGRESS_BYTES: AssumptionDefinition = {
  key: 'egressBytes',
  label: 'Moved out once',
  group: 'traffic',
  dimension: 'bytes',
  unit: 'bytes',
  min: 0,
  max: 1e20,
  meaning: 'Data that leaves the provider once in the run: checkpoints, results, a data set that moves.',
  defaultFor: () => planningValue(0, 'nothing is moved'),
};

export const EGRESS_RATE: AssumptionDefinition = {
  ...PER_GB,
  key: 'egressRate',
  label: 'Price of moving out',
  meaning: 'What a gigabyte to the internet costs in its first tier; many providers of accelerators take nothing.',
  defaultFor: (context) => egressPrice(context, ['internet']) ?? fromPlan(0, 'no price of the provider is known'),
};

/**
 * An all-reduce of the gradient among S sites: each sends 2(S − 1)/S of it, so all together 2(S − 1). The least that data parallelism
 * needs, reduced inside each site first; sharded parameters send more.
 */
function gradientTraffic({ plan, bill, catalog }: AssumptionContext): SourcedNumber {
  const sites = bill.sites.reduce((sum, { count, accelerators }) => sum + (accelerators > 0 ? count : 0), 0);
  const { model, gradientBytes } = plan.workload;
  const architecture = model.kind === 'custom' ? model.architecture : catalog.models.get(model.modelId)?.architecture;
  if (sites < 2 || architecture == null) return fromPlan(0, 'one site');
  const bytes = 2 * (sites - 1) * countParameters(architecture).total * gradientBytes;
  return fromPlan(
    bytes,
    `2 × (${sites} sites − 1) × parameters × ${gradientBytes} bytes: the least of data parallelism`,
  );
}

function egressPrice(context: AssumptionContext, kinds: readonly string[]): SourcedNumber | null {
  const { catalog } = context;
  const chosen = chosenId(RENTAL_PROVIDER, context);
  const known = PROVIDER_OF_OFFERS.find(([beginning]) => chosen.startsWith(beginning))?.[1];
  const drawn = drawnRegions(context).map(({ region }) => region);
  const usual = catalog.regions.get(USUAL.region);
  const provider = known ?? USUAL.provider;
  if (chosen !== 'any' && known === undefined) return null;
  for (const region of [...drawn, ...(usual === undefined ? [] : [usual])]) {
    const price = region.egress.find((each) => each.provider === provider && kinds.includes(each.kind));
    if (price !== undefined) return fromProvenance(price.usdPerGb, price.provenance, `${provider} in ${region.name}`);
  }
  return null;
}

function leasedLines({ bill, catalog }: AssumptionContext): SourcedNumber {
  let usd = 0;
  const sources = new Set<string>();
  for (const { catalogId, kind, count, bandwidthBytesPerSecond } of bill.cables) {
    if (kind !== 'wan') continue;
    const isMetro = (catalog.wanClasses.get(catalogId)?.distanceMetres ?? 0) <= METRO_METRES;
    const price = fromFact(catalog, 'cost', isMetro ? 'private_line.100G_metro' : 'private_line.100G_longhaul');
    usd += count * Math.ceil(bandwidthBytesPerSecond / WAVE_BYTES_PER_SECOND) * (price.value ?? 0);
    sources.add(price.source);
  }
  if (sources.size === 0) return fromPlan(0, 'no connection between places is drawn');
  return { value: usd, source: `For each 100 Gbit/s: ${[...sources].join('; ')}`, isChecked: false };
}
