/** What a person tries first with a block or link: lose it, slow it down, add one. Each is a command of the usual tools. */
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { deleteItems } from '../domain/plan/commands/delete-items.ts';
import { setBlockException } from '../domain/plan/commands/set-block-exception.ts';
import { setCount } from '../domain/plan/commands/set-count.ts';
import { updateLink } from '../domain/plan/commands/update-link.ts';
import { kindWord } from '../domain/plan/describe-items.ts';
import { countBlockInstances } from '../domain/plan/drawing/block-tree.ts';
import { isFacilityUnit } from '../domain/plan/drawing/nesting-rules.ts';
import type { Block, Drawing, Link, PlanCommand } from '../domain/plan/plan-document.ts';
import { findLinkRates } from '../domain/topology/link-rates.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';

/** One thing to try. */
export interface WhatIfEntry {
  /** `lose`: one less or none; `degrade`: slower; `add`: one more. */
  readonly kind: 'lose' | 'degrade' | 'add';
  /** Unique among the entries of an item. */
  readonly id: string;
  readonly label: string;
  readonly command: PlanCommand;
}

const HALF = 0.5;

/** Everything to try with a block or link; empty for an unknown id. */
export function whatIfEntries(drawing: Drawing, id: string, index: CatalogIndex | null): readonly WhatIfEntry[] {
  const block = drawing.blocks[id];
  if (block !== undefined) return blockEntries(drawing, block);
  const link = drawing.links[id];
  return link === undefined ? [] : linkEntries(link, index);
}

function blockEntries(drawing: Drawing, block: Block): readonly WhatIfEntry[] {
  const instances = countBlockInstances(drawing, block.id);
  const whole = firstWhole(block, instances);
  const one = instances > 1 ? `one of ${formatQuantity('count', instances).text}` : 'it';
  const entries: WhatIfEntry[] = [];
  if (whole !== null && instances > 1) {
    const command = setBlockException(block.id, whole, { state: 'failed', speedFraction: 0 });
    entries.push({ kind: 'lose', id: 'lose-one', label: `Lose ${one}`, command });
  }
  const all = instances > 1 ? `Lose all ${formatQuantity('count', instances).text}` : 'Lose it';
  entries.push({ kind: 'lose', id: 'lose', label: all, command: deleteItems([block.id]) });
  if (whole !== null && block.kind !== 'storage' && !isFacilityUnit(block.kind)) {
    const command = setBlockException(block.id, whole, { state: 'degraded', speedFraction: HALF });
    entries.push({ kind: 'degrade', id: 'degrade', label: `Degrade ${one} to half speed`, command });
  }
  const more = setCount(block.id, block.count + 1);
  entries.push({ kind: 'add', id: 'add', label: `Add one more ${kindWord(block.kind)}`, command: more });
  return entries;
}

function linkEntries(link: Link, index: CatalogIndex | null): readonly WhatIfEntry[] {
  const entries: WhatIfEntry[] = [];
  const cables = link.cablesPerInstance;
  if (cables > 1) {
    const command = updateLink(link.id, { cablesPerInstance: cables - 1 });
    entries.push({ kind: 'lose', id: 'lose-one', label: `Lose one of ${cables} cables of each`, command });
  }
  entries.push({ kind: 'lose', id: 'lose', label: 'Lose the link', command: deleteItems([link.id]) });
  const rates = index === null ? null : findLinkRates(link, index);
  if (rates !== null) {
    const half = rates.bandwidthBytesPerSecond * HALF;
    entries.push({
      kind: 'degrade',
      id: 'degrade',
      label: `Degrade it to ${formatQuantity('bandwidth', half).text} a cable`,
      command: updateLink(link.id, { bandwidthBytesPerSecond: half }),
    });
  }
  entries.push({
    kind: 'add',
    id: 'add',
    label: 'Add one cable to each',
    command: updateLink(link.id, { cablesPerInstance: cables + 1 }),
  });
  return entries;
}

/** The first instance that is as it should be; null when none is. */
function firstWhole(block: Block, instances: number): number | null {
  const taken = new Set(block.exceptions.map(({ index }) => index));
  for (let index = 0; index < instances; index++) if (!taken.has(index)) return index;
  return null;
}
