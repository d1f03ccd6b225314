/** Links as lines of a frame: width by bandwidth, dash by kind, and the words for those that have room. */

import type { PlacedBlock } from '../domain/canvas/placed-drawing.ts';
import type { ScreenSize, Viewport } from '../domain/canvas/viewport.ts';
import { toScreen, visibleRectangle } from '../domain/canvas/viewport.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import type { DrawingOverlay } from '../domain/overlay/drawing-overlay.ts';
import { describeBrokenCables } from '../domain/plan/drawing/broken-cables.ts';
import type { Link } from '../domain/plan/plan-document.ts';
import { formatBitRate } from './block-facts.ts';
import type { DrawingIndex } from './drawing-index.ts';
import { isFolded } from './fold.ts';
import type { LabelPlacer } from './label-placer.ts';
import type { RoutedLink } from './route-links.ts';
import type { SceneIcon, SceneLabel, SceneLink } from './scene.ts';
import type { MeasureText } from './text-width.ts';

/** Kind of a link for its dash and colour, and the bandwidth of one cable, bytes/s; 0 = not known. */
export interface LinkFacts {
  readonly tone: SceneLink['tone'];
  readonly bandwidthBytesPerSecond: number;
  readonly name: string;
}

const DASHES: Readonly<Record<SceneLink['tone'], readonly number[]>> = {
  'scale-up': [],
  'scale-out': [],
  wan: [10, 5],
  other: [2, 4],
};

/** How much wider a link is at the top of an overlay's scale than at its foot, CSS pixels at zoom 1. */
const MARKED_WIDTH = 8;

/** Where along a line its words are tried, as shares of its length from the middle. */
const LABEL_PLACES = [0, -0.15, 0.15, -0.3, 0.3, -0.42, 0.42, -0.5, 0.5];

/** Looks a link up in the catalogue; what the plan says itself goes first. */
export function describeLink(link: Link, index: CatalogIndex | null): LinkFacts {
  const wan = index?.wanClasses.get(link.catalogId);
  const found = index?.links.get(link.catalogId);
  const catalogBandwidth = wan?.bandwidthBytesPerSecond ?? found?.portBandwidthBytesPerSecond ?? 0;
  const kind = wan !== undefined ? 'wan' : (found?.kind ?? 'other');
  return {
    tone: kind === 'wan' || kind === 'scale-up' || kind === 'scale-out' ? kind : 'other',
    bandwidthBytesPerSecond: link.bandwidthBytesPerSecond ?? catalogBandwidth,
    name: wan?.name ?? found?.name ?? link.catalogId,
  };
}

/** Width of a line at zoom 1, CSS pixels: 1.25 at 100 Gb/s and below, 6 at most; a doubling of bandwidth adds about half a pixel. */
function linkWidth(link: Link, facts: LinkFacts): number {
  const gigabits = (facts.bandwidthBytesPerSecond * 8 * link.cablesPerInstance) / 1e9;
  return Math.min(6, Math.max(1.25, 1.25 + 0.55 * Math.log2(Math.max(1, gigabits / 100))));
}

/** The words on a link: `8 × 400 Gb/s`, with what is broken of it: `8 × 400 Gb/s, 2 cut, 1 slow`. */
export function linkWords(link: Link, facts: LinkFacts): string {
  const rate = facts.bandwidthBytesPerSecond > 0 ? formatBitRate(facts.bandwidthBytesPerSecond) : facts.name;
  return [`${link.cablesPerInstance} × ${rate}`, ...describeBrokenCables(link)].join(', ');
}

/** Shorter ones are left out, CSS pixels. */
const SHORTEST_LINK = 4;

