/** Switch domains as vertices. A domain of which storage cables reach only some switches falls into those and the others. */
import type { Fabric, Stage } from '../topology/flow/fabric.ts';

/** Switches of one domain that are alike to storage. */
export interface StagePart {
  readonly vertex: number;
  /** Places in the domain: `[first, end)`. */
  readonly first: number;
  readonly end: number;
  /** What works of them, in whole switches: slow ones count as much as they keep. */
  readonly working: number;
}

/** Parts of all domains of all stages. */
export interface StageParts {
  readonly partsOf: (stage: number, domain: number) => readonly StagePart[];
  readonly vertices: number;
}

/** Cuts the domains where storage cables begin and end; where all domains are alike, the first stands for all. */
export function cutDomains(fabric: Fabric, instancesOf: (stage: Stage) => number, isEven: boolean): StageParts {
  let next = 0;
  const all = fabric.stages.map((stage) => {
    const marks = findMarks(fabric, stage, instancesOf(stage));
    return Array.from({ length: isEven ? 1 : stage.domains }, (_, domain): StagePart[] => {
      const places = [0, ...(marks.get(domain) ?? []), stage.perDomain];
      const ends = [...new Set(places.filter((place) => place >= 0 && place <= stage.perDomain))].sort((a, b) => a - b);
      return ends.slice(1).map((end, at) => {
        const first = ends[at] ?? 0;
        return { vertex: next++, first, end, working: countWorking(stage, domain, first, end) };
      });
    });
  });
  return { partsOf: (stage, domain) => all[stage]?.[isEven ? 0 : domain] ?? [], vertices: next };
}

/** Places at which storage cables begin and end, by domain. */
function findMarks(fabric: Fabric, stage: Stage, instances: number): Map<number, number[]> {
  const marks = new Map<number, number[]>();
  const apart = instances / stage.domains;
  for (const cables of fabric.stores) {
    if (cables.isSystem || cables.place !== stage.index) continue;
    for (const { firstEnd, ends } of cables.pieces) {
      for (const edge of [firstEnd, firstEnd + ends]) {
        const domain = Math.floor(edge / apart);
        marks.set(domain, [...(marks.get(domain) ?? []), edge - domain * apart]);
      }
    }
  }
  return marks;
}

function countWorking(stage: Stage, domain: number, first: number, end: number): number {
  let working = end - first;
  for (const place of stage.failed.get(domain) ?? []) if (place >= first && place < end) working--;
  for (const [place, speed] of stage.degraded.get(domain) ?? []) {
    const isFailed = stage.failed.get(domain)?.has(place) === true;
    if (place >= first && place < end && !isFailed) working -= 1 - speed;
  }
  return working;
}
