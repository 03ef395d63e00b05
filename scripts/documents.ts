import { readFileSync } from 'node:fs';

import { format } from 'prettier';

import { judgingDocument } from './judging-document.js';
import { paymentErrorSchema } from './payment-error-schema.js';
import { providersDocument } from './providers-document.js';

const ROOT = new URL('../', import.meta.url);

/** Gives the text of every generated file, by its path in the repository. */
export async function documents(): Promise<ReadonlyMap<string, string>> {
  const schema = JSON.stringify(paymentErrorSchema());
  return new Map([
    ['docs/payment-error.schema.json', await format(schema, { parser: 'json', printWidth: 110 })],
    ['docs/providers.md', providersDocument()],
    ['docs/judging.md', await judgingDocument(readDocument('docs/judging.md'))],
  ]);
}

/** Gives a file of the repository as it is now. */
export function readDocument(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}
