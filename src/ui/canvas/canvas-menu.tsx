import { useRef } from 'react';
import { Keyboard, Menu, MenuItem, MenuSection, Popover } from 'react-aria-components';
import { dispatch, dispatchAndSelect } from '../../actions/dispatch.ts';
import { runAction } from '../../actions/run-action.ts';
import { formatShortcut } from '../../actions/shortcut.ts';
import { tryWhatIf } from '../../actions/try-what-if.ts';
import { describeItems } from '../../domain/plan/describe-items.ts';
import type { Point } from '../../domain/plan/drawing/block-geometry.ts';
import { joinThroughSwitch } from '../../editor/join-through-switch.ts';
import { selectedBlocks, unnestCommand } from '../../editor/selection-commands.ts';
import { viewCentre } from '../../editor/view-commands.ts';
import { whatIfEntries } from '../../editor/what-if-entries.ts';
import type { BlockDialogRequest } from '../outline/block-dialogs.tsx';
import { findAction, useActions } from '../shell/action-context.ts';
import { IS_MAC } from '../shell/platform.ts';
import { classNames } from '../theme/class-names.ts';
import menuStyles from '../theme/menu.module.css';
import styles from './canvas.module.css';
import { useCatalogIndex } from './use-catalog-index.ts';

interface Item {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  readonly run: () => void;
}

/** What can be done with what is selected, or with the whole drawing, at a place of the canvas. */
export function CanvasMenu({
  at,
  onClose,
  onRename,
  onDialog,
}: {
  readonly at: Point;
  readonly onClose: () => void;
  readonly onRename: (id: string) => void;
  readonly onDialog: (request: BlockDialogRequest) => void;
}) {
  const anchor = useRef<HTMLDivElement>(null);
  const context = useActions();
  const catalogIndex = useCatalogIndex();
  const { selection } = context.sessionStore.getState();
  const { drawing } = context.documentStore.getState().plan;
  const blocks = selectedBlocks(drawing, selection);
  const [first] = blocks;
  const action = (id: string): Item[] => {
    const found = findAction(id);
    if (!found.isEnabled(context)) return [];
    const [shortcut] = found.shortcuts;
    return [
      {
        id,
        label: found.label(context),
        ...(shortcut === undefined ? {} : { keys: formatShortcut(shortcut, IS_MAC) }),
        run: () => runAction(found, context),
      },
    ];
  };
  const own = (id: string, label: string, run: () => void, keys?: string): Item => ({
    id,
    label,
    run,
    ...(keys === undefined ? {} : { keys }),
  });
  const unnest = unnestCommand(drawing, blocks);
  const { viewport, canvasSize } = context.sessionStore.getState();
  const join = joinThroughSwitch(drawing, blocks, catalogIndex, viewCentre(viewport, canvasSize));
  const sections: readonly (readonly [string, readonly Item[]])[] = [
    [
      'Block',
      first === undefined
        ? []
        : [
            ...(blocks.length === 1 ? [own('rename', 'Rename', () => onRename(first), 'F2')] : []),
            own('repeat', 'Repeat ×N …', () => onDialog({ kind: 'count', ids: blocks })),
            ...(blocks.length === 1
              ? [own('connect', 'Connect to …', () => onDialog({ kind: 'connect', ids: blocks }))]
              : []),
            ...(join === null ? [] : [own('join', 'Connect through a switch', () => dispatchAndSelect(context, join))]),
            ...action('split-off-instance'),
            own('nest', 'Move into …', () => onDialog({ kind: 'nest', ids: blocks })),
            ...(unnest === undefined ? [] : [own('unnest', 'Move out', () => dispatch(context, unnest))]),
          ],
    ],
    [
      'What if',
      selection.length !== 1 || selection[0] === undefined
        ? []
        : whatIfEntries(drawing, selection[0], catalogIndex).map(({ id, label, command }) =>
            own(`what-if-${id}`, `What if: ${label.charAt(0).toLowerCase()}${label.slice(1)}`, () =>
              tryWhatIf(context, command),
            ),
          ),
    ],
    ['Edit', ['cut', 'copy', 'paste', 'duplicate', 'delete-selection'].flatMap(action)],
    [
      'Arrange',
      [
        'tidy-selection',
        'tidy-drawing',
        ...(blocks.length < 2
          ? []
          : [
              'align-left',
              'align-center',
              'align-right',
              'align-top',
              'align-middle',
              'align-bottom',
              'distribute-horizontal',
              'distribute-vertical',
            ]),
      ].flatMap(action),
    ],
    ['View', ['select-all', 'zoom-selection', 'zoom-fit'].flatMap(action)],
  ];
  const shown = sections.filter(([, items]) => items.length > 0);
  return (
    <>
      <div ref={anchor} className={styles.anchor} style={{ left: at.x, top: at.y }} />
      <Popover
        className={classNames(menuStyles.popover)}
        isOpen
        triggerRef={anchor}
        placement="bottom start"
        offset={2}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
      >
        <Menu
          className={classNames(menuStyles.list)}
          aria-label={selection.length === 0 ? 'Drawing' : describeItems(drawing, selection)}
          autoFocus="first"
          onAction={(key) => {
            onClose();
            const item = shown.flatMap(([, items]) => items).find(({ id }) => id === key);
            // After the menu has given the focus back, so that a dialog that opens now takes it from the right place.
            setTimeout(() => item?.run());
          }}
        >
          {shown.map(([label, items]) => (
            <MenuSection key={label} aria-label={label} className={classNames(menuStyles.section)}>
              {items.map(({ id, label: text, keys }) => (
                <MenuItem key={id} id={id} textValue={text} className={classNames(menuStyles.item)}>
                  <span className={menuStyles.label}>{text}</span>
                  {keys === undefined ? null : <Keyboard className={menuStyles.keys}>{keys}</Keyboard>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </>
  );
}
