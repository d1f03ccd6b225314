import type { Cell } from '../storage/cell.ts';

/** Why something could not be opened, for a dialog that says it. */
export interface OpenProblem {
  readonly title: string;
  readonly reasons: readonly { readonly message: string; readonly hint: string }[];
}

/** What a dialog is opened with, beyond its name. */
export interface DialogInput {
  /** Text of a model configuration that was dropped or chosen; null = none yet. */
  readonly configText: string | null;
  /** Text of a network that was dropped, pasted or chosen; null = none yet. */
  readonly networkText: string | null;
  readonly problem: OpenProblem | null;
}

/** Holds the input of the dialog that is open, or about to be. */
export interface DialogInputCell {
  readonly cell: Cell<DialogInput>;
  readonly set: (input: Partial<DialogInput>) => void;
}
