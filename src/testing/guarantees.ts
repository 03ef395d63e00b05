import type { PaymentError } from '../error/payment-error.js';
import type { Provider } from '../provider/definition.js';
import { inspect, normalize } from '../verdict/normalize.js';
import { deepEqual } from './deep-equal.js';
import { riskIn } from './retry-risks.js';
import type { Trial } from './trials.js';

/** What {@link checkProvider} holds a provider to. */
export type Guarantee =
  /** Each fixture becomes what it expects. */
  | 'as_expected'
  /** Each row of the tables has one fixture, and each fixture with a row is decided by that row. */
  | 'rows_covered'
  /** The schemas and `read` answer at once, and throw on no fixture: either would count as nothing said. */
  | 'body_read'
  /** Nothing that can arrive makes it throw. */
  | 'total'
  /** The same reply gives the same error, and is left as it was. */
  | 'repeatable'
  /** JSON and structuredClone give the error back as it is. */
  | 'plain_data'
  /**
   * What may have been performed is sent again only with its key or after a look, and there is something to look it up
   * by; a 5xx on a write may have been performed; and nobody is asked to use a payment method that must not be tried again.
   */
  | 'safe_retry'
  /** Card numbers, keys, tokens and e-mail addresses in a reply do not come out. */
  | 'no_secrets';

/** A guarantee that a trial broke. */
export interface Violation {
  readonly guarantee: Guarantee;
  readonly message: string;
}

/** Says what is wrong with the error that a trial gave, or `null`. */
type Check = (error: PaymentError, trial: Trial, provider: Provider) => string | null;

/** Tries a provider with one reply. Never throws. */
export function violationsIn(provider: Provider, trial: Trial): readonly Violation[] {
  const body = jsonOf(trial.reply.body);
  try {
    inspect(provider, trial.reply, trial.request, { now: trial.request.now });
    const error = errorOf(provider, trial);
    const violations = CHECKS.map(([guarantee, check]) => ({
      guarantee,
      message: check(error, trial, provider),
    }));
    const untouched = jsonOf(trial.reply.body) === body ? null : 'the body was changed while it was read';
    return [...violations, { guarantee: 'repeatable' as const, message: untouched }].filter(isBroken);
  } catch (thrown) {
    return [
      { guarantee: 'total', message: `threw ${thrown instanceof Error ? String(thrown) : typeof thrown}` },
    ];
  }
}

function errorOf(provider: Provider, { reply, request }: Trial): PaymentError {
  return normalize(provider, reply, request, { now: request.now });
}

function isBroken(checked: { readonly message: string | null }): checked is Violation {
  return checked.message !== null;
}

const CHECKS: readonly (readonly [Guarantee, Check])[] = [
  ['repeatable', checkRepetition],
  ['plain_data', checkCopies],
  ['safe_retry', riskIn],
  ['no_secrets', checkSecret],
];

function checkRepetition(error: PaymentError, trial: Trial, provider: Provider): string | null {
  return deepEqual(errorOf(provider, trial), error) ? null : 'gave another error the second time';
}

function checkCopies(error: PaymentError): string | null {
  const isCopied = (copy: () => unknown): boolean => {
    try {
      return deepEqual(copy(), error);
    } catch {
      return false; // a value that neither can hold
    }
  };
  if (!isCopied(() => JSON.parse(JSON.stringify(error)) as unknown))
    return 'JSON does not give the error back';
  return isCopied(() => structuredClone(error)) ? null : 'structuredClone does not give the error back';
}

function checkSecret(error: PaymentError, { secret }: Trial): string | null {
  return secret && jsonOf(error)?.includes(secret.core) ? 'the error holds it' : null;
}

/** A value as JSON text; `undefined` for what has none. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
