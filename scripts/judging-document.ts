import type { PaymentError } from '../src/error/payment-error.js';
import { DECLINE_REASONS, type DeclineReason } from '../src/error/words.js';
import { defineProvider } from '../src/provider/define-provider.js';
import { MASTERCARD_ADVICE } from '../src/verdict/decline.js';
import { normalize } from '../src/verdict/normalize.js';
import type { RequestFacts } from '../src/verdict/request.js';
import { duration } from './duration.js';
import { codeList, grouped, ranges, table } from './markdown.js';
import { transportEvidence } from './transport-evidence.js';
import { retryOf } from './verdict.js';

/** A provider without a word of its own: what it says is what every provider says. */
const PLAIN = defineProvider({
  name: 'plain',
  docs: 'https://plain.example/errors',
  idempotency: { header: 'Idempotency-Key', failures: 'safe_to_resend', lookup: 'resource' },
  error: {
    read: (reason: DeclineReason) => ({ codes: [reason] }),
    codes: Object.fromEntries(DECLINE_REASONS.map((reason) => [reason, `declined: ${reason}` as const])),
  },
});

/** Gives docs/judging.md with the tables between its `generated` marks made anew. */
export async function judgingDocument(current: string): Promise<string> {
  return [
    ['defaults-by-status', defaultsByStatus()],
    ['advice-by-decline-reason', adviceByDeclineReason()],
    ['mastercard-advice', mastercardAdvice()],
    ['transport-evidence', await transportEvidence(PLAIN, REQUESTS, ADVICE_HEADER)],
  ].reduce((document, [name, content]) => withSection(document, String(name), String(content)), current);
}

function withSection(document: string, name: string, content: string): string {
  const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/judging.md: expected the marks of ${name}`);
  return [
    document.slice(0, from) + start,
    '<!-- prettier-ignore-start -->',
    content,
    '<!-- prettier-ignore-end -->',
    document.slice(to),
  ].join('\n\n');
}

/** A write, a write with a key, and a read: requests that are judged differently. */
const REQUESTS: readonly RequestFacts[] = [
  { method: 'POST' },
  { method: 'POST', idempotencyKey: 'order-1' },
  { method: 'GET' },
];
const ADVICE_HEADER = ['A write', 'A write with a key', 'A read'];

function defaultsByStatus(): string {
  const statuses = [...Array(500).keys()].map((index) => index + 100);
  const judged = statuses.map((status) => {
    const errors = REQUESTS.map((request) => normalize(PLAIN, { status }, request));
    return [status, [categoryOf(errors), ...errors.map(advice)]] as const;
  });
  return table(
    ['HTTP status', 'Category', ...ADVICE_HEADER],
    grouped(judged).map(([group, cells]) => [ranges(group), ...cells]),
  );
}

function adviceByDeclineReason(): string {
  const judged = DECLINE_REASONS.map((body) => {
    const error = normalize(PLAIN, { status: 402, body });
    const method = error.category === 'declined' ? error.methodAdvice : '';
    return [body, [error.outcome, retryOf(error), method].map((word) => `\`${word}\``)] as const;
  });
  return table(
    ['Decline reason', 'Outcome', 'Retry', 'The same payment method'],
    grouped(judged).map(([reasons, cells]) => [codeList(reasons), ...cells]),
  );
}

function mastercardAdvice(): string {
  const listed = Object.entries(MASTERCARD_ADVICE).sort(([one], [other]) => Number(one) - Number(other));
  return table(
    ['Advice code', 'The same payment method', 'After'],
    listed.map(([code, { methodAdvice, methodDelayMs }]) => [
      `\`${code}\``,
      `\`${methodAdvice}\``,
      methodDelayMs === null ? '' : duration(methodDelayMs),
    ]),
  );
}

function categoryOf(errors: readonly PaymentError[]): string {
  return codeList([...new Set(errors.map(({ category }) => category))]);
}

function advice(error: PaymentError): string {
  return `\`${error.outcome}\` \`${retryOf(error)}\``;
}
