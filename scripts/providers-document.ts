import {
  type IdempotencyContract,
  normalize,
  type PaymentError,
  type Provider,
  type Row,
} from '../src/index.js';
import { type Fixture, fixturesOf, PROVIDERS, textOf } from '../test/fixtures.js';
import { codeList, table } from './markdown.js';
import { categoryOf, retryOf } from './verdict.js';

const INTRODUCTION = `# What each provider can say

This page is made from the tables in src/providers by \`npm run docs\`: change those, not this.

Each row is one row of a table, and what becomes of its canonical fixture, sent in answer to a write. Where an
idempotency key makes a difference, both advices are listed; in answer to a read, what a write is told to look up or to
send again with its key may simply be sent again. [judging.md](judging.md) says why. \`type …\` is a broader word of the
provider's, consulted when no code is known, and \`HTTP …\` a status to which it gives a meaning of its own. A row with a 2xx is about the resource in
an answer that is no error by its status.`;

const HEADER = ['Code', 'HTTP', 'Category', 'Outcome', 'Retry', 'Who can fix it', 'Source'];

/** Gives docs/providers.md. */
export function providersDocument(): string {
  return [INTRODUCTION, ...PROVIDERS.map(providerSection)].join('\n\n') + '\n';
}

function providerSection(provider: Provider): string {
  const canonical = new Map(fixturesOf(provider.name).map((fixture) => [fixture.row, fixture]));
  const rows = listedRows(provider).flatMap(({ name, label, row }) => {
    const fixture = canonical.get(name);
    if (!fixture) throw new Error(`${provider.name}: ${name}: expected a canonical fixture`);
    const statuses = row.at4xx ? [400, 500] : [fixture.reply.status];
    return statuses.map((status) => rowCells(provider, label, row, { ...fixture.reply, status }));
  });
  return [
    `## ${provider.name}`,
    `Error documentation: <${provider.docs}>. ${idempotencyOf(provider.idempotency)}`,
    table(HEADER, rows),
    ...exactTextNotes(provider),
  ].join('\n\n');
}

interface ListedRow {
  /** As in \`Fixture.row\`. */
  readonly name: string;
  readonly label: string;
  readonly row: Row;
}

function listedRows({ tables }: Provider): readonly ListedRow[] {
  return Object.entries(LABELS).flatMap(([tableName, labelFor]) =>
    Object.entries(tables[tableName as keyof typeof LABELS] ?? {}).map(([key, row]: [string, Row]) => ({
      name: `${tableName}.${key}`,
      label: labelFor(key) + exceptionsOf(row),
      row,
    })),
  );
}

const LABELS = {
  codes: (code: string) => `\`${code}\``,
  families: (family: string) => `\`${family}\`, any other`,
  types: (type: string) => `type \`${type}\``,
  statuses: (status: string) => `HTTP ${status}`,
  outcomes: (outcome: string) => `\`${outcome}\``,
};

function exceptionsOf({ unlessStatus }: Row): string {
  return unlessStatus ? ` (not with HTTP ${unlessStatus.join(', ')})` : '';
}

function rowCells(provider: Provider, label: string, row: Row, reply: Fixture['reply']): readonly string[] {
  const answer = { ...reply, body: textOf(reply) };
  const judged = [{ method: 'POST' }, { method: 'POST', idempotencyKey: 'order-1' }].map((request) =>
    normalize(provider, answer, request),
  );
  const cell = (describe: (error: PaymentError) => string): string =>
    [...new Set(judged.map(describe))].map((text) => `\`${text}\``).join('; with a key ');
  return [
    label,
    String(reply.status),
    cell(categoryOf),
    cell(({ outcome }) => outcome),
    cell(retryOf),
    cell(({ fixableBy }) => fixableBy),
    row.source === 'observed' ? 'observed in replies' : `[documentation](${provider.docs})`,
  ];
}

/** The texts that tell a decline reason more closely than their row does. */
function exactTextNotes({ tables }: Provider): readonly string[] {
  const codesByTexts = new Map<Readonly<Record<string, string>>, string[]>();
  for (const [code, row] of Object.entries(tables.codes))
    if (row.category === 'declined' && row.byMessage)
      codesByTexts.set(row.byMessage, [...(codesByTexts.get(row.byMessage) ?? []), code]);
  return [...codesByTexts].map(([texts, codes]) => {
    const reasons = Object.entries(texts).map(([text, reason]) => `“${text}” is \`${reason}\``);
    return `With ${codeList(codes)}, exactly these texts, in any letter case, tell the reason more closely: ${reasons.join(', ')}.`;
  });
}

function idempotencyOf(contract: IdempotencyContract): string {
  const settled = `An unknown outcome is settled by a look-up of the ${contract.lookup.replace('_', ' ')}.`;
  if (contract.key === 'none') return `It takes no idempotency key. ${settled}`;
  const key =
    contract.key === 'header'
      ? `The idempotency key travels in \`${contract.header}\``
      : 'The merchant’s own reference takes the place of an idempotency key';
  const replay = contract.replaysFailures
    ? 'a stored failure comes back under the same key'
    : 'failures are not stored under it';
  return `${key}; ${replay}. ${settled}`;
}
