import { Component, type ContextType, type ReactNode } from 'react';
import { runAction } from '../../actions/run-action.ts';
import { Button } from '../theme/button.tsx';
import { ActionsContext, findAction } from './action-context.ts';
import styles from './app-shell.module.css';

interface State {
  readonly error: Error | null;
}

/** Stands in for the page when drawing it fails: the plan is in its store still, and can be taken away as a file. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  static override contextType = ActionsContext;
  declare context: ContextType<typeof ActionsContext>;
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const { context } = this;
    return (
      <main className={styles.crash}>
        <h1>The page could not be shown</h1>
        <p>
          Your plan is safe: it is kept in this browser as far as it was saved, and you can take it away as a file now.
          Reloading usually helps.
        </p>
        <pre>{error.message}</pre>
        <div>
          <Button variant="primary" onPress={() => window.location.reload()}>
            Reload
          </Button>
          {context === null ? null : (
            <Button onPress={() => runAction(findAction('save-file'), context)}>Save plan as file</Button>
          )}
          <Button onPress={() => this.setState({ error: null })}>Try to go on</Button>
        </div>
      </main>
    );
  }
}
