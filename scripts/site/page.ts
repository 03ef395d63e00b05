/** A page of the site. */
export interface Page {
  /** Below site/: `guide/forms.md`. */
  readonly path: string;
  /** What the side bar calls it. */
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}
