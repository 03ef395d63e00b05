import { createRequire } from 'node:module';
import process from 'node:process';

import { runChecks } from '../checks.mjs';
import { copy } from './copy-by-import.mjs';

const required = createRequire(import.meta.url)('./copy-by-require.cjs');
const results = await runChecks({ copy, sameRealmCopies: [required.copy], origin: process.argv[2] });
process.stdout.write(JSON.stringify(results));
