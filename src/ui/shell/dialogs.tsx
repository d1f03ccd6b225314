import { type ComponentType, lazy, Suspense } from 'react';
import { useSession } from '../use-stores.ts';
import type { DialogComponentProps } from './dialog-props.ts';

/** Dialogs by their id; each comes with its own chunk, since most visits open few of them. */
const DIALOGS: Readonly<Record<string, ComponentType<DialogComponentProps>>> = {
  start: lazy(async () => ({ default: (await import('../library/start-dialog.tsx')).StartDialog })),
  library: lazy(async () => ({ default: (await import('../library/library-dialog.tsx')).LibraryDialog })),
  open: lazy(async () => ({ default: (await import('../share/open-dialog.tsx')).OpenDialog })),
  'rename-plan': lazy(async () => ({ default: (await import('./rename-dialog.tsx')).RenameDialog })),
  problem: lazy(async () => ({ default: (await import('../share/problem-dialog.tsx')).ProblemDialog })),
  share: lazy(async () => ({ default: (await import('../share/share-dialog.tsx')).ShareDialog })),
  report: lazy(async () => ({ default: (await import('../report/report-dialog.tsx')).ReportDialog })),
  calibrate: lazy(async () => ({ default: (await import('../calibration/calibrate-dialog.tsx')).CalibrateDialog })),
  accuracy: lazy(async () => ({ default: (await import('../accuracy/accuracy-dialog.tsx')).AccuracyDialog })),
  'generate-network': lazy(async () => ({
    default: (await import('../generate/generate-dialog.tsx')).GenerateDialog,
  })),
  placement: lazy(async () => ({ default: (await import('../placement/placement-dialog.tsx')).PlacementDialog })),
  'split-off-instance': lazy(async () => ({
    default: (await import('../outline/split-off-dialog.tsx')).SplitOffDialog,
  })),
  'import-network': lazy(async () => ({
    default: (await import('../exchange/import-network-dialog.tsx')).ImportNetworkDialog,
  })),
  commands: lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette })),
  shortcuts: lazy(async () => ({ default: (await import('../a11y/shortcut-sheet.tsx')).ShortcutSheet })),
  'import-model': lazy(async () => ({
    default: (await import('../inspector/import-model-dialog.tsx')).ImportModelDialog,
  })),
};

/** The dialog that the session says is open. */
export function Dialogs() {
  const id = useSession((state) => state.openDialog);
  const setOpenDialog = useSession((state) => state.setOpenDialog);
  const Open = id === null ? undefined : DIALOGS[id];
  if (Open === undefined) return null;
  return (
    <Suspense fallback={null}>
      <Open onClose={() => setOpenDialog(null)} />
    </Suspense>
  );
}
