import { writeFileSync } from 'node:fs';

import './typescript-sources.ts';

const { documents } = await import('./documents.js');

for (const [path, text] of await documents()) {
  writeFileSync(new URL(`../${path}`, import.meta.url), text);
  console.log(path);
}
