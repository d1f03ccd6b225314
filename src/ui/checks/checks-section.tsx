import { useEffect, useRef } from 'react';
import { Section } from '../inspector/section.tsx';
import { useSession } from '../use-stores.ts';
import styles from './checks.module.css';
import { isToMend, useFindings } from './checks-context.ts';
import { FindingItem } from './finding-item.tsx';

/** All findings about the drawing, each with what mends it; what is only good to know is folded away below. */
export function ChecksSection() {
  const findings = useFindings();
  const section = useRef<HTMLElement>(null);
  const wantsChecks = useSession((state) => state.wantsChecks);
  const setWantsChecks = useSession((state) => state.setWantsChecks);
  const isThere = findings !== null;
  useEffect(() => {
    if (!wantsChecks || !isThere) return;
    section.current?.focus();
    section.current?.scrollIntoView({ block: 'nearest' });
    setWantsChecks(false);
  }, [wantsChecks, isThere, setWantsChecks]);
  if (findings === null) return null;
  const toMend = findings.filter(isToMend);
  const toKnow = findings.filter((finding) => !isToMend(finding));
  return (
    <section ref={section} tabIndex={-1} aria-label="Checks" className={styles.checks}>
      <Section title={toMend.length === 0 ? 'Checks' : `Checks (${toMend.length})`} isOpen>
        <p className={styles.summary}>
          {toMend.length === 0
            ? 'Nothing of the drawing needs mending.'
            : `${toMend.length} ${toMend.length === 1 ? 'finding' : 'findings'} about the drawing.`}
        </p>
        {toMend.length === 0 ? null : (
          <ul aria-label="Findings" className={styles.list}>
            {toMend.map((finding) => (
              <FindingItem
                key={`${finding.code} ${finding.itemIds.join()}`}
                finding={finding}
                // The button goes with its finding: whoever pressed it by keyboard stays here.
                onMended={() => section.current?.focus()}
              />
            ))}
          </ul>
        )}
        {toKnow.length === 0 ? null : (
          <details className={styles.more}>
            <summary>Good to know ({toKnow.length})</summary>
            <ul aria-label="Good to know" className={styles.list}>
              {toKnow.map((finding) => (
                <FindingItem key={`${finding.code} ${finding.itemIds.join()}`} finding={finding} />
              ))}
            </ul>
          </details>
        )}
      </Section>
    </section>
  );
}
