/** Mends a drawing: each record by itself, then what holds between records. */
import * as v from 'valibot';
import { checkDrawing, isReservedId } from '../domain/plan/check-drawing.ts';
import { clampCoordinate } from '../domain/plan/drawing/block-geometry.ts';
import { countBlockInstances } from '../domain/plan/drawing/block-tree.ts';
import { isFacilityUnit, mayNest } from '../domain/plan/drawing/nesting-rules.ts';
import type { Block, Drawing, Link } from '../domain/plan/plan-document.ts';
import {
  BLOCK_KINDS,
  BlockExceptionSchema,
  BlockSchema,
  LinkExceptionSchema,
  LinkSchema,
} from '../domain/plan/plan-document.ts';
import { isRecord, type RepairLog, repairValue } from './repair-value.ts';

const ID_PATTERN = /^[\w.-]{1,40}$/;

const FALLBACK_BLOCK: Omit<Block, 'id' | 'kind'> = {
  name: '',
  parent: null,
  count: 1,
  x: 0,
  y: 0,
  width: 160,
  height: 120,
  catalogId: null,
  torusDims: null,
  regionId: null,
  powerLimitWatts: null,
  storage: null,
  exceptions: [],
};

function isBlockKind(value: unknown): value is Block['kind'] {
  return (BLOCK_KINDS as readonly unknown[]).includes(value);
}

/** Takes out exceptions that cannot be read, in one pass: there may be very many, and the general way looks at each of them again. */
function withoutBadExceptions(
  holder: Record<string, unknown>,
  schema: v.GenericSchema,
  where: string,
  log: RepairLog,
): Record<string, unknown> {
  const { exceptions } = holder;
  if (!Array.isArray(exceptions)) return holder;
  const kept = exceptions.filter((exception) => isRecord(exception) && v.is(schema, exception));
  const lost = exceptions.length - kept.length;
  if (lost === 0) return holder;
  log.add(`${where}.exceptions held ${lost} that could not be read; they were left out.`);
  return { ...holder, exceptions: kept };
}

function repairBlocks(value: unknown, log: RepairLog): Record<string, Block> {
  const blocks: Record<string, Block> = {};
  if (!isRecord(value)) {
    log.add('drawing.blocks was missing; nothing is drawn.');
    return blocks;
  }
  for (const id of Object.keys(value)) {
    const block = value[id];
    const where = `drawing.blocks.${id}`;
    if (!ID_PATTERN.test(id) || isReservedId(id))
      log.add(`A block was left out: “${id.slice(0, 60)}” cannot be an id.`);
    else if (!isRecord(block)) log.add(`${where} is no block and was left out.`);
    else if (!isBlockKind(block.kind)) log.add(`${where} was left out: its kind is not known.`);
    else {
      const sound = withoutBadExceptions(block, BlockExceptionSchema, where, log);
      const fixed = repairValue(BlockSchema, sound, { ...FALLBACK_BLOCK, id, kind: block.kind }, where, log);
      if (fixed.id !== id) log.add(`${where} said that its id is “${fixed.id}”; took “${id}”.`);
      blocks[id] = fixed.id === id ? fixed : { ...fixed, id };
    }
  }
  return blocks;
}

function repairLinks(value: unknown, blocks: Record<string, Block>, log: RepairLog): Record<string, Link> {
  const links: Record<string, Link> = {};
  if (!isRecord(value)) {
    log.add('drawing.links was missing; nothing is connected.');
    return links;
  }
  for (const id of Object.keys(value)) {
    const link = value[id];
    const where = `drawing.links.${id}`;
    if (!ID_PATTERN.test(id) || isReservedId(id) || Object.hasOwn(blocks, id)) {
      log.add(`A link was left out: “${id.slice(0, 60)}” cannot be its id.`);
      continue;
    }
    const { from, to, catalogId } = isRecord(link) ? link : {};
    if (
      typeof from !== 'string' ||
      typeof to !== 'string' ||
      !Object.hasOwn(blocks, from) ||
      !Object.hasOwn(blocks, to)
    ) {
      log.add(`${where} was left out: it does not end at blocks of the drawing.`);
      continue;
    }
    const portless = [blocks[from], blocks[to]].find((end) => end !== undefined && isFacilityUnit(end.kind));
    if (portless !== undefined) {
      log.add(`${where} was left out: “${portless.id}” is a ${portless.kind} unit, which has no ports.`);
      continue;
    }
    if (typeof catalogId !== 'string' || catalogId === '') {
      log.add(`${where} was left out: it does not say which kind of link it is.`);
      continue;
    }
    const fallback: Link = {
      id,
      from,
      to,
      catalogId: catalogId.slice(0, 80),
      cablesPerInstance: 1,
      pattern: 'spread',
      bandwidthBytesPerSecond: null,
      latencySeconds: null,
      exceptions: [],
    };
    const sound = isRecord(link) ? withoutBadExceptions(link, LinkExceptionSchema, where, log) : link;
    const fixed = repairValue(LinkSchema, sound, fallback, where, log);
    if (fixed.id !== id) log.add(`${where} said that its id is “${fixed.id}”; took “${id}”.`);
    links[id] = fixed.id === id ? fixed : { ...fixed, id };
  }
  return links;
}

