import { DECLINE_REASONS, type DeclineReason } from '../error/words.js';

/**
 * What is shown in place of a reason that must not be. Whoever holds a stolen card, or is watched, must not learn that it
 * is known: card processors ask that lost, stolen and fraudulent be presented as any other decline, and laws against
 * money laundering forbid to tip off. {@link https://docs.stripe.com/declines/codes}
 */
const SHOWN_INSTEAD = {
  suspected_fraud: 'do_not_honor',
  lost_or_stolen: 'do_not_honor',
  restricted_card: 'do_not_honor', // which is what many banks say of a card that was reported
  compliance: 'do_not_honor',
  attempt_limit_exceeded: 'do_not_honor', // or whoever tries stolen cards learns the limit
  unrecognized: 'unspecified', // the difference is for developers
} as const satisfies Partial<Record<DeclineReason, DeclineReason>>;

/** The decline reasons that `toProblemDetails` may give away. */
export type ShownDeclineReason = Exclude<DeclineReason, keyof typeof SHOWN_INSTEAD>;

/** Gives the reason that may be shown to a payer; of one that only a newer version knows, nothing is. */
export function shownReason(reason: DeclineReason): ShownDeclineReason {
  if (!DECLINE_REASONS.includes(reason)) return 'unspecified';
  return isConcealed(reason) ? SHOWN_INSTEAD[reason] : reason;
}

function isConcealed(reason: DeclineReason): reason is keyof typeof SHOWN_INSTEAD {
  return Object.hasOwn(SHOWN_INSTEAD, reason);
}