/** The links that touch the screen, the longest `most` when there are more. */
export function buildLinks(
  index: DrawingIndex,
  catalogIndex: CatalogIndex | null,
  viewport: Viewport,
  size: ScreenSize,
  { most, folds, overlay }: { readonly most: number; readonly folds: boolean; readonly overlay: DrawingOverlay | null },
): { readonly links: readonly SceneLink[]; readonly routed: readonly RoutedLink[] } {
  const found = index
    .findLinks(visibleRectangle(viewport, size))
    .filter(({ labelAt }) => labelAt.length * viewport.zoom >= SHORTEST_LINK)
    .filter(({ link }) => !folds || (shows(index, link.from, viewport.zoom) && shows(index, link.to, viewport.zoom)));
  const routed =
    found.length <= most ? found : [...found].sort((a, b) => b.labelAt.length - a.labelAt.length).slice(0, most);
  const scale = Math.min(1.6, Math.max(0.6, Math.sqrt(viewport.zoom)));
  const links = routed.map(({ link, points }): SceneLink => {
    const facts = describeLink(link, catalogIndex);
    const onScreen: number[] = [];
    for (let at = 0; at < points.length; at += 2) {
      const { x, y } = toScreen(viewport, { x: points[at] ?? 0, y: points[at + 1] ?? 0 });
      onScreen.push(x, y);
    }
    const mark = overlay?.byLink.get(link.id);
    const width = mark?.level == null ? linkWidth(link, facts) : 2 + MARKED_WIDTH * mark.level;
    return {
      id: link.id,
      points: onScreen,
      cornerRadius: Math.min(10, 10 * viewport.zoom),
      lineWidth: width * scale,
      dash: DASHES[facts.tone],
      tone: facts.tone,
      ...(mark === undefined ? {} : { mark }),
    };
  });
  return { links, routed };
}

/** Size of the mark of broken cables, CSS pixels. */
const BREAK_SIZE = 14;

/** Words for the links whose longest straight part has room for them, with a mark where cables are broken. */
export function labelLinks(
  routed: readonly RoutedLink[],
  catalogIndex: CatalogIndex | null,
  viewport: Viewport,
  placer: LabelPlacer,
  measure: MeasureText,
  overlay: DrawingOverlay | null,
): { readonly labels: readonly SceneLabel[]; readonly icons: readonly SceneIcon[] } {
  const labels: SceneLabel[] = [];
  const icons: SceneIcon[] = [];
  for (const { link, labelAt } of routed) {
    const mark = overlay?.byLink.get(link.id);
    const text = mark?.short ?? linkWords(link, describeLink(link, catalogIndex));
    // A mark before the words, since an overlay has other words.
    const markRoom = link.exceptions.length > 0 ? BREAK_SIZE + 4 : 0;
    const width = measure(text, 12, 500) + 10 + markRoom;
    const room = labelAt.length * viewport.zoom;
    if (room < (labelAt.horizontal ? width + 16 : 30)) continue;
    const middle = toScreen(viewport, labelAt);
    for (const share of LABEL_PLACES) {
      const shift = share * (room - (labelAt.horizontal ? width : 18) - 8);
      const at = labelAt.horizontal ? { x: middle.x + shift, y: middle.y } : { x: middle.x, y: middle.y + shift };
      const plate = { x: at.x - width / 2, y: at.y - 9, width, height: 18 };
      if (!placer.take(plate)) continue;
      labels.push({
        text,
        x: at.x + markRoom / 2,
        y: at.y,
        size: 12,
        weight: 500,
        anchor: 'middle',
        tone: mark === undefined ? 'muted' : 'text',
        plate,
      });
      if (markRoom > 0) icons.push({ name: 'cut', x: plate.x + 4, y: at.y - BREAK_SIZE / 2, size: BREAK_SIZE });
      break;
    }
  }
  return { labels, icons };
}

/** Whether the block, or the folded container that hides it, can be seen at all. */
function shows(index: DrawingIndex, id: string, zoom: number): boolean {
  let parent = index.placed.byId.get(id)?.block.parent ?? null;
  while (parent !== null) {
    const outer: PlacedBlock | undefined = index.placed.byId.get(parent);
    if (outer === undefined) return true;
    if (isFolded(outer, zoom)) return false;
    parent = outer.block.parent;
  }
  return true;
}
