import { isList, member } from '../provider/careful.js';
import { httpStatus } from '../verdict/reply.js';
import { addressOf } from '../verdict/request.js';
import { isRealError } from './cause.js';
import { clientAmong, type ClientTrace, isUnfollowed } from './client.js';
import { type Fault, NEVER_SENT, PHASES_BEFORE_SENDING } from './faults.js';

/** What is known of the request that a fault has to be about. */
export interface Sending {
  /** The address as it was given. */
  readonly url: unknown;
  readonly isRead: boolean;
  /** The `redirect` that fetch was given. */
  readonly redirect: unknown;
  /** May parts of it have been sent before it failed, or may something below the client send it again? */
  readonly mayHaveBegun: boolean;
  /** Is it known which of undici's dispatchers sent it, if any did? */
  readonly isDispatcherKnown: boolean;
}

/** No list of errors is looked through further: it may be endless. */
const MOST_ERRORS = 20;

/**
 * Does a fault prove that this request never left? It does where it comes from a real Error without an HTTP status, is
 * about the request's own address, and the request was not sent before. Never throws.
 *
 * @param outer - the values that have the error among their causes, itself included.
 */
export function isProof(error: unknown, fault: Fault, outer: readonly unknown[], sending: Sending): boolean {
  if (!outer.every((value) => isRealError(value) && statusOn(value) === null)) return false;
  const client = clientAmong(outer); // one further in made another error
  if (member(error, 'code') === 'ERR_INVALID_URL') return isOwnAddress(error, sending.url, client);
  if (!sending.isRead && !wasSentOnce(client, sending)) return false;
  const url = addressOf(sending.url ?? client?.request.url);
  if (client && isElsewhere(sending.url, client.request.url)) return false;
  const witnesses = fault === NEVER_SENT ? [...outer, ...errorsOf(error)] : outer;
  if (url && witnesses.some((witness) => contradicts(witness, url))) return false;
  return client !== null || (url !== null && named(error).every((witness) => names(witness, url)));
}

function wasSentOnce(
  client: ClientTrace | null,
  { redirect, mayHaveBegun, isDispatcherKnown }: Sending,
): boolean {
  if (mayHaveBegun) return false;
  switch (client?.sending) {
    case 'once':
      return true;
    case 'once_unless_redirected':
      return isUnfollowed(redirect);
    case 'once_by_dispatcher':
    case undefined: // what a socket throws: undici's request hands it on as it is, after its last sending
      return isDispatcherKnown;
    default:
      return false;
  }
}

/** Is the address that could not be parsed the caller's own, and not one that a redirect led to? */
function isOwnAddress(error: unknown, url: unknown, client: ClientTrace | null): boolean {
  const own = url ?? client?.request.url;
  if (own === undefined || own === null) return client?.sending === 'once';
  const input = member(error, 'input'); // Bun gives none
  return addressOf(own) === null && (input === undefined || input === own);
}

/** Are both addresses known, and of different servers? */
export function isElsewhere(one: unknown, other: unknown): boolean {
  const [first, second] = [addressOf(one), addressOf(other)];
  return first !== null && second !== null && first.host !== second.host;
}

/** Are both addresses known, and of different servers or paths? What was not asked is no answer to what was. */
export function isOtherAddress(asked: unknown, answered: unknown): boolean {
  if (answered === '') return false; // a response that was made, and not received
  const [one, other] = [addressOf(asked), addressOf(answered)];
  return one !== null && other !== null && (one.host !== other.host || one.pathname !== other.pathname);
}

/** Node: the errors of an AggregateError, one for each address of the host that was tried. */
function errorsOf(error: unknown): readonly unknown[] {
  const errors = member(error, 'errors');
  const length = isList(errors) ? Number(member(errors, 'length')) : 0;
  return Array.from({ length: Math.min(length, MOST_ERRORS) }, (_, index) => member(errors, String(index)));
}

/** The errors that have to name the server: those of an AggregateError, else the error itself. */
function named(error: unknown): readonly unknown[] {
  const errors = errorsOf(error);
  return errors.length > 0 ? errors : [error];
}

/** Did the connection fail before anything could be sent? node-fetch gives `erroredSysCall`, got the phase. */
export function failedToConnect(error: unknown): boolean {
  const errors = member(error, 'errors');
  if (!isList(errors)) return failedAlone(error);
  const length = Number(member(errors, 'length'));
  const isSeen = length > 0 && length <= MOST_ERRORS;
  return isSeen && errorsOf(error).every((one) => isRealError(one) && failedAlone(one));
}

function failedAlone(error: unknown): boolean {
  const systemCall = member(error, 'syscall') ?? member(error, 'erroredSysCall');
  return systemCall === 'connect' || PHASES_BEFORE_SENDING.includes(member(error, 'event'));
}

/** The HTTP status on a thrown value, or on the response that it holds. */
export function statusOn(value: unknown): number | null {
  const response = member(value, 'response');
  return [value, response]
    .flatMap((holder) => [member(holder, 'status'), member(holder, 'statusCode')])
    .reduce<number | null>((found, status) => found ?? httpStatus(status), null);
}

/** Does an error name another server than the address does? */
function contradicts(error: unknown, url: URL): boolean {
  const port = member(error, 'port');
  const host = hostNamed(error);
  const address = member(error, 'address');
  const isAnotherPort = port !== undefined && port !== null && Number(port) !== portOf(url);
  const isAnotherHost = host !== null && host !== bareHost(url.hostname);
  return isAnotherPort || isAnotherHost || (typeof address === 'string' && isAnotherAddress(address, url));
}

/** Does an error name the very server of the address? A name and the number that it stands for cannot be compared. */
function names(error: unknown, url: URL): boolean {
  const address = member(error, 'address');
  const host = bareHost(url.hostname);
  const isAddress = typeof address === 'string' && (bareHost(address) === host || isLocal(address, host));
  return hostNamed(error) === host || isAddress;
}

function hostNamed(error: unknown): string | null {
  const host = member(error, 'hostname') ?? member(error, 'host');
  return typeof host === 'string' ? bareHost(host) : null;
}

function isAnotherAddress(address: string, url: URL): boolean {
  const host = bareHost(url.hostname);
  if (host === 'localhost') return !isLocal(address, host);
  return /^[\d.]+$|:/.test(host) && bareHost(address) !== host;
}

function isLocal(address: string, host: string): boolean {
  return host === 'localhost' && /^(?:127\.|::1$)/.test(address);
}

/** A host without the brackets of IPv6, in small letters. */
function bareHost(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$/g, '');
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
