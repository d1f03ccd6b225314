import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import type { Drawing, Strategy } from '../../plan/plan-document.ts';
import { TEMPLATES } from '../../plan/templates/templates.ts';
import { createRequestFor } from '../generate/default-request.ts';
import { FABRIC_KINDS } from '../generate/fabric-request.ts';
import { generateFabric } from '../generate/generate-fabric.ts';
import { compileFabric } from './compile-fabric.ts';
import { slowestLink } from './describe-usage.ts';
import { findGroups, type RankShape } from './rank-groups.ts';
import { CollectiveRouter, findWindow } from './route-collective.ts';
import { fabricOf, shapeOf } from './testing/route-for-tests.ts';

const index = loadCatalog();
const examples = new URL('../../../../public/examples/', import.meta.url);
/** Drawings that are not routed, with the reason that the router gives. */
const NOT_ROUTED: Readonly<Record<string, string>> = {};

/** What a strategy says about its ranks, on so many accelerators. */
function readShape(strategy: Strategy, accelerators: number): RankShape {
  const { tensor, context, pipeline, expert, expertTensor, rankOrder } = strategy;
  const data = Math.floor((strategy.acceleratorsUsed ?? accelerators) / (tensor * context * pipeline));
  return { tensor, context, pipeline, data, expert, expertTensor, rankOrder, shardingGroupSize: data };
}

function expectRouted(name: string, drawing: Drawing, shapeFor: (accelerators: number) => RankShape): void {
  const reason = NOT_ROUTED[name];
  if (reason !== undefined) {
    expect(compileFabric(drawing, index)).toEqual({ ok: false, reason });
    return;
  }
  const fabric = fabricOf(drawing, index);
  const shape = shapeFor(fabric.accelerators);
  const router = new CollectiveRouter(fabric);
  for (const group of ['tensor', 'pipeline', 'shard', 'expert'] as const) {
    const collective = {
      kind: group === 'expert' ? ('exchange' as const) : ('ring' as const),
      groups: findGroups(shape, group),
    };
    const usage = router.route(collective, findWindow(fabric, [collective]));
    expect(usage.unreachable, `${name}: ${group}`).toBe(0);
    const busiest = slowestLink(usage);
    expect(busiest > 0, `${name}: ${group}`).toBe(collective.groups.size > 1);
    expect(Number.isFinite(busiest)).toBe(true);
  }
}

describe('every drawing that the product offers is routed', () => {
  it.each(TEMPLATES.map((template) => [template.id, template] as const))('template %s', (id, template) => {
    const { drawing, strategy } = template.create();
    expectRouted(id, drawing, (accelerators) => readShape(strategy, accelerators));
  });

  it.each(readdirSync(examples).filter((file) => file !== 'index.json'))('example %s', (file) => {
    const read = JSON.parse(readFileSync(new URL(file, examples), 'utf8'));
    const { drawing, strategy } = read.plan ?? read;
    expectRouted(file, drawing, (accelerators) => readShape(strategy, accelerators));
  });

  const variants = [{}, { planes: 2 }, { sites: 2 }, { sites: 3 }, { tiers: 3, oversubscription: 2 }] as const;
  const systems = ['dgx-h100', 'dgx-a100-80', 'gb200-nvl72', 'tpu-v5p-host', 'aws-trn2-ultraserver'];
  it.each(FABRIC_KINDS)('generated %s', (kind) => {
    let routed = 0;
    for (const system of systems) {
      const each = index.systems.get(system)?.acceleratorsPerSystem ?? 1;
      for (const count of [8, 35]) {
        for (const variant of variants) {
          const base = createRequestFor(system, index, count * each);
          if (base === null) continue;
          const size = base.accelerators / ('sites' in variant ? variant.sites : 1);
          const torusDims = kind === 'torus-2d' ? [size / 4, 4] : [size / 8, 4, 2];
          const generated = generateFabric({ ...base, kind, torusDims, ...variant }, index.catalog.cables);
          if ('refusal' in generated) continue;
          routed++;
          expectRouted(`${kind} ${system} ${count} ${JSON.stringify(variant)}`, generated.drawing, (accelerators) =>
            shapeOf({ tensor: 4, data: Math.floor(accelerators / 8), pipeline: 2, expert: 2 }),
          );
        }
      }
    }
    expect(routed).toBeGreaterThan(4);
  });
});
