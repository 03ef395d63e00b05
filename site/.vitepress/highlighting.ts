import type { ShikiTransformer } from 'shiki';

/**
 * Gives what colours code by classes: a strict Content-Security-Policy forbids the `style` attributes that Shiki writes.
 * The style sheet holds what the pages were found to need.
 */
export function highlightByClasses(): { readonly transformer: ShikiTransformer; readonly css: () => string } {
  const classes = new Map<string, string>();
  const classOf = (style: string): string => {
    const name = classes.get(style) ?? `s${String(classes.size)}`;
    classes.set(style, name);
    return name;
  };
  return {
    transformer: {
      name: 'highlight-by-classes',
      pre(node) {
        delete node.properties['style'];
      },
      span(node) {
        const { style } = node.properties;
        if (typeof style !== 'string') return;
        delete node.properties['style'];
        this.addClassToHast(node, classOf(style));
      },
    },
    css: () => [...classes].map(([style, name]) => `.vp-code span.${name}{${style}}`).join('\n'),
  };
}
