import { type ReactNode, useEffect, useState } from 'react';
import { openDroppedFile } from '../../actions/open-dropped-file.ts';
import { useActions } from './action-context.ts';
import styles from './app-shell.module.css';

/** Takes files that are dropped anywhere on the page: plans, networks and model configurations. */
export function DropZone({ children }: { readonly children: ReactNode }) {
  const context = useActions();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const onDragOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      // Leaving the window has no target to go to; passing between elements has.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      if (file === undefined || event.defaultPrevented) return;
      event.preventDefault();
      void openDroppedFile(context, file);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [context]);
  return (
    <>
      {children}
      {isOver ? (
        <div className={styles.dropHint}>
          Drop a plan file, a model’s config.json or a network (Slurm, containerlab, NetBox, nvidia-smi)
        </div>
      ) : null}
    </>
  );
}
