import { normalize } from '../normalize.js';
import type { PaymentError } from '../payment-error.js';
import type { Reply } from '../reply.js';
import { providerOf, repliesByRow, rowsOf } from './documented-replies.js';
import { type TestableProvider, textOfBody } from './fixture.js';

/** One error that a provider documents. */
export interface DocumentedError<RowName extends string = string> {
  /** The key of its row, as {@link errorResponse} takes it. */
  readonly name: RowName;
  /** What the provider sends, as {@link normalize} takes it. */
  readonly reply: Reply;
  /** What becomes of it. */
  readonly error: PaymentError;
}

/**
 * Lists every error that a provider documents, for tests that go through all of them. In the order of its tables:
 * codes, families of codes, types, HTTP statuses, failures inside a 2xx.
 *
 * @param provider - a built-in provider, or what {@link withFixtures} gives.
 * @throws TypeError that names the rows without a fixture.
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
  const replies = repliesByRow(provider);
  const rows = rowsOf(accepted);
  const missing = rows.filter(({ row }) => !replies.has(row)).map(({ row }) => row);
  if (missing.length > 0)
    throw new TypeError(`${accepted.name}: no fixture has the row ${missing.join(', ')}`);
  return rows.flatMap(({ name, row }) => {
    const documented = replies.get(row);
    if (!documented) return [];
    const { status, headers } = documented.reply;
    const reply = { status, headers, body: documented.reply.body ?? textOfBody(documented.reply) };
    // The names of the rows are what the provider's type carries.
    return [{ name: name as RowName, reply, error: normalize(accepted, reply, documented.request) }];
  });
}
