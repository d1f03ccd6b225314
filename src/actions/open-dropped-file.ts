import { MAX_FILE_CHARACTERS } from '../codec/plan-file.ts';
import type { ActionContext } from './action.ts';
import { openPlanText } from './open-plan-text.ts';
import { showProblem } from './show-problem.ts';

/** Opens a file by what is inside: a plan, or a network or the configuration of a model, which go to their import dialogs. */
export async function openDroppedFile(context: ActionContext, file: File): Promise<void> {
  // A character is at least one byte, so a file that is longer can't be a plan.
  if (file.size > 4 * MAX_FILE_CHARACTERS) {
    showProblem(context, {
      title: `${file.name} cannot be opened`,
      reasons: [
        { message: 'The file is too large for a plan.', hint: 'Choose a plan file (.json) that was saved here.' },
      ],
    });
    return;
  }
  const text = await file.text();
  if (isModelConfiguration(text)) {
    context.dialogInput.set({ configText: text });
    context.sessionStore.getState().setOpenDialog('import-model');
    return;
  }
  const { joinTexts, recognizeFormat } = await import('../domain/topology/exchange/import/recognize-format.ts');
  if (recognizeFormat(text) !== null) {
    const { networkText } = context.dialogInput.cell.getState();
    const isOpen = context.sessionStore.getState().openDialog === 'import-network';
    context.dialogInput.set({ networkText: isOpen && networkText !== null ? joinTexts(networkText, text) : text });
    context.sessionStore.getState().setOpenDialog('import-network');
    return;
  }
  await openPlanText(context, text, file.name);
}

function isModelConfiguration(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'model_type' in value;
  } catch {
    return false;
  }
}
