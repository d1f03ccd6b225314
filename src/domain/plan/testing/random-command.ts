/** Commands drawn at random, sensible and senseless ones, for property tests. */

import type { SeededRandom } from '../../random/seeded-random.ts';
import { addBlock } from '../commands/add-block.ts';
import { alignBlocks } from '../commands/align-blocks.ts';
import { connectBlocks } from '../commands/connect-blocks.ts';
import { deleteItems } from '../commands/delete-items.ts';
import { distributeBlocks } from '../commands/distribute-blocks.ts';
import { duplicateItems } from '../commands/duplicate-items.ts';
import { fitBlockToContent } from '../commands/fit-block-to-content.ts';
import { groupBlocks, ungroupBlock } from '../commands/group-blocks.ts';
import { moveBlocks } from '../commands/move-blocks.ts';
import { nestBlocks } from '../commands/nest-blocks.ts';
import { pasteFragment } from '../commands/paste-fragment.ts';
import { renameBlock } from '../commands/rename-block.ts';
import { renamePlan } from '../commands/rename-plan.ts';
import { replacePlan } from '../commands/replace-plan.ts';
import { resizeBlock } from '../commands/resize-block.ts';
import { setAssumption, setAssumptionChoice } from '../commands/set-assumption.ts';
import { setBlockException } from '../commands/set-block-exception.ts';
import { setCount } from '../commands/set-count.ts';
import { setLinkException } from '../commands/set-link-exception.ts';
import { setNotes } from '../commands/set-notes.ts';
import { addStage, moveStage, removeStage, setOrderDate, updateStage } from '../commands/set-schedule.ts';
import { setStrategy } from '../commands/set-strategy.ts';
import { setWorkload } from '../commands/set-workload.ts';
import { splitOffInstance } from '../commands/split-off-instance.ts';
import { updateBlock } from '../commands/update-block.ts';
import { updateLink } from '../commands/update-link.ts';
import { nextId } from '../next-id.ts';
import { BLOCK_KINDS, type PlanCommand, type PlanDocument } from '../plan-document.ts';
import { copyFragment } from '../plan-fragment.ts';
import { createRandomBlock, createRandomPlan } from './random-plan.ts';

/** A command for this plan. Some name ids that do not exist, and blocks that may not go where they are sent. */
export function createRandomCommand(random: SeededRandom, plan: PlanDocument): PlanCommand {
  const { drawing } = plan;
  const all = [...Object.keys(drawing.blocks), ...Object.keys(drawing.links), 'nobody'];
  const id = () => random.oneOf(all);
  const some = () => Array.from({ length: random.whole(0, 4) }, id);
  const kind = () => random.oneOf(BLOCK_KINDS);
  const place = () => (random.chance(0.5) ? null : id());
  const offset = () => random.whole(-100, 100);
  const gesture = random.chance(0.5) ? undefined : `g${random.whole(1, 3)}`;
  const fresh = nextId(drawing, 'b');
  return random.oneOf<() => PlanCommand>([
    () => addBlock(createRandomBlock(random, random.chance(0.9) ? fresh : id(), kind(), place())),
    () => addBlock(createRandomBlock(random, fresh, kind(), place())),
    () => moveBlocks(some(), offset(), offset(), gesture),
    () => moveBlocks(some(), 1e7, Number.NaN, gesture),
    () =>
      resizeBlock(
        id(),
        { x: offset(), y: offset(), width: random.whole(-10, 500), height: random.whole(0, 500) },
        gesture,
      ),
    () => fitBlockToContent(id(), 16, 24),
    () => deleteItems(some()),
    () => nestBlocks(some(), place(), gesture),
    () => nestBlocks(some(), place()),
    () => groupBlocks(some(), { ...createRandomBlock(random, fresh, kind(), place()), exceptions: [] }),
    () => ungroupBlock(id()),
    () =>
      connectBlocks({
        id: nextId(drawing, 'l'),
        from: id(),
        to: id(),
        catalogId: 'ib-ndr',
        cablesPerInstance: 1,
        pattern: 'spread',
        bandwidthBytesPerSecond: null,
        latencySeconds: null,
        exceptions: [],
      }),
    () => updateLink(id(), { from: id(), cablesPerInstance: random.whole(1, 8) }),
    () => updateBlock(id(), { kind: kind(), name: 'Changed' }),
    () => updateBlock(id(), { width: -5 }),
    () => renameBlock(id(), 'Renamed'),
    () => setCount(id(), random.whole(-2, 2000), gesture),
    () =>
      setBlockException(id(), random.whole(0, 3), random.chance(0.3) ? null : { state: 'failed', speedFraction: 0 }),
    () =>
      setLinkException(
        id(),
        { index: random.whole(0, 3), cable: random.chance(0.5) ? null : random.whole(0, 3) },
        random.oneOf([null, 0, 0.5]),
      ),
    () => splitOffInstance(id(), random.whole(0, 9)),
    () => duplicateItems(some()),
    () => pasteFragment(copyFragment(drawing, some()), { x: offset(), y: offset(), parent: place() }),
    () => alignBlocks(some(), random.oneOf(['left', 'center', 'right', 'top', 'middle', 'bottom'] as const)),
    () => distributeBlocks(some(), random.oneOf(['horizontal', 'vertical'] as const)),
    () => setStrategy({ tensor: random.whole(0, 8) }, gesture),
    () => setWorkload({ globalBatchSequences: random.whole(1, 4096) }, gesture),
    () => setAssumption('pue', random.chance(0.3) ? null : random.next(), gesture),
    () => setAssumptionChoice('failurePreset', random.chance(0.3) ? null : 'llama3'),
    () => setOrderDate(random.oneOf([null, '2027-05-01'])),
    () => addStage({ name: '', tokens: 1e9, sequenceLengthTokens: 8192, globalBatchSequences: 64, place: 'after' }),
    () => removeStage(random.whole(-1, 2)),
    () => moveStage(random.whole(-1, 2), random.oneOf([-1, 1] as const)),
    () => updateStage(random.whole(-1, 2), { tokens: random.whole(1, 1e9) }, gesture),
    () => setNotes('Some notes', gesture),
    () => renamePlan(`Plan ${random.whole(1, 9)}`),
    () =>
      random.chance(0.1)
        ? replacePlan(createRandomPlan(random.whole(0, 1e6), 10), 'Restore a version')
        : renamePlan('Same'),
  ])();
}
