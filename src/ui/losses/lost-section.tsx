import { lazy, Suspense } from 'react';
import styles from '../inspector/inspector.module.css';
import { Section } from '../inspector/section.tsx';

const LostFacts = lazy(async () => ({ default: (await import('./lost-facts.tsx')).LostFacts }));

/** What happens when the selected blocks and links are lost. */
export function LostSection({ ids }: { readonly ids: readonly string[] }) {
  return (
    <Section title={ids.length > 1 ? 'If these are lost' : 'If this is lost'}>
      <Suspense fallback={<p className={styles.source}>Looking at what hangs on it …</p>}>
        <LostFacts key={ids.join(' ')} ids={ids} />
      </Suspense>
    </Section>
  );
}
