import { normalize, PaymentException, type PaymentError } from '../dist/index.js';
import { BY_HAND, type ErrorByHand } from './by-hand.ts';
import { CLASSIC } from './classic-zod.ts';
import type { Contender } from './measure.ts';
import { PEERS, translate } from './peers.ts';
import type { Case } from './replies.ts';

export const FLOOR = 'JSON.parse alone';
export const PARSED_FLOOR = 'JSON.parse and the zod parse alone';
export const PAYFAULT = 'payfault';
export const PEER_NAMES = PEERS.map(({ name }) => name);

/** Everybody who turns the text of a reply into something, for these replies. */
export function contendersFor(cases: readonly Case[]): readonly Contender[] {
  return [
    {
      name: FLOOR,
      tasks: cases.map(
        ({ reply }) =>
          () =>
            JSON.parse(reply.body) as unknown,
      ),
    },
    {
      name: PARSED_FLOOR,
      tasks: cases.map(
        ({ provider, reply }) =>
          () =>
            provider.parseErrorBody(JSON.parse(reply.body)),
      ),
    },
    ...(cases.every(({ provider }) => BY_HAND[provider.name])
      ? [{ name: 'a switch by hand', tasks: cases.map((one) => () => byHand(one)) }]
      : []),
    {
      name: PAYFAULT,
      tasks: cases.map(
        ({ provider, reply, request }) =>
          () =>
            normalize(provider, reply, request),
      ),
    },
    {
      name: 'payfault, given `Headers`',
      tasks: cases.map(withPlatformHeaders).map((one) => () => ours(one)),
    },
    { name: 'payfault, as an exception', tasks: cases.map((one) => () => new PaymentException(ours(one))) },
    ...(cases.every(({ provider }) => CLASSIC[provider.name])
      ? [{ name: 'its tables behind classic zod', tasks: cases.map((one) => () => classic(one)) }]
      : []),
    ...PEERS.map((peer) => ({
      name: peer.name,
      tasks: cases.map((one) => translate(peer, one)).map((reply) => () => peer.construct(reply)),
    })),
  ];
}

function ours({ provider, reply, request }: Case): PaymentError {
  return normalize(provider, reply, request);
}

function withPlatformHeaders({ provider, reply, request }: Case): Case {
  const headers = new Headers(reply.headers);
  return { provider, reply: { ...reply, headers: headers as never }, request };
}

function byHand(one: Case): ErrorByHand {
  const read = BY_HAND[one.provider.name];
  if (!read) throw new Error(`nobody wrote a switch for ${one.provider.name}`);
  return read(one);
}

function classic({ provider, reply, request }: Case): PaymentError {
  const equivalent = CLASSIC[provider.name];
  if (!equivalent) throw new Error(`nobody wrote ${provider.name} in classic zod`);
  return normalize(equivalent, reply, request);
}

/**
 * Makes sure that code by hand and classic zod do the same work: a contender that comes to another answer is not fast,
 * it is wrong.
 *
 * @throws Error that names the first reply on which they differ.
 */
export function assertAgreement(cases: readonly Case[]): void {
  for (const one of cases) {
    const expected = summary(ours(one));
    for (const [name, error] of Object.entries({ 'by hand': byHand(one), 'classic zod': classic(one) }))
      if (summary(error) !== expected)
        throw new Error(`${one.provider.name}, ${name}: ${summary(error)}\n${expected}\n${one.reply.body}`);
  }
}

function summary(error: PaymentError | ErrorByHand): string {
  const {
    category,
    status,
    code,
    outcome,
    lookup,
    retry,
    retryable,
    fixableBy,
    requestId,
    resource,
    fieldErrors,
  } = error;
  return JSON.stringify([
    category,
    'declineReason' in error ? error.declineReason : undefined,
    status,
    code,
    outcome,
    lookup,
    retry.strategy,
    retryable,
    fixableBy,
    requestId,
    resource && [resource.kind, resource.id],
    'methodAdvice' in error ? error.methodAdvice : undefined,
    fieldErrors.map(({ field, path, reason, code }) => [field, path, reason, code]),
  ]);
}
