import { ChevronDown, Ellipsis, FileText, Redo2, Share2, Undo2 } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { runAction } from '../../actions/run-action.ts';
import { formatShortcut } from '../../actions/shortcut.ts';
import a11y from '../a11y/a11y.module.css';
import { Headline } from '../results/headline.tsx';
import { Button, IconButton } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { useDocument } from '../use-stores.ts';
import { findAction, useActions } from './action-context.ts';
import { ActionMenu, type ActionMenuSection } from './action-menu.tsx';
import styles from './header.module.css';
import { IS_MAC } from './platform.ts';
import { SaveSign } from './save-sign.tsx';
import type { Layout } from './use-layout.ts';

const PLAN_MENU: readonly ActionMenuSection[] = [
  { label: 'New', actionIds: ['new-plan', 'open-start'] },
  { label: 'Open', actionIds: ['open-library', 'open-other'] },
  {
    label: 'This plan',
    actionIds: ['generate-network', 'import-network', 'rename-plan', 'duplicate-plan', 'save-file'],
  },
];

const MORE_MENU: readonly ActionMenuSection[] = [
  { label: 'Find', actionIds: ['command-palette', 'shortcut-sheet', 'open-accuracy'] },
  { label: 'Edit', actionIds: ['cut', 'copy', 'paste', 'duplicate', 'delete-selection', 'select-all'] },
  { label: 'Panels', actionIds: ['toggle-left-panel', 'toggle-right-panel', 'toggle-drawer-panel'] },
  {
    label: 'Canvas',
    actionIds: ['tidy-drawing', 'zoom-fit', 'zoom-actual', 'toggle-grid', 'toggle-snap', 'toggle-minimap'],
  },
  { label: 'Share', actionIds: ['copy-link', 'export-svg', 'export-png', 'export-graphml', 'export-mermaid'] },
  { label: 'Theme', actionIds: ['theme-system', 'theme-light', 'theme-dark'] },
];

/** The bar on top: the plan, its history, its figures, and what leaves the page. */
export function Header({ layout }: { readonly layout: Layout }) {
  const context = useActions();
  const name = useDocument((state) => state.plan.name);
  const isWide = layout === 'wide';
  return (
    <header className={classNames(styles.header, styles[layout])}>
      <h1 className={a11y.hidden}>{name === '' ? 'Untitled plan' : name}, Trainyard</h1>
      <div className={styles.plan}>
        <ActionMenu label="Plan" sections={PLAN_MENU}>
          <AriaButton className={classNames(styles.name)} aria-label={`Plan: ${name}`}>
            <span className={styles.nameText}>{name === '' ? 'Untitled plan' : name}</span>
            <ChevronDown size={14} aria-hidden />
          </AriaButton>
        </ActionMenu>
        <SaveSign />
        <HistoryButtons />
      </div>
      <Headline />
      <div className={styles.end}>
        {isWide ? (
          <>
            <Button icon={Share2} variant="primary" onPress={() => runAction(findAction('share'), context)}>
              Share
            </Button>
            <Button icon={FileText} onPress={() => runAction(findAction('export-report'), context)}>
              Report
            </Button>
          </>
        ) : (
          <>
            <IconButton label="Share" icon={Share2} onPress={() => runAction(findAction('share'), context)} />
            <IconButton
              label="Report"
              icon={FileText}
              onPress={() => runAction(findAction('export-report'), context)}
            />
          </>
        )}
        <ActionMenu label="More" sections={MORE_MENU} placement="bottom end">
          <IconButton label="More" icon={Ellipsis} />
        </ActionMenu>
      </div>
    </header>
  );
}

function HistoryButtons() {
  const context = useActions();
  // Followed so that the buttons' labels and states are those of this moment.
  useDocument((state) => state.revision);
  return (
    <div className={styles.history}>
      {(['undo', 'redo'] as const).map((id) => {
        const action = findAction(id);
        return (
          <IconButton
            key={id}
            label={action.label(context)}
            icon={id === 'undo' ? Undo2 : Redo2}
            shortcut={formatShortcut(action.shortcuts[0] ?? '', IS_MAC)}
            isDisabled={!action.isEnabled(context)}
            onPress={() => runAction(action, context)}
          />
        );
      })}
    </div>
  );
}
