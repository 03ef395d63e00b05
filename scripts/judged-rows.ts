import type { PaymentError } from '../src/error/payment-error.js';
import { workingsOf } from '../src/provider/define-provider.js';
import type { Provider } from '../src/provider/definition.js';
import { type NamedRow, rowsOf } from '../src/testing/documented-replies.js';
import { conclude } from '../src/verdict/conclude.js';
import { recognizeFailure, recognizeSuccess } from '../src/verdict/recognize.js';
import { isSuccess, takeReply } from '../src/verdict/reply.js';
import { type SentRequest, takeRequest } from '../src/verdict/request.js';
import { type Fixture, fixturesOf, textOf } from '../test/fixtures.js';

/** A row of a provider's tables, and what becomes of its canonical fixture in answer to a write. */
export interface JudgedRow {
  readonly row: NamedRow;
  readonly status: number;
  /**
   * Without an idempotency key, and with one where the provider takes one; only with one where the row has nothing to say
   * otherwise.
   */
  readonly errors: readonly PaymentError[];
}

/**
 * Judges every row of a provider's tables, in their order.
 *
 * @throws Error that names a row without a canonical fixture.
 */
export function judgedRows(provider: Provider): readonly JudgedRow[] {
  const canonical = new Map(fixturesOf(provider.name).map((fixture) => [fixture.row, fixture]));
  return rowsOf(provider).map((row) => {
    const fixture = canonical.get(row.row);
    if (!fixture) throw new Error(`${provider.name}: ${row.row}: expected a canonical fixture`);
    const { reply, request } = fixture;
    const write = { ...takeRequest(request, provider.idempotency), isRead: false };
    const keys = needsKey(row) ? [true] : takesKey(provider) ? [false, true] : [false];
    const errors = keys.map((hasKey) => errorOf(provider, reply, { ...write, hasKey, mayHaveKey: hasKey }));
    return { row, status: reply.status, errors };
  });
}

/** A row that needs a key has nothing to say without one. */
function needsKey({ meaning }: NamedRow): boolean {
  return typeof meaning !== 'string' && meaning.withKey === true;
}

function takesKey({ idempotency: { header, reference } }: Provider): boolean {
  return header !== undefined || reference === true;
}

/** Judges a reply after a request that is taken apart already: not every address takes a key. */
function errorOf(provider: Provider, reply: Fixture['reply'], request: SentRequest): PaymentError {
  const workings = workingsOf(provider);
  const answer = takeReply({ status: reply.status, headers: reply.headers, body: textOf(reply) });
  const success = isSuccess(reply.status) ? recognizeSuccess(workings, answer, request) : null;
  const reading = success ?? recognizeFailure(workings, answer, request);
  return conclude(provider, reading, answer.body, request, undefined);
}
