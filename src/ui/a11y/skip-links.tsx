import styles from './a11y.module.css';

/** Where the keyboard can jump to, at the very beginning of the page. */
export const SKIP_TARGETS = {
  canvas: 'canvas',
  outline: 'outline',
  figures: 'figures',
  inspector: 'inspector',
} as const;

/** Links that show when they have the focus. They move the focus only: the address's fragment belongs to shared plans. */
export function SkipLinks({ targets }: { readonly targets: readonly (keyof typeof SKIP_TARGETS)[] }) {
  return (
    <nav className={styles.skip} aria-label="Skip to">
      {targets.map((target) => (
        <button
          key={target}
          type="button"
          onClick={() => {
            const place = document.getElementById(SKIP_TARGETS[target]);
            const inside = place?.querySelector<HTMLElement>('[tabindex="0"], button, input');
            (inside ?? place)?.focus();
          }}
        >
          Skip to {target}
        </button>
      ))}
    </nav>
  );
}
