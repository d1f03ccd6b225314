/** Which ranks hang together over scale-up links: the islands of their systems, or the domains of scale-up switches outside these. */
import type { Fabric, FabricSystem } from './fabric.ts';
import type { IslandMap } from './flow-patterns.ts';

/** Scale-up switches outside a system. */
interface Outside {
  /** Place of the stage, and systems in one of its domains. */
  readonly stage: number;
  readonly perDomain: number;
}

/** Islands of ranks; `acceleratorOf` says where a rank runs. `evenSize` = accelerators of each where all are of one system; null = they differ. */
export function createIslands(
  fabric: Fabric,
  acceleratorOf: (rank: number) => number,
): IslandMap & { readonly evenSize: number | null } {
  const outside = fabric.systems.map((system) => findOutside(fabric, system));
  const kinds = fabric.systems.map(({ inner }, at) => (outside[at] === null ? inner.kind : 'switched'));
  const isOnly = fabric.systems.length === 1;
  const [only] = fabric.systems;
  const inside = outside[0] == null ? only?.inner.islandSize : outside[0].perDomain * (only?.accelerators ?? 1);
  return {
    evenSize: isOnly ? (inside ?? null) : null,
    islandOf: (rank) => {
      const accelerator = acceleratorOf(rank);
      const { system, instance, local } = fabric.locate(accelerator);
      const above = outside[system];
      // Numbers below zero, so that they differ from those of accelerators.
      if (above != null) return -1 - above.stage - Math.floor(instance / above.perDomain) * fabric.stages.length;
      // The first accelerator of an island is its number.
      return accelerator - (local % (fabric.systems[system]?.inner.islandSize ?? 1));
    },
    kindOf: (rank) => kinds[isOnly ? 0 : fabric.locate(acceleratorOf(rank)).system] ?? 'none',
    torusOf: (rank) => {
      const { system, local } = fabric.locate(acceleratorOf(rank));
      const inner = fabric.systems[system]?.inner;
      return { dims: inner?.torusDims ?? [], member: local % (inner?.islandSize ?? 1) };
    },
  };
}

/** The farthest stage that scale-up links alone lead to. */
function findOutside(fabric: Fabric, system: FabricSystem): Outside | null {
  let found: Outside | null = null;
  let perDomain = 1;
  let trunk = system.trunks.find(({ isScaleUp }) => isScaleUp);
  while (trunk !== undefined) {
    perDomain *= trunk.lowerPerUpper;
    found = { stage: trunk.upper, perDomain };
    trunk = fabric.stages[trunk.upper]?.trunks.find(({ isScaleUp }) => isScaleUp);
  }
  return found;
}
