import { existsSync, readFileSync } from 'node:fs';

import type { PaymentError } from '../src/error/payment-error.js';
import type { IdempotencyContract } from '../src/provider/contract.js';
import type { Provider } from '../src/provider/definition.js';
import type { Row } from '../src/provider/row.js';
import type { TableName } from '../src/provider/table.js';
import { rowsOf } from '../src/testing/documented-replies.js';
import { PROVIDERS } from '../test/fixtures.js';
import { duration } from './duration.js';
import { type JudgedRow, judgedRows } from './judged-rows.js';
import { codeList, table } from './markdown.js';
import { categoryOf, retryOf } from './verdict.js';

/** What holds for every provider after a doubt. */
export const AFTER_A_DOUBT = `For every provider: write the **idempotency key of the attempt**, not only the order number, into your reference or
\`metadata\`, and compare that (without a key: an id of the attempt). A failed record of an earlier attempt says nothing of this
one. An error of a look-up says nothing of the payment. A record that is absent, or not paid yet, right after a time-out proves
nothing either, since the request may still be under way: look again, later than every time-out on the way. Until then send
nothing but the very same request, with the same key, while it lives, where it takes one. What was found to have failed, or is
still absent when absence counts, is free for a new attempt with a **new key**.`;

/** What stands above the tables. */
export const INTRODUCTION = `# What each provider can say

This page is made from the tables in src/providers by \`npm run docs\`: change those, not this.

Each row is one row of a table, and what becomes of its canonical fixture, sent in answer to a write. Where an
idempotency key that the provider takes makes a difference, both are listed. In answer to a read, what a write is told to
look up or to send again with its key may simply be sent again. [judging.md](judging.md) says why.

Above each table stands which requests take the key, in words; which words of a success mean that the money moved or is held,
since payfault tells only failures; and which request finds out after a doubt.

${AFTER_A_DOUBT}

One \`*\` in a word stands for one or more characters; an exact word goes before a family. \`type …\` is a broader word of
the provider's, consulted when no code is known; a \`broad type …\` decides only where the HTTP status has no meaning of its
own. \`HTTP …\` is a status to which the provider gives a meaning of its own, and \`state …\` the state of a resource in an
answer that is no error by its status.

The words themselves are the names that \`errorResponse\` of payfault/testing takes and \`documentedErrors\` gives; a name
that two tables have means the row that stands first.`;

const HEADER = ['Word', 'HTTP', 'Category', 'Outcome', 'Retry', 'Who can fix it', 'Source'];

/** Gives docs/providers.md. */
export function providersDocument(): string {
  return [INTRODUCTION, ...PROVIDERS.map(providerSection)].join('\n\n') + '\n';
}

function providerSection(provider: Provider): string {
  return [
    `## ${provider.name}`,
    `Error documentation: <${provider.docs}>. ${idempotencyOf(provider.idempotency)}`,
    noteOnOutcome(provider),
    rowsTable(provider),
    ...notesOn(provider),
  ].join('\n\n');
}

/** Gives the table of all that a provider can say. */
export function rowsTable(provider: Provider): string {
  return table(
    HEADER,
    judgedRows(provider).map((row) => rowCells(provider, row)),
  );
}

/** Gives which successes of a provider are paid, and how to find out after a doubt: paragraphs, by bold words. */
export function noteOnOutcome({ name }: Provider): string {
  return readFileSync(new URL(`provider-notes/${name}.md`, import.meta.url), 'utf8').trim();
}

/** Gives what is to be said below its table: paragraphs, or none. */
export function notesOn(provider: Provider): readonly string[] {
  return [...exactTextNotes(provider), ...noteOnSdk(provider)];
}

const LABELS: Readonly<Record<TableName, string>> = {
  codes: '',
  types: 'type ',
  broadTypes: 'broad type ',
  httpStatuses: 'HTTP ',
  states: 'state ',
};

function rowCells(provider: Provider, { row, status, errors }: JudgedRow): readonly string[] {
  const cell = (describe: (error: PaymentError) => string): string =>
    [...new Set(errors.map(describe))].map((text) => `\`${text}\``).join('; with a key ');
  return [
    `${LABELS[row.table]}\`${row.name}\``,
    String(status),
    cell(categoryOf),
    cell(({ outcome }) => outcome),
    cell(retryOf),
    cell(({ fixableBy }) => fixableBy),
    sourceOf(row.meaning, provider),
  ];
}

function sourceOf(row: Row, { docs }: Provider): string {
  const source = typeof row === 'string' ? undefined : row.source;
  return source === 'observed' ? 'observed in replies' : `[documentation](${source ?? docs})`;
}

/** What users of the provider's own client have to know, where there is something. */
function noteOnSdk({ name }: Provider): readonly string[] {
  const file = new URL(`sdk-notes/${name}.md`, import.meta.url);
  return existsSync(file) ? [readFileSync(file, 'utf8').trim()] : [];
}

/** The texts that tell a decline reason more closely than their row does. */
function exactTextNotes(provider: Provider): readonly string[] {
  const wordsByTexts = new Map<string, string[]>();
  for (const { name, meaning } of rowsOf(provider))
    if (typeof meaning !== 'string' && meaning.byMessage) {
      const texts = Object.entries(meaning.byMessage).map(([text, reason]) => `“${text}” is \`${reason}\``);
      wordsByTexts.set(texts.join(', '), [...(wordsByTexts.get(texts.join(', ')) ?? []), name]);
    }
  return [...wordsByTexts].map(
    ([texts, words]) =>
      `With ${codeList(words)}, exactly these texts, in any letter case, tell the reason more closely: ${texts}.`,
  );
}

const FAILURES: Readonly<Record<NonNullable<IdempotencyContract['failures']>, string>> = {
  stored: 'a failure is stored under it and comes back',
  not_stored: 'a failure is not stored under it, and the request would be carried out again',
  safe_to_resend: 'after a failure it is safe to send the request again with it',
};

/** Says how a provider treats a request that is sent twice. */
export function idempotencyOf(contract: IdempotencyContract): string {
  const { header, reference, failures, keyedPaths, keyLifeMs, retryHint, lookup } = contract;
  const { readPaths, refundPaths, payoutPaths } = contract;
  const reads = readPaths ? `Requests that match ${patternOf(readPaths)} only read.` : '';
  const outgoing = [
    refundPaths ? `Those that match ${patternOf(refundPaths)} refund.` : '',
    payoutPaths ? `Those that match ${patternOf(payoutPaths)} pay out.` : '',
  ];
  const settled = `An unknown outcome is settled by a look-up of the ${lookup.replace('_', ' ')}.`;
  if (header === undefined && !reference)
    return ['It takes no idempotency key.', reads, ...outgoing, settled].filter(Boolean).join(' ');
  return [
    header === undefined
      ? 'The merchant’s own reference takes the place of an idempotency key;'
      : `The idempotency key travels in \`${header}\`;`,
    `${FAILURES[failures ?? 'stored']}.`,
    keyedPaths ? `Requests that match ${patternOf(keyedPaths)} take it.` : 'Every write takes it.',
    keyLifeMs === undefined ? 'It is kept for good.' : `It is kept for ${duration(keyLifeMs)}.`,
    retryHint
      ? `\`${retryHint.header}: ${retryHint.sameKey}\` in an answer says that it may be sent again.`
      : '',
    reads,
    ...outgoing,
    settled,
  ]
    .filter(Boolean)
    .join(' ');
}

/** A pattern as it is written. */
function patternOf(pattern: RegExp): string {
  return `\`${pattern.source.replaceAll('\\/', '/')}\``;
}
