import { describe, expect, test } from 'vitest';

import { readDocument } from '../../scripts/documents.js';
import type { PaymentError } from '../../src/error/payment-error.js';
import { DECLINE_REASONS } from '../../src/error/words.js';
import { defineProvider } from '../../src/provider/define-provider.js';
import type { Provider } from '../../src/provider/definition.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { makecommerce } from '../../src/providers/makecommerce.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';
import { normalize } from '../../src/verdict/normalize.js';
import type { Reply } from '../../src/verdict/reply.js';
import type { RequestFacts } from '../../src/verdict/request.js';
import { normalizeThrown } from '../../src/wire/thrown.js';

const READ = { method: 'GET' };
const WRITE = { method: 'POST' };
const WRITE_WITH_KEY = { method: 'POST', idempotencyKey: 'order-81' };
const PAYSG_WRITE = { ...WRITE_WITH_KEY, url: 'https://paysg.example/v1/payment-services/s-1/payments' };
const GETPAID_WRITE = { ...WRITE_WITH_KEY, url: 'https://getpaid.example/payments' };

const ONCE = { redirect: 'manual' };
const NOT_SENT = fetchFailed({ code: 'ENOTFOUND' });
const BROKEN = fetchFailed({ code: 'ECONNRESET' });
const CANCELLED = new DOMException('It was cancelled.', 'AbortError');

/** A provider whose every answer has the code `odd`. */
const ODD = defineProvider({
  name: 'odd',
  docs: 'https://odd.example/errors',
  idempotency: { header: 'Key', failures: 'safe_to_resend', keyLifeMs: 60_000, lookup: 'resource' },
  error: {
    read: ({ code }: { readonly code: string }) => ({ codes: [code] }),
    codes: {
      duplicate: 'declined: duplicate_transaction',
      refunded: { is: 'conflict', outcome: 'performed', retry: 'reconcile_first' },
    },
  },
});

/** What each row of the judging table decides; together the examples of a row show all that the page says of it. */
const EXAMPLES: Readonly<Record<string, readonly Promise<PaymentError>[]>> = {
  1: [
    answered(ODD, { status: 409, body: { code: 'refunded' } }, WRITE),
    normalizeThrown(paystand, fetchFailed({ code: 'CERT_HAS_EXPIRED' }), { ...WRITE, ...ONCE }),
  ],
  2: [normalizeThrown(paystand, CANCELLED, READ)],
  3: [
    answered(makecommerce, { status: 400, body: { code: 1034 } }, WRITE),
    answered(ODD, { status: 400, body: { code: 'duplicate' } }, WRITE),
  ],
  4: [400, 401, 403, 404].map((status) => answered(paystand, { status }, WRITE_WITH_KEY)),
  5: [
    answered(makecommerce, { status: 400, body: { code: 1021 } }, WRITE),
    answered(makecommerce, { status: 409 }, READ),
  ],
  6: [answered(paystand, { status: 429 }, WRITE), answered(paystand, { status: 429 }, READ)],
  7: [
    answered(paysg, { status: 409, body: idempotencyError('idempotent_request_in_progress') }, PAYSG_WRITE),
  ],
  '7, second': [
    answered(paysg, { status: 409, body: idempotencyError('idempotent_request_in_progress') }, WRITE),
    answered(paysg, { status: 409, body: idempotencyError('idempotent_request_body_mismatch') }, PAYSG_WRITE),
    answered(paysg, { status: 409, body: idempotencyError('something_new') }, PAYSG_WRITE),
  ],
  8: [
    normalizeThrown(paysg, NOT_SENT, { ...WRITE, ...ONCE }),
    normalizeThrown(paysg, NOT_SENT, { ...PAYSG_WRITE, ...ONCE }),
  ],
  9: [
    answered(paystand, { status: 503 }, READ),
    answered(paystand, { status: 501 }, READ),
    answered(paystand, { status: 505 }, READ),
    normalizeThrown(paystand, BROKEN, READ),
  ],
  10: [
    answered(paysg, { status: 500 }, PAYSG_WRITE),
    ...[302, 501, 505].map((status) => answered(getpaid, { status }, GETPAID_WRITE)),
  ],
  11: [
    answered(getpaid, { status: 500 }, GETPAID_WRITE),
    normalizeThrown(paysg, BROKEN, PAYSG_WRITE),
    normalizeThrown(getpaid, CANCELLED, GETPAID_WRITE),
  ],
  12: [
    answered(getpaid, { status: 500 }, WRITE),
    answered(getpaid, { status: 500 }, WRITE_WITH_KEY),
    answered(ODD, { status: 503, headers: { 'retry-after': '61' } }, WRITE_WITH_KEY),
    normalizeThrown(paystand, BROKEN),
  ],
};

const page = readDocument('docs/judging.md');
const rows = tableUnder('## The table');

describe('the judging table of docs/judging.md', () => {
  test('has the rows that src/verdict/judge.ts numbers', () => {
    const numbered = [...readDocument('src/verdict/judge.ts').matchAll(/advise\(\s*(\d+),/g)].map(
      ([, number]) => number,
    );
    expect(new Set(numbered).size).toBeGreaterThan(10);
    expect(rows.map(([number]) => number).filter((number) => number !== '')).toEqual(
      [...new Set(numbered)].sort((one, other) => Number(one) - Number(other)),
    );
  });

  test('has an example for each of its rows', () => {
    expect(Object.keys(EXAMPLES)).toHaveLength(rows.length);
  });

  const numbers = [1, 2, 3, 4, 5, 6, 7, '7, second', 8, 9, 10, 11, 12];

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

  test('give every decline reason once', () => {
    const reasons = tableUnder('## Declines').flatMap(([cell = '']) => wordsIn(cell));
    expect([...reasons].sort()).toEqual([...DECLINE_REASONS].sort());
  });

  test('give the advice codes of Mastercard', () => {
    const advice = tableUnder('Mastercard’s advice codes');
    expect(advice.map(([code]) => code)).toEqual(
      ['01', '02', '03', '21', '24', '25', '26', '27', '28', '29', '30', '40', '41'].map(
        (code) => `\`${code}\``,
      ),
    );
    expect(advice[4]).toEqual(['`24`', '`try_again_later`', '1 hour']);
    expect(advice[5]).toEqual(['`25`', '`try_again_later`', '24 hours']);
    expect(advice.at(-1)).toEqual(['`41`', '`do_not_try_again`', '']);
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

/** What fetch throws when something is at fault beneath it. */
function fetchFailed(details: object): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('It broke.'), details) });
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
