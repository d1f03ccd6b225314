/**
 * YAML as nodes that know their place. Built from the parser's events, so that a problem can name its line. Aliases stay references:
 * a text that repeats itself a thousandfold by aliases costs no more than its length.
 */
import { EVENT_ID, type Event, getScalarValue, parseEvents, YAMLException } from 'js-yaml';
import { type ImportProblem, problemAt } from '../network-graph.ts';

/** One node of the text. */
export type YamlNode = YamlScalar | YamlList | YamlMap;
/** A value without parts. */
export interface YamlScalar {
  readonly kind: 'scalar';
  readonly text: string;
  readonly offset: number;
}
/** A sequence. */
export interface YamlList {
  readonly kind: 'list';
  readonly items: YamlNode[];
  readonly offset: number;
}
/** A mapping, in the order of the text. */
export interface YamlMap {
  readonly kind: 'map';
  readonly entries: Map<string, YamlNode>;
  readonly offset: number;
}

/** A text that was read. */
export interface LocatedYaml {
  readonly root: YamlNode;
  /** Line of a node, counted from 1. */
  readonly lineOf: (node: YamlNode) => number;
}

const MAX_DEPTH = 60;
const EMPTY: YamlScalar = { kind: 'scalar', text: '', offset: 0 };

/** Reads the first document of a YAML text. Never throws. */
export function readYaml(source: string): LocatedYaml | { readonly problem: ImportProblem } {
  try {
    const root = build(parseEvents(source, { maxDepth: MAX_DEPTH }), source);
    const starts = lineStarts(source);
    return { root, lineOf: ({ offset }) => findLine(starts, offset) };
  } catch (error) {
    const mark = error instanceof YAMLException ? error.mark : undefined;
    const reason = error instanceof YAMLException ? error.reason : '';
    return problemAt(
      mark === undefined ? null : mark.line + 1,
      `This is not YAML${reason === '' ? '' : `: ${String(reason).slice(0, 160)}`}.`,
      'Check the indentation, the quotes and the brackets of this line and the one before.',
    );
  }
}

/** A member of a mapping; merged mappings (`<<`) count where the mapping itself says nothing. */
export function memberOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  if (node?.kind !== 'map') return undefined;
  const own = node.entries.get(key);
  if (own !== undefined) return own;
  const merged = node.entries.get('<<');
  for (const source of merged?.kind === 'list' ? merged.items : merged === undefined ? [] : [merged]) {
    if (source.kind === 'map' && source.entries.has(key)) return source.entries.get(key);
  }
  return undefined;
}

/** Text of a scalar member; '' where there is none. */
export function textOf(node: YamlNode | undefined, key?: string): string {
  const found = key === undefined ? node : memberOf(node, key);
  if (found?.kind !== 'scalar') return '';
  return found.text === '~' || found.text === 'null' ? '' : found.text;
}

interface Open {
  readonly node: YamlList | YamlMap;
  key: string | null;
  isKeyDue: boolean;
}

function build(events: readonly Event[], source: string): YamlNode {
  const anchors = new Map<string, YamlNode>();
  const stack: Open[] = [];
  let root: YamlNode | null = null;
  const put = (node: YamlNode): void => {
    const top = stack.at(-1);
    if (top === undefined) root ??= node;
    else if (top.node.kind === 'list') top.node.items.push(node);
    else if (top.isKeyDue) {
      top.key = node.kind === 'scalar' ? node.text : '';
      top.isKeyDue = false;
    } else {
      top.node.entries.set(top.key ?? '', node);
      top.isKeyDue = true;
    }
  };
  let documents = 0;
  const closes: boolean[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      documents++;
      if (documents > 1) break;
      closes.push(false);
    } else if (event.type === EVENT_ID.POP) {
      if (closes.pop() === true) stack.pop();
    } else if (event.type === EVENT_ID.ALIAS) {
      put(anchors.get(source.slice(event.anchorStart, event.anchorEnd)) ?? EMPTY);
    } else {
      const node: YamlNode =
        event.type === EVENT_ID.SCALAR
          ? { kind: 'scalar', text: getScalarValue(source, event), offset: Math.max(0, event.valueStart) }
          : event.type === EVENT_ID.SEQUENCE
            ? { kind: 'list', items: [], offset: Math.max(0, event.start) }
            : { kind: 'map', entries: new Map(), offset: Math.max(0, event.start) };
      put(node);
      if (event.anchorStart >= 0) anchors.set(source.slice(event.anchorStart, event.anchorEnd), node);
      if (node.kind !== 'scalar') {
        stack.push({ node, key: null, isKeyDue: true });
        closes.push(true);
      }
    }
  }
  return root ?? EMPTY;
}

function lineStarts(source: string): Int32Array {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return Int32Array.from(starts);
}

function findLine(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
