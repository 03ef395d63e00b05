import { member, ownMembers } from '../provider/careful.js';
import { workingsOf } from '../provider/define-provider.js';
import type { Provider } from '../provider/definition.js';
import type { NormalizeOptions } from '../verdict/conclude.js';
import { type Answer, type HeadersInput, httpStatus, isBrokenJson } from '../verdict/reply.js';
import { type RequestFacts, takeRequest } from '../verdict/request.js';
import type { ResponseLike } from './platform.js';
import { isOtherAddress } from './proof.js';
import type { BodyLimits } from './read-body.js';

/** How a response is read and judged. */
export interface ResponseOptions extends NormalizeOptions {
  /** The most bytes of a body that are read, after decompression. Default: 262,144. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * How long a body is waited for while no byte of it comes, in milliseconds; all of it may take six times as long.
   * Default: 5,000. `Infinity`: no limit.
   */
  readonly bodyTimeoutMs?: number | undefined;
}

/** What a response is read and judged by. */
export interface Circumstances {
  readonly provider: Provider;
  readonly request: RequestFacts | undefined;
  readonly options: NormalizeOptions | undefined;
  readonly limits: BodyLimits;
  readonly isRead: boolean;
}

/** @throws TypeError when `provider` is not a provider, or a limit is not a number from 0. */
export function takeCircumstances(
  provider: Provider,
  request: RequestFacts | undefined,
  options: ResponseOptions | undefined,
): Circumstances {
  workingsOf(provider);
  const { isRead } = takeRequest(request, provider.idempotency);
  return { provider, request, options, limits: limitsOf(ownMembers(options ?? {})), isRead };
}

/** Gives the limits with their defaults. @throws TypeError for one that is not a number from 0. */
export function limitsOf({ maxBodyBytes = 262_144, bodyTimeoutMs = 5_000 }: ResponseOptions): BodyLimits {
  assertAmount('maxBodyBytes', maxBodyBytes);
  assertAmount('bodyTimeoutMs', bodyTimeoutMs);
  return { maxBodyBytes, bodyTimeoutMs };
}

/** @throws TypeError that names the option when it is not a number from 0. */
export function assertAmount(name: string, value: unknown): void {
  if (typeof value !== 'number' || !(value >= 0)) throw new TypeError(`${name}: expected a number from 0`);
}

/**
 * What a response says, its body read.
 *
 * @param url - the address that was asked, as far as it is known.
 * @param isBodyLost - default: whether `body` is a text that is broken JSON.
 */
export function answerOf(
  response: ResponseLike,
  body: unknown,
  url: unknown,
  isBodyLost = isBrokenJson(body),
): Answer {
  return {
    status: httpStatus(member(response, 'status')),
    headers: (member(response, 'headers') ?? null) as HeadersInput | null, // looked through with care
    body,
    // What a browser gives for a redirect that is not followed tells no more than that there was one.
    afterRedirect:
      member(response, 'redirected') === true ||
      member(response, 'type') === 'opaqueredirect' ||
      isOtherAddress(url, member(response, 'url')),
    isBodyLost,
  };
}