/** The nearest block around `start` that may hold this kind, and the way to it; null = the top level. */
function findHome(blocks: Record<string, Block>, block: Block, start: string) {
  let x = block.x;
  let y = block.y;
  const seen = new Set([block.id]);
  let at: string | null = start;
  while (at !== null && !seen.has(at) && Object.hasOwn(blocks, at)) {
    const around: Block | undefined = blocks[at];
    if (around === undefined) break;
    if (mayNest(block.kind, around.kind)) return { parent: at, x, y };
    seen.add(at);
    x += around.x;
    y += around.y;
    at = around.parent;
    // Longer than any sound chain: the rest is noise.
    if (seen.size > 12) break;
  }
  return { parent: null, x, y };
}

function repairParents(blocks: Record<string, Block>, log: RepairLog): Record<string, Block> {
  const homed: Record<string, Block> = {};
  for (const block of Object.values(blocks)) {
    const parent = block.parent === null || !Object.hasOwn(blocks, block.parent) ? undefined : blocks[block.parent];
    if (block.parent === null || (parent !== undefined && mayNest(block.kind, parent.kind))) {
      homed[block.id] = block;
      continue;
    }
    if (parent === undefined) {
      log.add(`Block “${block.id}” lay inside “${block.parent}”, which does not exist; it is now at the top level.`);
      homed[block.id] = { ...block, parent: null };
      continue;
    }
    const home = findHome(blocks, block, block.parent);
    const place = home.parent === null ? 'at the top level' : `inside “${home.parent}”`;
    log.add(`A ${block.kind} cannot lie inside a ${parent.kind}: block “${block.id}” is now ${place}.`);
    homed[block.id] = { ...block, parent: home.parent, x: clampCoordinate(home.x), y: clampCoordinate(home.y) };
  }
  return homed;
}

function repairLinkExceptions(drawing: Drawing, log: RepairLog): Record<string, Link> {
  const links: Record<string, Link> = {};
  for (const link of Object.values(drawing.links)) {
    links[link.id] = link;
    if (link.exceptions.length === 0) continue;
    const instances = countBlockInstances(drawing, link.from);
    const seen = new Set<string>();
    const kept = link.exceptions.filter(({ index, cable }) => {
      const key = `${index} ${cable}`;
      if (index >= instances || (cable ?? 0) >= link.cablesPerInstance || seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    if (kept.length === link.exceptions.length) continue;
    log.add(
      `Link “${link.id}” had exceptions twice, or for instances or cables that do not exist; these were left out.`,
    );
    links[link.id] = { ...link, exceptions: kept };
  }
  return links;
}

function repairExceptions(drawing: Drawing, log: RepairLog): Drawing {
  const blocks: Record<string, Block> = {};
  for (const block of Object.values(drawing.blocks)) {
    blocks[block.id] = block;
    if (block.exceptions.length === 0) continue;
    const instances = countBlockInstances(drawing, block.id);
    const seen = new Set<number>();
    const kept = block.exceptions.filter(({ index }) => index < instances && !seen.has(index) && seen.add(index));
    if (kept.length === block.exceptions.length) continue;
    log.add(`Block “${block.id}” had exceptions twice or for instances that do not exist; these were left out.`);
    blocks[block.id] = { ...block, exceptions: kept };
  }
  return { blocks, links: repairLinkExceptions(drawing, log) };
}

/** A sound drawing made of whatever could be read. The caller has made sure that there are not too many records. */
export function repairDrawing(value: unknown, log: RepairLog): Drawing {
  if (!isRecord(value)) {
    log.add('drawing was missing; nothing is drawn.');
    return { blocks: {}, links: {} };
  }
  const blocks = repairParents(repairBlocks(value.blocks, log), log);
  const drawing = repairExceptions({ blocks, links: repairLinks(value.links, blocks, log) }, log);
  const problem = checkDrawing(drawing)[0];
  if (problem === undefined) return drawing;
  log.add(`The drawing could not be mended: ${problem.message} Nothing is drawn.`);
  return { blocks: {}, links: {} };
}
