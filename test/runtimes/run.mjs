// Checks the packed package in every runtime: `npm run test:runtimes`. With names, `npm run test:runtimes -- Node WebKit`,
// only in those. Installs what is missing, and prints one line for each runtime and the sums at the end.
import { loadFixtures } from './fixtures.mjs';
import { installRuntimes } from './install-runtimes.mjs';
import { installPackedPackage } from './packed-package.mjs';
import { startServer } from './server.mjs';

const wanted = process.argv.slice(2);
const fixtures = loadFixtures();
const sums = { passed: 0, failed: 0 };

await installRuntimes();
const { folder, providers } = await installPackedPackage();
const { RUNTIMES } = await import('./runtimes.mjs'); // which needs what was just installed
for (const runtime of RUNTIMES) {
  if (wanted.length > 0 && !wanted.includes(runtime.name)) continue;
  const results = await check(runtime);
  print(runtime, results);
  sums.passed += results.passed;
  sums.failed += results.failures.length;
}
console.log(`${sums.passed} passed, ${sums.failed} failed`);
process.exitCode = sums.failed === 0 && sums.passed > 0 ? 0 : 1;

async function check({ run, sentWhenRefused, timeoutsLookLike = 'timeout' }) {
  const startedAt = performance.now();
  const seconds = () => ((performance.now() - startedAt) / 1_000).toFixed(1);
  const server = await startServer({ folder, fixtures, facts: { sentWhenRefused, timeoutsLookLike } });
  try {
    const { version, passed, failures } = await run({ folder, origin: server.origin });
    failures.push(...server.violations);
    if (passed + failures.length <= fixtureReadings()) failures.push('most of the checks did not run');
    return { version, passed, failures, seconds: seconds() };
  } catch (thrown) {
    return {
      version: '',
      passed: 0,
      failures: [`did not run: ${String(thrown?.stack ?? thrown)}`],
      seconds: seconds(),
    };
  } finally {
    server.close();
  }
}

/** Each provider reads its own fixtures and those of `_transport`. */
function fixtureReadings() {
  const shared = fixtures.filter(({ folder }) => folder === '_transport').length;
  return fixtures.length - shared + shared * providers.length;
}

function print({ name, form }, { version, passed, failures, seconds }) {
  const verdict = failures.length === 0 ? 'ok  ' : 'FAIL';
  const runtime = `${name} ${version}`.padEnd(26);
  console.log(`${verdict}  ${runtime}  ${form.padEnd(8)}  ${passed} checks  ${seconds} s`);
  for (const failure of failures) console.log(`      ${failure}`);
}
