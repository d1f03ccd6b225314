import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Toast } from '../../stores/session-store.ts';
import { Button, IconButton } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { usePreferences, useSession } from '../use-stores.ts';
import styles from './toasts.module.css';
import type { Layout } from './use-layout.ts';

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert } as const;
/** Long enough to read twice; what offers an action or went wrong stays longer. */
const SHOWN_MILLISECONDS = 6_000;
const SHOWN_LONG_MILLISECONDS = 14_000;

/** Short messages. */
export function Toasts({ layout }: { readonly layout: Layout }) {
  const toasts = useSession((state) => state.toasts);
  const drawer = usePreferences((state) => state.panels.drawer);
  const hasDialog = useSession((state) => state.openDialog !== null);
  // What was there before a dialog waits until it closes, so that it covers none of it.
  const [waiting, setWaiting] = useState({ hasDialog: false, ids: new Set<string>() });
  if (waiting.hasDialog !== hasDialog) {
    setWaiting({ hasDialog, ids: new Set(hasDialog ? toasts.map(({ id }) => id) : []) });
  }
  // At the foot of the drawing, between its tools and its map; below a dialog.
  const below = layout === 'phone' || drawer.collapsed ? '0px' : `(100dvh - 48px) * ${drawer.sizePercent / 100} - 36px`;
  return (
    <section
      className={styles.toasts}
      style={{ bottom: hasDialog ? '12px' : `calc(${below} + 52px)` }}
      aria-label="Messages"
      // Stays in reach while a dialog is open.
      data-react-aria-top-layer="true"
    >
      {toasts
        .filter(({ id }) => !waiting.ids.has(id))
        .map((toast) => (
          <ToastMessage key={toast.id} toast={toast} />
        ))}
    </section>
  );
}

function ToastMessage({ toast }: { readonly toast: Toast }) {
  const remove = useSession((state) => state.removeToast);
  const isLong = toast.tone === 'error' || toast.action !== undefined;
  useEffect(() => {
    const timer = setTimeout(() => remove(toast.id), isLong ? SHOWN_LONG_MILLISECONDS : SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [toast.id, isLong, remove]);
  const Icon = ICONS[toast.tone];
  const { action } = toast;
  return (
    <div className={classNames(styles.toast, styles[toast.tone])} role={toast.tone === 'error' ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <span className={styles.message}>{toast.message}</span>
      {action === undefined ? null : (
        <Button
          onPress={() => {
            action.run();
            remove(toast.id);
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label="Dismiss" icon={X} onPress={() => remove(toast.id)} />
    </div>
  );
}
