import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useMemo, useState } from 'react';
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import { type CatalogKind, searchCatalog } from '../../domain/catalog/search-catalog.ts';
import { classNames } from '../theme/class-names.ts';
import menuStyles from '../theme/menu.module.css';
import styles from './inspector.module.css';

const MOST_SHOWN = 60;

/** A searchable choice of one catalogue record. */
export function CatalogCombo({
  label,
  catalog,
  kinds,
  value,
  name,
  onChange,
  accepts = () => true,
}: {
  readonly label: string;
  readonly catalog: CatalogIndex;
  readonly kinds: readonly CatalogKind[];
  /** Id of the record that is chosen; null = none. */
  readonly value: string | null;
  /** Its name, or what stands there when it is none of the catalogue's. */
  readonly name: string;
  readonly onChange: (id: string, kind: CatalogKind) => void;
  /** Which records may be chosen. */
  readonly accepts?: (id: string, kind: CatalogKind) => boolean;
}) {
  const id = useId();
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  // The name of what is chosen is no search: the open list then shows everything.
  const search = text === name ? '' : text;
  const hits = useMemo(
    () =>
      searchCatalog(catalog, search, { kinds })
        .filter((hit) => accepts(hit.id, hit.kind))
        .slice(0, MOST_SHOWN),
    [catalog, search, kinds, accepts],
  );
  return (
    <div className={styles.stackedField}>
      <span id={id}>{label}</span>
      <ComboBox
        aria-labelledby={id}
        className={classNames(styles.combo)}
        items={hits}
        inputValue={text}
        onInputChange={setText}
        value={value}
        onChange={(key) => {
          const hit = hits.find((candidate) => candidate.id === key);
          if (hit === undefined) setText(name);
          else {
            setText(hit.name);
            onChange(hit.id, hit.kind);
          }
        }}
        onBlur={() => setText(name)}
        menuTrigger="focus"
        allowsEmptyCollection
      >
        <Input className={classNames(styles.comboInput)} onFocus={(event) => event.currentTarget.select()} />
        <Button className={classNames(styles.comboButton)}>
          <ChevronDown size={14} aria-hidden />
        </Button>
        <Popover className={classNames(menuStyles.popover, styles.comboList)}>
          <ListBox
            className={classNames(menuStyles.list)}
            renderEmptyState={() => <p className={menuStyles.item}>Nothing in the catalogue is called that.</p>}
          >
            {(hit: (typeof hits)[number]) => (
              <ListBoxItem id={hit.id} textValue={hit.name} className={classNames(menuStyles.item)}>
                <span className={menuStyles.label}>
                  {hit.name}
                  <span className={menuStyles.note}>{[hit.detail, hit.id].filter(Boolean).join(' · ')}</span>
                </span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </div>
  );
}
