import type { PaymentError } from '../payment-error.js';
import { inspect, normalize } from '../normalize.js';
import type { Provider } from '../provider.js';
import { deepEqual } from './deep-equal.js';
import type { Trial } from './trials.js';

/** What {@link checkProvider} holds a provider to. */
export type Guarantee =
  /** Each fixture becomes what it expects. */
  | 'as_expected'
  /** Each row of the tables has one fixture, and each fixture with a row is decided by that row. */
  | 'rows_covered'
  /** Nothing that can arrive makes it throw. */
  | 'total'
  /** The same reply gives the same error, and is left as it was. */
  | 'repeatable'
  /** JSON and structuredClone give the error back as it is. */
  | 'plain_data'
  /** What may have been performed is sent again only with its key or after a look; and a 5xx on a write may have been. */
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
    inspect(provider, trial.reply, trial.request);
    const error = normalize(provider, trial.reply, trial.request);
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

function isBroken(checked: { readonly message: string | null }): checked is Violation {
  return checked.message !== null;
}

const CHECKS: readonly (readonly [Guarantee, Check])[] = [
  ['repeatable', checkRepetition],
  ['plain_data', checkCopies],
  ['safe_retry', checkRetry],
  ['no_secrets', checkSecret],
];

function checkRepetition(error: PaymentError, { reply, request }: Trial, provider: Provider): string | null {
  return deepEqual(normalize(provider, reply, request), error) ? null : 'gave another error the second time';
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

function checkRetry(error: PaymentError, { request }: Trial, { idempotency }: Provider): string | null {
  const { outcome, retry, status } = error;
  const said = `outcome ${outcome}, retry ${retry.strategy}`;
  const isSafe = retry.strategy === 'same_key' || retry.strategy === 'reconcile_first';
  if (outcome === 'unknown' && !isSafe)
    return `${said}: what may have been performed needs its key or a look`;
  if (request.method === 'POST' && status !== null && status >= 500 && outcome !== 'unknown')
    return `${said}: HTTP ${String(status)} does not tell whether a write was performed`;
  if (retry.strategy === 'same_key' && idempotency.key === 'none')
    return `${said}: the provider takes no idempotency key`;
  return null;
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
