import axios from 'axios';
import got from 'got';
import ky from 'ky';
import nodeFetch from 'node-fetch';
import { ofetch } from 'ofetch';
import superagent from 'superagent';
import * as undici from 'undici';

/** One attempt to pay. */
export interface Attempt {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal | undefined;
  /** The client's own limit for the whole call, in milliseconds. */
  readonly timeoutMs: number | undefined;
  /** The client's own limit for the connection and its TLS handshake, in milliseconds. */
  readonly connectTimeoutMs: number | undefined;
}

/** A client as its users have it: retries and everything else that hides an attempt turned off. */
export interface Client {
  readonly name: string;
  /** The limits that it can set by itself, without an `AbortSignal`. */
  readonly limits: readonly ('timeoutMs' | 'connectTimeoutMs')[];
  /** Does it take a `redirect` as fetch does? Here it follows none: after a redirect nothing is proved. */
  readonly redirect?: 'manual';
  /** The kind of dispatcher that undici's `request` is given. */
  readonly dispatcher?: undici.Dispatcher;
  /** Throws, or gives the failed answer where the client does not throw for one. */
  readonly post: (attempt: Attempt) => Promise<unknown>;
}

export const CLIENTS: readonly Client[] = [
  {
    name: 'fetch',
    limits: [],
    redirect: 'manual',
    post: async ({ url, headers, body, signal = null }) =>
      failedResponse(await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })),
  },
  {
    name: 'undici.fetch',
    limits: ['timeoutMs', 'connectTimeoutMs'],
    redirect: 'manual',
    post: ({ url, headers, body, signal = null, ...limits }) =>
      withUndiciAgent(limits, async (dispatcher) =>
        failedResponse(
          await undici.fetch(url, {
            method: 'POST',
            headers,
            body,
            signal,
            dispatcher,
            redirect: 'manual',
          }),
        ),
      ),
  },
  {
    name: 'undici.request',
    limits: ['timeoutMs', 'connectTimeoutMs'],
    dispatcher: new undici.Agent(),
    post: ({ url, headers, body, signal = null, ...limits }) =>
      withUndiciAgent(limits, async (dispatcher) => {
        const answer = await undici.request(url, { method: 'POST', headers, body, signal, dispatcher });
        return { ...answer, body: await answer.body.text() };
      }),
  },
  {
    name: 'undici.request with its responseError interceptor',
    limits: ['timeoutMs', 'connectTimeoutMs'],
    dispatcher: new undici.Agent().compose(undici.interceptors.responseError()),
    post: ({ url, headers, body, signal = null, ...limits }) =>
      withUndiciAgent(limits, async (agent) => {
        const dispatcher = agent.compose(undici.interceptors.responseError());
        const answer = await undici.request(url, { method: 'POST', headers, body, signal, dispatcher });
        return answer.body.text();
      }),
  },
  {
    name: 'axios',
    limits: ['timeoutMs'],
    post: ({ url, body, timeoutMs, headers, signal }) =>
      axios.post(url, body, { headers, ...given({ signal, timeout: timeoutMs }) }),
  },
  {
    name: 'axios with its fetch adapter',
    limits: ['timeoutMs'],
    redirect: 'manual',
    post: ({ url, body, timeoutMs, headers, signal }) =>
      axios.post(url, body, {
        adapter: 'fetch',
        maxRedirects: 0,
        headers,
        ...given({ signal, timeout: timeoutMs }),
      }),
  },
  {
    name: 'ky',
    limits: ['timeoutMs'],
    post: ({ url, headers, body, signal, timeoutMs }) =>
      ky.post(url, { headers, body, timeout: timeoutMs ?? false, retry: 0, ...given({ signal }) }).json(),
  },
  {
    name: 'ofetch',
    limits: ['timeoutMs'],
    post: ({ url, headers, body, signal, timeoutMs }) =>
      ofetch(url, { method: 'POST', headers, body, retry: 0, ...given({ signal, timeout: timeoutMs }) }),
  },
  {
    name: 'got',
    limits: ['timeoutMs', 'connectTimeoutMs'],
    post: ({ url, headers, body, signal, timeoutMs, connectTimeoutMs }) =>
      got.post(url, {
        headers,
        body,
        retry: { limit: 0 },
        timeout: given({ request: timeoutMs, secureConnect: connectTimeoutMs }),
        ...given({ signal }),
      }),
  },
  {
    name: 'got that parses JSON',
    limits: ['timeoutMs', 'connectTimeoutMs'],
    post: ({ url, headers, body, signal, timeoutMs, connectTimeoutMs }) =>
      got.post(url, {
        headers,
        body,
        responseType: 'json',
        retry: { limit: 0 },
        timeout: given({ response: timeoutMs, secureConnect: connectTimeoutMs }),
        ...given({ signal }),
      }),
  },
  {
    name: 'superagent',
    limits: ['timeoutMs'],
    post: postWithSuperagent,
  },
  {
    name: 'node-fetch',
    limits: [],
    redirect: 'manual',
    post: async ({ url, headers, body, signal = null }) =>
      failedResponse(
        await nodeFetch(url, {
          method: 'POST',
          headers,
          // It destroys the body of a call that was aborted before, and nobody listens to the error of that stream.
          body: signal?.aborted ? null : body,
          signal,
          redirect: 'manual',
        }),
      ),
  },
];

/** What a catch block would get: what is thrown, or the failed answer itself. */
export async function failureOf(client: Client, attempt: Attempt): Promise<unknown> {
  try {
    return await client.post(attempt);
  } catch (thrown) {
    return thrown;
  }
}

/** A `Response` that did not fail is read to its end, which may fail. */
async function failedResponse<Answer extends { readonly ok: boolean; text(): Promise<string> }>(
  response: Answer,
): Promise<Answer> {
  if (response.ok) await response.text();
  return response;
}

/** It knows nothing of signals: its users call `abort`. */
async function postWithSuperagent({ url, headers, body, signal, timeoutMs }: Attempt): Promise<unknown> {
  const request = superagent.post(url).set(headers).send(body);
  if (timeoutMs !== undefined) void request.timeout(timeoutMs);
  const abort = (): void => void request.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return request;
}

async function withUndiciAgent<Answer>(
  { timeoutMs, connectTimeoutMs }: Pick<Attempt, 'timeoutMs' | 'connectTimeoutMs'>,
  post: (agent: undici.Agent) => Promise<Answer>,
): Promise<Answer> {
  const limits = given({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const agent = new undici.Agent({ ...limits, connect: given({ timeout: connectTimeoutMs }) });
  return post(agent);
}

/** The members that are given: some clients take `undefined` for a value. */
function given<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Members]?: Exclude<Members[Name], undefined> }; // as filtered
}
