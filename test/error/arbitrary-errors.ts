import fc, { type Arbitrary } from 'fast-check';

import {
  CATEGORIES,
  type Category,
  DECLINE_REASONS,
  type PaymentError,
  type Retry,
  type RetryStrategy,
} from '../../src/index.js';
import { JUDGEMENTS } from '../../src/error/judgements.js';

const PLAIN = { noNullPrototype: true } as const;
const DELAYS = fc.constantFrom(null, 0, 1_500, 90_000);
const KEY_LIVES = fc.constantFrom(null, 60_000, 86_400_000);
const WORDS = fc.constantFrom(null, 'E42', '51');

/** Every error that the union has, of one provider: category, outcome and strategy as any of its variants has them. */
export const ERRORS: Arbitrary<PaymentError> = fc
  .constantFrom(...CATEGORIES)
  .chain((category) => fc.tuple(fc.constant(category), fc.constantFrom(...JUDGEMENTS[category])))
  .chain(([category, judgement]) => {
    const [outcome, strategy] = judgement.split(' ') as [PaymentError['outcome'], RetryStrategy]; // as JUDGEMENTS has it
    const members = {
      name: fc.constant('PaymentError'),
      version: fc.constant(1),
      provider: fc.constant('acme'),
      category: fc.constant(category),
      message: fc.constantFrom('It failed.', 'It failed again.'),
      outcome: fc.constant(outcome),
      lookup: fc.constant(outcome === 'not_performed' && strategy !== 'reconcile_first' ? null : 'resource'),
      resource: fc.constantFrom(null, { kind: 'payment', id: 'pay_1' }, { kind: 'payment', id: null }),
      retryable: fc.constant(strategy === 'after_delay' || strategy === 'same_key'),
      retry: retryOf(strategy),
      fixableBy: fc.constantFrom('payer', 'developer', 'nobody'),
      fieldErrors: fc.constantFrom([], [FIELD_ERROR]),
      requestId: WORDS,
      docUrl: fc.constantFrom(null, 'https://acme.example/docs'),
      ...ownMembers(category, strategy),
    };
    return fc.record(members, PLAIN);
  })
  .map((error: object) => withoutBrokenPromises(error as PaymentError)); // it has the members of a variant

const FIELD_ERROR = {
  field: 'items[0].name',
  path: ['items', 0, 'name'],
  reason: 'required',
  code: 'E7',
  message: 'Missing.',
  allowed: null,
};

function retryOf(strategy: RetryStrategy): Arbitrary<Retry> {
  const why = fc.constantFrom('It says so.', 'It may have been performed.');
  switch (strategy) {
    case 'never':
    case 'fix_request':
      return fc.record({ strategy: fc.constant(strategy), why }, PLAIN);
    case 'payer_action':
      return fc.record(
        {
          strategy: fc.constant(strategy),
          action: fc.constantFrom('use_other_method' as const, 'check_details' as const),
          why,
        },
        PLAIN,
      );
    case 'same_key':
      return fc.record(
        { strategy: fc.constant(strategy), delayMs: DELAYS, keyLifeMs: KEY_LIVES, why },
        PLAIN,
      );
    default:
      return fc.record({ strategy: fc.constant(strategy), delayMs: DELAYS, why }, PLAIN);
  }
}

function ownMembers(category: Category, strategy: RetryStrategy): Record<string, Arbitrary<unknown>> {
  const answered = {
    status: fc.constantFrom(null, 200, 400, 409, 500),
    code: WORDS,
    matchedOn: fc.constantFrom('code', 'family', 'type', 'message', 'status'),
  };
  const unanswered = {
    status: fc.constant(null),
    code: fc.constant(null),
    matchedOn: fc.constant('transport'),
    faultCode: fc.constantFrom(null, 'ECONNREFUSED'),
  };
  switch (category) {
    case 'declined':
      return {
        ...answered,
        declineReason: fc.constantFrom(...DECLINE_REASONS),
        methodAdvice: fc.constantFrom('do_not_try_again', 'update_details', 'try_again_later', 'unspecified'),
        methodDelayMs: DELAYS,
        networkDeclineCode: WORDS,
        networkAdviceCode: WORDS,
      };
    case 'idempotency_conflict':
      return {
        ...answered,
        keyConflict:
          strategy === 'same_key'
            ? fc.constant('in_progress')
            : fc.constantFrom('in_progress', 'mismatch', 'unspecified'),
      };
    case 'network':
      return { ...unanswered, sent: fc.constant(strategy === 'fix_request' ? 'no' : 'unknown') };
    case 'timeout':
    case 'aborted':
      return unanswered;
    case 'invalid_response':
    case 'unrecognized':
      return { ...answered, matchedOn: fc.constant('none') };
    default:
      return answered;
  }
}

/** No provider's answer is judged `same_key` when the wait that it asks for outlives the key. */
function withoutBrokenPromises(error: PaymentError): PaymentError {
  const { retry } = error;
  const isOutlived =
    retry.strategy === 'same_key' && retry.keyLifeMs !== null && (retry.delayMs ?? 0) > retry.keyLifeMs;
  return isOutlived ? ({ ...error, retry: { ...retry, delayMs: null } } as PaymentError) : error; // still same_key
}
