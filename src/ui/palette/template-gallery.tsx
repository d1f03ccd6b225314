import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import type { PlanTemplate } from '../../domain/plan/templates/plan-template.ts';
import { TEMPLATES } from '../../domain/plan/templates/templates.ts';
import { drawDrawingFigure } from '../../render/drawing-figure.ts';
import { useCatalogIndex } from '../canvas/use-catalog-index.ts';
import { FigureView } from '../figure-view.tsx';
import { classNames } from '../theme/class-names.ts';
import { useFigureTheme } from '../theme/use-figure-theme.ts';
import styles from './palette.module.css';

const THUMBNAIL = { width: 272, height: 168 };

/** All templates with a picture of each; hands a fresh plan of the chosen one over. */
export function TemplateGallery({ onChoose }: { readonly onChoose: (plan: PlanDocument) => void }) {
  return (
    <ul className={styles.gallery}>
      {TEMPLATES.map((template) => (
        <li key={template.id}>
          <TemplateCard template={template} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}

function TemplateCard({
  template,
  onChoose,
}: {
  readonly template: PlanTemplate;
  readonly onChoose: (plan: PlanDocument) => void;
}) {
  const theme = useFigureTheme();
  const catalogIndex = useCatalogIndex();
  const figure = useMemo(
    () => drawDrawingFigure(template.create(), catalogIndex, theme, THUMBNAIL, { words: false }),
    [template, catalogIndex, theme],
  );
  return (
    <Button
      className={classNames(styles.card)}
      aria-label={`${template.name}: ${template.description}`}
      onPress={() => onChoose(template.create())}
    >
      <span className={styles.thumbnail} aria-hidden="true">
        <FigureView figure={figure} />
      </span>
      <span className={styles.cardName}>{template.name}</span>
      <span className={styles.cardText}>{template.description}</span>
    </Button>
  );
}
