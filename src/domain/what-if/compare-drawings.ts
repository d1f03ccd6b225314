/** What was removed, added and changed between two drawings, in words. Where a block stands on the canvas is no difference. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import { nameOf } from '../plan/describe-items.ts';
import type { Block, Drawing, Link } from '../plan/plan-document.ts';
import { findLinkRates } from '../topology/link-rates.ts';
import { formatQuantity } from '../units/format-quantity.ts';

/** See the fields. */
export interface DrawingDifference {
  /** Ids that only the drawing before has, with their names. */
  readonly removed: ReadonlyMap<string, string>;
  /** Ids that only the drawing now has. */
  readonly added: ReadonlyMap<string, string>;
  /** What was different before, by id: `before: 32 of them`. */
  readonly changed: ReadonlyMap<string, string>;
}

/** Compares; takes time only for what is not the very same object. */
export function compareDrawings(before: Drawing, now: Drawing, index: CatalogIndex | null = null): DrawingDifference {
  const removed = new Map<string, string>();
  const added = new Map<string, string>();
  const changed = new Map<string, string>();
  for (const [id, block] of Object.entries(before.blocks)) {
    const later = now.blocks[id];
    if (later === undefined) removed.set(id, nameOf(before, id));
    else if (later !== block) note(changed, id, describeBlock(block, later, before));
  }
  for (const [id, link] of Object.entries(before.links)) {
    const later = now.links[id];
    if (later === undefined) removed.set(id, nameOf(before, id));
    else if (later !== link) note(changed, id, describeLink(link, later, before, index));
  }
  for (const id of Object.keys(now.blocks)) if (before.blocks[id] === undefined) added.set(id, nameOf(now, id));
  for (const id of Object.keys(now.links)) if (before.links[id] === undefined) added.set(id, nameOf(now, id));
  return { removed, added, changed };
}

function note(changed: Map<string, string>, id: string, parts: readonly string[]): void {
  if (parts.length > 0) changed.set(id, `before: ${parts.join(', ')}`);
}

function describeBlock(before: Block, now: Block, drawing: Drawing): string[] {
  const parts: string[] = [];
  if (before.count !== now.count) parts.push(`${count(before.count)} of them`);
  if (before.catalogId !== now.catalogId) parts.push(before.catalogId ?? 'no catalogue entry');
  if (before.kind !== now.kind) parts.push(before.kind);
  if (before.parent !== now.parent) {
    parts.push(before.parent === null ? 'on the canvas' : `in ${nameOf(drawing, before.parent)}`);
  }
  if (before.exceptions !== now.exceptions) {
    const old = before.exceptions.length;
    if (JSON.stringify(before.exceptions) !== JSON.stringify(now.exceptions)) {
      parts.push(old === 0 ? 'all of them worked' : `${count(old)} failed or slow`);
    }
  }
  if (JSON.stringify(before.torusDims) !== JSON.stringify(now.torusDims)) {
    parts.push(before.torusDims === null ? 'no torus' : `a torus of ${before.torusDims.join('×')}`);
  }
  if (before.powerLimitWatts !== now.powerLimitWatts) {
    const limit = before.powerLimitWatts;
    parts.push(limit === null ? 'no power limit' : `a power limit of ${formatQuantity('power', limit).text}`);
  }
  if (before.regionId !== now.regionId) parts.push(before.regionId ?? 'no region');
  if (JSON.stringify(before.storage) !== JSON.stringify(now.storage)) parts.push('another storage');
  if (before.name !== now.name) parts.push(`named ${before.name}`);
  return parts;
}

function describeLink(before: Link, now: Link, drawing: Drawing, index: CatalogIndex | null): string[] {
  const parts: string[] = [];
  if (before.cablesPerInstance !== now.cablesPerInstance)
    parts.push(`${count(before.cablesPerInstance)} cables of each`);
  if (before.bandwidthBytesPerSecond !== now.bandwidthBytesPerSecond) {
    const known = index === null ? null : findLinkRates(before, index);
    const bandwidth = before.bandwidthBytesPerSecond ?? known?.bandwidthBytesPerSecond ?? null;
    parts.push(
      bandwidth === null ? 'the bandwidth of its kind' : `${formatQuantity('bandwidth', bandwidth).text} a cable`,
    );
  }
  if (before.latencySeconds !== now.latencySeconds) {
    const latency = before.latencySeconds;
    parts.push(latency === null ? 'the latency of its kind' : formatQuantity('duration', latency).text);
  }
  if (before.catalogId !== now.catalogId) parts.push(before.catalogId);
  if (before.pattern !== now.pattern) parts.push(`wired as ${before.pattern}`);
  if (before.from !== now.from) parts.push(`from ${nameOf(drawing, before.from)}`);
  if (before.to !== now.to) parts.push(`to ${nameOf(drawing, before.to)}`);
  if (JSON.stringify(before.exceptions) !== JSON.stringify(now.exceptions)) {
    const old = before.exceptions.length;
    parts.push(old === 0 ? 'all cables worked' : `${count(old)} cables cut or slow`);
  }
  return parts;
}

function count(value: number): string {
  return formatQuantity('count', value).text;
}
