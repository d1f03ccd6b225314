import type { Action } from './action.ts';
import { alignBottom } from './align-bottom.ts';
import { alignCenter } from './align-center.ts';
import { alignLeft } from './align-left.ts';
import { alignMiddle } from './align-middle.ts';
import { alignRight } from './align-right.ts';
import { alignTop } from './align-top.ts';
import { calibrate } from './calibrate.ts';
import { clearSelection } from './clear-selection.ts';
import { commandPalette } from './command-palette.ts';
import { copy } from './copy.ts';
import { copyLink } from './copy-link.ts';
import { cut } from './cut.ts';
import { deleteSelection } from './delete-selection.ts';
import { distributeHorizontal } from './distribute-horizontal.ts';
import { distributeVertical } from './distribute-vertical.ts';
import { duplicate } from './duplicate.ts';
import { duplicatePlan } from './duplicate-plan.ts';
import { exportBill } from './export-bill.ts';
import { exportGraphml } from './export-graphml.ts';
import { exportMermaid } from './export-mermaid.ts';
import { exportPng } from './export-png.ts';
import { exportReport } from './export-report.ts';
import { exportSvg } from './export-svg.ts';
import { findPlacement } from './find-placement.ts';
import { generateNetwork } from './generate-network.ts';
import { importModel } from './import-model.ts';
import { importNetwork } from './import-network.ts';
import { newPlan } from './new-plan.ts';
import { openAccuracy } from './open-accuracy.ts';
import { openLibrary } from './open-library.ts';
import { openOther } from './open-other.ts';
import { openStart } from './open-start.ts';
import { paste } from './paste.ts';
import { redo } from './redo.ts';
import { renamePlan } from './rename-plan.ts';
import { saveFile } from './save-file.ts';
import { selectAll } from './select-all.ts';
import { share } from './share.ts';
import { shortcutSheet } from './shortcut-sheet.ts';
import { SHOW_OVERLAY_ACTIONS } from './show-overlay.ts';
import { splitOffInstance } from './split-off-instance.ts';
import { themeDark } from './theme-dark.ts';
import { themeLight } from './theme-light.ts';
import { themeSystem } from './theme-system.ts';
import { tidyDrawing } from './tidy-drawing.ts';
import { tidySelection } from './tidy-selection.ts';
import { toggleDrawerPanel } from './toggle-drawer-panel.ts';
import { toggleGrid } from './toggle-grid.ts';
import { toggleLeftPanel } from './toggle-left-panel.ts';
import { toggleMinimap } from './toggle-minimap.ts';
import { toggleRightPanel } from './toggle-right-panel.ts';
import { toggleSnap } from './toggle-snap.ts';
import { toolConnect } from './tool-connect.ts';
import { toolHand } from './tool-hand.ts';
import { toolSelect } from './tool-select.ts';
import { undo } from './undo.ts';
import { viewAssumptions } from './view-assumptions.ts';
import { viewCost } from './view-cost.ts';
import { viewFailures } from './view-failures.ts';
import { viewMemory } from './view-memory.ts';
import { viewPower } from './view-power.ts';
import { viewSchedule } from './view-schedule.ts';
import { viewSensitivity } from './view-sensitivity.ts';
import { viewStep } from './view-step.ts';
import { viewTimeline } from './view-timeline.ts';
import { whatIfDrop } from './what-if-drop.ts';
import { whatIfKeep } from './what-if-keep.ts';
import { whatIfStart } from './what-if-start.ts';
import { zoomActual } from './zoom-actual.ts';
import { zoomFit } from './zoom-fit.ts';
import { zoomIn } from './zoom-in.ts';
import { zoomOut } from './zoom-out.ts';
import { zoomSelection } from './zoom-selection.ts';

/** Every action, in the order in which menus and the command palette list them. */
export const ALL_ACTIONS: readonly Action[] = [
  newPlan,
  openStart,
  openLibrary,
  openOther,
  renamePlan,
  duplicatePlan,
  saveFile,
  generateNetwork,
  importNetwork,
  findPlacement,
  importModel,
  undo,
  redo,
  cut,
  copy,
  paste,
  duplicate,
  deleteSelection,
  selectAll,
  clearSelection,
  whatIfStart,
  whatIfKeep,
  whatIfDrop,
  alignLeft,
  alignCenter,
  alignRight,
  alignTop,
  alignMiddle,
  alignBottom,
  distributeHorizontal,
  distributeVertical,
  tidyDrawing,
  tidySelection,
  splitOffInstance,
  zoomIn,
  zoomOut,
  zoomActual,
  zoomFit,
  zoomSelection,
  toolSelect,
  toolHand,
  toolConnect,
  toggleLeftPanel,
  toggleRightPanel,
  toggleDrawerPanel,
  viewStep,
  viewTimeline,
  viewMemory,
  viewCost,
  viewPower,
  viewFailures,
  viewSchedule,
  viewSensitivity,
  viewAssumptions,
  calibrate,
  themeSystem,
  themeLight,
  themeDark,
  toggleSnap,
  toggleGrid,
  toggleMinimap,
  ...SHOW_OVERLAY_ACTIONS,
  share,
  copyLink,
  exportSvg,
  exportPng,
  exportGraphml,
  exportMermaid,
  exportBill,
  exportReport,
  commandPalette,
  shortcutSheet,
  openAccuracy,
];
