/**
 * Groups of ranks by arithmetic. Ranks are numbered with the innermost dimension of the rank order fastest; a group is what remains
 * when all other dimensions are fixed. Nothing is listed: a rank knows its position in its group, and the rank at any other position.
 */
import type { RankGroup } from '../../estimate/scenario.ts';
import type { RankDimension } from '../../plan/plan-document.ts';

/** What of a strategy says who talks to whom; `data` resolved. */
export interface RankShape {
  readonly tensor: number;
  readonly context: number;
  readonly data: number;
  readonly pipeline: number;
  readonly expert: number;
  readonly expertTensor: number;
  /** Data ranks in one sharding group. */
  readonly shardingGroupSize: number;
  readonly rankOrder: readonly RankDimension[];
}

/** All groups of one kind. */
export interface RankGroups {
  readonly name: RankGroup;
  /** The same for equal groups of equal ranks only. */
  readonly key: string;
  /** Ranks in one group. */
  readonly size: number;
  /** Ranks of the whole job. */
  readonly ranks: number;
  /** Adding this to every rank, around the end, maps groups onto groups and neighbours in a ring onto neighbours. */
  readonly shift: number;
  /** The same for patterns that tell the first rank of a group from the last. */
  readonly period: number;
  /** Place of a rank in its group, from 0; places grow with the ranks. */
  readonly placeOf: (rank: number) => number;
  /** The rank at a place of the group that `rank` is in. */
  readonly rankAt: (rank: number, place: number) => number;
}

/** `size` ranks that lie `stride` apart. */
interface Piece {
  readonly stride: number;
  readonly size: number;
}

/** The groups of one kind. */
export function findGroups(shape: RankShape, name: RankGroup): RankGroups {
  const ranks = shape.tensor * shape.context * shape.data * shape.pipeline;
  const strides = findStrides(shape);
  const piece = (dimension: RankDimension, size: number = shape[dimension]): Piece => ({
    stride: strides[dimension],
    size,
  });
  const shard = shape.shardingGroupSize;
  switch (name) {
    case 'tensor':
      return fromPieces(name, ranks, [piece('tensor')]);
    case 'context':
      return fromPieces(name, ranks, [piece('context')]);
    case 'pipeline':
      return fromPieces(name, ranks, [piece('pipeline')]);
    case 'shard':
      return fromPieces(name, ranks, [piece('context'), piece('data', shard)]);
    case 'replica':
      return fromPieces(name, ranks, [{ stride: strides.data * shard, size: shape.data / shard }]);
    default:
      return foldedGroups(shape, name, ranks, strides.pipeline);
  }
}

function findStrides(shape: RankShape): Record<RankDimension, number> {
  const strides: Record<RankDimension, number> = { tensor: 1, context: 1, data: 1, pipeline: 1 };
  let stride = 1;
  for (const dimension of shape.rankOrder) {
    strides[dimension] = stride;
    stride *= shape[dimension];
  }
  return strides;
}

function fromPieces(name: RankGroup, ranks: number, all: readonly Piece[]): RankGroups {
  const pieces = all.filter((piece) => piece.size > 1).sort((a, b) => a.stride - b.stride);
  const size = pieces.reduce((product, piece) => product * piece.size, 1);
  const outer = pieces.at(-1);
  const period = outer === undefined ? 1 : outer.stride * outer.size;
  return {
    name,
    key: `${ranks}: ${pieces.map(({ stride, size: length }) => `${length} every ${stride}`).join(', ')}`,
    size,
    ranks,
    shift: outer !== undefined && period === ranks ? outer.stride : period,
    period,
    placeOf: (rank) => {
      let place = 0;
      let inner = 1;
      for (const { stride, size: length } of pieces) {
        place += (Math.floor(rank / stride) % length) * inner;
        inner *= length;
      }
      return place;
    },
    rankAt: (rank, place) => {
      let found = rank;
      let rest = place;
      for (const { stride, size: length } of pieces) {
        const here = Math.floor(rank / stride) % length;
        found += ((rest % length) - here) * stride;
        rest = Math.floor(rest / length);
      }
      return found;
    },
  };
}

/** Expert groups are cut from all ranks of one pipeline stage, numbered as if there were no other stage. */
function foldedGroups(shape: RankShape, name: RankGroup, ranks: number, stageStride: number): RankGroups {
  const { expert, expertTensor, pipeline } = shape;
  const all = ranks / pipeline;
  const inner = expert * expertTensor;
  const piece: Piece =
    name === 'expert-tensor'
      ? { stride: 1, size: expertTensor }
      : name === 'expert'
        ? { stride: expertTensor, size: expert }
        : { stride: inner, size: all / inner };
  const folded = fromPieces(name, all, [piece]);
  if (pipeline === 1) return folded;
  const fold = (rank: number): number =>
    (rank % stageStride) + Math.floor(rank / (stageStride * pipeline)) * stageStride;
  const unfold = (index: number, like: number): number =>
    (index % stageStride) +
    Math.floor(index / stageStride) * stageStride * pipeline +
    (Math.floor(like / stageStride) % pipeline) * stageStride;
  const spread = (length: number): number => {
    if (stageStride % length === 0) return length;
    return length % stageStride === 0 ? length * pipeline : ranks;
  };
  return {
    name,
    key: `${folded.key}; stages ${pipeline} every ${stageStride}`,
    size: folded.size,
    ranks,
    // Turning all ranks of a stage is turning all ranks only where whole runs of a stage are moved.
    shift: folded.shift % stageStride === 0 ? folded.shift * pipeline : spread(folded.period),
    period: spread(folded.period),
    placeOf: (rank) => folded.placeOf(fold(rank)),
    rankAt: (rank, place) => unfold(folded.rankAt(fold(rank), place), rank),
  };
}
