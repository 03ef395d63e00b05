import type { ErrorReading, ResourceReading } from '../../provider/reading.js';
import type { StripeFailure } from './bodies.js';

export type FailureCodes = Pick<StripeFailure, 'code' | 'decline_code'>;

/** Beside a decline code `card_declined` says nothing: an unlisted one has to stay unlisted. */
export function codesOf({ code, decline_code }: FailureCodes): readonly (string | undefined)[] {
  return [decline_code, decline_code && code === 'card_declined' ? undefined : code];
}

type AdviceWords = Pick<StripeFailure, 'advice_code' | 'network_advice_code' | 'network_decline_code'>;

/** The network's advice is two digits, of Mastercard's list. */
export function adviceOf(said: AdviceWords | undefined): Partial<ErrorReading & ResourceReading> {
  return {
    networkDeclineCode: said?.network_decline_code,
    networkAdviceCode: said?.network_advice_code || said?.advice_code,
    adviceNetwork: 'mastercard',
    advice: [said?.advice_code],
  };
}
