import { useRef, useState } from 'react';
import { Input, ListBox, ListBoxItem, SearchField, Text } from 'react-aria-components';
import { classNames } from '../theme/class-names.ts';
import menuStyles from '../theme/menu.module.css';
import styles from './outline.module.css';

/** One thing to choose. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** A list that is searched by typing: arrow down leads from the field into it, Enter takes the best match or the one in focus. */
export function ChoiceList({
  label,
  choices,
  empty,
  onChoose,
}: {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Said when there is nothing to choose at all. */
  readonly empty: string;
  readonly onChoose: (id: string) => void;
}) {
  const [text, setText] = useState('');
  const listRef = useRef<HTMLDivElement>(null);
  if (choices.length === 0) return <p className={styles.nothing}>{empty}</p>;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = choices
    .filter(({ name, detail }) => words.every((word) => `${name} ${detail}`.toLowerCase().includes(word)))
    .slice(0, 200);
  return (
    <>
      <SearchField
        aria-label={`Search ${label.toLowerCase()}`}
        className={classNames(styles.search)}
        value={text}
        onChange={setText}
        autoFocus
      >
        <Input
          className={classNames(styles.searchInput)}
          placeholder={`Search ${label.toLowerCase()}`}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              listRef.current?.querySelector<HTMLElement>('[role="option"]')?.focus();
            }
            const [best] = found;
            if (event.key === 'Enter' && text.trim() !== '' && best !== undefined) onChoose(best.id);
          }}
        />
      </SearchField>
      <ListBox
        ref={listRef}
        aria-label={label}
        className={classNames(styles.choices)}
        items={found}
        selectionMode="none"
        onAction={(key) => onChoose(String(key))}
        renderEmptyState={() => <p className={styles.nothing}>Nothing is called that.</p>}
      >
        {(choice) => (
          <ListBoxItem id={choice.id} textValue={choice.name} className={classNames(menuStyles.item)}>
            <span className={menuStyles.label}>
              <Text slot="label">{choice.name}</Text>
              <Text slot="description" className={classNames(menuStyles.note)}>
                {choice.detail}
              </Text>
            </span>
          </ListBoxItem>
        )}
      </ListBox>
    </>
  );
}
