import { fileStem } from '../domain/plan/file-stem.ts';
import { defineAction } from './action.ts';

/** Offers the bill of materials as comma-separated values. */
export const exportBill = defineAction({
  id: 'export-bill',
  group: 'Share',
  label: 'Bill of materials as CSV',
  isEnabled: ({ documentStore }) => Object.keys(documentStore.getState().plan.drawing.blocks).length > 0,
  run: async ({ documentStore, services }) => {
    const { name } = documentStore.getState().plan;
    services.saveFile(`${fileStem(name)}-bill.csv`, await services.writeBill());
  },
});
