/**
 * The drawing is the network: blocks and cables become nested domains, innermost first. The walk goes from the inside out; in each
 * container, islands of accelerators meet at switches and over direct links, and each meeting is one level whose bandwidth is what the
 * cables across it carry, divided by the accelerators behind them. Equal parts are handled once, whatever their number.
 */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { NetworkInputs } from '../estimate/scenario.ts';
import { createProblem, type ScenarioProblem } from '../estimate/scenario-problem.ts';
import type { Drawing } from '../plan/plan-document.ts';
import type { DrawnLevel, Island } from './network-island.ts';
import { checkPorts, explainUnconnected } from './network-problems.ts';
import { NetworkWalk } from './network-walk.ts';
import { countAccelerators } from './summarize-drawing.ts';
import { limitLevels, trimLevels } from './trim-levels.ts';

/** What the drawn network comes to. */
export interface CompiledNetwork {
  readonly network: NetworkInputs;
  /** The same levels with the blocks and links of the drawing that make them. */
  readonly levels: readonly DrawnLevel[];
  /** Accelerators that work and reach each other. */
  readonly accelerators: number;
  /** Share of its speed that the slowest accelerator in use keeps, 0–1. */
  readonly computeSpeedFraction: number;
  /** Reasons why the drawing cannot be one cluster. */
  readonly problems: readonly ScenarioProblem[];
  readonly warnings: readonly ScenarioProblem[];
}

/** Compiles a drawing. With `acceleratorsUsed`, a connected part of that size is enough, and outer levels end there. */
export function compileNetwork(
  drawing: Drawing,
  index: CatalogIndex,
  acceleratorsUsed: number | null = null,
): CompiledNetwork {
  const walk = new NetworkWalk(drawing, index);
  const islands = walk.joinContainer(null).filter((island) => island.accelerators > 0);
  const largest = islands.reduce<Island | null>(
    (best, island) => (best === null || island.accelerators > best.accelerators ? island : best),
    null,
  );
  const counts = countAccelerators(drawing, index);
  const problems = [...walk.problems];
  const warnings = [...walk.warnings, ...checkPorts(drawing, index, walk.instances)];
  if (largest === null) {
    if (counts.failed > 0) problems.push(createAllFailed());
    else if (problems.length === 0) {
      problems.push(
        createProblem({
          code: 'no-accelerators',
          part: 'drawing',
          message: 'The drawing holds no accelerators.',
          mend: 'Add a system from the palette, or start from a template.',
        }),
      );
    }
    return {
      network: { levels: [], routes: null },
      levels: [],
      accelerators: 0,
      computeSpeedFraction: 1,
      problems,
      warnings,
    };
  }
  const pieces = islands.reduce((sum, island) => sum + island.multiplicity, 0);
  const isWhole = islands.length === 1 && pieces <= 1 + 1e-6;
  const working = Math.round(counts.total - walk.lostAccelerators);
  const reachable = Math.max(0, isWhole ? working : Math.min(Math.round(largest.accelerators), working));
  if (!isWhole) {
    const unconnected = explainUnconnected(drawing, islands, largest, walk.cutLinks);
    if (acceleratorsUsed !== null && acceleratorsUsed <= reachable) warnings.push(unconnected);
    else problems.push(unconnected);
  }
  if (reachable === 0) problems.push(createAllFailed());
  const inUse = Math.min(reachable, acceleratorsUsed ?? reachable);
  const levels = limitLevels(trimLevels(largest.levels, inUse));
  if (levels.length === 0) levels.push(walk.describeAlone(largest));
  return {
    network: { levels: levels.map(({ itemIds: _, ...level }) => level), routes: null },
    levels,
    accelerators: reachable,
    computeSpeedFraction: walk.slowestEndpoint,
    problems,
    warnings,
  };
}

function createAllFailed(): ScenarioProblem {
  return createProblem({
    code: 'all-failed',
    part: 'drawing',
    message: 'No accelerator of the drawing works: all have failed or are cut off.',
    mend: 'Mark some instances as working again.',
  });
}
