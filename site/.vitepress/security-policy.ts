import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

/**
 * What pages may load: what lies beside them, and pictures that stand in the style sheet. It is in each page, so that it
 * holds on a host that sends no headers.
 */
export const SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Moves the scripts that stand in a page into files beside it, drops its style attributes (Vue sets those that matter
 * again, and the style sheet has the rest), and puts the policy into the page.
 */
export function underPolicy(html: string, base: string, folder: string): string {
  return html
    .replace(
      '<meta charset="utf-8">',
      `<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" content="${SECURITY_POLICY}">`,
    )
    .replaceAll(/ style="[^"]*"/g, '')
    .replace(/<script((?: id="[^"]*")?)>(.*?)<\/script>/gs, (_script, attributes: string, code: string) => {
      const name = `inline-${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`;
      writeFileSync(`${folder}/${name}`, code);
      return `<script${attributes} src="${base}${name}"></script>`;
    });
}
