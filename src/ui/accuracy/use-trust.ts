import { useQuery } from '@tanstack/react-query';
import type { EstimateTrust } from '../../domain/accuracy/trust-estimate.ts';
import { useEstimate } from '../results/estimate-context.ts';
import { useDocument } from '../use-stores.ts';
import { accuracyQueryOptions } from './accuracy-query.ts';

/** What a calibration leaves of the band's width, from 0 to 1: as much as of the scatter. */
export function narrowingOf({ before, after }: { readonly before: number; readonly after: number }): number {
  return before === 0 ? 1 : Math.min(1, after / before);
}

/** How far to trust the shown estimate; null until that is known, and when it cannot be. */
export function useTrust(): EstimateTrust | null {
  const { catalog, estimate, estimateOf } = useEstimate();
  const stackId = useDocument((state) => state.plan.strategy.softwareStackId);
  const calibration = useDocument((state) => state.plan.calibration);
  const table = useQuery({ ...accuracyQueryOptions(), enabled: estimate !== null }).data;
  const acceleratorId = estimateOf?.counts.acceleratorId ?? null;
  // What was measured on other hardware or software says little of how well this is known.
  const isOwn = calibration?.acceleratorId === acceleratorId && calibration?.softwareStackId === stackId;
  const narrowing = calibration === null || !isOwn ? 1 : narrowingOf(calibration.residual);
  const known = table !== undefined && catalog !== null && estimate !== null && acceleratorId !== null;
  const trust = useQuery({
    queryKey: [
      'trust',
      table?.modelVersion,
      acceleratorId,
      stackId,
      narrowing,
      estimate?.step.seconds,
      estimateOf?.scenario.strategy,
      estimateOf?.scenario.training,
    ],
    enabled: known,
    networkMode: 'always',
    gcTime: 0,
    structuralSharing: false,
    queryFn: async (): Promise<EstimateTrust | null> => {
      const accelerator = catalog?.accelerators.get(acceleratorId ?? '');
      if (table === undefined || accelerator === undefined || estimate === null || estimateOf === null) return null;
      const { judgePlan } = await import('./judge-plan.ts');
      return judgePlan(estimate.step.seconds, estimateOf.scenario, accelerator, stackId, table, narrowing);
    },
  });
  return trust.data ?? null;
}
