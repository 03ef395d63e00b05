import type { Provider } from '../provider/definition.js';
import type { RequestFacts } from '../verdict/request.js';

/** What a provider sends, as a file can hold it. Give one of `body`, `text` and `base64`; none is an empty body. */
export interface FixtureReply {
  /** The HTTP status. */
  readonly status: number;
  /** Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A body that is sent as JSON. */
  readonly body?: unknown;
  /** A body that is sent as it is: HTML, or JSON that is cut short. */
  readonly text?: string | undefined;
  /** A body that is no text, in Base64. */
  readonly base64?: string | undefined;
}

/** A reply that a provider documents. */
export interface DocumentedReply {
  /**
   * The row of the provider's tables that this reply stands for, one reply a row: the table and the word, such as
   * `codes.card_declined`, `types.card_error`, `broadTypes.api_error`, `httpStatuses.402` or `states.charge.failed`.
   */
  readonly row?: string | undefined;
  /** What the provider sends. */
  readonly reply: FixtureReply;
  /** What was sent. Default: a write without an idempotency key. */
  readonly request?: RequestFacts | undefined;
  /** The time that a Retry-After date is compared with, in milliseconds since 1970. Default: that of the test. */
  readonly now?: number | undefined;
}

/** A reply and what it has to become; a JSON file of this shape can be imported as it is. */
export interface Fixture extends DocumentedReply {
  /** The members that the error must have, each exactly so; of `retry`, the sentence may be left out. `null`: a success. */
  readonly expected: object | null;
  /** Where the reply comes from. */
  readonly source?: string | undefined;
  /** What it shows. */
  readonly about?: string | undefined;
}

/** A provider together with the replies that it documents; {@link withFixtures} makes it. */
export interface ProviderWithFixtures<RowName extends string = string> {
  /** The provider as it was given. */
  readonly provider: Provider<RowName>;
  /** By any name. */
  readonly fixtures: Readonly<Record<string, DocumentedReply>>;
}

/** A built-in provider as it is, or a provider of one's own with its fixtures. */
export type TestableProvider<RowName extends string = string> =
  Provider<RowName> | ProviderWithFixtures<RowName>;

/**
 * Gives a provider of your own the replies that it documents, so that `errorResponse` and `documentedErrors` can
 * answer as it does. Neither is changed. The built-in providers need none.
 *
 * @param fixtures - by any name, such as that of the file each comes from; those with a `row` are used.
 *
 * @example
 * ```ts
 * const acmeInTests = withFixtures(acme, {
 *   'card-declined': {
 *     row: 'codes.card_declined',
 *     reply: { status: 402, body: { error: { code: 'card_declined', message: 'No.' } } },
 *   },
 * });
 * const response = errorResponse(acmeInTests, 'card_declined');
 * ```
 */
export function withFixtures<RowName extends string>(
  provider: Provider<RowName>,
  fixtures: Readonly<Record<string, DocumentedReply>>,
): ProviderWithFixtures<RowName> {
  return { provider, fixtures };
}

/** Gives the body of a reply as it is on the wire; `null` when there is none. */
export function bodyOnTheWire({ body, text, base64 }: FixtureReply): string | ArrayBuffer | null {
  if (base64 !== undefined) return bytesOf(base64);
  return text ?? (body === undefined ? null : JSON.stringify(body));
}

/** Gives the body of a reply as text, decoded as a client would; `undefined` when there is none. */
export function textOfBody(reply: FixtureReply): string | undefined {
  const body = bodyOnTheWire(reply);
  return typeof body === 'object' && body !== null
    ? new TextDecoder().decode(new Uint8Array(body))
    : (body ?? undefined);
}

function bytesOf(base64: string): ArrayBuffer {
  const characters = atob(base64);
  const bytes = new ArrayBuffer(characters.length);
  new Uint8Array(bytes).set(Array.from(characters, (character) => character.charCodeAt(0)));
  return bytes;
}
