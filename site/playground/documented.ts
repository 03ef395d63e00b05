import type { Provider, RequestFacts } from 'payfault';
import { type DocumentedError, documentedErrors } from 'payfault/testing';

import { type PlaygroundState } from './state.js';

/** A reply that a provider documents, under a name of its own. */
export interface NamedReply {
  /** The word of its row; the second of a word that two tables have is `word~2`. */
  readonly name: string;
  /** For people: `card_declined · 402 · declined`. */
  readonly label: string;
  readonly documented: DocumentedError;
}

/** Lists the replies that a provider documents. */
export function documentedReplies(provider: Provider): readonly NamedReply[] {
  const seen = new Map<string, number>();
  return documentedErrors(provider).map((documented) => {
    const { name: word, reply, error } = documented;
    const count = (seen.get(word) ?? 0) + 1;
    seen.set(word, count);
    const name = count === 1 ? word : `${word}~${String(count)}`;
    return { name, label: `${name} · ${String(reply.status)} · ${error.category}`, documented };
  });
}

/** Gives the form as it is when a documented reply is picked. */
export function stateOf(provider: string, { name, documented }: NamedReply): PlaygroundState {
  const { reply, request = {} } = documented;
  return {
    provider,
    reply: name,
    status: String(reply.status ?? ''),
    headers: headerLines(reply.headers),
    body: bodyText(reply.body),
    method: request.method ?? 'POST',
    key: request.idempotencyKey ?? '',
    url: addressIn(request),
  };
}

function headerLines(headers: unknown): string {
  return Object.entries(headers ?? {})
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body, null, 2);
}

function addressIn({ url }: RequestFacts): string {
  return typeof url === 'string' ? url : (url?.href ?? '');
}
