import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

import './typescript-sources.ts';

const { GENERATED_FOLDERS, sitePages } = await import('./site/pages.js');

const SITE = new URL('../site/', import.meta.url);

for (const folder of GENERATED_FOLDERS) {
  rmSync(new URL(folder, SITE), { recursive: true, force: true });
  mkdirSync(new URL(folder, SITE));
}
const pages = sitePages();
for (const [path, text] of pages) writeFileSync(new URL(path, SITE), text);
console.log(`${String(pages.size)} pages of the site`);
