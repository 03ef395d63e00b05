import { describe, expect, test } from 'vitest';

import { readDocument } from '../../scripts/documents.js';
import {
  defineProvider,
  normalize,
  normalizeThrown,
  type PaymentError,
  type Provider,
  type Reply,
  type RequestFacts,
} from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { makecommerce } from '../../src/providers/makecommerce.js';
import { paypaga } from '../../src/providers/paypaga.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';

const READ = { method: 'GET' };
const WRITE = { method: 'POST' };
const WRITE_WITH_KEY = { method: 'POST', idempotencyKey: 'order-81' };

const NOT_SENT = { code: 'ECONNREFUSED' };
const BROKEN = { code: 'ECONNRESET' };
const CANCELLED = { name: 'AbortError' };

const DUPLICATE = defineProvider({
  name: 'duplicate',
  docs: 'https://duplicate.example/errors',
  idempotency: { key: 'none', lookup: 'resource' },
  error: { read: () => ({ codes: ['duplicate'] }) },
  codes: { duplicate: { category: 'declined', declineReason: 'duplicate_transaction' } },
});

/** What each row of the judging table decides; together the examples of a row show all that the page says of it. */
const EXAMPLES: Readonly<Record<string, readonly Promise<PaymentError>[]>> = {
  1: [
    answered(paypaga, { status: 409, body: { error: { code: 'MERCHANT_REFERENCE_ALREADY_EXISTS' } } }, WRITE),
    normalizeThrown(paystand, { code: 'CERT_HAS_EXPIRED' }, WRITE),
  ],
  2: [normalizeThrown(paystand, CANCELLED, READ)],
  3: [
    answered(makecommerce, { status: 400, body: { code: 1034 } }, WRITE),
    answered(DUPLICATE, { status: 400, body: {} }, WRITE),
  ],
  4: [400, 401, 403, 404].map((status) => answered(paystand, { status }, WRITE_WITH_KEY)),
  5: [
    answered(makecommerce, { status: 400, body: { code: 1021 } }, WRITE),
    answered(makecommerce, { status: 409 }, WRITE),
    answered(makecommerce, { status: 409 }, READ),
  ],
  6: [answered(paystand, { status: 429 }, WRITE), answered(paystand, { status: 429 }, READ)],
  7: [answered(paysg, { status: 409, body: idempotencyError('idempotent_request_in_progress') }, WRITE)],
  '7, second': [
    answered(paysg, { status: 409, body: idempotencyError('idempotent_request_body_mismatch') }, WRITE),
  ],
  '7, third': [answered(paysg, { status: 409, body: idempotencyError('something_new') }, WRITE)],
  8: [normalizeThrown(paysg, NOT_SENT, WRITE), normalizeThrown(paysg, NOT_SENT, WRITE_WITH_KEY)],
  9: [
    answered(paystand, { status: 503 }, READ),
    answered(paystand, { status: 501 }, READ),
    answered(paystand, { status: 505 }, READ),
    normalizeThrown(paystand, BROKEN, READ),
  ],
  10: [answered(paysg, { status: 500 }, WRITE_WITH_KEY)],
  11: [
    answered(getpaid, { status: 500 }, WRITE_WITH_KEY),
    normalizeThrown(paysg, BROKEN, WRITE_WITH_KEY),
    normalizeThrown(getpaid, CANCELLED, WRITE_WITH_KEY),
  ],
  12: [
    answered(getpaid, { status: 500 }, WRITE),
    answered(paystand, { status: 500 }, WRITE_WITH_KEY),
    normalizeThrown(paystand, BROKEN),
  ],
};

const page = readDocument('docs/judging.md');
const rows = tableUnder('## The table');

describe('the judging table of docs/judging.md', () => {
  test('has the rows that src/judge.ts numbers', () => {
    const numbered = [...readDocument('src/judge.ts').matchAll(/^ *\/\/ (\d+)\b/gm)].map(
      ([, number]) => number,
    );
    expect(numbered.length).toBeGreaterThan(10);
    expect(rows.map(([number]) => number).filter((number) => number !== '')).toEqual(numbered);
  });

  test('has an example for each of its rows', () => {
    expect(Object.keys(EXAMPLES)).toHaveLength(rows.length);
  });

  const numbers = [1, 2, 3, 4, 5, 6, 7, '7, second', '7, third', 8, 9, 10, 11, 12];

  test.each(numbers.map((number, index) => [number, rows[index] ?? []] as const))(
    'row %s says what is judged',
    async (number, [, , outcomeCell = '', retryCell = '']) => {
      const errors = await Promise.all(EXAMPLES[number] ?? []);
      expect(errors.length).toBeGreaterThan(0);
      if (number !== 1) expect(wordsIn(outcomeCell)).toEqual(distinct(errors.map(({ outcome }) => outcome)));
      if (number !== 1 && number !== 3)
        expect(wordsIn(retryCell)).toEqual(distinct(errors.map(({ retry }) => retry.strategy)));
    },
  );

  test('row 1 passes on what the provider documents', async () => {
    const [documented, mended] = await Promise.all(EXAMPLES[1] ?? []);
    expect(documented).toMatchObject({ outcome: 'performed', retry: { strategy: 'reconcile_first' } });
    expect(mended).toMatchObject({ outcome: 'not_performed', retry: { strategy: 'fix_request' } });
  });
});

describe('the other tables of docs/judging.md', () => {
  test('give every HTTP status once', () => {
    const statuses = tableUnder('## Defaults').flatMap(([cell = '']) =>
      cell.split(', ').flatMap(expandRange),
    );
    expect(statuses.sort((one, other) => one - other)).toEqual(
      [...Array(500).keys()].map((index) => index + 100),
    );
  });

  test('list the evidence', () => {
    const evidence = tableUnder('## When no answer came')
      .map(([cell = '']) => cell)
      .join();
    for (const word of ['ENOTFOUND', 'CERT_HAS_EXPIRED', 'UND_ERR_SOCKET', 'AbortError', 'Failed to fetch'])
      expect(evidence).toContain(`\`${word}\``);
  });
});

function answered(provider: Provider, reply: Reply, request: RequestFacts): Promise<PaymentError> {
  return Promise.resolve(normalize(provider, reply, request));
}

function idempotencyError(code: string): object {
  return { error: { type: 'idempotency_error', code, message: 'The key was used before.' } };
}

/** The cells of the first table under a heading, without its head. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = page.slice(page.indexOf(heading));
  const lines = /(?:^\|.*\n)+/m.exec(section)?.[0].trim().split('\n') ?? [];
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The words that a cell shows as code. Those that it only speaks of are not. */
function wordsIn(cell: string): readonly string[] {
  return distinct([...cell.matchAll(/`(\w+)`/g)].map(([, word = '']) => word));
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}

function expandRange(range: string): readonly number[] {
  const [first = 0, last = first] = range.split('–').map(Number);
  return [...Array(last - first + 1).keys()].map((index) => first + index);
}
