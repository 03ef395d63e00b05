import { type PlaygroundState, TYPED } from './state.js';

/** How many characters of an address are used at most: longer ones do not survive chats and mail. */
export const LONGEST_ADDRESS = 4_000;

/** An address, and whether it holds all of the state. */
export interface Address {
  /** With its `#`. */
  readonly hash: string;
  /** The fields that were too long for it. */
  readonly leftOut: readonly string[];
}

/**
 * Writes a state into the part of an address that is sent to no server: `#provider=stripe&reply=card_declined`. What is
 * too long is left out, the body first.
 */
export function addressOf(state: PlaygroundState): Address {
  const { provider, reply } = state;
  if (reply !== '')
    return {
      hash: hashOf([
        ['provider', provider],
        ['reply', reply],
      ]),
      leftOut: [],
    };
  const fields: (readonly [string, string])[] = [
    ['provider', provider],
    ...TYPED.map((name) => [name, state[name]] as const).filter(([, value]) => value !== ''),
  ];
  const leftOut: string[] = [];
  while (hashOf(fields).length > LONGEST_ADDRESS) {
    const [name] = fields.pop() ?? [''];
    leftOut.push(name);
  }
  return { hash: hashOf(fields), leftOut };
}

/**
 * Reads what {@link addressOf} wrote. Never throws: what is missing is empty, what is unknown is passed over.
 *
 * @returns `null` where the address says nothing.
 */
export function readAddress(hash: string): PlaygroundState | null {
  const fields = new Map<string, string>();
  for (const field of hash.replace(/^#/, '').split('&')) {
    const [name = '', ...rest] = field.split('=');
    if (rest.length > 0) fields.set(name, decoded(rest.join('=')));
  }
  const read = (name: string): string => fields.get(name) ?? '';
  if (read('provider') === '') return null;
  return {
    provider: read('provider'),
    reply: read('reply'),
    status: read('status'),
    headers: read('headers'),
    body: read('body'),
    method: read('method'),
    key: read('key'),
    url: read('url'),
  };
}

function hashOf(fields: readonly (readonly [string, string])[]): string {
  return `#${fields.map(([name, value]) => `${name}=${encoded(value)}`).join('&')}`;
}

/** Only what an address or a chat would trip over is encoded: JSON stays readable. */
function encoded(text: string): string {
  return text
    .slice(0, LONGEST_ADDRESS + 1) // whatever is longer is left out
    .replace(/\p{Surrogate}/gu, '\u{FFFD}')
    .replace(/[^\w!$'()*,\-./:;=?@[\]{}~ ]/gu, encodeURIComponent)
    .replaceAll(' ', '+');
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
