/** What every dialog of the page is given. */
export interface DialogComponentProps {
  readonly onClose: () => void;
}
