import type { PaymentError } from '../src/error/payment-error.js';
import type { Provider } from '../src/provider/definition.js';
import type { RequestFacts } from '../src/verdict/request.js';
import {
  ABORTED,
  type Fault,
  FAULT_BY_CODE,
  FAULT_BY_MESSAGE,
  FAULT_BY_NAME,
  PHASES_BEFORE_SENDING,
} from '../src/wire/faults.js';
import { normalizeThrown } from '../src/wire/thrown.js';
import { codeList, grouped, table } from './markdown.js';
import { retryOf } from './verdict.js';

interface Evidence {
  readonly kind: string;
  readonly label: string;
  readonly thrown: Error;
}

/** Where the request was sent to, once: as `wrapFetch` sends a write. */
const SENT = { url: 'https://plain.example/payments', redirect: 'manual' };

/** What fetch throws when something is at fault beneath it. */
function fetchFailed(details: object): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('It broke.'), details) });
}

/** The same, but for an abort: that is thrown as it is. */
function thrownFor(fault: Fault, details: object): Error {
  return fault === ABORTED ? Object.assign(new Error('It broke.'), details) : fetchFailed(details);
}

const EVIDENCE: readonly Evidence[] = [
  ...Object.entries(FAULT_BY_CODE).map(([code, fault]) => ({
    kind: '`code`',
    label: code,
    thrown: thrownFor(fault, { code, input: SENT.url }),
  })),
  {
    kind: '`syscall`, whatever the code',
    label: 'connect',
    thrown: fetchFailed({ syscall: 'connect', code: 'ETIMEDOUT' }),
  },
  ...PHASES_BEFORE_SENDING.map((event) => ({
    kind: '`event` of got, whatever the code',
    label: String(event),
    thrown: fetchFailed({ event, code: 'ETIMEDOUT' }),
  })),
  ...Object.entries(FAULT_BY_NAME).map(([name, fault]) => ({
    kind: '`name`',
    label: name,
    thrown: thrownFor(fault, { name }),
  })),
  ...Object.entries(FAULT_BY_MESSAGE).map(([message, fault]) => ({
    kind: '`message`',
    label: message,
    thrown: thrownFor(fault, { message }),
  })),
  { kind: 'anything else', label: 'nothing that is known', thrown: new Error('Something.') },
];

/** Gives the table of what a caught value proves, after each of the requests. */
export async function transportEvidence(
  provider: Provider,
  requests: readonly RequestFacts[],
  header: readonly string[],
): Promise<string> {
  const judged = await Promise.all(
    EVIDENCE.map(async ({ kind, label, thrown }) => {
      const errors = await Promise.all(
        requests.map((request) => normalizeThrown(provider, thrown, { ...SENT, ...request })),
      );
      return [label, [kind, categoryOf(errors), ...errors.map(advice)]] as const;
    }),
  );
  return table(
    ['Evidence', 'in', 'Category', ...header],
    grouped(judged).map(([labels, cells]) => [codeList(labels), ...cells]),
  );
}

function categoryOf(errors: readonly PaymentError[]): string {
  const told = errors.map((error) =>
    error.category === 'network' ? `\`network\`, sent: \`${error.sent}\`` : `\`${error.category}\``,
  );
  return [...new Set(told)].join(' or ');
}

function advice(error: PaymentError): string {
  return `\`${error.outcome}\` \`${retryOf(error)}\``;
}
