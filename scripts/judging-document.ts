import {
  DECLINE_REASONS,
  defineProvider,
  normalize,
  normalizeThrown,
  type PaymentError,
  type RequestFacts,
} from '../src/index.js';
import { FAULT_BY_CODE, FAULT_BY_MESSAGE, FAULT_BY_NAME, PHASES_BEFORE_SENDING } from '../src/thrown.js';
import { codeList, table } from './markdown.js';
import { retryOf } from './verdict.js';

/** A provider without a word of its own: what it says is what every provider says. */
const PLAIN = defineProvider({
  name: 'plain',
  docs: 'https://plain.example/errors',
  idempotency: { key: 'header', header: 'Idempotency-Key', replaysFailures: false, lookup: 'resource' },
  error: { read: (reason: string) => ({ codes: [reason] }) },
  codes: Object.fromEntries(
    DECLINE_REASONS.map((declineReason) => [declineReason, { category: 'declined', declineReason } as const]),
  ),
});

/** Gives docs/judging.md with the tables between its `generated` marks made anew. */
export async function judgingDocument(current: string): Promise<string> {
  return [
    ['defaults-by-status', defaultsByStatus()],
    ['advice-by-decline-reason', adviceByDeclineReason()],
    ['transport-evidence', await transportEvidence()],
  ].reduce((document, [name, content]) => withSection(document, String(name), String(content)), current);
}

function withSection(document: string, name: string, content: string): string {
  const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/judging.md: expected the marks of ${name}`);
  return [
    document.slice(0, from) + start,
    '<!-- prettier-ignore-start -->',
    content,
    '<!-- prettier-ignore-end -->',
    document.slice(to),
  ].join('\n\n');
}

/** A write, a write with a key, and a read: requests that are judged differently. */
const REQUESTS: readonly RequestFacts[] = [
  { method: 'POST' },
  { method: 'POST', idempotencyKey: 'order-1' },
  { method: 'GET' },
];
const ADVICE_HEADER = ['A write', 'A write with a key', 'A read'];

function defaultsByStatus(): string {
  const statuses = [...Array(500).keys()].map((index) => index + 100);
  const judged = statuses.map((status) => {
    const errors = REQUESTS.map((request) => normalize(PLAIN, { status }, request));
    return [status, [categoryOf(errors), ...errors.map(advice)]] as const;
  });
  return table(
    ['HTTP status', 'Category', ...ADVICE_HEADER],
    grouped(judged).map(([group, cells]) => [ranges(group), ...cells]),
  );
}

function adviceByDeclineReason(): string {
  const judged = DECLINE_REASONS.map((body) => {
    const error = normalize(PLAIN, { status: 402, body });
    return [body, [`\`${error.outcome}\``, `\`${retryOf(error)}\``]] as const;
  });
  return table(
    ['Decline reason', 'Outcome', 'Retry'],
    grouped(judged).map(([reasons, cells]) => [codeList(reasons), ...cells]),
  );
}

interface Evidence {
  readonly kind: string;
  readonly label: string;
  readonly thrown: object;
}

const EVIDENCE: readonly Evidence[] = [
  ...Object.keys(FAULT_BY_CODE).map((code) => ({ kind: '`code`', label: code, thrown: { code } })),
  {
    kind: '`syscall`, whatever the code',
    label: 'connect',
    thrown: { syscall: 'connect', code: 'ETIMEDOUT' },
  },
  ...PHASES_BEFORE_SENDING.map((event) => ({
    kind: '`event` of got, whatever the code',
    label: String(event),
    thrown: { event, code: 'ETIMEDOUT' },
  })),
  {
    kind: 'an AggregateError',
    label: 'every one of its errors is one of the above',
    thrown: { errors: [{ code: 'ECONNREFUSED' }, { syscall: 'connect', code: 'ETIMEDOUT' }] },
  },
  ...Object.keys(FAULT_BY_NAME).map((name) => ({ kind: '`name`', label: name, thrown: { name } })),
  ...Object.keys(FAULT_BY_MESSAGE).map((message) => ({
    kind: '`message`',
    label: message,
    thrown: { message },
  })),
  { kind: 'anything else', label: 'nothing that is known', thrown: {} },
];

async function transportEvidence(): Promise<string> {
  const judged = await Promise.all(
    EVIDENCE.map(async ({ kind, label, thrown }) => {
      const errors = await Promise.all(REQUESTS.map((request) => normalizeThrown(PLAIN, thrown, request)));
      return [label, [kind, categoryOf(errors), ...errors.map(advice)]] as const;
    }),
  );
  return table(
    ['Evidence', 'in', 'Category', ...ADVICE_HEADER],
    grouped(judged).map(([labels, cells]) => [codeList(labels), ...cells]),
  );
}

function categoryOf(errors: readonly PaymentError[]): string {
  const told = errors.map((error) =>
    error.category === 'network' ? `\`network\`, sent: \`${error.sent}\`` : `\`${error.category}\``,
  );
  return [...new Set(told)].join(' or ');
}

function advice(error: PaymentError): string {
  return `\`${error.outcome}\` \`${retryOf(error)}\``;
}

/** Puts together what has the same cells, in the order of its first item. */
function grouped<Item>(
  rows: readonly (readonly [Item, readonly string[]])[],
): readonly (readonly [readonly Item[], readonly string[]])[] {
  const groups = new Map<string, readonly [Item[], readonly string[]]>();
  for (const [item, cells] of rows) {
    const key = cells.join('|');
    const group = groups.get(key);
    if (group) group[0].push(item);
    else groups.set(key, [[item], cells]);
  }
  return [...groups.values()];
}

/** Gives ascending numbers as `400, 405–407`. */
function ranges(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([first, last]) => (first === last ? String(first) : `${String(first)}–${String(last)}`))
    .join(', ');
}
