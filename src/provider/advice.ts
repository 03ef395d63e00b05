import type { MethodAdvice } from '../error/words.js';

/**
 * What a provider's words say about charging the same payment method again, whatever the reason of the refusal:
 * `try_again_later` with how long to wait, in milliseconds, where the provider says so. Several words may stand together,
 * a space between them.
 */
export type AdviceTable = Readonly<
  Record<string, MethodAdvice | { readonly is: MethodAdvice; readonly delayMs: number }>
>;

/** What is said about charging the same payment method again. */
export interface AdviceOnMethod {
  readonly methodAdvice: MethodAdvice;
  readonly methodDelayMs: number | null;
}

/** Prepares the words for looking them up. They were checked before. */
export function compileAdvice(table: AdviceTable = {}): ReadonlyMap<string, AdviceOnMethod> {
  return new Map(
    Object.entries(table).flatMap(([words, advice]) => {
      const said =
        typeof advice === 'string'
          ? { methodAdvice: advice, methodDelayMs: null }
          : { methodAdvice: advice.is, methodDelayMs: advice.delayMs };
      return words.split(' ').map((word) => [word, said] as const);
    }),
  );
}
