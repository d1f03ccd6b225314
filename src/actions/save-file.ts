import { fileStem } from '../domain/plan/file-stem.ts';
import { defineAction } from './action.ts';
import { writePlanFile } from './write-plan-file.ts';

/** Offers the plan as a file. */
export const saveFile = defineAction({
  id: 'save-file',
  group: 'Plan',
  label: 'Save as file',
  shortcuts: ['Mod+S'],
  run: ({ documentStore, services }) => {
    const { plan } = documentStore.getState();
    services.saveFile(
      `${fileStem(plan.name)}.trainyard.json`,
      new Blob([writePlanFile(plan)], { type: 'application/json' }),
    );
  },
});
