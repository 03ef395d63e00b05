import { BASE_BUNDLE } from './bundle-size.ts';
import { BASE_ENTRY } from './cold-import.ts';
import { PARSED_FLOOR, PAYFAULT, PEER_NAMES } from './contenders.ts';
import { COUNTS, type Growth } from './growth.ts';
import { HEAP, MIXED, STREAM_LENGTH } from './replies.ts';

/** One measurement of every contender, in the order of their names. */
export interface Column {
  readonly title: string;
  /** How many times as much as `JSON.parse` of the same text takes. */
  readonly ratios: readonly number[];
  /** What that takes: nanoseconds or bytes. */
  readonly unit: number;
}

/** Everything that one run measured. */
export interface Measurements {
  readonly names: readonly string[];
  readonly columns: readonly Column[];
  /** How many replies the contenders turned into errors. */
  readonly replies: number;
  readonly growth: readonly Growth[];
  readonly imports: ReadonlyMap<string, number>;
  readonly bundles: ReadonlyMap<string, number>;
}

const MOST_TIMES_PARSE = 3.5;
const LEAST_TIMES_FASTER = 2;

/** The results as Markdown: ratios from this one run. */
export function reportOf(run: Measurements): string {
  return `# Results

Written by \`npm run bench\`. Every figure is a ratio within one run; times are the processor's, not the clock's.

## From the text of a reply to an error

${String(run.replies)} replies, one for each row of the providers' tables. **Times \`JSON.parse\` of the same text; lower is better.**
Each figure is over a stream of replies in shuffled order ("${MIXED}": ${STREAM_LENGTH.toLocaleString('en')} of the five, and as many of all the providers); "${HEAP}" is the bytes allocated for each.
Each contender takes turns with \`JSON.parse\` in a process of its own, as in a program that uses one client. The middle ratio of
several such processes counts: the engine may optimise the same code in one and not in the next.

${errorTable(run)}

${targets(run)}

What each contender does:

- **${PARSED_FLOOR}** is \`provider.parseErrorBody(JSON.parse(text))\`: the floor of a library that parses bodies by a schema. It puts no
  error together, and stops where the schema refuses the body, as it does for the resource in a success.
- **a switch by hand** parses, switches on the code and puts together an object with the same members. It trusts the shape of
  the body, and neither redacts nor bounds what it keeps. The bench checks that its answers are the same.
- **payfault** is \`normalize\` with headers as a plain object; the next two are the same with a \`Headers\` object, and wrapped in the
  \`PaymentException\` that \`wrapFetch\` throws.
- **its tables behind classic zod** is \`normalize\` with providers made by \`defineProvider\` from the same tables and schemas from \`zod\`.
- **stripe**, **openai**, **@octokit/request-error** and **@mollie/api-client** parse a body that says the same in their own envelope and
  construct the error that they throw. Their errors are \`Error\` objects with a stack; retries, logging and the throw are left out.

## Growth with the number of field errors

At most 100 field errors are kept: up to there the work grows with them, from there on only reading the text should.

${growthTable(run.growth)}

## Cold import

\`await import(…)\` in a fresh process, as a multiple of \`${BASE_ENTRY}\`.

${shareTable('entry', run.imports, BASE_ENTRY)}

## Bundle size

Bundled and minified by esbuild, then gzip, as a multiple of "${BASE_BUNDLE}".

${shareTable('bundle', run.bundles, BASE_BUNDLE, (bytes) => `${(bytes / 1000).toFixed(2)} kB`)}

## Context

Node.js ${process.versions.node} (V8 ${process.versions.v8}) on ${process.platform} ${process.arch}.
One unit of the first table was ${String(Math.round(run.columns.find(({ title }) => title === MIXED)?.unit ?? NaN))} ns in this run, \`${BASE_ENTRY}\` took ${(run.imports.get(BASE_ENTRY) ?? NaN).toFixed(1)} ms to import.
`;
}

function errorTable({ names, columns }: Measurements): string {
  const rows = names.map((name, index) => [
    name === PAYFAULT ? `**${name}**` : name,
    ...columns.map(({ ratios }) => times(ratios[index] ?? NaN)),
  ]);
  return table(['', ...columns.map(({ title }) => title)], rows);
}

function targets({ names, columns }: Measurements): string {
  const timed = columns.filter(({ title }) => title !== HEAP);
  const parse = timed.map((column) => ratioOf(column, names, PAYFAULT));
  const peer = timed.map(
    (column) =>
      Math.min(...PEER_NAMES.map((name) => ratioOf(column, names, name))) / ratioOf(column, names, PAYFAULT),
  );
  return table(
    ['target', ...timed.map(({ title }) => title)],
    [
      [
        `at most ${String(MOST_TIMES_PARSE)} times \`JSON.parse\``,
        ...parse.map((ratio) => judged(ratio, ratio <= MOST_TIMES_PARSE)),
      ],
      [
        `at least ${String(LEAST_TIMES_FASTER)} times faster than the fastest client`,
        ...peer.map((ratio) => judged(ratio, ratio >= LEAST_TIMES_FASTER)),
      ],
    ],
  );
}

function judged(ratio: number, met: boolean): string {
  return `${times(ratio)} ${met ? 'met' : 'missed'}`;
}

function growthTable(growth: readonly Growth[]): string {
  const providers = [...new Set(growth.map(({ provider }) => provider))];
  const at = (provider: string, count: number): Growth | undefined =>
    growth.find((one) => one.provider === provider && one.count === count);
  return table(
    ['', ...COUNTS.map((count) => count.toLocaleString('en'))],
    [
      ...providers.map((provider) => [
        `${provider}, times \`JSON.parse\``,
        ...COUNTS.map((count) => times(at(provider, count)?.timesParse ?? NaN)),
      ]),
      ...providers.map((provider) => [
        `${provider}, time beyond \`JSON.parse\` (100 field errors = 1)`,
        ...COUNTS.map((count) => times((at(provider, count)?.own ?? NaN) / (at(provider, 100)?.own ?? NaN))),
      ]),
    ],
  );
}

function shareTable(
  heading: string,
  values: ReadonlyMap<string, number>,
  base: string,
  absolute?: (value: number) => string,
): string {
  const unit = values.get(base) ?? NaN;
  return table(
    [heading, 'ratio', ...(absolute ? ['size'] : [])],
    [...values].map(([name, value]) => [name, times(value / unit), ...(absolute ? [absolute(value)] : [])]),
  );
}

function ratioOf({ ratios }: Column, names: readonly string[], name: string): number {
  return ratios[names.indexOf(name)] ?? NaN;
}

function times(ratio: number): string {
  if (Number.isNaN(ratio)) return '–';
  return ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1);
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = headings.map((_, index) => (index === 0 ? '---' : '---:'));
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
