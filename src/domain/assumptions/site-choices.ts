import type { Region } from '../catalog/catalog-types.ts';
import type { AssumptionContext, ChoiceDefinition, SourcedNumber } from './assumption-types.ts';
import { chosenId } from './resolve-choice.ts';
import { describeProvenance, fromProvenance } from './sourced-number.ts';

/** Option of the region: where the drawn sites are, by their accelerators. */
const AS_DRAWN = 'as-drawn';
/** Option of the grid: the one of the region. */
const OF_THE_REGION = 'of-the-region';

/** Region where nothing is drawn: the largest concentration of data centres. */
const USUAL_REGION = 'us-va';

/** Where electricity and its carbon are bought. */
export const REGION: ChoiceDefinition = {
  key: 'region',
  label: 'Region',
  group: 'site',
  meaning:
    'Decides the price of electricity and the carbon of the grid; as drawn, weighted by the accelerators of each site.',
  optionsFor: (context) => [
    ...(drawnRegions(context).length > 0
      ? [{ id: AS_DRAWN, label: 'As drawn', source: 'the drawing', isChecked: null }]
      : []),
    ...context.catalog.catalog.regions.map((region) => ({
      id: region.id,
      label: region.name,
      source: describeProvenance(region.provenance),
      isChecked: region.provenance.checked,
    })),
  ],
  defaultFor: (context) => (drawnRegions(context).length > 0 ? AS_DRAWN : USUAL_REGION),
};

/** Whose carbon intensity is taken. */
export const GRID: ChoiceDefinition = {
  key: 'grid',
  label: 'Grid',
  group: 'site',
  meaning: 'Yearly average of the grid, location based; by default the one of the region.',
  optionsFor: ({ catalog }) => [
    { id: OF_THE_REGION, label: 'Of the region', source: 'the region', isChecked: null },
    ...catalog.catalog.power
      .filter((record) => record.kind === 'grid-carbon')
      .map((record) => ({
        id: record.id,
        label: record.name,
        source: describeProvenance(record.provenance),
        isChecked: record.provenance.checked,
      })),
  ],
  defaultFor: () => OF_THE_REGION,
};

const COOLING_PREFIX = 'pue_by_cooling.';
const COOLING_LABELS: Readonly<Record<string, string>> = {
  legacy_air_chiller: 'Air, older chillers',
  modern_air_containment: 'Air, contained aisles',
  free_air_hyperscale: 'Outside air, hyperscale',
  rear_door_hx: 'Rear-door heat exchangers',
  direct_liquid_cold_plate: 'Liquid on cold plates',
  single_phase_immersion: 'Immersion, single phase',
  two_phase_immersion: 'Immersion, two phases',
};
/** From this power per rack on, air does not suffice. */
const LIQUID_RACK_ACCELERATORS = 32;

/** How the heat is taken away. */
export const COOLING: ChoiceDefinition = {
  key: 'cooling',
  label: 'Cooling',
  group: 'site',
  meaning: 'Decides the facility factor (power usage effectiveness) and the water.',
  optionsFor: ({ catalog }) =>
    catalog.catalog.power
      .filter((record) => record.kind === 'fact' && record.id.startsWith(COOLING_PREFIX))
      .map((record) => ({
        id: record.id,
        label: COOLING_LABELS[record.id.slice(COOLING_PREFIX.length)] ?? record.id,
        source: describeProvenance(record.provenance),
        isChecked: record.provenance.checked,
      })),
  defaultFor: (context) => `${COOLING_PREFIX}${usualCooling(context)}`,
};

function usualCooling({ bill, catalog, accelerator }: AssumptionContext): string {
  if (accelerator?.kind === 'tpu') return 'direct_liquid_cold_plate';
  const dense = bill.systems.some(({ catalogId }) => {
    const system = catalog.systems.get(catalogId);
    return system?.kind === 'rack' && system.acceleratorsPerSystem >= LIQUID_RACK_ACCELERATORS;
  });
  return dense ? 'direct_liquid_cold_plate' : 'modern_air_containment';
}

interface WeightedRegion {
  readonly region: Region;
  readonly weight: number;
}

export function drawnRegions({ bill, catalog }: AssumptionContext): readonly WeightedRegion[] {
  return bill.sites.flatMap((site) => {
    const region = site.regionId === null ? undefined : catalog.regions.get(site.regionId);
    return region === undefined || site.accelerators <= 0 ? [] : [{ region, weight: site.accelerators }];
  });
}

function regionsInForce(context: AssumptionContext): readonly WeightedRegion[] {
  const id = chosenId(REGION, context);
  if (id === AS_DRAWN) return drawnRegions(context);
  const region = context.catalog.regions.get(id);
  return region === undefined ? [] : [{ region, weight: 1 }];
}

/** Carbon of the grid in force, kilograms per kilowatt-hour. */
export function gridCarbon(context: AssumptionContext): SourcedNumber {
  const grid = context.catalog.power.get(chosenId(GRID, context));
  if (grid?.kind === 'grid-carbon') return fromProvenance(grid.gramsPerKwh / 1000, grid.provenance, grid.name);
  const known = regionsInForce(context).flatMap(({ region, weight }) =>
    region.gridCarbon === null
      ? []
      : [
          {
            weight,
            number: fromProvenance(region.gridCarbon.gramsPerKwh / 1000, region.gridCarbon.provenance, region.name),
          },
        ],
  );
  if (known.length > 0) return averageOf(known);
  const country = context.catalog.catalog.power.find((record) => record.kind === 'grid-carbon');
  if (country?.kind !== 'grid-carbon') throw new Error('the catalogue holds no grid');
  return {
    ...fromProvenance(country.gramsPerKwh / 1000, country.provenance, country.name),
    isChecked: false,
  };
}

/** Price of electricity in force, US dollars per kilowatt-hour. */
export function electricityPrice(context: AssumptionContext): SourcedNumber {
  const known = regionsInForce(context).flatMap(({ region, weight }) =>
    region.electricity === null
      ? []
      : [
          {
            weight,
            number: fromProvenance(
              region.electricity.usdPerKwh,
              region.electricity.provenance,
              region.electricity.label,
              'usdPerKwh',
            ),
          },
        ],
  );
  if (known.length > 0) return averageOf(known);
  const world = context.catalog.cost.get('electricity-World-business-Q2-2025');
  if (world?.kind !== 'electricity') throw new Error('the catalogue holds no price of electricity for the world');
  return { ...fromProvenance(world.usdPerKwh, world.provenance, world.name), isChecked: false };
}

function averageOf(parts: readonly { readonly weight: number; readonly number: SourcedNumber }[]): SourcedNumber {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return {
    value: parts.reduce((sum, { weight, number }) => sum + (weight / total) * (number.value ?? 0), 0),
    source: [...new Set(parts.map(({ number }) => number.source))].join('; '),
    isChecked: parts.every(({ number }) => number.isChecked === true),
  };
}
