import type { PaymentError } from '../../src/error/payment-error.js';
import type { Outcome, RetryStrategy } from '../../src/error/words.js';
import type { Provider } from '../../src/provider/definition.js';
import { type JudgedRow, judgedRows } from '../judged-rows.js';

/** The answers of a provider that mean the same for the money and for sending again. */
export interface Lane {
  readonly outcome: Outcome;
  /** How the request may be sent again, in words. */
  readonly advice: string;
  readonly rows: readonly JudgedRow[];
}

/** What is grave stands first. */
const OUTCOMES: readonly Outcome[] = ['performed', 'unknown', 'not_performed'];

const ADVICE: Readonly<Record<RetryStrategy, string>> = {
  reconcile_first: 'look it up first',
  same_key: 'again with the same key',
  never: 'not again',
  payer_action: 'after the payer has acted',
  fix_request: 'after a change',
  new_key: 'again with a new key',
  after_delay: 'again after a wait',
};

const STRATEGIES = Object.keys(ADVICE);

/** Groups the rows of a provider's tables by verdict, the gravest first. */
export function lanesOf(provider: Provider): readonly Lane[] {
  const lanes = new Map<string, JudgedRow[]>();
  for (const row of judgedRows(provider)) {
    const verdict = row.errors.map(rankOf).join();
    lanes.set(verdict, [...(lanes.get(verdict) ?? []), row]);
  }
  return [...lanes].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, rows]) => laneOf(rows));
}

function laneOf(rows: readonly JudgedRow[]): Lane {
  const errors = rows[0]?.errors ?? [];
  const outcomes = errors.map(({ outcome }) => outcome);
  return {
    outcome: OUTCOMES.find((outcome) => outcomes.includes(outcome)) ?? 'unknown',
    advice: [...new Set(errors.map(({ retry }) => ADVICE[retry.strategy]))].join('; with a key: '),
    rows,
  };
}

function rankOf({ outcome, retry }: PaymentError): string {
  return `${String(OUTCOMES.indexOf(outcome))}${String(STRATEGIES.indexOf(retry.strategy))}`;
}
