import type { SavedPlan } from './plan-library.ts';

/** Whether the open plan is safe, as the page shows it. `message` is a sentence for the user. */
export type SaveState =
  | { readonly status: 'saved' | 'saving' | 'failed'; readonly message: string }
  | {
      /** Another tab changed the same plan; nothing is written until the user has chosen. */
      readonly status: 'conflict';
      readonly message: string;
      /** The plan as the other tab saved it; null when it deleted the plan. */
      readonly theirs: SavedPlan | null;
    };
