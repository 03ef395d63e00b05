import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { ROOT } from './packed-package.js';

const FOLDER = join(ROOT, '.github/workflows');
const WORKFLOWS = readdirSync(FOLDER).map((name) => ({
  name,
  text: readFileSync(join(FOLDER, name), 'utf8'),
}));

describe.each(WORKFLOWS)('the workflow $name', ({ text }) => {
  const jobs = jobsIn(text);

  test('pins every action to a commit and says its version', () => {
    const actions = linesWith(text, 'uses:');
    expect(actions.length).toBeGreaterThan(3);
    for (const action of actions) expect(action).toMatch(/uses: [\w./-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('gives each job only the permissions that it names', () => {
    expect(text).toMatch(/^permissions: \{\}/m);
    expect(jobs.length).toBeGreaterThan(1);
    for (const job of jobs) expect(job).toMatch(/^ {4}permissions:\n {6}(?:contents|pages): /m);
  });

  test('leaves no credentials behind for later steps', () => {
    expect(linesWith(text, 'persist-credentials: false')).toHaveLength(
      linesWith(text, 'actions/checkout@').length,
    );
  });

  test('keeps its secrets to itself: it has none', () => {
    expect(text).not.toContain('secrets.');
    expect(text).not.toContain('pull_request_target');
  });
});

test('an action has the same commit everywhere', () => {
  const pins = WORKFLOWS.flatMap(({ text }) => linesWith(text, 'uses:')).map(
    (line) => /uses: ([\w-]+\/[\w-]+)[^@]*@(\S+)/.exec(line)?.slice(1).join('@') ?? '',
  );
  expect(new Set(pins).size).toBe(new Set(pins.map((pin) => pin.split('@')[0])).size);
});

test('only the jobs that publish the package and the site can prove what they are', () => {
  const able = WORKFLOWS.flatMap(({ text }) => jobsIn(text)).filter((job) => job.includes('id-token:'));
  expect(able).toHaveLength(2);
  const [site, release] = [able.find(isOfSite), able.find((job) => !isOfSite(job))];
  expect(site).not.toMatch(/run:|checkout@/);
  expect(release).toContain('changesets/action/publish@');
  expect(release).toContain('NPM_CONFIG_PROVENANCE: true');
  expect(release).not.toContain('npm test');
});

test('every change and every release passes all tests in the same container, the runtimes and the site too', () => {
  const checking = WORKFLOWS.filter(({ text }) => text.includes('run: bash .ci/run'));
  expect(checking.map(({ name }) => name)).toEqual(['ci.yml', 'release.yml']);
  const jobs = checking.flatMap(({ text }) => jobsIn(text)).filter((job) => job.includes('.ci/run'));
  expect(jobs).toHaveLength(2);
  expect(new Set(jobs.flatMap((job) => linesWith(job, 'container:'))).size).toBe(1);
  // The folder belongs to another user than the container's, and git, which a test asks, would refuse to look at it.
  for (const job of jobs) expect(job).toMatch(/git config --global --add safe\.directory .*\n.*\.ci\/run/);
  const commands = readFileSync(join(ROOT, '.ci/run'), 'utf8').split('\n');
  for (const test of ['test', 'run test:runtimes', 'run test:site'])
    expect(commands).toContain(`npm ${test}`);
});

test('a release and every change are built twice, which has to give the same bytes', () => {
  expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toContain('\nnpm run test:reproducible\n');
});

test('what takes hours runs every week', () => {
  const weekly = WORKFLOWS.find(({ name }) => name === 'weekly.yml')?.text;
  expect(weekly).toMatch(/cron: '\d+ \d+ \* \* \d'/);
  expect(weekly).toContain('run: npm run test:mutation');
  expect(weekly).toContain('run: npm run test:fuzz');
});

test('a container is pinned by its digest', () => {
  const containers = WORKFLOWS.flatMap(({ text }) => linesWith(text, 'container:'));
  expect(containers.length).toBeGreaterThan(0);
  for (const container of containers) expect(container).toMatch(/: [\w./-]+:[\w.-]+@sha256:[\da-f]{64}$/);
});

test('what is packed has run beside no test, and only after all have passed', () => {
  const packing = WORKFLOWS.flatMap(({ text }) => jobsIn(text)).filter((job) =>
    job.includes('changesets/action/pack@'),
  );
  expect(packing).toHaveLength(1);
  expect(packing[0]).not.toMatch(/npm (?:run )?test/);
  expect(packing[0]).toContain('npm ci --ignore-scripts');
  expect(packing[0]).toMatch(/needs: \[.*\btest\b.*\]/);
});

test('a package that no workflow has built is refused by npm', () => {
  // Outside of a workflow npm has nothing to sign the provenance with, and ends before it sends anything.
  expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))).toMatchObject({
    publishConfig: { provenance: true },
  });
});

test('other seeds than the usual one are tried at night, and not when something is changed', () => {
  const drawing = WORKFLOWS.filter(({ text }) => text.includes('PROPERTY_SEED'));
  expect(drawing.map(({ name }) => name)).toEqual(['nightly.yml']);
  expect(drawing[0]?.text).toContain('PROPERTY_SEED: random');
  expect(drawing[0]?.text).not.toMatch(/^ {2}(push|pull_request):/m);
});

function isOfSite(job: string): boolean {
  return job.includes('actions/deploy-pages@');
}

function jobsIn(workflow: string): readonly string[] {
  const [, jobs = ''] = workflow.split(/^jobs:\n/m);
  return jobs.split(/^(?= {2}[\w-]+:$)/m).filter((job) => job.trim() !== '');
}

function linesWith(text: string, part: string): readonly string[] {
  return text.split('\n').filter((line) => line.includes(part));
}
