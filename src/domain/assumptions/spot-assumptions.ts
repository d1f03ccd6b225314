/** Spot capacity is taken back by its provider: how often, and what that means for the job. */
import type { AssumptionReader } from './assumption-reader.ts';
import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { PAYMENT_BASIS } from './cost-choices.ts';
import { countHosts } from './count-hosts.ts';
import type { FailureCauseInputs } from './reliability-inputs.ts';
import { commitmentInForce } from './rental-choices.ts';
import { chosenId } from './resolve-choice.ts';
import { fromFact, planningValue } from './sourced-number.ts';

const HOURS_PER_MONTH = 730;
const HALF_AN_HOUR = 1800;

export const SPOT_TAKEN_BACK: AssumptionDefinition = {
  key: 'spotTakenBack',
  label: 'Spot nodes taken back in a month',
  group: 'rent',
  dimension: 'ratio',
  unit: '×',
  min: 0,
  max: 0.999,
  meaning:
    'Chance that the provider takes a spot node back within a month. Taken as a constant rate, each of them stops the job; the notice of 30 s to 2 min is not used.',
  defaultFor: takenBack,
};

export const SPOT_RETURN_SECONDS: AssumptionDefinition = {
  key: 'spotReturnSeconds',
  label: 'Until spot capacity is back',
  group: 'rent',
  dimension: 'duration',
  unit: 's',
  min: 0,
  max: 365 * 86_400,
  meaning: 'How long the provider takes to give another node for one that was taken back.',
  defaultFor: () => planningValue(HALF_AN_HOUR, 'half an hour; depends on how scarce the kind is'),
};

/** Whether the run pays for spot capacity: then it suffers the interruptions too. */
function isSpot(context: AssumptionContext): boolean {
  return chosenId(PAYMENT_BASIS, context) === 'rent' && commitmentInForce(context).id === 'spot';
}

/**
 * Interruptions of one node per hour, for the chance that it is taken back within a month: the rate λ of an exponential distribution with
 * 1 − e^(−λ · month) = chance.
 */
function spotRatePerHour(chancePerMonth: number): number {
  return -Math.log1p(-chancePerMonth) / HOURS_PER_MONTH;
}

/** What the provider takes back, as a cause of interruptions; none unless the run pays for spot capacity. */
export function spotCauses(reader: AssumptionReader): readonly FailureCauseInputs[] {
  const { context } = reader;
  if (!isSpot(context)) return [];
  const chance = reader.take('reliability.causes.spot', SPOT_TAKEN_BACK);
  if (chance === 0) return [];
  return [
    {
      key: 'spot',
      label: 'Spot capacity taken back',
      origin: 'provider',
      components: countHosts(context),
      interruptionsPerComponentHour: spotRatePerHour(chance),
      effect: 'stops',
      machinesLost: 1,
      repairSeconds: reader.take('reliability.spotReturnSeconds', SPOT_RETURN_SECONDS),
      speedFraction: 1,
      weibullShape: 1,
    },
  ];
}

function takenBack({ catalog, accelerator }: AssumptionContext): SourcedNumber {
  const h100 = fromFact(catalog, 'cost', 'spot_interruption_band.p5-H100');
  const id = accelerator?.id ?? '';
  if (id.startsWith('h100-')) return h100;
  if (id.startsWith('a100-')) return fromFact(catalog, 'cost', 'spot_interruption_band.p4d-A100');
  return planningValue(h100.value ?? 0, `as for the H100; ${h100.source}`);
}
