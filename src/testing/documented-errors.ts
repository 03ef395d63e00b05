import type { PaymentError } from '../error/payment-error.js';
import { normalize } from '../verdict/normalize.js';
import type { Reply } from '../verdict/reply.js';
import type { RequestFacts } from '../verdict/request.js';
import { providerOf, repliesOf, rowsOf } from './documented-replies.js';
import { type TestableProvider, textOfBody } from './fixture.js';

/** One error that a provider documents. */
export interface DocumentedError<RowName extends string = string> {
  /** The word of its row, as {@link errorResponse} takes it. */
  readonly name: RowName;
  /** What the provider sends, as {@link normalize} takes it. */
  readonly reply: Reply;
  /** What it answers; `undefined`: any write without an idempotency key. Some rows are for some requests only. */
  readonly request: RequestFacts | undefined;
  /** What becomes of it. */
  readonly error: PaymentError;
}

/**
 * Lists every error that a provider documents, for tests that go through all of them. In the order of its tables:
 * codes, types, broad types, HTTP statuses, states of a resource.
 *
 * @param provider - a built-in provider, or what {@link withFixtures} gives.
 * @throws TypeError that names a row without a fixture.
 *
 * @example
 * ```ts
 * test.each(documentedErrors(paystand))('the checkout copes with $name', ({ error }) => {
 *   expect(checkout.messageFor(error)).not.toBe('');
 * });
 * ```
 */
export function documentedErrors<RowName extends string>(
  provider: TestableProvider<RowName>,
): readonly DocumentedError<RowName>[] {
  const accepted = providerOf(provider);
  const replyFor = repliesOf(provider);
  return rowsOf(accepted).map(({ name, row }) => {
    const { reply, request, now } = replyFor(row);
    const received = { status: reply.status, headers: reply.headers, body: reply.body ?? textOfBody(reply) };
    // The names of the rows are what the provider's type carries.
    return {
      name: name as RowName,
      reply: received,
      request,
      error: normalize(accepted, received, request, { now }),
    };
  });
}
