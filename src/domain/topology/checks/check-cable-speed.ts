/** Cables that are faster than the ports that they end in. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import { updateBlock } from '../../plan/commands/update-block.ts';
import { updateLink } from '../../plan/commands/update-link.ts';
import { nameOf } from '../../plan/describe-items.ts';
import type { Drawing, Link } from '../../plan/plan-document.ts';
import { formatQuantity } from '../../units/format-quantity.ts';
import { findLinkRates } from '../link-rates.ts';
import { joinCommands, keepWorking } from './choose-mend.ts';
import { countPorts } from './count-ports.ts';
import { findSwitches } from './find-switches.ts';
import { type CheckInputs, type Finding, type Mend, MOST_FINDINGS } from './finding.ts';
import { type EndPort, findEndPorts, findMatchingKind } from './port-speed.ts';

const bandwidth = (value: number): string => formatQuantity('bandwidth', value).text;

interface Mismatch {
  readonly link: Link;
  readonly slower: EndPort;
  readonly cableBytesPerSecond: number;
  readonly cableName: string;
}

/** Says which cables no port is fast enough for. */
export function checkCableSpeed({ plan, catalog }: Pick<CheckInputs, 'plan' | 'catalog'>): Finding[] {
  const { drawing } = plan;
  return groupAlike(findMismatches(drawing, catalog), drawing)
    .slice(0, MOST_FINDINGS)
    .map((group) => {
      const [{ slower, cableBytesPerSecond, cableName, link }] = group;
      const ids = group.map((mismatch) => mismatch.link.id);
      const port = `${bandwidth(slower.portBytesPerSecond)} a port`;
      return {
        code: 'cable-too-fast',
        severity: 'warning',
        itemIds: [...ids, slower.blockId],
        message: `The cables of the ${nameOf(drawing, link.id)} (${cableName}, ${bandwidth(cableBytesPerSecond)}) are faster than ${nameOf(drawing, slower.blockId)} (${slower.name}) has ports for: ${port}.`,
        advice: 'Draw the kind of cable that both ends have ports for, or ports that are as fast.',
        mends: keepWorking(
          plan,
          catalog,
          [matchCables(group, catalog), ...(slower.isSwitch ? [replaceSwitch(group, drawing, catalog)] : [])],
          (changed) => {
            const still = new Set(findMismatches(changed, catalog).map((mismatch) => mismatch.link.id));
            return ids.every((id) => !still.has(id));
          },
        ),
      };
    });
}

function findMismatches(drawing: Drawing, catalog: CatalogIndex): Mismatch[] {
  const found: Mismatch[] = [];
  for (const link of Object.values(drawing.links)) {
    const rates = findLinkRates(link, catalog);
    // A wide-area connection is a capacity, not a cable; scale-up links of a bandwidth of their own stand for several.
    if (rates === null || rates.isWan || (rates.isScaleUp && link.bandwidthBytesPerSecond !== null)) continue;
    const [slower] = findEndPorts(drawing, link, catalog).sort((a, b) => a.portBytesPerSecond - b.portBytesPerSecond);
    if (slower === undefined || rates.bandwidthBytesPerSecond <= slower.portBytesPerSecond * (1 + 1e-6)) continue;
    found.push({ link, slower, cableBytesPerSecond: rates.bandwidthBytesPerSecond, cableName: rates.name });
  }
  return found;
}

/** Links of the same kind between blocks of the same names. */
function groupAlike(found: readonly Mismatch[], drawing: Drawing): (readonly [Mismatch, ...Mismatch[]])[] {
  const groups = new Map<string, [Mismatch, ...Mismatch[]]>();
  for (const mismatch of found) {
    const { from, to, catalogId, bandwidthBytesPerSecond } = mismatch.link;
    const key = JSON.stringify([
      [from, to].map((id) => [nameOf(drawing, id), drawing.blocks[id]?.catalogId]),
      catalogId,
      bandwidthBytesPerSecond,
    ]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [mismatch]);
    else known.push(mismatch);
  }
  return [...groups.values()];
}

/** The kind of link that the slower port takes; at its speed by the link's own bandwidth where the catalogue has none so slow. */
function matchCables(group: readonly Mismatch[], catalog: CatalogIndex): Mend | null {
  const [first] = group;
  if (first === undefined) return null;
  const { portBytesPerSecond } = first.slower;
  const kind = findMatchingKind(catalog, first.link.catalogId, portBytesPerSecond);
  const label = kind === null ? `Run the cables at ${bandwidth(portBytesPerSecond)}` : `Use ${kind.name} cables`;
  const fields =
    kind === null
      ? { bandwidthBytesPerSecond: portBytesPerSecond }
      : { catalogId: kind.id, bandwidthBytesPerSecond: null };
  return {
    label,
    command: joinCommands(
      label,
      group.map(({ link }) => updateLink(link.id, fields)),
    ),
  };
}

/** A switch of the same family with ports as fast as the cables, and room for all that it has now. */
function replaceSwitch(group: readonly Mismatch[], drawing: Drawing, catalog: CatalogIndex): Mend | null {
  const [first] = group;
  if (first === undefined) return null;
  const uses = countPorts(drawing, catalog);
  const blockIds = [...new Set(group.map(({ slower }) => slower.blockId))];
  const present = drawing.blocks[first.slower.blockId]?.catalogId ?? '';
  const [best] = findSwitches(catalog, present, {
    bandwidthBytesPerSecond: Math.max(...blockIds.map((id) => uses.get(id)?.usedBytesPerSecond ?? 0)),
    portBytesPerSecond: first.cableBytesPerSecond,
  });
  if (best === undefined) return null;
  const label = `Make ${nameOf(drawing, first.slower.blockId)} a ${best.name}`;
  return {
    label,
    command: joinCommands(
      label,
      blockIds.map((id) => updateBlock(id, { catalogId: best.id })),
    ),
  };
}
